import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { detectPeriods, type PeriodMention } from "../../text/periods.ts";
import type { Quantity } from "../../text/quantities.ts";
import { NEUTRAL_BEFORE, POPULATION_WORDS, STANDS_FOR, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart, saysRespectively } from "../sentence-view.ts";
import { type Head, headsBefore, PARTINGS } from "./listed-heads.ts";

/** 分别为, 分别占专任教师的: the second gives the denominator that all shares of the list have. */
const RESPECTIVELY = /(?:分别|依次)(?:占([^，。；:、\d]{1,16}?)的(?:比例|比重)?|为|是|有|达到|达|占|获得|获|:|约|招收|增加到)*/g;
/** 三个专业的, 各校区的: words of kind and number between the last item and the name that all share. */
const KIND_WORDS = /(?:等)?(?:[一二三四五六七八九十两\d]+个|各|等)?(?:专业|系部|部门|部|系|年级|班级|班|校区|学校|县区|乡镇)?(?:的|毕业生|学生|教师|人员)*$/;

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly denominator: string | null;
  readonly ofCounts: boolean;
}

/** A list of heads before 分别 zipped with the numbers after it: 占地面积、建筑面积分别为160亩、34150平方米. */
export const zipped: ReadingRule = {
  name: "zipped",
  read: (context) => {
    const { view, quantity } = context;
    const mark = lastMark(context);
    if (mark === null) return null;
    const run = runAfter(context, mark.end);
    const place = run.findIndex((other) => other.start === quantity.start);
    if (place < 0) return null;
    // 分别为48人、103人，分别占16.8%、36%: without a word for the whole they are shares too.
    if (mark.denominator !== null || (mark.ofCounts && quantity.unit === "%")) return shareOfEarlier(context, mark, run.length, place);
    const ofParts = partsInClauseBefore(context, mark, run.length, place);
    if (ofParts !== null) return ofParts;
    const heads = inFull(context, withSharedName(context, headsBefore(view.text, view.sentence.start, mark.start, run.length), run.length));
    const head = heads[place];
    const overYears = heads.length === 1 && run.length > 1 ? ofYears(context, heads[0], mark, place, run.length) : null;
    if (overYears !== null) return overYears;
    if (heads.length !== run.length || heads.length < 2 || head === undefined) return null;
    return sharedSuffix(context, heads, head) ?? ownName(context, head) ?? sharedName(context, heads, place) ?? grade(context, heads, head) ?? itself(head);
  },
};

function lastMark({ view, quantity }: ReadingContext): Mark | null {
  if (!saysRespectively(view)) return null;
  const before = view.text.slice(view.sentence.start, quantity.start);
  const marks = [...before.matchAll(RESPECTIVELY)];
  const mark = marks[marks.length - 1];
  if (mark === undefined) return null;
  const start = view.sentence.start + mark.index;
  return { start, end: start + mark[0].length, denominator: mark[1] ?? null, ofCounts: mark[0].endsWith("占") };
}

type Proposal = Omit<Reading, "rule">;

/** 高级、中级职称教师分别为64人、88人，分别占专任教师的33.5%、46.1%: the shares of the numbers of the list before, in order. */
function shareOfEarlier({ view, quantity, earlier, lexicon }: ReadingContext, mark: Mark, count: number, place: number): Proposal | null {
  const before = view.quantities.filter((other) => other.end <= mark.start);
  const counted = earlier[before.length - count + place];
  if (before.length < count || counted?.indicator == null) return null;
  const indicator = lexicon.family(counted.indicator.family).find((entry) => entry.kind === "share" && unitFits(entry, quantity));
  const { denominator } = mark;
  const words = indicator === undefined ? `${counted.words}占比` : counted.words;
  return { ...counted, indicator: indicator ?? null, words, denominator: denominator ?? counted.denominator, confidence: indicator === undefined ? 0.6 : 0.8 };
}

/** 2020—2022年，招生分别为1126人、1238人、1346人; 近三年招生分别为…: one name over as many years as there are numbers. */
function ofYears(context: ReadingContext, head: Head | undefined, mark: Mark, place: number, count: number): Proposal | null {
  const { view, lexicon, quantity } = context;
  if (head === undefined) return null;
  const range = view.periods.findLast(
    ({ period, endYear, end }) => end <= mark.start && period.year !== null && endYear !== null && endYear - period.year + 1 === count,
  );
  const lately = RECENT_YEARS.exec(view.text.slice(view.sentence.start, mark.start))?.[1];
  if (range === undefined && (lately === undefined || parseNumeral(lately) !== String(count))) return null;
  const alias = aliasesWithin(view, head.start, head.end)
    .filter((match) => match.end === head.end)
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
  if (alias === undefined || indicator === null) return null;
  const told = { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  const aspect = place < count - 1 ? ("history" as const) : null;
  if (range === undefined || range.period.year === null) {
    const lately = view.periods.findLast(
      ({ start, end, period }) => end <= mark.start && period.kind === "unknown" && RECENT_YEARS.test(view.text.slice(start, end)),
    );
    // 近三年: the last of them is the report's own.
    const period = lately === undefined ? {} : { period: { ...lately, back: count - 1 - place } };
    return { ...told, aspect, ...period };
  }
  const year = range.period.year + place;
  return { ...told, aspect, period: { ...range, period: { ...range.period, kind: "calendar", year, label: `${year}年` } } };
}

const RECENT_YEARS = /(?:近|最近|过去)([二两三四五六3456])年/;

/** 三个专业的, right before the name that all share: the items are parts of the school. */
const COUNTED_KIND = /(?:[二两三四五六七八九十\d]个?|各)(专业|校区|系部|系)的?$/;

/** The item is a name by itself. */
function ownName({ view, lexicon, quantity }: ReadingContext, head: Head): Proposal | null {
  const own =
    head.ids ??
    wholeOf(lexicon, head) ??
    aliasesWithin(view, head.start, head.end)
      .filter((alias) => alias.end === head.end)
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const indicator = own === undefined ? null : entryFor(lexicon, own, quantity, { family: true });
  if (indicator === null) return null;
  const before = head.ids === undefined && own !== undefined ? view.text.slice(head.start, own.start) : "";
  const rest = before.replace(KIND_WORDS, "");
  const kind = COUNTED_KIND.exec(before)?.[1];
  const dated = periodIn(before);
  return {
    ...NO_SCOPE,
    indicator,
    words: head.text,
    headStart: head.ids === undefined && own !== undefined ? own.start : head.start,
    population: dated === undefined && rest !== "" && rest.length <= 12 && kind === undefined ? rest : null,
    subject: kind !== undefined && rest !== "" && rest.length <= 16 ? (rest.endsWith(kind) ? rest : rest + kind) : null,
    ...(dated === undefined ? {} : { period: dated, aspect: null }),
    confidence: 0.9,
  };
}

/** The item as it reads once words between its halves are gone. */
function wholeOf(lexicon: ReadingContext["lexicon"], head: Head): AliasMatch | undefined {
  if (head.text.length === head.end - head.start) return undefined;
  const whole = lexicon.aliases.whole(head.text, ["zh"]);
  return whole === undefined ? undefined : { ...whole, start: head.start, end: head.end };
}

/** 高级、中级、初级职称教师: what follows the last item's own part completes the others. */
function sharedSuffix({ lexicon, quantity }: ReadingContext, heads: readonly Head[], head: Head): Proposal | null {
  const last = heads[heads.length - 1];
  if (last === undefined || last === head) return null;
  // 毕业生对工资水平: who judges is no part of what is judged.
  for (const item of new Set([head.text, head.text.slice(head.text.lastIndexOf("对") + 1)]))
    for (let length = Math.min(8, last.text.length - 2); length >= 2; length -= 1) {
      const name = item + last.text.slice(-length);
      const alias = lexicon.aliases.whole(name, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
      if (indicator !== null) return { ...NO_SCOPE, indicator, words: name, headStart: head.start, confidence: 0.85 };
    }
  return null;
}

/** 机电、财经、护理三个专业的就业率, 2019年、2020年、2021年招生: the items are parts or years of the one name after the last. */
function sharedName({ view, lexicon, quantity }: ReadingContext, heads: readonly Head[], place: number): Proposal | null {
  const [head, last] = [heads[place], heads[heads.length - 1]];
  if (head === undefined || last === undefined || head === last) return null;
  const shared = aliasesWithin(view, last.start, last.end)
    .filter((alias) => alias.end === last.end && alias.start > last.start)
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const indicator = shared === undefined ? null : entryFor(lexicon, shared, quantity, { family: true });
  // 男生、女生分别为: the last of such words is no name that they share.
  if (POPULATION_WORDS.test(head.text) && POPULATION_WORDS.test(last.text)) return null;
  if (shared === undefined || indicator === null) return POPULATION_WORDS.test(head.text) ? levelOf(view.aliases, lexicon, last, head, quantity) : null;
  const prefix = view.text.slice(last.start, shared.start).replace(KIND_WORDS, (kind) => (/^(?:年级|部|系|班)/.test(kind) ? kind.replace(/的.*$/, "") : ""));
  const dated = periodIn(head.text);
  const kind = COUNTED_KIND.exec(view.text.slice(last.start, shared.start))?.[1];
  const name = head.text.length === 1 && prefix.length > 1 ? head.text + prefix.slice(1) : head.text;
  return {
    ...NO_SCOPE,
    indicator,
    words: view.text.slice(shared.start, shared.end),
    headStart: shared.start,
    population: dated === undefined && kind === undefined ? name : null,
    subject: dated === undefined && kind !== undefined ? (name.endsWith(kind) ? name : name + kind) : null,
    ...(dated === undefined ? {} : { period: dated, aspect: "history" as const }),
    confidence: 0.8,
  };
}

/** 省级、市级获奖: a level takes the last head's name even where that is the whole of it. */
function levelOf(aliases: readonly AliasMatch[], lexicon: ReadingContext["lexicon"], last: Head, head: Head, quantity: Quantity): Proposal | null {
  const own = aliases.filter((alias) => alias.start >= last.start && alias.end <= last.end).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  // 男、女生人数: the one sex is no kind of the other.
  if (/^[男女]/.test(head.text) && /^[男女]/.test(last.text)) return null;
  const indicator = own === undefined ? null : entryFor(lexicon, own, quantity, { family: true });
  return indicator === null ? null : { ...NO_SCOPE, indicator, words: head.text, headStart: head.start, population: head.text, confidence: 0.7 };
}

/** 一、二、三年级分别为…: grades stand for their students. */
function grade({ lexicon, quantity }: ReadingContext, heads: readonly Head[], head: Head): Proposal | null {
  const last = (heads[heads.length - 1]?.text ?? "").replace(/人?数$/, "");
  const full = head.text.length < last.length ? head.text + last.slice(head.text.length) : head.text;
  const name = STANDS_FOR.get(full);
  const alias = name === undefined ? undefined : lexicon.aliases.whole(name, ["zh"]);
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
  return indicator === null ? null : { ...NO_SCOPE, indicator, words: head.text, headStart: head.start, population: full, confidence: 0.7 };
}

/** No entry: the item's own words, as subject where they name a part of the school. */
function itself(head: Head): Proposal {
  const subject = /(?:部|系|专业|班|校区|年级|学校|中心)$/.test(head.text) ? head.text : null;
  return { ...NO_SCOPE, subject, indicator: null, words: head.text, headStart: head.start, confidence: 0.7 };
}

/** The period that a head is or begins with. */
const periodIn = (text: string): PeriodMention | undefined => {
  const bare = text.replace(YEARS_COUNTED, "");
  return detectPeriods(bare).find((mention) => mention.start === 0 && mention.end >= bare.length - 1);
};

/** 2020、2021、2022*三年*招生: how many years were listed. */
const YEARS_COUNTED = /(?<=^(?:19|20)\d{2}年?)[两二三四五六]个?学?年(?:度|间|来|里)?的?$/;

/** 城东、老街两个校区: parts of the school, counted and called what they are. */
const COUNTED_PARTS = /(?:[二两三四五六七八九十]|\d)个?(专业群|专业|校区|系部|系|学部|部|分校|年级|教学点|基地|班)$/;

/** 有城东、老街两个校区，占地面积分别为88亩、140亩: one name, told of each of the parts that the clause before lists. */
function partsInClauseBefore({ view, lexicon, quantity }: ReadingContext, mark: Mark, count: number, place: number): Proposal | null {
  const from = clauseStart(view, mark.start);
  if (view.text.charAt(from - 1) !== "，") return null;
  const lead = view.text.slice(from, mark.start);
  const alias = aliasesWithin(view, from, mark.start)
    .filter((match) => match.end === mark.start && stripLeading(lead.slice(0, match.start - from), NEUTRAL_BEFORE) === "")
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
  if (alias === undefined || indicator === null) return null;
  const clause = view.text.slice(clauseStart(view, from - 1), from - 1);
  const kind = COUNTED_PARTS.exec(clause);
  if (kind?.[1] === undefined) return null;
  const listed = stripLeading(clause.slice(0, kind.index), BEFORE_PARTS);
  const names = PARTINGS.map((parting) => listed.split(parting).filter((piece) => !/^(?:、|以及|和|与|及)$/.test(piece))).find(
    (pieces) => pieces.length === count,
  );
  const name = names?.[place];
  if (name === undefined || name === "" || name.length > 16) return null;
  const subject = name.endsWith(kind[1]) ? name : name + kind[1];
  return { ...NO_SCOPE, subject, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.85 };
}

const BEFORE_PARTS = [...NEUTRAL_BEFORE, "分为", "分成", "分", "由"];

/** 抽测文化课和技能，合格率分别为91.2%和94.8%: one shared name after a list in the clause before. */
function withSharedName({ view, lexicon }: ReadingContext, heads: readonly Head[], count: number): readonly Head[] {
  const shared = heads[0];
  if (heads.length !== 1 || count < 2 || shared === undefined || view.text.charAt(shared.start - 1) !== "，") return heads;
  const clause = clauseStart(view, shared.start - 1);
  const items = headsBefore(view.text, clause, shared.start - 1, count).slice(-count);
  if (items.length !== count) return heads;
  return items.map((item) => {
    for (let cut = 0; cut < Math.min(item.text.length, 16); cut += 1) {
      const name = item.text.slice(cut) + shared.text;
      const alias = lexicon.aliases.whole(name, ["zh"]);
      if (alias !== undefined) return { ...item, text: name, ids: alias };
    }
    return { ...item, text: item.text + shared.text };
  });
}

const NUMBERED = /^(?:第)?[一二三](产业)$/;

/** 一、二、三产业: each with the name that the last alone bears whole. */
function inFull({ lexicon }: ReadingContext, heads: readonly Head[]): readonly Head[] {
  const noun = NUMBERED.exec(heads.at(-1)?.text ?? "")?.[1];
  if (noun === undefined || heads.some(({ text }) => !/^第?[一二三](?:产业)?$/.test(text))) return heads;
  return heads.map((head) => {
    const text = `第${head.text.replace(/^第|产业$/g, "")}${noun}`;
    const alias = lexicon.aliases.whole(text, ["zh"]);
    return alias === undefined ? { ...head, text } : { ...head, text, ids: alias };
  });
}

/** The quantities after 分别 that only list punctuation parts. */
function runAfter({ view }: ReadingContext, from: number): Quantity[] {
  const run: Quantity[] = [];
  let at = from;
  for (const quantity of view.quantities) {
    if (quantity.start < from) continue;
    if (!/^[，、和与及\s]{0,2}(?:以及)?$/.test(view.text.slice(at, quantity.start))) break;
    run.push(quantity);
    at = quantity.end;
  }
  return run;
}
