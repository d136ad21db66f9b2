import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals, trimDecimal } from "../text/decimal.ts";

/** Decimals of quotients, means and shares. */
export const QUOTIENT_PLACES = 2;

/** A computation over the values of operands, in order. */
export type Formula =
  | { readonly op: "sum" }
  /** First minus second. */
  | { readonly op: "difference" }
  | { readonly op: "mean" }
  | { readonly op: "median" }
  /** First over second. */
  | { readonly op: "quotient" }
  /** So much for each, by how many there are. */
  | { readonly op: "product" }
  /** First over second, in percent. */
  | { readonly op: "percent" }
  /** A hundred percent less the operand. */
  | { readonly op: "rest" }
  /** (First minus second) over second, in percent. */
  | { readonly op: "growth" }
  /** What stood before a change of so many percent (the second operand), to no more places than the first is printed with. */
  | { readonly op: "former"; readonly way: "up" | "down" }
  /** A part or multiple of the operand. */
  | { readonly op: "part"; readonly numerator: string; readonly denominator: string }
  /** The operand in another unit, by an exact named constant. */
  | { readonly op: "convert"; readonly numerator: string; readonly denominator: string; readonly unit: string };

/** The result, exact for sums and differences, rounded half up to two decimals for quotients; null where it has none (division by zero, no operand). */
export function evaluateFormula(formula: Formula, values: readonly string[]): string | null {
  const [first, second] = values;
  if (first === undefined) return null;
  switch (formula.op) {
    case "sum":
      return values.slice(1).reduce(addDecimals, first);
    case "mean":
      return divide(values.slice(1).reduce(addDecimals, first), String(values.length));
    case "median":
      return median(values);
    case "convert":
      return divide(multiplyDecimals(first, formula.numerator), formula.denominator);
    case "part":
      return trimmed(divide(multiplyDecimals(first, formula.numerator), formula.denominator));
    case "difference":
      return second === undefined ? null : subtractDecimals(first, second);
    case "quotient":
      return second === undefined ? null : divide(first, second);
    case "product":
      return second === undefined ? null : trimDecimal(multiplyDecimals(first, second));
    case "percent":
      return second === undefined ? null : divide(multiplyDecimals(first, "100"), second);
    case "former":
      return second === undefined ? null : formerValue(first, formula.way === "up" ? addDecimals("100", second) : subtractDecimals("100", second));
    case "rest":
      return subtractDecimals("100", first);
    case "growth":
      return second === undefined ? null : divide(multiplyDecimals(subtractDecimals(first, second), "100"), second);
  }
}

/** `now` over so many percent of what was, rounded to the last place of `now` that is no nought: 4630.67万 gives hundreds. */
function formerValue(now: string, percent: string): string | null {
  if (compareDecimals(percent, "0") <= 0) return null;
  const noughts = now.includes(".") ? 0 : Math.min(MOST_NOUGHTS, /0*$/.exec(now)?.[0].length ?? 0);
  const step = `1${"0".repeat(noughts)}`;
  const places = now.includes(".") ? (now.split(".")[1]?.length ?? 0) : 0;
  const rounded = divideDecimals(multiplyDecimals(now, "100"), multiplyDecimals(percent, step), places);
  return trimDecimal(multiplyDecimals(rounded, step));
}

/** Round thousands may be exact all the same. */
const MOST_NOUGHTS = 2;

/** Half of 4530人 are 2265人, not 2265.00. */
const trimmed = (value: string | null): string | null => (value === null ? null : trimDecimal(value));

function divide(a: string, b: string): string | null {
  return compareDecimals(b, "0") === 0 ? null : divideDecimals(a, b, QUOTIENT_PLACES);
}

function median(values: readonly string[]): string | null {
  const sorted = values.toSorted(compareDecimals);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 || lower === undefined ? upper : divide(addDecimals(lower, upper), "2");
}

/** Terms of a formula that are written out; of more the first and the last, and how many they are stands beside it. */
const MOST_TERMS = 12;

function shortened(terms: readonly string[], sign: string): string {
  return terms.length <= MOST_TERMS ? terms.join(sign) : [...terms.slice(0, MOST_TERMS - 1), "…", ...terms.slice(-1)].join(sign);
}

/** The formula in signs: "(2446 + 2347) ÷ 2 = 2396.50". `operands` and `result` are given as shown, units included. */
export function formatFormula(formula: Formula, operands: readonly string[], result: string): string {
  const [first = "", second = ""] = operands;
  switch (formula.op) {
    case "sum":
      return `${shortened(operands, " + ")} = ${result}`;
    case "mean":
      return `(${shortened(operands, " + ")}) ÷ ${operands.length} = ${result}`;
    case "median":
      return `median(${shortened(operands, ", ")}) = ${result}`;
    case "difference":
      return `${first} − ${second} = ${result}`;
    case "quotient":
      return `${first} ÷ ${second} = ${result}`;
    case "product":
      return `${first} × ${second} = ${result}`;
    case "percent":
      return `${first} ÷ ${second} × 100% = ${result}`;
    case "growth":
      return `(${first} − ${second}) ÷ ${second} × 100% = ${result}`;
    case "former":
      return `${first} ÷ (100% ${formula.way === "up" ? "+" : "−"} ${second}) ≈ ${result}`;
    case "rest":
      return `100% − ${first} = ${result}`;
    case "part":
      return `${first}${formula.numerator === "1" ? "" : ` × ${formula.numerator}`}${formula.denominator === "1" ? "" : ` ÷ ${formula.denominator}`} = ${result}`;
    case "convert":
      return `${first} × ${formula.numerator} ÷ ${formula.denominator} = ${result}`;
  }
}
