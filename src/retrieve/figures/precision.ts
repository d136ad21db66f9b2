import type { Figure } from "../../domain/figure.ts";

/** Decimals of a decimal string: "98.57" → 2. */
export function decimalPlaces(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

/** Orders figures of one indicator: exact before vague, more decimals first, then confidence, then place in the report. Total, so answers are stable. */
export function byPrecision(a: Figure, b: Figure): number {
  return (
    Number(a.qualifier !== "exact") - Number(b.qualifier !== "exact") ||
    decimalPlaces(b.value) - decimalPlaces(a.value) ||
    b.confidence - a.confidence ||
    (a.reportId < b.reportId ? -1 : a.reportId > b.reportId ? 1 : 0) ||
    a.source.start - b.source.start ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
