/** An exact conversion between canonical units: value × numerator ÷ denominator. Shown in full wherever it is used. */
export interface Conversion {
  readonly from: string;
  readonly to: string;
  readonly numerator: string;
  readonly denominator: string;
}

const CONVERSIONS: readonly Conversion[] = [
  { from: "亩", to: "平方米", numerator: "2000", denominator: "3" },
  { from: "平方米", to: "亩", numerator: "3", denominator: "2000" },
  { from: "公顷", to: "平方米", numerator: "10000", denominator: "1" },
];

/** The conversion from one unit to the other; null where none is exact. */
export function conversionFor(from: string, to: string): Conversion | null {
  return CONVERSIONS.find((conversion) => conversion.from === from && conversion.to === to) ?? null;
}

/** Whether the unit is the one that others of its kind are compared in. */
export function isFinest(unit: string): boolean {
  return unit === "平方米";
}

/** Whether a value in `unit` is one of what was asked in `asked`: the same unit, none, or a rate said by its amount (元 of 元/月). */
export function isInUnit(unit: string, asked: string): boolean {
  return asked === "" || unit === asked || unit.startsWith(`${asked}/`);
}
