import { scaleDecimal } from "./decimal.ts";

const DIGIT_VALUES: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  "0": 0,
  "○": 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const PLACE_POWERS: Readonly<Record<string, number>> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 };
const GROUP_POWERS: Readonly<Record<string, number>> = { 万: 4, 亿: 8 };
/** Characters that can stand in a Chinese numeral ("两百三十", "二〇二〇"); 点 counts only between two of them. */
const NUMERAL_CHARACTER = /[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]/;
const NEVER_ALONE = /[壹贰叁肆伍陆柒捌玖拾佰仟]/;
const FORMAL_DIGIT = /[壹贰叁肆伍陆柒捌玖]/;
const PLAIN_PLACE = /[十百千]/;
const ZERO = /[零〇○]/;
const ZERO_COUNT = /^(?:[起例次宗件人名项]|人次)(?:$|[，。、;)])/;
/** The three digits after a group comma, and what must follow a full-width one: a unit, not the next number or clause. */
const GROUP = /^\d{3}(?!\d)/;
const GROUP_AND_UNIT = /^\d{3}[万亿元人名册台亩%㎡平]/;
const LIST_BEFORE = /分别|依次|各|[、，]$/;
const LIST_REACH = 16;
const GROUPED_NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/;
const SCALE = /^(?:万亿|[十百千]?[万亿]|[百千])/;
const PARTS_OF = /^(?:百|千|万)分之/;
/** No printed figure is longer; a longer run is an identifier, and big-integer work on it would be wasted. */
const MAX_NUMERAL = 30;

/** Whether the character can stand in a Chinese numeral. */
export function isChineseNumeral(character: string): boolean {
  return NUMERAL_CHARACTER.test(character);
}

/** The power of ten of a scale word at the start of `text`, with its length: "万元" → { power: 4, length: 1 }, "百万" → { 6, 2 }; null when there is none. */
export function readScale(text: string): { readonly power: number; readonly length: number } | null {
  const word = SCALE.exec(text)?.[0];
  if (word === undefined) return null;
  let power = 0;
  for (const character of word) power += GROUP_POWERS[character] ?? PLACE_POWERS[character] ?? 0;
  return { power, length: word.length };
}

/** "二〇二〇" → "2020": digits said one by one. */
function parseSpelledDigits(text: string): string | null {
  let digits = "";
  for (const character of text) {
    const digit = DIGIT_VALUES[character];
    if (digit === undefined) return null;
    digits += String(digit);
  }
  return digits === "" ? null : digits.replace(/^0+(?=\d)/, "");
}

/** The part below 万: "三百二十", "三千五" (3500), "十"; null where places do not fall. */
function parseGroup(text: string): bigint | null {
  let total = 0n;
  let digit: bigint | null = null;
  let lastPower = 4;
  let sawZero = false;
  for (const character of text) {
    const power = PLACE_POWERS[character];
    const value = DIGIT_VALUES[character];
    if (power !== undefined) {
      if (power >= lastPower || (digit === null && total !== 0n && power !== 1)) return null;
      total += (digit ?? 1n) * 10n ** BigInt(power);
      lastPower = power;
      digit = null;
      sawZero = false;
    } else if (value === 0) {
      if (digit !== null || sawZero) return null;
      sawZero = true;
    } else if (value !== undefined) {
      if (digit !== null) return null;
      digit = BigInt(value);
    } else return null;
  }
  if (digit === null) return sawZero && total !== 0n ? null : total;
  // "三千五" leaves out the last place word.
  return total + (lastPower < 4 && lastPower > 1 && !sawZero ? digit * 10n ** BigInt(lastPower - 1) : digit);
}

function parseChineseInteger(text: string): bigint | null {
  const hasPlace = /[十百千万亿拾佰仟]/.test(text);
  if (!hasPlace) {
    const digits = parseSpelledDigits(text);
    return digits === null ? null : BigInt(digits);
  }
  for (const [character, power] of [["亿", 8n] as const, ["万", 4n] as const]) {
    const at = text.lastIndexOf(character);
    if (at === -1) continue;
    const high = at === 0 ? 1n : parseChineseInteger(text.slice(0, at));
    const rest = text.slice(at + 1);
    const low = rest === "" ? 0n : parseChineseInteger(rest);
    if (high === null || low === null) return null;
    const unit = 10n ** power;
    if (low >= unit) return null;
    // "一万二" is 12000: one bare digit after the group word stands for the next place down.
    const tail = rest.length === 1 && DIGIT_VALUES[rest] !== undefined && low > 0n ? low * (unit / 10n) : low;
    return high * unit + tail;
  }
  return parseGroup(text);
}

function parseChinese(text: string): string | null {
  const [whole = "", decimals, ...more] = text.split("点");
  if (more.length > 0) return null;
  if (decimals === undefined) return parseChineseInteger(whole)?.toString() ?? null;
  const scaleAt = decimals.search(/[万亿]/);
  const digits = scaleAt === -1 ? decimals : decimals.slice(0, scaleAt);
  const integer = parseChineseInteger(whole);
  let fraction = "";
  for (const character of digits) fraction += DIGIT_VALUES[character] ?? "x";
  if (integer === null || fraction === "" || fraction.includes("x")) return null;
  if (scaleAt === -1) return `${integer}.${fraction}`;
  const scale = readScale(decimals.slice(scaleAt));
  return scale === null || scale.length !== decimals.length - scaleAt ? null : scaleDecimal(`${integer}.${fraction}`, scale.power);
}

/**
 * A number as printed, without unit → plain decimal string; null when it is none. Folded text is expected (fold first).
 * "6658.14" → "6658.14", "1,200" → "1200", "2.3万" → "23000", "三千五" → "3500", "二〇二〇" → "2020", "百分之九十八点五" → "98.5".
 */
export function parseNumeral(text: string): string | null {
  const body = text.trim().replace(PARTS_OF, "");
  if (body === "" || body.length > MAX_NUMERAL) return null;
  const arabic = GROUPED_NUMBER.exec(body)?.[0];
  if (arabic === undefined) return parseChinese(body);
  const value = arabic.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const rest = body.slice(arabic.length);
  if (rest === "") return value;
  const scale = readScale(rest);
  return scale === null || scale.length !== rest.length ? null : scaleDecimal(value, scale.power);
}

interface NumeralAt {
  readonly end: number;
  /** null where the run is no number ("一二三万千") or too long to be a figure. */
  readonly value: string | null;
  readonly script: "arabic" | "chinese";
}

function scanArabic(text: string, start: number): number {
  let index = start;
  while (/\d/.test(text[index] ?? "")) index += 1;
  if (index - start <= 3) {
    // Group commas only between exact groups of three: "12,345" but not "1,23" or "2019,2020".
    while (text[index] === "," && GROUP.test(text.slice(index + 1, index + 5))) index += 4;
    // Some reports set the group comma full-width: "1，120亿元". In a list ("分别为83，120人") it divides numbers.
    const isList = LIST_BEFORE.test(text.slice(Math.max(0, start - LIST_REACH), start)) || text[start] === "0";
    if (!isList && text[index] === "，" && GROUP_AND_UNIT.test(text.slice(index + 1, index + 6))) index += 4;
  }
  if (text[index] === "." && /\d/.test(text[index + 1] ?? "")) {
    index += 1;
    while (/\d/.test(text[index] ?? "")) index += 1;
  }
  return index;
}

function scanChinese(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const character = text[end] ?? "";
    const isPoint = character === "点" && end > start && isChineseNumeral(text[end + 1] ?? "");
    // 李四两位: 两 follows a place word or nothing.
    const isTorn = character === "两" && end > start && !/[百千万亿佰仟]/.test(text[end - 1] ?? "");
    if (isTorn || !(isChineseNumeral(character) || isPoint)) break;
    end += 1;
  }
  return end;
}

/** The number that starts at `start` of folded text, digits or Chinese numerals, scale words after digits not included; null when none starts there. */
export function scanNumeral(text: string, start: number): NumeralAt | null {
  if (/\d/.test(text[start] ?? "")) {
    const end = scanArabic(text, start);
    return { end, value: end - start > MAX_NUMERAL ? null : parseNumeral(text.slice(start, end).replace("，", ",")), script: "arabic" };
  }
  const end = scanChinese(text, start);
  // 零部件, 队伍: zero and the formal digits begin a word more often than a number.
  if (end === start || (end === start + 1 && NEVER_ALONE.test(text[start] ?? ""))) return null;
  // 入伍十三人: a formal digit never goes with a plain place word, so it ends the word before.
  if (FORMAL_DIGIT.test(text[start] ?? "") && PLAIN_PLACE.test(text[start + 1] ?? "")) return null;
  // 事故零起: zero alone counts only where the measure word ends its clause.
  if (ZERO.test(text[start] ?? "")) return end === start + 1 && ZERO_COUNT.test(text.slice(end, end + 3)) ? { end, value: "0", script: "chinese" } : null;
  return { end, value: end - start > MAX_NUMERAL ? null : parseNumeral(text.slice(start, end)), script: "chinese" };
}
