import type { Qualifier, QuantityKind } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { compareDecimals, divideDecimals, multiplyDecimals, scaleDecimal, trimDecimal } from "./decimal.ts";
import { scanNumeral } from "./numerals.ts";

/** An amount read by form, before the words of vagueness around it are looked at. */
export interface Bare {
  readonly start: number;
  readonly end: number;
  readonly numeral: Span;
  readonly value: string;
  readonly valueTo?: string;
  readonly unit: string;
  readonly unitSpan: Span;
  readonly kind: QuantityKind;
  readonly vague: Qualifier | null;
  readonly scaled: boolean;
  readonly script: "arabic" | "chinese";
}

/** Between the ends of a range. */
export const RANGE_MARK = /[-–—~]{1,2}|至|到/y;
const PARTS = /[百千]分之/y;
/** Longest stretch of decimals that a quotient such as 7:4 is given. */
const QUOTIENT_PLACES = 2;

/** 百分之九十八点五 → 98.5 %; 千分之三 → 3 ‰; 百分之八至百分之九 → 8…9 %. */
function readPartsOfHundred(text: string, start: number): Bare | null {
  PARTS.lastIndex = start;
  if (PARTS.exec(text) === null) return null;
  const numeral = scanNumeral(text, start + 3);
  if (numeral === null || numeral.value === null) return null;
  const bare: Bare = {
    start,
    end: numeral.end,
    numeral: { start: start + 3, end: numeral.end },
    value: numeral.value,
    unit: text[start] === "百" ? "%" : "‰",
    unitSpan: { start, end: start + 3 },
    kind: "share",
    vague: null,
    scaled: false,
    script: "chinese",
  };
  RANGE_MARK.lastIndex = numeral.end;
  const mark = RANGE_MARK.exec(text);
  if (mark === null) return bare;
  const after = numeral.end + mark[0].length;
  const to = scanNumeral(text, text.startsWith(text.slice(start, start + 3), after) ? after + 3 : after);
  if (to === null || to.value === null || to.script !== numeral.script || compareDecimals(numeral.value, to.value) >= 0) return bare;
  return { ...bare, end: to.end, numeral: { start: start + 3, end: to.end }, valueTo: to.value };
}

function toShare(part: string, whole: string): { readonly value: string; readonly exact: boolean } {
  const value = divideDecimals(multiplyDecimals(part, "100"), whole, QUOTIENT_PLACES);
  return { value: trimDecimal(value), exact: compareDecimals(multiplyDecimals(value, whole), multiplyDecimals(part, "100")) === 0 };
}

/** 1/3 is a share after 占 and the like, before 以上 or 的, and as a unit fraction at a clause's end; 12/18周 is none. */
function isSlashedShare(part: string, whole: string, before: string, after: string): boolean {
  if (/[占约近的以超为达]/.test(before) || /^(?:以上|左右|的|以下)/.test(after)) return true;
  return part === "1" && whole.length === 1 && /[\u4e00-\u9fff]/.test(before) && /^(?:$|[，。、;)])/.test(after);
}

/** 三分之一 and 约1/3: a share in %, rounded (and then "about") where it has no end. */
function readFraction(text: string, start: number): Bare | null {
  const first = scanNumeral(text, start);
  if (first === null || first.value === null) return null;
  const spelled = text.startsWith("分之", first.end);
  const slashed = text[first.end] === "/" && first.script === "arabic";
  if (!spelled && !slashed) return null;
  const second = scanNumeral(text, first.end + (spelled ? 2 : 1));
  if (second === null || second.value === null || second.script !== first.script) return null;
  const [part, whole] = spelled ? [second.value, first.value] : [first.value, second.value];
  if (compareDecimals(whole, "0") === 0 || compareDecimals(part, whole) > 0) return null;
  if (slashed && !isSlashedShare(part, whole, text.slice(Math.max(0, start - 1), start), text.slice(second.end, second.end + 2))) return null;
  const share = toShare(part, whole);
  return {
    start,
    end: second.end,
    numeral: { start, end: second.end },
    value: share.value,
    unit: "%",
    unitSpan: { start: second.end, end: second.end },
    kind: "share",
    vague: share.exact ? null : "about",
    scaled: false,
    script: first.script,
  };
}

const RATIO = /(\d{1,5}(?:\.\d{1,4})?)(?::|比)(\d{1,5}(?:\.\d{1,4})?)(?![\d:]|\.\d|[月日年])/y;
/** A word that compares two quantities, close before the numbers or right behind them. */
const RATIO_WORD = /比例|配比|占比|[师生职普配教理实员课]比|之比|比(?:为|达|约|是|分别|[:：])/;
const GAME_WORD = /比分|比赛|战胜|击败|险胜/;
const TIME_WORD = /[午晚早晨夜时点]|时间/;

/** 17:1 → 17, 1:17 → 17, 7:4 → its quotient; null for a time of day and a game's score. */
function readRatioValue(text: string, start: number): { readonly value: string; readonly exact: boolean; readonly end: number } | null {
  RATIO.lastIndex = start;
  const match = RATIO.exec(text);
  if (match === null || /[\d:]/.test(text[start - 1] ?? "")) return null;
  const [whole, first = "", second = ""] = match;
  const end = start + whole.length;
  const before = text.slice(Math.max(0, start - 12), start);
  const compares = RATIO_WORD.test(before) || RATIO_WORD.test(text.slice(end, end + 8));
  const isOne = (value: string): boolean => compareDecimals(value, "1") === 0;
  if (!compares && ((!isOne(first) && !isOne(second)) || GAME_WORD.test(before) || (second.length === 2 && TIME_WORD.test(before)))) return null;
  if (/^0\d|^00?$/.test(second) || /^0+$/.test(first) || compareDecimals(second, "0") === 0) return null;
  const value = isOne(second) ? first : isOne(first) ? second : trimDecimal(divideDecimals(first, second, QUOTIENT_PLACES));
  return { value, end, exact: isOne(first) || isOne(second) || compareDecimals(multiplyDecimals(value, second), first) === 0 };
}

/**
 * 17:1 and 1:17 → 17 under unit ":1" (which side is the 1 can be read from the raw text); 7:4 → its quotient, "about" where it has no end;
 * 15:1-17:1 → a range.
 */
function readRatio(text: string, start: number): Bare | null {
  const ratio = readRatioValue(text, start);
  if (ratio === null) return null;
  RANGE_MARK.lastIndex = ratio.end;
  const mark = RANGE_MARK.exec(text);
  const to = mark === null ? null : readRatioValue(text, ratio.end + mark[0].length);
  const isRange = to !== null && compareDecimals(ratio.value, to.value) < 0;
  const end = isRange ? to.end : ratio.end;
  return {
    start,
    end,
    numeral: { start, end },
    value: ratio.value,
    ...(isRange ? { valueTo: to.value } : {}),
    unit: ":1",
    unitSpan: { start: end, end },
    kind: "ratio",
    vague: ratio.exact ? null : "about",
    scaled: false,
    script: "arabic",
  };
}

/** 九成以上 → 90 %, 九成八 → 98 %: only where no word begins with 成. */
function readTenths(text: string, start: number): Bare | null {
  const numeral = scanNumeral(text, start);
  if (numeral === null || numeral.value === null || numeral.value.length !== 1 || text[numeral.end] !== "成") return null;
  const ones = scanNumeral(text, numeral.end + 1);
  const isOnes =
    ones?.value?.length === 1 && ones.script === numeral.script && /^(?:以上|以下|左右|多|的|[，。、;)]|$)/.test(text.slice(ones.end, ones.end + 2));
  const end = isOnes ? ones.end : numeral.end + 1;
  // 成 begins many words: a qualifier before the number or a fitting word behind must speak for tenths.
  const stated = /[超近约逾过占达到足于有够]/.test(text[start - 1] ?? "") && !/^[为立员绩果功本人长熟就都套分]/.test(text.slice(end, end + 1));
  if (!isOnes && !stated && !/^(?:以上|以下|左右|多|的|学生|教师|毕业生|[，。、;)吗吧呢了?]|$)/.test(text.slice(end, end + 3))) return null;
  // 七成多: said with the number, as 三十多人 is.
  const more = /^多(?=$|[，。、;)的])/.test(text.slice(end, end + 2));
  return {
    start,
    end: more ? end + 1 : end,
    numeral: { start, end: numeral.end },
    value: isOnes ? `${numeral.value}${ones.value}` : scaleDecimal(numeral.value, 1),
    unit: "%",
    unitSpan: { start: numeral.end, end },
    kind: "share",
    vague: more ? "over" : null,
    scaled: false,
    script: numeral.script,
  };
}

/** The forms that are not number and unit: 百分之九十八, 三分之一, 17:1, 九成. Null where none of them starts at `start`. */
export function readForm(text: string, start: number): Bare | null {
  return readPartsOfHundred(text, start) ?? readFraction(text, start) ?? readRatio(text, start) ?? readTenths(text, start);
}
