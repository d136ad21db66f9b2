import { multiplyDecimals } from "../../text/decimal.ts";
import { parseNumeral } from "../../text/numerals.ts";
import type { Quantity } from "../../text/quantities.ts";
import type { Found, Reading } from "../reading.ts";

const RANGE =
  /(?<![\d.])(\d[\d,]{0,14}(?:\.\d{1,6})?) ?([千万亿]?)([^\d\s，。,]{0,3}) ?(到|至|[-–—~]{1,2}|和|与|跟|及|and|to) ?(\d[\d,]{0,14}(?:\.\d{1,6})?) ?([千万亿]?)/g;
const OPENED = /(?:between|from|在|介于|从)\s*$/;
const CLOSED = /^\s*(?:之间|区间|范围|的(?:学校|院校|职校|有哪|有几))/;
/** Joints that join as well two things: they need a word that says "between". */
const LOOSE_JOINT = /^[和与跟及]$|^and$/;
const YEAR = /^(?:19|20)\d\d$/;
const TIME = /^(?:年|学年|学期|级|届|月|日|号|点)/;
const SCALES: Readonly<Record<string, string>> = { 千: "1000", 万: "10000", 亿: "100000000" };

/** Limits on both sides of which one or both lack a unit, or of which the first looks like a year: 2000至3000人, "between 90% and 95%". */
export function detectRanges(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(RANGE)].flatMap((match): Found[] => {
    const quantity = readRange(reading, match);
    return quantity === null ? [] : [{ kind: "quantity", start: quantity.start, end: quantity.end, quantity, rule: "quantity.range" }];
  });
}

function readRange({ text, lexicon }: Reading, match: RegExpMatchArray): Quantity | null {
  const [whole, low = "", lowScale = "", between = "", joint = "", high = "", highScale = ""] = match;
  const start = match.index ?? 0;
  const numeralEnd = start + whole.length;
  if (TIME.test(between) || TIME.test(text.slice(numeralEnd))) return null;
  const first = between === "" ? null : lexicon.units.matchAt(text, start + whole.indexOf(between, low.length));
  if (between !== "" && first?.entry.spellings.includes(between) !== true) return null;
  const last = lexicon.units.matchAt(text, text[numeralEnd] === " " ? numeralEnd + 1 : numeralEnd);
  const unit = last ?? first;
  const end = last?.end ?? numeralEnd;
  const isSaid = OPENED.test(text.slice(Math.max(0, start - 10), start)) || CLOSED.test(text.slice(end));
  // 2019-2021 and "from 2019 to 2021" are years.
  if (unit === null && YEAR.test(low) && YEAR.test(high)) return null;
  if (!isSaid && (unit === null || LOOSE_JOINT.test(joint))) return null;
  const value = scaled(low, lowScale === "" ? highScale : lowScale);
  const valueTo = scaled(high, highScale);
  if (value === null || valueTo === null) return null;
  const unitSpan = { start: numeralEnd, end };
  const kind = unit?.entry.kind ?? "count";
  const numeral = { start, end: numeralEnd };
  return { start, end, numeral, value, valueTo, unit: unit?.entry.id ?? "", unitSpan, kind, qualifier: "range", scaled: false };
}

function scaled(written: string, scale: string): string | null {
  const value = parseNumeral(written);
  const factor = SCALES[scale];
  return value === null ? null : factor === undefined ? value : multiplyDecimals(value, factor);
}
