import type { Figure, Qualifier } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { addDecimals, compareDecimals, multiplyDecimals } from "../../text/decimal.ts";

/** What a printed number allows, from its word of vagueness; `high` null = no upper bound. Bounds are inclusive decimal strings. */
export interface Interval {
  readonly low: string;
  readonly high: string | null;
}

/** 约, 近, 左右 leave a tenth either way. */
const ABOUT_LOW = "0.9";
const ABOUT_HIGH = "1.1";
/** 余, 多, 超 say more than the number, yet nobody writes 超1000 for what is twice as much. */
const OVER_HIGH = "2";
/** A share ends at the whole. */
const WHOLE = "100";

/** The values that a figure may stand for: 近3000 → 2700…3300, 83余 → 83…166, 98%以上 → 98…100. */
export function intervalOf(figure: Pick<Figure, "value" | "valueTo" | "qualifier" | "unit">): Interval {
  const open = boundsOf(figure.value, figure.valueTo, figure.qualifier);
  if (figure.unit !== "%") return open;
  return open.high === null || compareDecimals(open.high, WHOLE) > 0 ? { low: open.low, high: maxDecimal(WHOLE, open.low) } : open;
}

function boundsOf(value: string, valueTo: string | null, qualifier: Qualifier): Interval {
  switch (qualifier) {
    case "exact":
      return { low: value, high: valueTo ?? value };
    case "range":
      return { low: value, high: valueTo ?? value };
    case "about":
      return { low: multiplyDecimals(value, ABOUT_LOW), high: multiplyDecimals(value, ABOUT_HIGH) };
    case "over":
      return { low: value, high: multiplyDecimals(value, OVER_HIGH) };
    case "at_least":
      return { low: value, high: null };
    case "up_to":
    case "under":
      return { low: "0", high: value };
  }
}

/** The smallest interval over all values that a report prints for one thing: a contradiction may not decide a comparison. */
export function hullOf(intervals: readonly Interval[]): Interval {
  const low = intervals.map((interval) => interval.low).reduce(minDecimal);
  const highs = intervals.map((interval) => interval.high);
  return { low, high: highs.reduce((a, b) => (a === null || b === null ? null : maxDecimal(a, b))) };
}

/** "greater", "less", "equal" when sure; "undecided" where the intervals overlap. */
export function compareIntervals(a: Interval, b: Interval): "greater" | "less" | "equal" | "undecided" {
  if (b.high !== null && compareDecimals(a.low, b.high) > 0) return "greater";
  if (a.high !== null && compareDecimals(b.low, a.high) > 0) return "less";
  const points = a.high !== null && b.high !== null && compareDecimals(a.low, a.high) === 0 && compareDecimals(b.low, b.high) === 0;
  return points ? "equal" : "undecided";
}

/** Units that count the same thing in other words; 人次 counts visits, not people, and is not among them. */
const LOOSE_COUNTERS = new Set(["个", "台", "套", "间", "所", "家", "项", "门", "种", "支", "条", "件", "名", "人", "位", "处"]);

/** Whether numbers of one indicator in the two units may be ranked as they stand; 元 beside 元/月 leaves the rate to the indicator. */
export function unitsAgree(a: string, b: string): boolean {
  if (a !== b && (a.startsWith(`${b}/`) || b.startsWith(`${a}/`))) return b !== "" && a !== "";
  return a === b || (LOOSE_COUNTERS.has(a) && LOOSE_COUNTERS.has(b) && isPeople(a) === isPeople(b));
}

function isPeople(unit: string): boolean {
  return unit === "人" || unit === "名" || unit === "位";
}

/** Beyond this factor two numbers under one name speak of different things (a year's intake beside a class's) rather than contradict each other. */
const CONFLICT_FACTOR = "2";
/** Characters between two sentences that follow each other. */
const LIST_GAP = 4;

/**
 * How two values of one thing in one report stand to each other: `approximate` where one may be the other in round terms, `several` where
 * they stand in one sentence or far apart (parts of a list, other scopes), else `conflict`.
 */
export function conflictBetween(first: Figure, other: Figure): "none" | "approximate" | "several" | "conflict" {
  if (compareDecimals(first.value, other.value) === 0) return "none";
  const exact = first.qualifier === "exact" && other.qualifier === "exact";
  const near = exact ? isRounding(first.value, other.value) : compareIntervals(intervalOf(first), intervalOf(other)) === "undecided";
  if (near) return "approximate";
  return isListed(first, other) || isFarApart(first.value, other.value) ? "several" : "conflict";
}

/** Numbers and amounts told one after the other are items of a list; a rate told twice is not. */
function isListed(a: Figure, b: Figure): boolean {
  if (a.reportId !== b.reportId) return false;
  const [one, two] = [a.source.context, b.source.context];
  if (one.start === two.start) return true;
  const gap = Math.max(one.start, two.start) - Math.min(one.end, two.end);
  return gap <= LIST_GAP && (a.kind === "count" || a.kind === "amount");
}

function isFarApart(a: string, b: string): boolean {
  return compareDecimals(maxDecimal(a, b), multiplyDecimals(minDecimal(a, b), CONFLICT_FACTOR)) > 0;
}

/** Whether the shorter number is the longer one rounded half up: 98.6 for 98.57. */
function isRounding(a: string, b: string): boolean {
  const [long, short] = placesOf(a) >= placesOf(b) ? [a, b] : [b, a];
  const places = placesOf(short);
  if (places === placesOf(long)) return false;
  const half = `0.${"0".repeat(places)}5`;
  const interval = { low: shift(short, half, -1), high: shift(short, half, 1) };
  return compareDecimals(long, interval.low) >= 0 && compareDecimals(long, interval.high) < 0;
}

function shift(value: string, half: string, sign: 1 | -1): string {
  return addDecimals(value, sign === 1 ? half : `-${half}`);
}

function placesOf(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

/** Whether two cells speak of different years: by the figures' own periods, else by their reports' years. */
export function yearOfCell(cell: FigureCell, figure: Figure): number | null {
  return figure.period.year ?? cell.target.year;
}

/** Whether the denominators are the same and known. */
export function denominatorsAgree(figures: readonly Figure[]): boolean {
  const shares = figures.filter((figure) => figure.kind === "share" || figure.kind === "average");
  return shares.length < 2 || new Set(shares.map((figure) => figure.denominator)).size === 1;
}

function minDecimal(a: string, b: string): string {
  return compareDecimals(a, b) <= 0 ? a : b;
}

function maxDecimal(a: string, b: string): string {
  return compareDecimals(a, b) >= 0 ? a : b;
}
