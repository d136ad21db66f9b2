import type { Qualifier, QuantityKind } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { readScale, scanNumeral } from "./numerals.ts";
import type { UnitTable } from "./units.ts";

/** One number with its unit: what a range has two of. */
export interface Part extends Span {
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
/** 两年多, 3公里多: measures that 多 may follow. */
const MORE_AFTER = /^多(?![少种样元数年项个名人家])/;
const DIVISIBLE_UNITS: ReadonlySet<string> = new Set(["年", "个月", "周", "天", "小时", "倍", "米", "公里", "岁"]);
const ENGLISH_SCALES: readonly (readonly [RegExp, number])[] = [
  [/ ?hundred million(?![a-z])/y, 8],
  [/ ?million(?![a-z])/y, 6],
  [/ ?billion(?![a-z])/y, 9],
  [/ ?thousand(?![a-z])/y, 3],
];
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
export function readPart(text: string, start: number, units: UnitTable): Part | null {
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
  const more = unit !== null && DIVISIBLE_UNITS.has(unit.entry.id) && MORE_AFTER.test(text.slice(unit.end, unit.end + 2));
  return {
    start,
    end: unitSpan.end + (more ? 1 : 0),
    numeral: { start, end: numeralEnd },
    value: `${sign === 1 ? "-" : ""}${numeral.value}`,
    power,
    scaled: power >= 4 || (numeral.script === "chinese" && /[万亿]/.test(spelled)),
    unit: unit?.entry.id ?? "",
    unitSpan,
    kind: unit?.entry.kind ?? "count",
    vague: text.slice(unitSpan.start, unitSpan.end).includes("多") || more ? "over" : vague,
    script: numeral.script,
  };
}
