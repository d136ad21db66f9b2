import type { Quantity } from "../../text/quantities.ts";
import { NEUTRAL_BEFORE, PART_NOUN, stripLeading } from "../cues.ts";
import type { Reading, ReadingContext } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";

/** More parts than a sentence tells, and how many numbers back their whole may stand. */
const MAX_PARTS = 8;
const REACH = 12;
/** Small counts add up by chance. */
const MIN_WHOLE = 50;
const MAX_NAME = 14;
/** What is wanting, left or gone is no part of what there is. */
const NO_PART = /[缺差欠剩]|不足|结余|减少|流失|退学|调出|退休/;
const LEADS = [...NEUTRAL_BEFORE, "，", "、", "；", "其余", "以及"];

/**
 * 招生2988人，初中起点1873人，高中起点1115人: counts side by side that no entry names, and that add up exactly to what was counted before, are its
 * parts. Money is not parted so: what it is spent on or comes from is a thing of its own.
 */
export function asPartsOfSum(context: ReadingContext, reading: Reading): Reading {
  const { view, quantity, index, lexicon } = context;
  if (reading.indicator !== null || reading.aspect !== null || countOf(quantity, quantity.unit) === null) return reading;
  const whole = wholeOf(context);
  if (whole === null) return reading;
  const words = stripLeading(view.text.slice(leftEdge(view, index), quantity.start).replace(/["“”]/g, ""), LEADS).replace(/(?:有|为|共|约|:)+$/, "");
  if (words === "" || words.length > MAX_NAME || NO_PART.test(words) || PART_NOUN.test(words) || lexicon.aliases.whole(words, ["zh"]) !== undefined)
    return reading;
  return { ...whole, rule: "adds-up", population: words, headStart: quantity.start - words.length, aspect: null, basis: null, confidence: 0.7 };
}

/** The value of a plain count in `unit`; null for anything else. */
const countOf = ({ kind, unit, value }: Quantity, wanted: string): number | null =>
  kind === "count" && unit !== "" && unit === wanted && value.length <= 9 && !value.includes(".") ? Number(value) : null;

/** The reading of what was counted before, where a run of counts that the number stands in adds up to it. */
function wholeOf({ view, quantity, index, earlier, before }: ReadingContext): Reading | null {
  const wholes = new Map<number, { readonly reading: Reading; readonly end: number }>();
  const tell = (other: Quantity, reading: Reading | null, end: number): void => {
    const value = countOf(other, quantity.unit);
    if (value !== null && value >= MIN_WHOLE && reading?.indicator != null && (reading.aspect ?? "actual") === "actual" && reading.population === null)
      wholes.set(value, { reading, end });
  };
  for (const told of before.slice(-REACH)) tell(told.quantity, told.reading, 0);
  for (let at = Math.max(0, index - REACH); at < index; at += 1) {
    const other = view.quantities[at];
    if (other !== undefined) tell(other, earlier[at] ?? null, other.end);
  }
  if (wholes.size === 0) return null;
  const near = view.quantities.slice(Math.max(0, index - 2 * MAX_PARTS), index + 2 * MAX_PARTS).filter(({ unit }) => unit === quantity.unit);
  const own = near.indexOf(quantity);
  for (let first = own; first > own - MAX_PARTS && first >= 0; first -= 1) {
    let sum = 0;
    for (let last = first; last < Math.min(near.length, first + MAX_PARTS); last += 1) {
      const part = near[last];
      sum += part === undefined ? Number.NaN : (countOf(part, quantity.unit) ?? Number.NaN);
      const whole = last < own || last === first ? undefined : wholes.get(sum);
      if (whole !== undefined && whole.end <= (near[first]?.start ?? 0)) return whole.reading;
    }
  }
  return null;
}
