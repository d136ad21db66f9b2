import type { Comparator, PeriodQuery, Premise, Slot, Threshold } from "../domain/question.ts";
import { type Span, spanContains } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { cueFile } from "./cues.ts";
import { type Draft, traced } from "./draft.ts";
import { toMention, toQuestionSpan } from "./mentions.ts";
import { type FoundOf, hasCue, ofKind } from "./reading.ts";

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

const YARDSTICK = /(?:[比较与和跟同]|(?:over|than|with|from|to|on|against) )(?:the )?$/;

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
  readonly comparator: Comparator;
  readonly span: Span;
}

/** Numbers of the question: a limit ("超过98%") becomes the threshold, any other one a claim to be checked; 前三 the number of places. */
export function concludeNumbers(draft: Draft): Draft {
  const text = draft.reading.text;
  const top = ofKind(draft.found, "top")[0]?.top ?? null;
  for (const item of ofKind(draft.found, "quantity")) {
    const limit = readLimit(text, item);
    if (limit === null) continue;
    const threshold: Threshold = {
      comparator: limit.comparator,
      value: item.quantity.value,
      unit: item.quantity.unit,
      mention: toQuestionSpan(draft, limit.span),
    };
    // "more than 98%" is a limit and no comparison of owners.
    const kept = draft.found.filter((other) => other.kind !== "cue" || !other.pieces.every((piece) => spanContains(limit.span, piece)));
    const found = kept.map((other) =>
      other === item ? { ...item, start: Math.min(item.start, limit.span.start), end: Math.max(item.end, limit.span.end) } : other,
    );
    return { ...draft, found, top, threshold, trace: traced(draft, `threshold.${limit.comparator}`) };
  }
  const claimed = ofKind(draft.found, "quantity").find((item) => isClaim(draft, item));
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

function readLimit(text: string, item: FoundOf<"quantity">): Limit | null {
  const { quantity } = item;
  const from = quantity.numeral.start;
  const written = text.slice(Math.max(0, from - LOOK_BEHIND), from).trimEnd();
  for (const head of [written, written.replace(SKIPPED_BEFORE, "")]) {
    const before = BEFORE.find(({ word }) => head.endsWith(word) && !cutsWord(head, word));
    const start = Math.max(0, from - LOOK_BEHIND) + head.length - (before?.word.length ?? 0);
    if (before !== undefined) return { comparator: before.comparator, span: { start, end: item.end } };
  }
  const tail = text.slice(Math.max(quantity.unitSpan.end, quantity.numeral.end));
  const skip = tail.length - tail.trimStart().length;
  const after = AFTER.find(({ word }) => tail.startsWith(word, skip));
  if (after !== undefined)
    return { comparator: after.comparator, span: { start: item.start, end: Math.max(item.end, quantity.unitSpan.end + skip + after.word.length) } };
  const own = QUALIFIERS[quantity.qualifier];
  return own === undefined ? null : { comparator: own, span: item };
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
