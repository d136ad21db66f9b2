import type { Comparator, PeriodQuery, Premise, Slot, Threshold } from "../../domain/question.ts";
import { type Span, spanContains } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { withoutAlternatives } from "../detect/bare-limits.ts";
import { type Draft, traced } from "../draft.ts";
import { toMention, toQuestionSpan } from "../mentions.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";

/** The period asked for; two years make a range, a year over a vague word. */
export function concludePeriod(draft: Draft): Draft {
  const read = readPeriod(draft);
  return comparesWithPrevious(draft) ? { ...read, wantedAspect: "change" } : read;
}

function readPeriod(draft: Draft): Draft {
  const all = ofKind(draft.found, "period").filter((item) => item.query !== null);
  // 2021年比上年变了多少: the year is the one asked about, and no range begins with the other.
  const mentions = all.length > 1 ? all.filter((item) => item.query?.kind !== "previous" || !isYardstick(draft, item)) : all;
  const queries = mentions.flatMap((item) => (item.query === null ? [] : [item.query]));
  const years = queries.flatMap((query) => (query.kind === "calendar" ? [query.year] : []));
  const low = Math.min(...years);
  const high = Math.max(...years);
  const lastTwo = queries.some((query) => query.kind === "latest") && queries.some((query) => query.kind === "previous");
  const single = queries.find((query) => query.kind !== "latest") ?? queries[0];
  const chosen: PeriodQuery | undefined = lastTwo ? { kind: "last", count: 2 } : low < high ? { kind: "years", from: low, to: high } : single;
  if (chosen !== undefined) {
    const period: Slot<PeriodQuery> = { certainty: "stated", value: chosen, mentions: mentions.map((item) => toMention(draft, item, "exact")) };
    return { ...draft, period, trace: traced(draft, ...mentions.map((item) => item.rule)) };
  }
  for (const kind of ["previous", "latest"] as const) {
    const cue = ofKind(draft.found, "cue").find((item) => item.cue === kind);
    if (cue !== undefined)
      return { ...draft, period: { certainty: "stated", value: { kind }, mentions: [toMention(draft, cue, "cue")] }, trace: traced(draft, `period.${kind}`) };
  }
  return draft;
}

function comparesWithPrevious(draft: Draft): boolean {
  const previous = draft.found.filter(
    (item) => (item.kind === "period" && item.query?.kind === "previous") || (item.kind === "cue" && item.cue === "previous"),
  );
  return previous.some((item) => isYardstick(draft, item));
}

const YARDSTICK = /(?:(?<!占)[比较与和跟同]|(?:over|than|with|from|to|on|against) )(?:the )?$/;

/** 为什么比上年少了: the year before is named only to measure by. */
export function measuresByPrevious(draft: Draft): boolean {
  const previous = draft.found.filter(
    (item) => (item.kind === "period" && item.query?.kind === "previous") || (item.kind === "cue" && item.cue === "previous"),
  );
  return previous.length > 0 && previous.every((item) => YARDSTICK.test(draft.reading.text.slice(0, item.start)));
}

/** 比上年变了多少: the year before is what the change is measured by, and no report of it is asked for. */
function isYardstick(draft: Draft, item: Span): boolean {
  const { text } = draft.reading;
  const isPlain = /^(?:去年|last year)/.test(text.slice(item.start, item.end));
  return hasCue(draft.found, "trend", "difference") && (!isPlain || YARDSTICK.test(text.slice(0, item.start)));
}

interface ComparatorWord {
  readonly word: string;
  readonly comparator: Comparator;
}

const byLength = (a: ComparatorWord, b: ComparatorWord): number => b.word.length - a.word.length;
const listOf = (side: "before" | "after"): readonly ComparatorWord[] =>
  cueFile.comparators.flatMap((entry) => entry[side].map((word) => ({ word: foldText(word), comparator: entry.comparator }))).sort(byLength);
const BEFORE = listOf("before");
const AFTER = listOf("after");
/** A claim as a limit: the word of vagueness that a quantity itself carries. */
const QUALIFIERS: Readonly<Record<string, Comparator>> = { over: ">", at_least: ">=", up_to: "<=", under: "<" };
const SKIPPED_BEFORE = /[\s了到]*$/;

interface Limit {
  readonly item: FoundOf<"quantity">;
  readonly comparator: Comparator;
  readonly span: Span;
  /** The upper end, where one mention gives both. */
  readonly valueTo?: string;
}

const IN_RANGE = /^\s*(?:之间|区间|范围|以内)/;

/** 98%到99%之间; a range without a word for it is one where schools are looked for by it. */
function readRange(draft: Draft, item: FoundOf<"quantity">): Limit | null {
  const { valueTo, unitSpan, numeral } = item.quantity;
  if (valueTo === null) return null;
  const after = draft.reading.text.slice(Math.max(unitSpan.end, numeral.end));
  const word = IN_RANGE.exec(after)?.[0] ?? "";
  if (word === "" && item.rule !== "quantity.range" && !hasCue(draft.found, "ref_all", "exists")) return null;
  return { item, comparator: ">=", span: { start: item.start, end: Math.max(item.end, Math.max(unitSpan.end, numeral.end) + word.length) }, valueTo };
}

/** 95%以上98%以下: a lower limit that an upper one closes. */
function closes(low: Limit, high: Limit): boolean {
  const units = [low.item.quantity.unit, high.item.quantity.unit];
  return low.comparator.startsWith(">") && high.comparator.startsWith("<") && low.valueTo === undefined && (units[0] === units[1] || units.includes(""));
}

function toThreshold(draft: Draft, low: Limit, high: Limit | undefined): Threshold {
  const { value, unit } = low.item.quantity;
  const end = high?.span.end ?? low.span.end;
  const mention = toQuestionSpan(draft, { start: low.span.start, end });
  const last = high?.item.quantity;
  const upper = low.valueTo ?? last?.value;
  const comparator = high?.comparator === "<" ? "<" : "<=";
  return {
    comparator: low.comparator,
    value,
    unit: unit === "" ? (last?.unit ?? "") : unit,
    ...(upper === undefined ? {} : { upTo: { comparator, value: upper } }),
    mention,
  };
}

/** Numbers of the question: a limit ("超过98%") becomes the threshold, any other one a claim to be checked; 前三 the number of places. */
export function concludeNumbers(draft: Draft): Draft {
  const text = draft.reading.text;
  const top = ofKind(draft.found, "top")[0]?.top ?? null;
  const quantities = ofKind(draft.found, "quantity");
  const limits = quantities.flatMap((item) => readRange(draft, item) ?? readLimit(text, item) ?? []);
  const [limit] = limits;
  if (limit !== undefined) {
    const closing = limits.slice(1).find((other) => closes(limit, other));
    const threshold = toThreshold(draft, limit, closing);
    const each = limits.length > 1 && closing === undefined ? limits.map((one) => toThreshold(draft, one, undefined)) : null;
    const spans = limits.map(({ span }) => span);
    // "more than 98%" is a limit and no comparison of owners.
    const kept = draft.found.filter((other) => other.kind !== "cue" || !other.pieces.every((piece) => spans.some((span) => spanContains(span, piece))));
    const found = kept.map((other) => {
      const own = limits.find(({ item }) => item === other);
      return own === undefined ? other : { ...other, start: Math.min(other.start, own.span.start), end: Math.max(other.end, own.span.end) };
    });
    return {
      ...draft,
      found,
      top,
      threshold,
      ...(each === null ? {} : { thresholds: each }),
      trace: traced(draft, `threshold.${threshold.comparator}${threshold.upTo === undefined ? "" : ".range"}`),
    };
  }
  const claimed = quantities.find((item) => isClaim(draft, item));
  if (claimed === undefined) return { ...draft, top };
  if (hasCue(draft.found, "which_one", "which_schools") && hasCue(draft.found, "ref_all") && !hasCue(draft.found, "premise", "exists")) {
    // 谁的就业率是98.9%: schools are looked for by the number.
    const threshold: Threshold = { comparator: "=", value: claimed.quantity.value, unit: claimed.quantity.unit, mention: toQuestionSpan(draft, claimed) };
    return { ...draft, top, threshold, trace: traced(draft, "threshold.=") };
  }
  const premise: Premise = { value: claimed.quantity.value, unit: claimed.quantity.unit, mention: toQuestionSpan(draft, claimed) };
  return { ...draft, top, premise, claim: true, trace: traced(draft, "premise") };
}

const LOOK_BEHIND = 24;
const LIMIT_OF = /[\u4e00-\u9fff]{2,8}的$/;

/** 就业率到90%了吗, 上了98%没有: a bare 到 is a limit only where it is asked whether it was reached; 由48%到55%, 提高到90% tell of a change. */
const REACHING = /(?<![%\d点人元高升降增减加长少涨跌落])(?:有没有|是否|能)?(?:到|上|破|过)了?$/;
const ASKS_REACHED = /^\s*(?:以上)?(?:了(?:吗|没|么|嘛|吧|呢)|没有?[?？]?$|吗|么[?？]?$|了?[?？]?$)/;

function readLimit(typed: string, item: FoundOf<"quantity">): Limit | null {
  const { quantity } = item;
  const text = withoutAlternatives(typed);
  const from = quantity.numeral.start;
  const written = text.slice(Math.max(0, from - LOOK_BEHIND), from).trimEnd();
  // 达到升格要求的330人: what the limit is of stands between.
  const bare = written.replace(LIMIT_OF, "");
  for (const head of [written, written.replace(SKIPPED_BEFORE, ""), bare]) {
    const isFar = head === bare && bare !== written;
    const before = BEFORE.find(({ word }) => head.endsWith(word) && !cutsWord(head, word) && (!isFar || word.length > 1));
    const start = Math.max(0, from - LOOK_BEHIND) + head.length - (before?.word.length ?? 0);
    if (before !== undefined) return { item, comparator: before.comparator, span: { start, end: item.end } };
  }
  const tail = text.slice(Math.max(quantity.unitSpan.end, quantity.numeral.end));
  // 有没有四百米跑道 asks for the thing, not for so many of it.
  const isSum = /元$/.test(quantity.unit) && !tail.startsWith("的");
  const isCounted = (quantity.kind === "share" || quantity.kind === "count" || isSum) && !MEASURED.test(quantity.unit);
  const has = isCounted || ENDS_ASKING.test(tail) ? HAS.exec(written) : null;
  if (has !== null && (has[1] !== undefined || ASKS_WHETHER.test(tail) || ASKS_FIRST.test(tail)))
    return { item, comparator: ">=", span: { start: from - has[0].length, end: item.end } };
  const reach = ASKS_REACHED.test(tail) ? REACHING.exec(written)?.[0] : undefined;
  if (reach !== undefined) return { item, comparator: ">=", span: { start: from - reach.length, end: item.end } };
  const skip = tail.length - tail.trimStart().length;
  const after = AFTER.find(({ word }) => tail.startsWith(word, skip));
  if (after !== undefined)
    return { item, comparator: after.comparator, span: { start: item.start, end: Math.max(item.end, quantity.unitSpan.end + skip + after.word.length) } };
  const own = QUALIFIERS[quantity.qualifier];
  if (own === undefined) return null;
  // 是1000多人吗: no more than the next round number is meant.
  const most = own === ">" && /[多余几]/.test(text.slice(item.start, quantity.unitSpan.end)) ? nextRound(quantity.value) : null;
  return { item, comparator: own, span: item, ...(most === null ? {} : { valueTo: most }) };
}

/** 有没有2000名学生, 有九成吗: so many or more; 是2400吗 asks for the very number. */
const HAS = /有(是否)?$/;
const MEASURED = /[米里升吨克瓦兆年月天时]$/;
const ASKS_WHETHER = /^[^，。,？?！!；;多余来几]{0,8}(?:[吗么嘛]|没有?)[？?]?\s*$/;
/** 起薪有3000元吗，平阳: whose it is comes behind. */
const ASKS_FIRST = /^(?:了)?(?:[吗么嘛]|没有?)[,，]/;
/** 占地有140亩吗, 有没有140亩: nothing stands behind that the number would be the size of. */
const ENDS_ASKING = /^(?:了)?(?:[吗么嘛]|没有?)?[？?]?\s*(?:$|[，,])/;

/** 1000 → 2000, 340 → 350: one more in the last place that is not nought. */
function nextRound(value: string): string | null {
  const match = /^(\d*?[1-9])(0+)$/.exec(value);
  return match === null ? null : `${BigInt(match[1] ?? "0") + 1n}${match[2] ?? ""}`;
}

function cutsWord(head: string, word: string): boolean {
  return /^[a-z]/.test(word) && /[a-z]/.test(head[head.length - word.length - 1] ?? "");
}

const GENERAL_UNITS: ReadonlySet<string> = new Set(["", "个", "次", "种", "类", "份"]);

const COUNTED_SCHOOLS = /^[所家个](?:学校|院校|学院|校)/;

/** A number with a unit of its own, or any number that is put forward as heard or asked to be confirmed. */
function isClaim(draft: Draft, item: FoundOf<"quantity">): boolean {
  // 为什么有两个数 claims nothing: so general a unit needs a word that puts it forward.
  // 三所学校 counts the schools that are asked about.
  if (COUNTED_SCHOOLS.test(draft.reading.text.slice(item.quantity.unitSpan.start, item.quantity.unitSpan.start + 4))) return false;
  // 98%到99%之间的学校: a range that schools are looked for by is no single number put forward.
  if (item.quantity.valueTo !== null && hasCue(draft.found, "ref_all")) return false;
  const isGeneral = GENERAL_UNITS.has(item.quantity.unit);
  return !isGeneral || hasCue(draft.found, "premise", "exists", "which_one", "which_schools");
}
