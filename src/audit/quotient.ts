import type { IndicatorId } from "../domain/ids.ts";
import { divideDecimals, multiplyDecimals } from "../text/decimal.ts";
import { type Bounds, convert, divideBounds, operandBounds, scaleBounds } from "./bounds.ts";
import { type AuditView, plainFacts, samePeriod, toTerm } from "./facts.ts";
import type { FindingTerm } from "./finding.ts";

/** A value that the report does not print but gives both operands of. */
export interface Computed {
  readonly bounds: Bounds;
  readonly value: string;
  readonly terms: readonly FindingTerm[];
  readonly formula: string;
}

/** A share or mean from its operands by the relations, in `unit`: 160亩, 2347名 → 45.45平方米; null where an operand is missing. */
export function computed(view: AuditView, id: IndicatorId, unit: string): Computed | null {
  for (const relation of view.rules.relations) {
    const operands =
      relation.kind === "per_head" && relation.average === id
        ? { top: relation.total, bottoms: relation.by, factor: relation.per }
        : relation.kind === "share" && relation.share === id
          ? { top: relation.part, bottoms: relation.wholes, factor: "100" }
          : null;
    if (operands === null) continue;
    const top = plainFacts(view, operands.top)[0];
    const bottom = operands.bottoms.flatMap((one) => plainFacts(view, one)).find((fact) => top !== undefined && samePeriod(fact.figure, top.figure));
    if (top === undefined || bottom === undefined) continue;
    const stated = operandBounds(top.figure, view.rules.about);
    const bounds = unit === "%" ? stated : convert(stated, top.figure.unit, unit, view.rules);
    const exact = unit === "%" ? top.figure.value : convert({ low: top.figure.value, high: null }, top.figure.unit, unit, view.rules)?.low;
    if (bounds === null || exact === undefined || exact === null) continue;
    const value = divideDecimals(multiplyDecimals(exact, operands.factor), bottom.figure.value, 2);
    return {
      bounds: divideBounds(scaleBounds(bounds, operands.factor), operandBounds(bottom.figure, view.rules.about)),
      value,
      terms: [toTerm(top.figure, top.indicator), toTerm(bottom.figure, bottom.indicator)],
      formula: `${top.figure.value}${top.figure.unit} ÷ ${bottom.figure.value}${bottom.figure.unit} = ${value}${unit}`,
    };
  }
  return null;
}
