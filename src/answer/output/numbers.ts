import type { Figure } from "../../domain/figure.ts";
import { mapWhole } from "../../text/mapped-text.ts";
import { isChineseNumeral, scanNumeral } from "../../text/numerals.ts";
import { detectQuantities } from "../../text/quantities.ts";
import type { UnitTable } from "../../text/units.ts";

/** Ratios are held as "x:1" and shown as printed. */
const RATIO_UNIT = ":1";

/** Groups the whole part by thousands for English: "66581400" → "66,581,400". */
export function groupDigits(value: string): string {
  const point = value.indexOf(".");
  const whole = point < 0 ? value : value.slice(0, point);
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.slice(sign.length);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return `${sign}${groups.join(",")}${point < 0 ? "" : value.slice(point)}`;
}

/** The raw of a figure on one line: line breaks and the blanks that a converter put between digits and unit are left out. */
export function rawOnOneLine(raw: string): string {
  return raw.replace(/\s+/g, "");
}

/** "83" with "人" → "83人"; a ratio keeps its sign. */
export function withUnit(value: string, unit: string): string {
  return `${value}${unit}`;
}

/** Whether the raw is a bare number, its unit standing elsewhere (a table's head). */
export function isBare(raw: string): boolean {
  return /^[\d.,\s]+$/.test(raw);
}

/** The unit in English, number agreed; the Chinese unit where the table has no word. "人", "2446" → "people". */
export function englishUnit(units: UnitTable, unit: string, value: string): string {
  if (unit === "" || unit === "%" || unit === RATIO_UNIT) return unit;
  const entry = units.entries.find((candidate) => candidate.id === unit);
  if (entry === undefined) return unit;
  return value === "1" ? entry.enOne : entry.en;
}

/** The value in English: "66,581,400 yuan", "98.9%", "13.37:1". */
export function englishValue(units: UnitTable, value: string, unit: string): string {
  const word = englishUnit(units, unit, value);
  const glued = word === "" || word === "%" || word === RATIO_UNIT;
  return `${groupDigits(value)}${glued ? "" : " "}${word}`;
}

/**
 * Whether the figure's value follows from its raw: the number read again, up to a power of ten that a unit elsewhere (万元 in a
 * table's head) may have given it. This is what makes the full value showable.
 */
export function valueFollowsFromRaw(figure: Figure, units: UnitTable): boolean {
  const known = judged.get(figure);
  if (known !== undefined) return known;
  const follows = readsAs(figure, units);
  judged.set(figure, follows);
  return follows;
}

/** A figure never changes, and a ranking shows the same hundreds with every question. */
const judged = new WeakMap<Figure, boolean>();

/** A number as most reports print it, its unit behind it: folding changes nothing of its digits. */
const PLAIN_NUMBER = /^\d[\d,.]*[\s%\u4e00-\u9fff]*$/;

/** 1/3 and 7:4 are read for a share and a ratio by what stands around them in the report, which the raw does not hold. */
const LEADS = ["", "占", "比为"];

function readsAs(figure: Figure, units: UnitTable): boolean {
  const { raw } = figure.source;
  const wanted = significantDigits(figure.value);
  if (PLAIN_NUMBER.test(raw) && significantDigits(raw.replace(/[^\d.]/g, "")) === wanted) return true;
  const mapped = mapWhole(raw);
  const isRead = (text: string): boolean => detectQuantities(text, units).quantities.some((quantity) => significantDigits(quantity.value) === wanted);
  if (LEADS.some((lead) => isRead(lead + mapped.text))) return true;
  // 一幢 alone is no quantity to the reader of sentences; its numeral still says the value.
  const start = [...mapped.text].findIndex((character) => isChineseNumeral(character));
  const numeral = start < 0 ? null : scanNumeral(mapped.text, start);
  if (numeral !== null && numeral.value !== null && significantDigits(numeral.value) === wanted) return true;
  const digits = mapped.text.replace(/[^\d.]/g, "");
  return digits !== "" && significantDigits(digits) === wanted;
}

/** "0.5060" → "506", "66581400" → "665814": what is left when a power of ten does not count. */
function significantDigits(value: string): string {
  const point = value.indexOf(".");
  const fraction = point < 0 ? "" : value.slice(point + 1).replace(/\D/g, "");
  const whole = (point < 0 ? value : value.slice(0, point)).replace(/\D/g, "");
  let [start, end] = [0, whole.length + fraction.length];
  const digits = whole + fraction;
  while (start < end && digits[start] === "0") start += 1;
  while (end > start && digits[end - 1] === "0") end -= 1;
  return start === end ? "0" : digits.slice(start, end);
}
