/**
 * Exact arithmetic on decimal strings ("98.57", "-3"), so that no printed figure ever goes through a float.
 * Every function throws RangeError on a string that is not a plain decimal.
 */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;

function parse(text: string): Decimal {
  if (!PLAIN_DECIMAL.test(text)) throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
  const point = text.indexOf(".");
  if (point === -1) return { digits: BigInt(text), places: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 };
}

function print({ digits, places }: Decimal): string {
  const negative = digits < 0n;
  const all = (negative ? -digits : digits).toString().padStart(places + 1, "0");
  const text = places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`;
  return negative ? `-${text}` : text;
}

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

function align(a: Decimal, b: Decimal): { readonly left: bigint; readonly right: bigint; readonly places: number } {
  const places = Math.max(a.places, b.places);
  return { left: a.digits * powerOfTen(places - a.places), right: b.digits * powerOfTen(places - b.places), places };
}

/** Multiplies by 10^power and drops decimals that are no longer needed: ("6658.14", 4) → "66581400". */
export function scaleDecimal(value: string, power: number): string {
  const { digits, places } = parse(value);
  if (power < 0) return print({ digits, places: places - power });
  if (power >= places) return print({ digits: digits * powerOfTen(power - places), places: 0 });
  return power === 0 ? print({ digits, places }) : trimDecimal(print({ digits, places: places - power }));
}

/** Removes trailing zeros after the point: "98.50" → "98.5", "3.0" → "3". */
export function trimDecimal(value: string): string {
  if (!value.includes(".")) return value;
  let end = value.length;
  while (value[end - 1] === "0") end -= 1;
  if (value[end - 1] === ".") end -= 1;
  const trimmed = value.slice(0, end);
  return trimmed === "-0" ? "0" : trimmed;
}

/** So many characters hold at most fifteen digits, which a double keeps apart and in order. */
const MAX_DOUBLE_LENGTH = 15;

/**
 * The items in the order of their values, ascending (`sign` 1) or descending (-1); equal ones by `tie`, else as they stood. Each value is read
 * once, where sorting by `compareDecimals` would read it with every comparison.
 */
export function sortByDecimal<T>(items: readonly T[], decimalOf: (item: T) => string, sign: 1 | -1, tie: (a: T, b: T) => number = () => 0): T[] {
  const keyed = items.map((item) => {
    const value = decimalOf(item);
    return { item, value, number: fitsDouble(value) ? Number(value) : null };
  });
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]): number =>
    a.number !== null && b.number !== null ? a.number - b.number : compareDecimals(a.value, b.value);
  return keyed.sort((a, b) => sign * compare(a, b) || tie(a.item, b.item)).map(({ item }) => item);
}

function fitsDouble(value: string): boolean {
  return value.length <= MAX_DOUBLE_LENGTH && PLAIN_DECIMAL.test(value);
}

/** -1, 0 or 1 as `a` is below, equal to or above `b` in value ("1.50" equals "1.5"). */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  if (fitsDouble(a) && fitsDouble(b)) {
    const difference = Number(a) - Number(b);
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }
  const { left, right } = align(parse(a), parse(b));
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The exact sum, with the decimals of the finer operand: ("1.5", "2.25") → "3.75". */
export function addDecimals(a: string, b: string): string {
  const { left, right, places } = align(parse(a), parse(b));
  return print({ digits: left + right, places });
}

/** The exact difference `a − b`, with the decimals of the finer operand: ("98.57", "98") → "0.57". */
export function subtractDecimals(a: string, b: string): string {
  const { left, right, places } = align(parse(a), parse(b));
  return print({ digits: left - right, places });
}

/** The exact product, without trailing zeros: ("2.5", "4") → "10". */
export function multiplyDecimals(a: string, b: string): string {
  const left = parse(a);
  const right = parse(b);
  return trimDecimal(print({ digits: left.digits * right.digits, places: left.places + right.places }));
}

/** The quotient rounded half away from zero to exactly `places` decimals: ("83", "164", 2) → "0.51". Throws RangeError on a zero divisor. */
export function divideDecimals(a: string, b: string, places: number): string {
  const { left, right } = align(parse(a), parse(b));
  if (right === 0n) throw new RangeError("division by zero");
  const negative = left < 0n !== right < 0n;
  const dividend = (left < 0n ? -left : left) * powerOfTen(places);
  const divisor = right < 0n ? -right : right;
  const rounded = (2n * dividend + divisor) / (2n * divisor);
  return print({ digits: negative ? -rounded : rounded, places });
}
