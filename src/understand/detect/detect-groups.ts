import { foldText } from "../../text/fold.ts";
import { compileCue, findCue } from "../cue-pattern.ts";
import { cueFile } from "../cues.ts";
import type { Found, Reading } from "../reading.ts";
import { englishParts } from "./english-parts.ts";
import { partnerSubjects } from "./partner-subjects.ts";

const NO_STARTS: ReadonlySet<number> = new Set();
const populations = cueFile.populations.map((entry) => ({
  population: entry.population,
  pattern: compileCue([...entry.zh, ...entry.en].map(foldText)),
  near: entry.near.map(foldText),
}));
/** Words that tell which sub-group is meant: 女, 省级. Inside a name (高级技师) they are part of it, which refining sees. */
export function detectPopulations(reading: Reading): readonly Found[] {
  const isBoth = (end: number): boolean => reading.text.slice(end - 1, end + 1) === "男女" || reading.text.slice(end - 2, end) === "男女";
  const holds = (near: readonly string[]): boolean => near.length === 0 || near.some((word) => reading.text.includes(word));
  return populations
    .filter(({ near }) => holds(near))
    .flatMap(({ population, pattern }) =>
      findCue(pattern, reading.text, NO_STARTS)
        .filter((match) => !isBoth(match.end))
        .map((match) => ({
          kind: "population" as const,
          start: match.start,
          end: match.end,
          population,
          rule: "population",
        })),
    );
}

/** A name begins before a number or behind it, never within: what would be cut off could not be told as it was typed. */
const SUBJECT =
  /(?:(?<!\d)|(?=\D))([\u4e00-\u9fffA-Za-z0-9+()]{2,14}?)(专业群|专业|班级|班|系|学部|(?<![干全内外总局支乐育委分])部(?![门分署级位落队])|产业学院|工作室)/g;
/** Words before 专业 or 班 that name none in particular. */
const NO_SUBJECT =
  /(?:哪|什么|多少|几|各|每|所有|全部|开设|设|有|个|示范|骨干|特色|重点|品牌|优势|新|老|热门|主要|本|该|这|那|其他|不同|相关|中职|高职|省级|市级|国家级|培训|毕|值|上|下|加|跟|轮|开|小|大|订单|增设|新增|招生|的|是|对口|领|分|学校|学院|最多|最少|最高|最低|最大|最小|最好|专任|涉农|建设|紧缺|试点|这些|那些|一个|两个|停招|撤销|动态调整)$/;
/** What stands before a subject and is none of it. */
const HEAD = /^.*(?:(?:学生|老师|教师|人数|人)[比和与跟]|的|在|有|和|与|是|请问|学校|学院|中|里|年|了|问|说|关于|就|(?:^|[有是])[学读念](?![前生校历制期科]))/;

/** 德西数控那个专业: the word that points says nothing of which. */
const POINTING = /的?(?:那个|这个|那一个|这一个|那门|这门)的?$/;

/** 学护理的有多少人: who studies something, counted. 学 is as well the head of other words (学历, 学校) and the end of some (大学). */
const STUDIED =
  /(?<![大中小上入升开放转留教自就在求所])[学读念](?![生校历费制年期院科业习会分时籍段位区])([\u4e00-\u9fff]{2,8}?)(?:专业)?的(?=[\u4e00-\u9fff]{0,12}(?:多少|几)[人名个])/g;

/** 数控 major: a Chinese name with an English noun behind it. */
const MIXED = /([\u4e00-\u9fff]{2,10}) ?(majors?|specialty|programme?s?|departments?|dept|class)\b/g;
const MIXED_NOUN: Readonly<Record<string, string>> = { de: "系", cl: "班" };

/** A part of the school that is asked about: 汽修专业, 德西数控班, 数控 major, those who study one. */
export function detectSubjects(reading: Reading): readonly Found[] {
  return [...namedSubjects(reading), ...partnerSubjects(reading), ...mixedSubjects(reading), ...studiedSubjects(reading), ...englishParts(reading)];
}

function mixedSubjects(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(MIXED)].flatMap((match): Found[] => {
    const [whole, head = "", noun = ""] = match;
    const ends = reading.found.filter((item) => item.kind !== "indicator" && item.end > match.index && item.end <= match.index + head.length);
    const from = Math.max(match.index, ...ends.map((item) => item.end));
    const own = reading.text.slice(from, match.index + head.length).replace(HEAD, "");
    const start = match.index + head.length - own.length;
    const end = match.index + whole.length;
    return own.length < 2 || !namesOne(own)
      ? []
      : [{ kind: "subject", start, end, subject: `${own}${MIXED_NOUN[noun.slice(0, 2)] ?? "专业"}`, rule: "subject.mixed" }];
  });
}

function studiedSubjects(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(STUDIED)].map((match) => {
    const subject = match[1] ?? "";
    const start = match.index + 1;
    return { kind: "subject", start, end: start + subject.length, subject, rule: "subject.studied" };
  });
}

function namedSubjects(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(SUBJECT)].flatMap((match): Found[] => {
    const start = match.index;
    const end = start + match[0].length;
    const owner = reading.found.filter(
      (item) =>
        (item.kind === "owner" || item.kind === "unknown_owner" || item.kind === "cue" || item.kind === "period") && item.end > start && item.end <= end,
    );
    const from = Math.max(start, ...owner.map((item) => Math.min(item.end, end)));
    // 德西数控班比津上班: what sets one part beside another is no part of its name.
    const joint = /(?:班|专业|系|部|工作室)$/.test(reading.text.slice(0, from)) ? (BESIDE.exec(reading.text.slice(from, end))?.[0].length ?? 0) : 0;
    const head = reading.text.slice(from + joint, end - (match[2]?.length ?? 0));
    const pointed = head.replace(HEAD, "");
    const own = pointed.replace(POINTING, "");
    const next = reading.text[end] ?? "";
    if (own.length < 2 || !namesOne(own) || /[对课教骨技化率带主统列数]/.test(next)) return [];
    const first = end - (match[2]?.length ?? 0) - pointed.length;
    // 津上订单班那个专业, 该班所在专业: the words point back at the same part.
    const back = /^(?:的?(?:那个|这个|所在|所属)的?|的)(?:专业|班级?|系部?)/.exec(reading.text.slice(end))?.[0].length ?? 0;
    return [{ kind: "subject", start: first, end: end + back, subject: `${own}${match[2] ?? ""}`, rule: "subject" }];
  });
}

/** 津上订单班 names one though 订单班 does not: something is left before the words that name none in particular. */
function namesOne(own: string): boolean {
  const cut = NO_SUBJECT.exec(own);
  if (cut === null || FIRM_IN_TWO.test(own)) return true;
  const rest = own.slice(0, cut.index);
  return GENERAL_CLASS.test(cut[0]) && rest.length >= 2 && (NO_SUBJECT.exec(rest)?.index ?? 1) > 0;
}

/** 津上班: a firm of two characters, the second of which makes a word with 班 elsewhere (上班, 加班). */
const FIRM_IN_TWO = /^[^去来在刚才早晚常能要会可不没想爱回都还就正人天生员日夜几各每][上下加跟轮]$/;

const BESIDE = /^(?:[比和与跟及]|相比|对比)/;

/** Kinds of classes that a name may stand before. */
const GENERAL_CLASS = /^(?:订单|对口|骨干|特色|重点|品牌|培训)$/;
