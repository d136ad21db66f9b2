import type { Indicator } from "../../domain/indicator.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { MEASURE_TAILS, PART_NOUN, POPULATION_START, POPULATION_WORDS, POPULATIONS, STANDS_FOR, STEM_PREFIXES, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { clauseStart, leftEdge } from "../sentence-view.ts";
import { PER_HEAD } from "./per-head.ts";

/** 其中省级3项、市级10项: a part of what the number before counted, or a bare level before a number after a shared head. */
export const part: ReadingRule = {
  name: "part",
  read: (context) => {
    const { view, quantity, index } = context;
    const from = leftEdge(view, index);
    const left = stripLeading(view.text.slice(from, quantity.start).replace(/^[，、:(\s]+/, ""), PART_LEADS);
    const named = left.replace(/(?:获奖|奖项|立项|共|有|为|达|各|的|获|约)+$/, "");
    // 其中优秀率12.1% is a rate of its own.
    if (named === "" || named.length > (inList(context) ? 14 : 8) || /(?:率|度|比例|比重)$/.test(named) || PER_HEAD.test(named) || /[了最]/.test(named))
      return null;
    // 男251人、女175人: where the first stands for a name of its own, so does the second.
    if (STANDS_FOR.has(named) && context.earlier[index - 1]?.rule === "stands-for") return null;
    // 合格率96.05%，其中优秀28.6%: how many did better is no part of those rates.
    if (quantity.kind === "share" && GRADE.test(named)) return null;
    const level = POPULATION_WORDS.test(named);
    const whole = wholeOf(context, level || POPULATION_START.test(named));
    // 新招聘教师14人，退休6人: who left is no part of who came.
    if (whole === null || LEFT.test(named)) return null;
    if (!level && ((!inPartChain(context) && !opensBracket(context)) || (PART_NOUN.test(named) && !POPULATION_START.test(named)))) return null;
    if (!level && !POPULATION_START.test(named) && whole.unit !== quantity.unit) return null;
    // 副高22人，中级40人: a title beside another is no part of it.
    if (TITLE.test(named) && TITLE_END.test(whole.reading.words) && !inPartChain(context)) return null;
    const specific = siblingOf(context, named, whole.reading.indicator) ?? (level ? null : ownName(context, named, whole.reading.words));
    if (specific !== null) return { ...NO_SCOPE, indicator: specific, words: named, headStart: from, confidence: 0.75 };
    // 其中设备购置1167万元、基建还贷1255万元: money is parted by whose it is (a level), or else is spent on another thing.
    if (!level && whole.reading.indicator?.kind === "amount" && !POPULATION_START.test(named) && !/(?:财政|企业|个人|社会|政府)$/.test(named)) return null;
    // 其中焊接专业99.3% is told of the major.
    if (!level && OF_SCHOOL.test(named))
      return {
        ...whole.reading,
        subject: named,
        population: null,
        headStart: from,
        aspect: null,
        basis: null,
        confidence: Math.min(0.7, whole.reading.confidence),
      };
    return {
      ...whole.reading,
      population: level
        ? named
        : (POPULATIONS.find((word) => word.length > 1 && named.startsWith(word) && /^(?:培训|获奖|立项|项目|课题)/.test(named.slice(word.length))) ?? named),
      headStart: from,
      aspect: null,
      basis: null,
      confidence: Math.min(level ? 0.88 : 0.7, whole.reading.confidence),
    };
  },
};

/** 合作企业58家（省外19家）: a part in the bracket right behind its whole. */
const opensBracket = ({ view, index, quantity }: ReadingContext): boolean => {
  const whole = view.quantities[index - 1];
  if (whole === undefined || whole.unit !== quantity.unit || view.text.charAt(whole.end) !== "(" || view.text.charAt(quantity.end) !== ")") return false;
  return compareDecimals(quantity.value, whole.value) < 0 && /^\((?!每|平均)[\u4e00-\u9fff]{2,6}$/.test(view.text.slice(whole.end, quantity.start));
};

/** A list of parts that has begun holds names of majors, too. */
const inList = (context: ReadingContext): boolean => {
  const { index, view, quantity } = context;
  return index >= 2 && view.quantities[index - 1]?.unit === quantity.unit && inPartChain(context);
};

/** Parts of a school that a name ends in. */
const OF_SCHOOL = /[\u4e00-\u9fff]{2}(?:专业|系|校区|分校)$/;
const TITLE = /^(?:正高|副高|高级|中级|初级)$/;
const TITLE_END = /(?:正高|副高|高级|中级|初级)(?:级)?(?:职称)?$/;
const GRADE = /^(?:优秀|良好|优良|特优|一般|不合格)$/;
const LEFT = /退休|离职|辞职|调出|调离|流失|退学|休学|转出|减少|撤销|解约|解聘|到期|终止/;

/** 社会培训6540人次，其中企业职工3800人次: part and the end of the whole's name make a name of their own (企业职工培训). */
function ownName({ lexicon, quantity }: ReadingContext, part: string, whole: string): Indicator | null {
  // 思政课专任教师11人，其中专职9人: how many of those hold the post.
  if (/^(?:专职|兼职|专任|外聘|在编)$/.test(part)) return null;
  // 合作企业67家，其中新签14家: 新签 and the whole's name, or its noun, are a name.
  const prefix = STEM_PREFIXES.get(part);
  for (const name of prefix === undefined ? [] : [prefix + whole, prefix + whole.slice(-2)]) {
    const alias = lexicon.aliases.whole(name, ["zh", "prose"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (indicator !== null) return indicator;
  }
  for (const tail of MEASURE_TAILS) {
    if (!whole.includes(tail)) continue;
    const alias = lexicon.aliases.whole(part + tail, ["zh"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (indicator !== null) return indicator;
  }
  return null;
}

/** 共建实训基地71个：校内22个: the part before the plain noun of the whole's entry is the name of one beside it (校内实训基地). */
function siblingOf({ lexicon, quantity }: ReadingContext, part: string, whole: Indicator | null): Indicator | null {
  if (whole === null || whole.kind !== "count") return null;
  const noun = whole.zh.replace(/[人总]*数$/, "");
  const alias = lexicon.aliases.whole(`${part}${noun}`, ["zh"]);
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
  return indicator !== null && whole.siblings.includes(indicator.id) ? indicator : null;
}

const PART_LEADS = ["其中", "包括", "含", "分别为", "分别", "有", "获", "、", "，", "和", "及"];

/** After 其中, or after a colon that follows the whole (招生320人:春季班120人). */
function inPartChain({ view, quantity, index }: ReadingContext): boolean {
  const before = view.text.slice(view.sentence.start, quantity.start);
  if (before.includes("其中")) return true;
  return view.quantities.slice(0, index).some((other) => view.text.charAt(other.end) === ":");
}

interface Whole {
  readonly reading: Omit<Reading, "rule">;
  readonly unit: string | null;
}

/** The reading that a part belongs to: the nearest earlier reading of the sentence with the same unit, else the last fitting name before. */
function wholeOf(context: ReadingContext, ofKind: boolean): Whole | null {
  const { view, quantity, index, earlier, lexicon } = context;
  const inBracket = beforeBracket(context);
  if (inBracket !== null) return inBracket;
  const chain = view.text.slice(view.sentence.start, quantity.start).lastIndexOf("其中");
  // 其中林业职工培训1460人次、农民实用技术1900人次 after 社会培训4120人次: all are parts of what the sentence before told.
  const told = startsWithPart(context) ? wholeBefore(context) : null;
  for (let at = index - 1; at >= 0; at -= 1) {
    const reading = earlier[at];
    const other = view.quantities[at];
    if (reading === null || reading === undefined || other === undefined || reading.aspect === "change") continue;
    // 其中人员经费…，其他1351万元: a part with a name of its own is no whole for the next part.
    if (chain >= 0 && other.start > view.sentence.start + chain && reading.rule !== "part" && (!ofKind || namedBefore(context, chain) || told !== null))
      continue;
    // 其中企业职工3800人次 has a name of its own and is no whole for 退役士兵820人次.
    if (
      (reading.rule === "part" && reading.population === null) ||
      (reading.rule.startsWith("shared-") && (reading.rule === "shared-tail" ? /[、，]/ : /、/).test(view.text.charAt(other.end)) && at > 0)
    )
      continue;
    if (reading.rule === "part" && at > 0) {
      if (other.unit === quantity.unit) return { reading, unit: other.unit };
      continue;
    }
    if (other.unit === quantity.unit || (reading.indicator !== null && unitFits(reading.indicator, quantity))) return { reading, unit: other.unit };
  }
  const shared = view.aliases
    .filter((alias) => alias.start >= view.sentence.start && alias.end <= quantity.start)
    .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start));
  if (told !== null) return told;
  for (const alias of shared) {
    const indicator = entryFor(lexicon, alias, quantity);
    if (indicator !== null)
      return { reading: { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 }, unit: null };
  }
  return null;
}

/** Whether a number with this one's unit stands before the 其中 at `chain`. */
const namedBefore = ({ view, quantity, earlier }: ReadingContext, chain: number): boolean =>
  view.quantities.some((other, at) => other.end <= view.sentence.start + chain && other.unit === quantity.unit && earlier[at]?.indicator != null);

/** 升学1107人（高职1089人、本科18人）: what stands in a bracket is part of the number right before it. */
function beforeBracket({ view, quantity, earlier }: ReadingContext): Whole | null {
  const lead = view.text.slice(view.sentence.start, quantity.start);
  const open = lead.lastIndexOf("(");
  if (open < 0 || lead.includes(")", open)) return null;
  const at = view.quantities.findIndex(({ end }) => end === view.sentence.start + open);
  const [other, reading] = [view.quantities[at], earlier[at]];
  return other === undefined || reading == null || reading.indicator === null || other.unit !== quantity.unit ? null : { reading, unit: other.unit };
}

/** 在校生3500人。其中一年级1186人: a sentence that begins with 其中 takes its whole from the one before. */
const startsWithPart = ({ view }: ReadingContext): boolean =>
  /^\s*(?:其中|其中包括|包括|含)/.test(view.text.slice(view.sentence.start, view.sentence.start + 6));

/** The last number of the sentence before with this number's unit that is a whole. */
function wholeBefore({ before, quantity }: ReadingContext): Whole | null {
  const whole = before.findLast(
    ({ reading, quantity: other }) =>
      reading !== null &&
      reading.indicator !== null &&
      other.unit === quantity.unit &&
      reading.rule !== "part" &&
      reading.aspect !== "change" &&
      reading.aspect !== "history",
  );
  // 中级工2522人。其中外地生源5870人: no part is more than its whole, so it is a part of something else.
  if (whole === undefined || whole.reading === null || compareDecimals(quantity.value, whole.quantity.value) > 0) return null;
  return { reading: whole.reading, unit: whole.quantity.unit };
}

/** 全年教师参训782人次，其中国家级*培训*36人次: after 其中 a level before a short head makes a part of the whole, not another name. */
export function isLevelOfWhole(context: ReadingContext, alias: AliasMatch): boolean {
  const { view, quantity } = context;
  const from = Math.max(leftEdge(view, context.index), clauseStart(view, alias.start));
  const before = stripLeading(view.text.slice(from, alias.start), PART_LEADS);
  if (!POPULATION_WORDS.test(before) || !inPartChain(context)) return false;
  const whole = wholeOf(context, true);
  return whole !== null && whole.reading.indicator !== null && whole.unit === quantity.unit;
}

const OF_ACT = /招聘|招录|引进|选派|派出|派往|参加|参训|培训|接收|资助|签约|报名|组织|聘请|外聘|调入|推荐/;

/**
 * 新进教师14人，其中硕士9人: a degree or title told of some teachers alone is not that of all. Where the whole is such a group (of the same kind of
 * people as those that the number is a share of, but not they, and nothing counts it as a share), the number is a part of it.
 */
export function withinGroup({ view, quantity, index, earlier, before, lexicon }: ReadingContext, reading: Reading): Reading {
  const { indicator } = reading;
  if (indicator?.kind !== "count" || quantity.unit === "") return reading;
  const at = view.text.slice(view.sentence.start, quantity.start).lastIndexOf("其中");
  if (at < 0) return reading;
  const inSentence = view.quantities.findLastIndex((other, place) => place < index && other.end <= view.sentence.start + at);
  const group = inSentence >= 0 ? earlier[inSentence] : at === 0 ? before[before.length - 1]?.reading : null;
  const size = inSentence >= 0 ? view.quantities[inSentence] : before[before.length - 1]?.quantity;
  // 公开招聘12人，其中研究生5人: of people to whom something was done, whom no entry counts.
  if (group != null && group.indicator === null && size?.unit === quantity.unit && OF_ACT.test(group.words) && compareDecimals(quantity.value, size.value) <= 0)
    return { ...reading, indicator: null, denominator: null, population: group.words, confidence: Math.min(reading.confidence, 0.5) };
  if (group?.indicator == null || size?.unit !== quantity.unit || group.indicator.id === indicator.id) return reading;
  const all = lexicon.family(indicator.family).find((entry) => entry.denominator !== null)?.denominator ?? null;
  const name = group.indicator.zh.replace(/(?:人数|总数|数)$/, "");
  if (all === null || name.endsWith(all) || all.endsWith(name) || !name.endsWith(all.slice(-2)) || compareDecimals(quantity.value, size.value) > 0)
    return reading;
  if (lexicon.family(group.indicator.family).some((entry) => entry.kind !== "count")) return reading;
  const told = stripLeading(view.text.slice(leftEdge(view, index), quantity.start), PART_LEADS).replace(/(?:有|为|的)$/, "");
  const population = told !== "" && told.length <= 12 ? told : reading.words;
  return { ...group, rule: reading.rule, population, headStart: reading.headStart, confidence: Math.min(group.confidence, 0.75) };
}

/** *发展党员*7名，其中学生*党员*2名: the end of the whole's name again tells of a part of that whole. */
function widerBefore(
  view: ReadingContext["view"],
  quantity: ReadingContext["quantity"],
  earlier: ReadingContext["earlier"],
  chain: number,
  reading: Reading,
): Reading | null {
  const place = view.quantities.findLastIndex((other) => other.end <= chain && other.unit === quantity.unit);
  const [whole, size] = [earlier[place], view.quantities[place]];
  if (whole?.indicator == null || size === undefined || whole.indicator.id === reading.indicator?.id || whole.indicator.kind !== "count") return null;
  if (!whole.words.endsWith(reading.words) || whole.words === reading.words || compareDecimals(quantity.value, size.value) > 0) return null;
  const named = stripLeading(view.text.slice(Math.max(chain, clauseStart(view, reading.headStart)), reading.headStart), PART_LEADS).replace(/[的(]+$/, "");
  return named === "" || named.length > 8 ? null : { ...whole, rule: "part", population: named, headStart: reading.headStart, confidence: 0.7 };
}

/** 党员86人，其中教师党员79人、学生党员7人: the same name again after 其中 tells of a part, which the words before it name. */
export function repeatedInPart({ view, quantity, index, earlier, before }: ReadingContext, reading: Reading): Reading {
  if (reading.population !== null || reading.indicator === null || !reading.rule.startsWith("head-")) return reading;
  const chain = view.text.slice(view.sentence.start, quantity.start).lastIndexOf("其中");
  if (chain < 0) return reading;
  const at = view.sentence.start + chain;
  const told = at === view.sentence.start ? before.findLast((one) => one.quantity.unit === quantity.unit)?.reading : null;
  const wider = widerBefore(view, quantity, earlier, at, reading);
  if (wider !== null) return wider;
  const again =
    told?.indicator?.id === reading.indicator.id ||
    view.quantities.some((other, place) => other.end <= at && other.unit === quantity.unit && earlier[place]?.indicator?.id === reading.indicator?.id);
  if (!again || reading.headStart < at) return reading;
  const named = stripLeading(view.text.slice(Math.max(at, leftEdge(view, index)), reading.headStart), PART_LEADS).replace(/[的(]+$/, "");
  // 经费投入6300万元，其中财政拨款5100万元: another name of the same indicator names the part itself.
  const whole = view.quantities.findIndex((other, place) => other.end <= at && earlier[place]?.indicator?.id === reading.indicator?.id);
  const other = named === "" && earlier[whole]?.words !== reading.words ? reading.words : named;
  return other === "" || other.length > 8 ? reading : { ...reading, population: other };
}
