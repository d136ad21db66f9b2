import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Owner } from "../../domain/report.ts";
import { widerRules } from "./denominators.ts";
import type { FigureCell } from "./measures.ts";
import { findOperands, type Operands, type QuotientRule } from "./operands.ts";

/** How operands are looked for. */
export interface OperandSearch {
  readonly rules: readonly QuotientRule[];
  readonly entryOf: (id: IndicatorId) => Indicator | undefined;
  /** Cells of an operand, by its own name. */
  readonly cellsOf: (id: IndicatorId, owner: Owner) => readonly FigureCell[];
  readonly use: "exact" | "approximate";
  /** Wholes that hold more than the result's own, where that is not given: for each cell its own, or one that all of them give; null for none. */
  readonly wider: "each" | "shared" | null;
}

/** The cells, each with the two printed figures from which it follows where there are such. */
export function withCellOperands(search: OperandSearch, cells: readonly FigureCell[]): readonly FigureCell[] {
  const own = cells.map((cell) => operandsOf(search, search.rules, cell));
  const found = own.includes(null) && search.wider !== null ? fillWider(search, cells, own) : own;
  return cells.map((cell, index) => ({ ...cell, operands: found[index] ?? null }));
}

function operandsOf({ cellsOf, entryOf, use }: OperandSearch, rules: readonly QuotientRule[], cell: FigureCell): Operands | null {
  const figuresOf = (id: IndicatorId): readonly Figure[] =>
    cellsOf(id, cell.owner)
      .filter((other) => other.target.year === cell.target.year && !other.fallback)
      .flatMap((other) => other.direct);
  return findOperands(rules, entryOf, figuresOf, use);
}

/** To be set against each other all need one whole: the nearest that all give, though some also give their own. */
function fillWider(search: OperandSearch, cells: readonly FigureCell[], own: readonly (Operands | null)[]): readonly (Operands | null)[] {
  const rules = widerRules(search.rules);
  for (const rule of search.wider === "shared" ? rules : []) {
    const all = cells.map((cell) => operandsOf(search, [rule], cell));
    if (!all.includes(null)) return all;
  }
  return cells.map((cell, index) => own[index] ?? operandsOf(search, rules, cell));
}
