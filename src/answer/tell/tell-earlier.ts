import type { Figure } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { PrintedFigure } from "../parts.ts";
import { figureMeasure, formulaPart, withMarker } from "../pieces.ts";

/** 由91.2%升至94.6%, 流失率2.1%（上年2.9%）: the earlier number that the report sets beside this year's, and how far apart the two are. False where it gives none. */
export function tellSinceEarlier(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, now: PrintedFigure): boolean {
  const earlier = earlierOf(cell, now.figure);
  if (earlier === null) return false;
  const { wording } = context;
  const before = draft.printed(earlier);
  const order = compareDecimals(now.figure.value, earlier.value);
  const [owner, measure] = [wording.owner(now.owner), figureMeasure(context, now)];
  if (order === 0) {
    draft.show(earlier);
    draft.state(wording.trendFlat(owner, measure, withMarker(before), withMarker(now)));
    return true;
  }
  const change = draft.derive(
    {
      owner: cell.owner,
      label: now.label,
      formula: { op: "difference" },
      operands: order > 0 ? [now, before] : [before, now],
      unit: now.figure.unit === "%" ? "个百分点" : now.figure.unit,
      quantityKind: now.figure.kind,
      period: now.figure.period,
    },
    "lead",
  );
  if (change === null) return false;
  draft.show(earlier);
  draft.state(wording.trendChange(owner, measure, withMarker(before), withMarker(now), { kind: "figure", figure: change }, order > 0 ? "up" : "down"));
  draft.state(wording.derivedNote(formulaPart(change)));
  draft.limit("derived", wording.derivedNote(formulaPart(change)));
  return true;
}

/** Of the same thing in the same unit, exact on both sides; of several, none: they are a series of their own. */
function earlierOf({ aside }: FigureCell, now: Figure): Figure | null {
  const of = aside.filter(
    (figure) =>
      figure.aspect === "history" &&
      figure.reportId === now.reportId &&
      figure.indicator.id === now.indicator.id &&
      figure.subject === now.subject &&
      figure.population === now.population &&
      figure.kind === now.kind &&
      figure.unit === now.unit &&
      figure.qualifier === "exact",
  );
  const values = new Set(of.map(({ value }) => value));
  return now.qualifier === "exact" && now.kind !== "ratio" && values.size === 1 ? (of[0] ?? null) : null;
}
