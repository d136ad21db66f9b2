import type { Qualifier, QuantityKind } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { compareDecimals, divideDecimals, multiplyDecimals, scaleDecimal, trimDecimal } from "./decimal.ts";
import { parseNumeral, readScale, scanNumeral } from "./numerals.ts";
import { readPrefix, readSuffix } from "./qualifiers.ts";
import type { UnitTable } from "./units.ts";

/** A number as written, with unit and words of vagueness, before it is judged whether it measures anything. */
export interface Amount extends Span {
  /** Digits with their scale word, without 余/多, unit and qualifiers. */
  readonly numeral: Span;
  readonly value: string;
  readonly valueTo: string | null;
  readonly unit: string;
  readonly unitSpan: Span;
  readonly kind: QuantityKind;
  readonly qualifier: Qualifier;
  readonly scaled: boolean;
  readonly script: "arabic" | "chinese";
}

/** One number with its unit: what a range has two of. */
interface Part extends Span {
  readonly numeral: Span;
  readonly value: string;
  readonly power: number;
  readonly scaled: boolean;
  readonly unit: string;
  readonly unitSpan: Span;
  readonly kind: QuantityKind;
  readonly vague: Qualifier | null;
  readonly script: "arabic" | "chinese";
}

const OVER_WORD = /[余多]/;
const ENGLISH_SCALES: readonly (readonly [RegExp, number])[] = [
  [/ ?hundred million(?![a-z])/y, 8],
  [/ ?million(?![a-z])/y, 6],
  [/ ?billion(?![a-z])/y, 9],
  [/ ?thousand(?![a-z])/y, 3],
];
const RANGE_MARK = /[-–—~]{1,2}|至|到/y;
const PARTS = /[百千]分之/y;
/** Longest stretch of decimals that a quotient such as 7:4 is given. */
const QUOTIENT_PLACES = 2;

function readAnyScale(text: string, index: number): { readonly power: number; readonly end: number } | null {
  const scale = readScale(text.slice(index, index + 3));
  if (scale !== null) return { power: scale.power, end: index + scale.length };
  for (const [pattern, power] of ENGLISH_SCALES) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match !== null) return { power, end: index + match[0].length };
  }
  return null;
}

/** Number, 余/多, 万/亿, 余/多, unit, in this order, all but the number optional; null where no number stands. */
function readPart(text: string, start: number, units: UnitTable): Part | null {
  const sign = text[start] === "-" && /\d/.test(text[start + 1] ?? "") ? 1 : 0;
  const numeral = scanNumeral(text, start + sign);
  if (numeral === null || numeral.value === null) return null;
  let end = numeral.end;
  let numeralEnd = numeral.end;
  let vague: Qualifier | null = null;
  let power = 0;
  const readOver = (): void => {
    const isPlus = text[end] === "+" && units.matchAt(text, end + 1) !== null;
    if (vague === null && (isPlus || OVER_WORD.test(text[end] ?? ""))) {
      vague = "over";
      end += 1;
    } else if (vague === null && text[end] === "来" && /[十百千万]/.test(text[end - 1] ?? "")) {
      vague = "about";
      end += 1;
    }
  };
  readOver();
  // 千瓦 and 千米 begin with what would otherwise be a scale word.
  const scale = units.matchAt(text, end) === null ? readAnyScale(text, end) : null;
  if (scale !== null) {
    power = scale.power;
    end = scale.end;
    numeralEnd = end;
    readOver();
  }
  const unitStart = text[end] === " " && /[a-z%]/.test(text[end + 1] ?? "") ? end + 1 : end;
  const unit = units.matchAt(text, unitStart);
  // 多 and 余 without a unit belong to the next word ("3多功能").
  if (unit === null && vague !== null && scale === null) {
    vague = null;
    end = numeral.end;
  }
  const unitSpan = unit === null ? { start: end, end } : { start: unitStart, end: unit.end };
  const spelled = text.slice(start + sign, numeral.end);
  return {
    start,
    end: unitSpan.end,
    numeral: { start, end: numeralEnd },
    value: `${sign === 1 ? "-" : ""}${numeral.value}`,
    power,
    scaled: power >= 4 || (numeral.script === "chinese" && /[万亿]/.test(spelled)),
    unit: unit?.entry.id ?? "",
    unitSpan,
    kind: unit?.entry.kind ?? "count",
    vague: text.slice(unitSpan.start, unitSpan.end).includes("多") ? "over" : vague,
    script: numeral.script,
  };
}

interface Bare {
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

/** 近3000余人 says about and over at once: the weaker word holds. */
function mergeQualifiers(words: readonly (Qualifier | null)[]): Qualifier {
  const said = words.filter((word) => word !== null);
  if (said.includes("about")) return "about";
  return said[0] ?? "exact";
}

function withQualifiers(text: string, bare: Bare): Amount {
  const beforePlaceWord = /[百千万亿]/.test(text[bare.start] ?? "");
  const before = readPrefix(text, bare.start, beforePlaceWord);
  const after = bare.unit !== "" || bare.scaled || /\d/.test(text[bare.end - 1] ?? "") ? readSuffix(text, bare.end) : null;
  const suffix = after !== null && after.qualifier === "over" && text[bare.end] === "+" && bare.unit === "" ? null : after;
  const { vague, valueTo, ...rest } = bare;
  return {
    ...rest,
    start: before?.start ?? bare.start,
    end: suffix?.end ?? bare.end,
    valueTo: valueTo ?? null,
    qualifier: valueTo === undefined ? mergeQualifiers([before?.qualifier ?? null, suffix?.qualifier ?? null, vague]) : "range",
  };
}

/** 百分之九十八点五 → 98.5 %; 千分之三 → 3 ‰. */
function readPartsOfHundred(text: string, start: number): Bare | null {
  PARTS.lastIndex = start;
  if (PARTS.exec(text) === null) return null;
  const numeral = scanNumeral(text, start + 3);
  if (numeral === null || numeral.value === null) return null;
  return {
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
}

function toShare(part: string, whole: string): { readonly value: string; readonly exact: boolean } {
  const value = divideDecimals(multiplyDecimals(part, "100"), whole, QUOTIENT_PLACES);
  return { value: trimDecimal(value), exact: compareDecimals(multiplyDecimals(value, whole), multiplyDecimals(part, "100")) === 0 };
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
  if (slashed && !(/[占约近的以超为达]$/.test(text.slice(0, start).slice(-1)) || /^(?:以上|左右|的|以下)/.test(text.slice(second.end, second.end + 2))))
    return null;
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
const RATIO_WORD = /比|比例|配比/;

/**
 * 17:1 and 1:17 → 17 under unit ":1" (which side is the 1 can be read from the raw text); 7:4 → its quotient, "about" where it has no end.
 * A time of day ("8:30") is none, unless a word of comparing stands before.
 */
function readRatio(text: string, start: number): Bare | null {
  RATIO.lastIndex = start;
  const match = RATIO.exec(text);
  const [whole, first = "", second = ""] = match ?? [];
  if (whole === undefined || /[\d:]/.test(text[start - 1] ?? "")) return null;
  const compares = RATIO_WORD.test(text.slice(Math.max(0, start - 12), start)) || RATIO_WORD.test(text.slice(start + whole.length, start + whole.length + 6));
  const isOne = (value: string): boolean => compareDecimals(value, "1") === 0;
  if (!isOne(first) && !isOne(second) && !compares) return null;
  if (/^0\d|^00?$/.test(second) || /^0+$/.test(first) || compareDecimals(second, "0") === 0) return null;
  const value = isOne(second) ? first : isOne(first) ? second : trimDecimal(divideDecimals(first, second, QUOTIENT_PLACES));
  const exact = isOne(first) || isOne(second) || compareDecimals(multiplyDecimals(value, second), first) === 0;
  const end = start + whole.length;
  return {
    start,
    end,
    numeral: { start, end },
    value,
    unit: ":1",
    unitSpan: { start: end, end },
    kind: "ratio",
    vague: exact ? null : "about",
    scaled: false,
    script: "arabic",
  };
}

/** 九成以上 → 90 %: only where no word begins with 成. */
function readTenths(text: string, start: number): Bare | null {
  const numeral = scanNumeral(text, start);
  if (numeral === null || numeral.value === null || numeral.value.length !== 1 || text[numeral.end] !== "成") return null;
  const end = numeral.end + 1;
  if (!/^(?:以上|以下|左右|多|的|学生|教师|毕业生|[，。、;)]|$)/.test(text.slice(end, end + 3)) || text[start - 1] === "第") return null;
  return {
    start,
    end,
    numeral: { start, end: numeral.end },
    value: scaleDecimal(numeral.value, 1),
    unit: "%",
    unitSpan: { start: numeral.end, end },
    kind: "share",
    vague: null,
    scaled: false,
    script: numeral.script,
  };
}

const scaleOf = (part: Part): string => scaleDecimal(part.value, part.power);

/** 三五名, 两三个: two neighbouring numbers said at once are a range. */
function readNeighbours(text: string, part: Part): Bare | null {
  const spelled = text.slice(part.numeral.start, part.numeral.end);
  if (part.script !== "chinese" || part.unit === "" || !/^[一二两三四五六七八九]{2}$/.test(spelled)) return null;
  const [from, to] = [parseNumeral(spelled[0] ?? ""), parseNumeral(spelled[1] ?? "")];
  if (from === null || to === null || compareDecimals(from, to) >= 0) return null;
  return { ...part, value: from, valueTo: to };
}

function readRange(text: string, first: Part, units: UnitTable): Bare | null {
  RANGE_MARK.lastIndex = first.end;
  const mark = RANGE_MARK.exec(text);
  if (mark === null || first.vague !== null) return null;
  const markEnd = first.end + mark[0].length;
  const second = text[markEnd] === "-" ? null : readPart(text, markEnd, units);
  if (second === null || second.unit === "" || second.script !== first.script) return null;
  if (first.unit !== "" && first.unit !== second.unit) return null;
  // 由30人到40人 tells of a change: two numbers.
  if (first.unit !== "" && /[从由自]$/.test(text.slice(Math.max(0, first.start - 1), first.start))) return null;
  // 3-5万元: the scale word stands once for both.
  const from = first.unit === "" && first.power === 0 ? scaleDecimal(first.value, second.power) : scaleOf(first);
  const to = scaleOf(second);
  if (compareDecimals(from, to) >= 0) return null;
  return {
    start: first.start,
    end: second.end,
    numeral: { start: first.start, end: second.numeral.end },
    value: from,
    valueTo: to,
    unit: second.unit,
    unitSpan: second.unitSpan,
    kind: second.kind,
    vague: null,
    scaled: first.scaled || second.scaled,
    script: first.script,
  };
}

/** The amount whose number starts at `start` of folded text, qualifiers before it included; null where no number starts. */
export function readAmount(text: string, start: number, units: UnitTable): Amount | null {
  const special = readPartsOfHundred(text, start) ?? readFraction(text, start) ?? readRatio(text, start) ?? readTenths(text, start);
  if (special !== null) return withQualifiers(text, special);
  const part = readPart(text, start, units);
  if (part === null) return null;
  const bare = readRange(text, part, units) ?? readNeighbours(text, part) ?? { ...part, value: scaleOf(part) };
  const priced =
    text[start - 1] === "¥" && bare.unit === ""
      ? { ...bare, start: start - 1, unit: "元", unitSpan: { start: start - 1, end: start }, kind: "amount" as const }
      : bare;
  return withQualifiers(text, priced);
}
