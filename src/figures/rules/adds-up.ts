import { addDecimals, compareDecimals } from "../../text/decimal.ts";
import type { Quantity } from "../../text/quantities.ts";
import { NEUTRAL_BEFORE, PART_NOUN, stripLeading } from "../cues.ts";
import type { Reading, ReadingContext } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";

/** More parts than a sentence tells. */
const MAX_PARTS = 8;
/** Small counts add up by chance. */
const MIN_WHOLE = "50";
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
  if (reading.indicator !== null || reading.aspect !== null || quantity.kind !== "count" || quantity.unit === "" || quantity.value.includes("."))
    return reading;
  const whole = wholeOf(context);
  if (whole?.reading == null) return reading;
  const words = stripLeading(view.text.slice(leftEdge(view, index), quantity.start).replace(/["“”]/g, ""), LEADS).replace(/(?:有|为|共|约|:)+$/, "");
  if (words === "" || words.length > MAX_NAME || NO_PART.test(words) || PART_NOUN.test(words) || lexicon.aliases.whole(words, ["zh"]) !== undefined)
    return reading;
  return {
    ...whole.reading,
    rule: "adds-up",
    population: words,
    headStart: quantity.start - words.length,
    aspect: null,
    basis: null,
    confidence: 0.7,
  };
}

interface Whole {
  readonly quantity: Quantity;
  readonly reading: Reading | null;
}

/** What was counted before, where the run of counts that the number stands in adds up to it. */
function wholeOf({ view, quantity, index, earlier, before }: ReadingContext): Whole | null {
  const told: readonly Whole[] = [...before, ...view.quantities.slice(0, index).map((other, at) => ({ quantity: other, reading: earlier[at] ?? null }))].filter(
    ({ quantity: other, reading }) => other.unit === quantity.unit && reading?.indicator != null && reading.aspect === null && reading.population === null,
  );
  if (told.length === 0) return null;
  const same = view.quantities.filter(({ unit }) => unit === quantity.unit);
  const own = same.indexOf(quantity);
  for (let first = own; first >= Math.max(0, own - MAX_PARTS + 1); first -= 1) {
    let sum = "0";
    for (let last = first; last < Math.min(same.length, first + MAX_PARTS); last += 1) {
      const part = same[last];
      if (part === undefined || part.value.includes(".")) break;
      sum = addDecimals(sum, part.value);
      if (last < own || last === first || compareDecimals(sum, MIN_WHOLE) < 0) continue;
      const start = same[first]?.start ?? 0;
      const whole = told.findLast(
        (one) => one.quantity.value === sum && (one.quantity.end <= start || before.some(({ quantity: other }) => other === one.quantity)),
      );
      if (whole !== undefined) return whole;
    }
  }
  return null;
}
