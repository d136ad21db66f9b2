import type { Owner } from "../domain/report.ts";
import type { FigureCell, MeasureEvidence } from "../retrieve/measures.ts";
import { compareDecimals } from "../text/decimal.ts";
import type { ComposeContext, DraftBuilder } from "./draft.ts";
import { MOST_ROWS } from "./limits.ts";
import type { DerivedFigure } from "./parts.ts";
import { measurePiece, row } from "./pieces.ts";
import { tellComputed } from "./tell-computed.ts";

/** What a comparison by one measure came to. */
export interface Comparison {
  readonly winner: Owner | null;
  /** Everything that was asked was settled. */
  readonly settled: boolean;
  readonly any: boolean;
}

/** None prints it and all give what it is computed from: compared by what the formulas give, each shown. A ratio is each school's own way of counting. */
export function compareComputed(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cells: readonly FigureCell[]): Comparison {
  const { parsed, wording } = context;
  const computed = cells.slice(0, MOST_ROWS).flatMap((cell) => {
    tellComputed(context, draft, cell, "last");
    const made = draft.shown().findLast((shown): shown is DerivedFigure => shown.kind === "derived" && shown.formula.op !== "convert");
    return made === undefined ? [] : [{ owner: cell.owner, made }];
  });
  const sign = parsed.direction === "min" ? 1 : -1;
  const ordered = computed.toSorted((a, b) => sign * compareDecimals(a.made.value, b.made.value));
  draft.putFirst(ordered.map(({ made }) => made));
  const [first, second] = ordered;
  const apart = first !== undefined && second !== undefined && compareDecimals(first.made.value, second.made.value) !== 0;
  if (!apart || first.made.quantityKind === "ratio") return { winner: null, settled: false, any: computed.length > 0 };
  const degree = { top: parsed.direction ?? "max", kind: first.made.quantityKind } as const;
  draft.state(wording.winner(wording.owner(first.owner), measurePiece(context, evidence), degree, ordered.map(({ made }) => row(context, made)).slice(0, 2)));
  return { winner: first.owner, settled: computed.length === cells.length, any: true };
}
