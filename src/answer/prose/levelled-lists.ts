import levels from "../../../data/lexicon/levels.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { joinParts, type Part } from "../parts.ts";
import { discloseSlots } from "../pieces.ts";
import { EXCEPTED } from "./except.ts";
import { type Extract, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";

/** 荣誉, 称号: what is given by one level of government, which its name begins with. */
export const HONOURS = /荣誉|称号|表彰|牌子|获评|奖牌|\b(?:honou?rs?|titles?|accolades?|distinctions?)\b/i;
const ASKED_LEVEL = /(国家级|全国性?|省级|自治区级|市级|县级|区级)(?!\p{L}*(?:技能|比赛|大赛|竞赛))/u;
const ENGLISH_LEVEL: Readonly<Record<string, string>> = { national: "国家级", provincial: "省级", municipal: "市级", county: "县级" };
/** How the name of an honour of each level begins. */
const BEGINS: Readonly<Record<string, RegExp>> = {
  国家级: /^(?:全国|国家|中国|教育部|人社部|人力资源)/,
  省级: /^(?:[\u4e00-\u9fff]{2,3}(?:省|自治区)|省|(?:北京|上海|天津|重庆)市)/,
  市级: /^(?:(?!北京|上海|天津|重庆|全国|国家)[\u4e00-\u9fff]{2,4}市|市)(?!场)/,
  县级: /^(?:[\u4e00-\u9fff]{2,4}[县区]|[县区])(?!域)/,
};
/** 第七、八轮 is one. */
const BETWEEN = /、(?![一二三四五六七八九十]+[轮届批期])|[；;，,。\n]|(?<=[\u4e00-\u9fff])和(?=(?:全国|国家|[\u4e00-\u9fff]{2,3}[省市县]))/;
const HEAD = /^.{0,16}?(?:[：:]|被?评为|认定为|命名为|荣获|获得?|现为|(?<!行|作|因|成)[是为])了?[：:]?/;
const TAIL = /(?:等(?:荣誉)?称?号?|称号)$/;

/**
 * 有哪些省级荣誉: of the honours that a report lists, those whose names begin with that level. Null where none of one level is asked for, or no list
 * names any.
 */
export function composeLevelled(context: ComposeContext): Draft | null {
  const { parsed, evidence, wording } = context;
  const asked = levelAsked(`${parsed.question}`);
  if (asked === null || EXCEPTED.test(foldText(parsed.question)) || evidence.owners.length !== 1 || !HONOURS.test(`${parsed.question} ${parsed.searchText}`))
    return null;
  const draft = createDraft(context);
  const told = new Set<string>();
  for (const extract of findHonourLists(context)) {
    const names = namesOf(textOf(context, extract), asked).filter((name) => HONOUR_END.test(name) && !told.has(name));
    if (names.length === 0) continue;
    for (const name of names) told.add(name);
    const { reportId } = extract.passage;
    const citation = draft.cite(reportId, extract.parts, extract.joint);
    const words = names.map((name): Part => ({ kind: "words", text: name, reportId }));
    draft.state(
      wording.toldOfLevel(
        wording.owner(extract.owner),
        { kind: "echo", text: asked.written },
        [joinParts(words, "、"), { kind: "marker", citation } as Part].flat(),
      ),
    );
  }
  if (told.size === 0) return null;
  draft.limit("incomplete", wording.listMayBeIncomplete());
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

interface AskedLevel {
  readonly level: string;
  /** 嘉兴 in 嘉兴市级; empty where no place is named. */
  readonly place: string;
  readonly written: string;
}

function levelAsked(question: string): AskedLevel | null {
  const text = foldText(question);
  const english = /\b(national|provincial|municipal|county)[- ]?(?:level)?\b/i.exec(text)?.[1];
  if (english !== undefined) return { level: ENGLISH_LEVEL[english.toLowerCase()] ?? "", place: "", written: english };
  const match = ASKED_LEVEL.exec(text);
  if (match === null) return null;
  const [written = ""] = match;
  const level = levels.find(({ words }) => words.includes(written))?.level ?? written;
  return { level, place: /[\u4e00-\u9fff]{2}$/.exec(text.slice(0, match.index))?.[0] ?? "", written };
}

/** What honours are called at their end, and what announces them. */
const HONOUR_END = /(?:学校|校园|单位|基地|集体|团委|团队|品牌|示范.{0,6}|先进.{0,6}|试点.{0,6}|校|中心|奖|支部|组织|窗口|项目|特色.{0,4})$/;
const ANNOUNCES = /获|评为|授予|认定|命名|称号|荣誉|入选|成绩|(?:学校|学院|目前|现)(?:是|为)/;
const PARTNERS = /结对|签订|签约|[与和同].{2,40}(?:合作|共建|支教)/;
const LEAST_HONOURS = 3;

/** The sentences of the reports asked that list honours, whole, in their order. */
export function findHonourLists(context: ComposeContext): readonly Extract[] {
  const sentences = context.evidence.wholeReports.flatMap((passage) => readSentences(context, passage));
  const found = sentences
    .map(({ extract }) => wholeSentence(context, extract))
    .filter((extract) => {
      const text = textOf(context, extract);
      const names = Object.keys(BEGINS).flatMap((level) => namesOf(text, { level, place: "" }));
      return ANNOUNCES.test(text) && !PARTNERS.test(text) && names.filter((name) => HONOUR_END.test(name)).length >= LEAST_HONOURS;
    });
  return withoutOverlap(found);
}

const textOf = ({ evidence }: ComposeContext, { parts, passage }: Extract): string =>
  parts.map(({ start, end }) => evidence.readText(passage.reportId).slice(start, end)).join("");

function namesOf(text: string, { level, place }: Pick<AskedLevel, "level" | "place">): readonly string[] {
  const begins = BEGINS[level];
  if (begins === undefined) return [];
  const items = text.split(BETWEEN).map((piece) => piece.replace(/\s+/g, ""));
  const names = items.flatMap((item) => [item, item.replace(HEAD, "")].map((name) => name.replace(TAIL, "")).find((name) => begins.test(name)) ?? []);
  const held = names.filter((name) => name.length > 3);
  const ofPlace = place === "" ? [] : held.filter((name) => name.startsWith(place));
  return ofPlace.length > 0 ? ofPlace : held;
}
