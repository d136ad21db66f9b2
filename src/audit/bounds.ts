import type { Figure } from "../domain/figure.ts";
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals, trimDecimal } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";
import type { AuditRules } from "./rules.ts";

/** Where a value may lie; null = open on that side. Both ends count as possible. */
export interface Bounds {
  readonly low: string | null;
  readonly high: string | null;
}

/** Decimals that quotients are computed with: far finer than any printed step. */
const PLACES = 12;

/** Weight of the last printed digit, in the value's unit: "98.57%" → "0.01", "2.38亿元" → "1000000", "6.6万册" → "1000". */
export function printedStep(figure: Pick<Figure, "value" | "source">): string {
  for (const match of foldText(figure.source.raw).matchAll(/\d[\d,]*(?:\.(\d+))?/g)) {
    const decimals = match[1]?.length ?? 0;
    const digits = match[0].replace(/,/g, "");
    if (compareDecimals(digits, "0") === 0) continue;
    const scale = trimDecimal(divideDecimals(figure.value, digits, 4));
    if (/^10*$/.test(scale)) return trimDecimal(divideDecimals(scale, `1${"0".repeat(decimals)}`, decimals + 1));
  }
  return lastDigitWeight(figure.value);
}

/** For numerals in words (九成八 → 98): the weight of the value's own last digit that is not zero. */
function lastDigitWeight(value: string): string {
  const [whole = "0", fraction] = trimDecimal(value).split(".");
  if (fraction !== undefined) return `0.${"0".repeat(fraction.length - 1)}1`;
  return `1${"0".repeat(/0*$/.exec(whole.slice(1))?.[0].length ?? 0)}`;
}

/** 2300多人, 760余人: more, but not by one of the last digit given. 超过2300人 leaves the top open. */
const saysRemainder = (figure: Figure): boolean => /[\d十百千万亿][余多]/.test(foldText(figure.source.raw).replace(/\s/g, ""));

/** What the printed number leaves open by its word of vagueness alone: 近3000 → 2700…3300, 2300多 → 2300…2400, 超过2300 → 2300…, exact → the value. */
export function statedBounds(figure: Figure, about: AuditRules["about"]): Bounds {
  const { value, qualifier } = figure;
  switch (qualifier) {
    case "exact":
      return { low: value, high: value };
    case "over":
      return { low: value, high: saysRemainder(figure) ? addDecimals(value, lastDigitWeight(value)) : null };
    case "at_least":
      return { low: value, high: null };
    case "up_to":
    case "under":
      return { low: null, high: value };
    case "range":
      return { low: value, high: figure.valueTo ?? value };
    case "about": {
      const width = figure.unit === "%" ? about.points : multiplyDecimals(value, about.relative);
      return { low: subtractDecimals(value, width), high: addDecimals(value, width) };
    }
  }
}

/** The bounds as an operand: a number printed with decimals or 万 may have been rounded or cut at its last digit. */
export function operandBounds(figure: Figure, about: AuditRules["about"]): Bounds {
  const bounds = statedBounds(figure, about);
  const step = printedStep(figure);
  if (step === "1" && figure.qualifier === "exact") return bounds;
  return widen(bounds, step);
}

/** The bounds by one step on either side: what a computed value must fall into to be rounded or cut to the printed one. */
export function widen(bounds: Bounds, step: string): Bounds {
  return { low: bounds.low === null ? null : subtractDecimals(bounds.low, step), high: bounds.high === null ? null : addDecimals(bounds.high, step) };
}

/** Whether some value lies within both. */
export function overlap(a: Bounds, b: Bounds): boolean {
  if (a.low !== null && b.high !== null && compareDecimals(a.low, b.high) > 0) return false;
  return a.high === null || b.low === null || compareDecimals(b.low, a.high) <= 0;
}

/** Whether all of `a` lies above all of `b`. */
export const above = (a: Bounds, b: Bounds): boolean => a.low !== null && b.high !== null && compareDecimals(a.low, b.high) > 0;

export function addBounds(a: Bounds, b: Bounds): Bounds {
  return {
    low: a.low === null || b.low === null ? null : addDecimals(a.low, b.low),
    high: a.high === null || b.high === null ? null : addDecimals(a.high, b.high),
  };
}

export function scaleBounds(bounds: Bounds, factor: string): Bounds {
  return {
    low: bounds.low === null ? null : multiplyDecimals(bounds.low, factor),
    high: bounds.high === null ? null : multiplyDecimals(bounds.high, factor),
  };
}

/** Bounds of a ÷ b for b > 0; open where b may be zero or less. */
export function divideBounds(a: Bounds, b: Bounds): Bounds {
  const positive = (value: string | null): value is string => value !== null && compareDecimals(value, "0") > 0;
  return {
    low: a.low !== null && positive(b.high) ? divideDecimals(a.low, b.high, PLACES) : null,
    high: a.high !== null && positive(b.low) ? divideDecimals(a.high, b.low, PLACES) : null,
  };
}

/** How two exact values stand: the same once rounded to the coarser print, off by less than its last digit, or different. */
export function agreement(a: Figure, b: Figure): "same" | "cut" | "different" {
  const [coarse, fine] = compareDecimals(printedStep(a), printedStep(b)) >= 0 ? [a, b] : [b, a];
  const step = printedStep(coarse);
  const rounded = multiplyDecimals(divideDecimals(fine.value, step, 0), step);
  if (compareDecimals(rounded, coarse.value) === 0) return "same";
  const gap = subtractDecimals(a.value, b.value).replace(/^-/, "");
  return compareDecimals(gap, step) < 0 ? "cut" : "different";
}

/** The value in `unit`, exactly, by a conversion of the rules; null where there is none. */
export function convert(bounds: Bounds, from: string, to: string, rules: AuditRules): Bounds | null {
  const plain = (unit: string): string => unit.replace(/\/.*$/, "");
  if (plain(from) === plain(to)) return bounds;
  const forth = rules.conversions.find((one) => one.from === from && one.to === to);
  if (forth !== undefined) return scaleBounds(bounds, divideDecimals(forth.numerator, forth.denominator, PLACES));
  const back = rules.conversions.find((one) => one.from === to && one.to === from);
  return back === undefined ? null : scaleBounds(bounds, divideDecimals(back.denominator, back.numerator, PLACES));
}
