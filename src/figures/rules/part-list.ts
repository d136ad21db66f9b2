import { compareDecimals } from "../../text/decimal.ts";
import type { PeriodMention } from "../../text/periods.ts";
import { entryFor, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { subjectOf } from "../scope.ts";
import { aliasesWithin, isBoundary } from "../sentence-view.ts";

type Proposal = Omit<Reading, "rule">;

/** 按专业分，: what the numbers that follow divide. */
const MARK =
  /(?:按(?:照|所学)?|分|从|就)(?:各)?(专业群|专业大类|专业|系部|院系|系|学部|部门|校区|教学点|办学层次|层次|学制|班型)(?:方向|类别|设置|结构|构成|分布)?(?:来?划?分|来?看|统计|而言|上看)(?:，|:|,)?(?:其中)?/g;
const REACH = 240;
const SEPARATOR = /^[、，；;]*(?:和|与|及|以及)?/;
const ITEM = /^[\u4e00-\u9fffA-Za-z()+]{2,24}$/;
/** A verb, a sum or a group of people is no part's name. */
const NO_ITEM = /[为占达比]|[增减]|合计|共计|总计|平均|其余|其他|其中|[男女]生|生源|学生|教师|人员|毕业|招生|招收|就业|升学|获得?|参加|超过|最[多少高低]/;
const TRAILING = /(?:专业)?(?:的)?(?:在校生?|在籍|学生|人数)?(?:有|共|约|:)*$/;
/** Parts by these are kinds of students and no one's name. */
const GROUPS = /层次|学制|班型/;

/** 在校生3120人。按专业分，护理1986人、助产264人: each number is what was counted before, of the part named right before it. */
export const partOfKind: ReadingRule = {
  name: "part-of-kind",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const from = Math.max(view.sentence.start, quantity.start - REACH);
    const lead = view.text.slice(from, quantity.start);
    if (!/[按分从就]/.test(lead)) return null;
    const mark = [...lead.matchAll(MARK)].at(-1);
    if (mark === undefined) return null;
    const markEnd = from + mark.index + mark[0].length;
    const previous = view.quantities[index - 1];
    const first = previous === undefined || previous.end <= markEnd;
    if (!first && earlier[index - 1]?.rule !== "part-of-kind") return null;
    const start = first ? markEnd : previous.end;
    const written = view.text.slice(start, quantity.start).replace(SEPARATOR, "");
    const item = partName(written);
    if (item === null || namesOther(context, quantity.start - written.length)) return null;
    const whole = first ? wholeBefore(context, from + mark.index) : (earlier[index - 1] ?? null);
    if (whole === null) return null;
    const kind = mark[1] ?? "";
    const part = GROUPS.test(kind) ? { population: item, subject: null } : { population: null, subject: withKind(item, kind) };
    return { ...whole, ...part, headStart: quantity.start - written.length, aspect: null, basis: null, confidence: 0.8 };
  },
};

/** 护理, told by 专业, is 护理专业: so it is known for what it is. */
const withKind = (name: string, told: string): string => {
  const kind = /^(?:专业(?!群)|校区)/.exec(told)?.[0] ?? "";
  return NAMED_KIND.test(name) ? name : name + kind;
};
const NAMED_KIND = /(?:专业群?|方向|校区|系|部|班|类|学院)$/;

/** A part's name without the words that link it to its number; null where it is none. */
function partName(written: string): string | null {
  const plain = written.replace(/["“”]/g, "");
  const name = plain.endsWith("专业") ? plain : plain.replace(TRAILING, "");
  return ITEM.test(name) && !NO_ITEM.test(name) ? name : null;
}

/** Whether the words from `start` to the number end in a name of their own, as 女生 does. */
const namesOther = ({ view, quantity, lexicon }: ReadingContext, start: number): boolean =>
  aliasesWithin(view, start, quantity.start).some((alias) => alias.end === quantity.start && entryFor(lexicon, alias, quantity) !== null);

/** What was counted last before `position` in the number's unit, of the whole school. */
function wholeBefore({ view, quantity, earlier, before }: ReadingContext, position: number): Proposal | null {
  const at = view.quantities.findLastIndex((other) => other.end <= position && other.unit === quantity.unit);
  const told = at >= 0 ? { quantity: view.quantities[at], reading: earlier[at] } : before.findLast((other) => other.quantity.unit === quantity.unit);
  const reading = told?.reading;
  // 专科录取771人。按专业大类统计，加工制造类1320人: no part is more than its whole.
  if (told?.quantity === undefined || compareDecimals(quantity.value, told.quantity.value) > 0) return null;
  return reading != null && reading.indicator !== null && reading.population === null && reading.aspect !== "change" && reading.aspect !== "plan"
    ? { ...reading, subject: null }
    : null;
}

const NEXT =
  /(?:^|[，；、。])(?:其次|再次|其后|紧随其后的?|排(?:名|在)第[二三四五]的?|第[二三四五](?:位|名)?的?)(?:专业|系部|系)?(?:则|就)?(?:是|为)([^，。；:、\d()]{2,20}?)[，(]*(?:人数|在校生|学生)?(?:仅有|只有|仅|只|有|为|达|共)*$/;
const LEAST = /(?:^|[，；。])([^，。；:、\d()]{2,14}?)(?:人数)?(?:最少，)?(?:则|却)?(?:只有|仅有|仅|只)$/;
/** 会计专业最低，为3460元, after the same was told of another. */
const EXTREME = /(?:^|[，；。])(?:而|但)?([^，。；:、\d()]{2,16}(?:专业群?|系|部|方向|班|校区))(?:则|的)?最[低少高多大小]，(?:仅有|只有|仅|只|有|为|是|达)+$/;
const RANKED = /最[多大少小高低]|其次|第[二三]/;
const RANK_REACH = 80;

/** 机电专业在校生912人，人数最多；其次是烹饪，786人；木雕只有64人: others in an order that a part of the school began. */
export const nextInRank: ReadingRule = {
  name: "next-in-rank",
  read: (context) => {
    const { view, quantity, index } = context;
    const floor = Math.max(
      0,
      quantity.start - RANK_REACH,
      view.quantities[index - 1]?.end ?? 0,
      context.before.length > 0 && index === 0 ? view.sentence.start : 0,
    );
    const left = view.text.slice(floor, quantity.start);
    const next = NEXT.exec(left);
    const least = next === null && RANKED.test(view.text.slice(Math.max(0, quantity.start - RANK_REACH), quantity.start)) ? LEAST.exec(left) : null;
    const written = next?.[1] ?? least?.[1] ?? EXTREME.exec(left)?.[1];
    const item = written === undefined ? null : partName(written);
    if (item === null || !isBoundary(view, quantity.end)) return null;
    const first = ranked(context);
    return first === null
      ? null
      : {
          ...first,
          subject: withKind(item, /专业$|校区$/.exec(first.subject ?? "")?.[0] ?? ""),
          population: null,
          headStart: quantity.start,
          aspect: null,
          basis: null,
          confidence: 0.75,
        };
  },
};

/** The last reading in the number's unit with whom it is told of, where that is a part of the school. */
function ranked({ view, quantity, index, earlier, before }: ReadingContext): Proposal | null {
  const at = view.quantities.slice(0, index).findLastIndex((other) => other.unit === quantity.unit);
  const own = earlier[at];
  const told = at < 0 ? before.findLast((one) => one.quantity.unit === quantity.unit) : undefined;
  const reading = own ?? told?.reading ?? null;
  const subject = own == null ? (told?.subject ?? null) : subjectOf(view, own, view.quantities[at]?.start ?? quantity.start);
  return reading === null || reading.indicator === null || reading.aspect !== null || subject === null ? null : { ...reading, subject };
}

const YEAR_LEAD = /^[，、；;:()]*(?:其中|分别|依次|即|为|是|有)*$/;
const YEAR_LINK = /^(?:的|为|是|有|约|达到?|投入|预计|计划|拟|力争|将|预期)*$/;

/** 分别为2020年280万元、2021年370万元: a year and nothing else before a number asks for what the number before it told. */
export const ofYear: ReadingRule = {
  name: "of-year",
  read: ({ view, quantity, index, earlier }) => {
    const previous = view.quantities[index - 1];
    const told = earlier[index - 1];
    if (previous === undefined || told == null || previous.unit !== quantity.unit || told.aspect === "change" || !isBoundary(view, quantity.end)) return null;
    const mention = yearBetween(view.periods, previous.end, quantity.start);
    if (mention === undefined || !YEAR_LEAD.test(view.text.slice(previous.end, mention.start)) || !YEAR_LINK.test(view.text.slice(mention.end, quantity.start)))
      return null;
    return { ...told, aspect: null, basis: null, period: mention, confidence: Math.min(told.confidence, 0.8) };
  },
};

const yearBetween = (periods: readonly PeriodMention[], from: number, to: number): PeriodMention | undefined =>
  periods.findLast((mention) => mention.start >= from && mention.end <= to && mention.relative === null && mention.period.year !== null);

const WHOLE = /^[，；、(]*(?:[两二三四五六]者)?(?:合计|共计|总计|共|合起来|加起来)(?:为|达|约|是|有)*$/;

/** 占地面积分别为128亩、203亩，合计331亩: the sum of parts that the school is made of is the school's. */
export const wholeOfParts: ReadingRule = {
  name: "whole-of-parts",
  read: ({ view, quantity, index, earlier }) => {
    const [previous, last, other] = [view.quantities[index - 1], earlier[index - 1], earlier[index - 2]];
    if (previous === undefined || last?.indicator == null || other?.indicator == null || previous.unit !== quantity.unit) return null;
    const parts = last.subject !== null && other.subject !== null && last.subject !== other.subject && last.indicator.id === other.indicator.id;
    if (!parts || !WHOLE.test(view.text.slice(previous.end, quantity.start))) return null;
    return { ...last, subject: null, population: null, aspect: null, basis: null, confidence: 0.8 };
  },
};
