import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type Draft, type DraftBuilder, shownValue } from "../draft.ts";
import type { ShownFigure } from "../parts.ts";
import { discloseSlots, formulaPart, told } from "../pieces.ts";
import { computeCell, tellComputed } from "../tell/tell-computed.ts";
import { unitsAgree } from "./comparability.ts";

interface Side {
  readonly cell: FigureCell;
  readonly shown: ShownFigure;
}

/** 女生比男生多多少 where one of the two follows from what is printed: two things of one owner and year; null where one is neither printed nor follows. */
export function composeDifferenceComputed(context: ComposeContext, draft: DraftBuilder): Draft | null {
  const { evidence, wording } = context;
  const [first, second, ...others] = evidence.measures;
  if (first === undefined || second === undefined || others.length > 0 || evidence.owners.length !== 1) return null;
  const a = sideOf(context, draft, first.cells.at(-1));
  const b = sideOf(context, draft, second.cells.at(-1));
  if (a === null || b === null || a.cell.target.year !== b.cell.target.year || unitOf(a) === "%" || !unitsAgree(unitOf(a), unitOf(b))) return null;
  const kind = a.shown.kind === "printed" ? a.shown.figure.kind : a.shown.quantityKind;
  const order = compareDecimals(shownValue(a.shown), shownValue(b.shown));
  const operands = order >= 0 ? [a.shown, b.shown] : [b.shown, a.shown];
  const made = draft.derive(
    {
      owner: a.cell.owner,
      label: a.shown.label,
      formula: { op: "difference" },
      operands,
      unit: unitOf(a),
      quantityKind: kind,
      period: a.shown.kind === "printed" ? a.shown.figure.period : a.shown.period,
    },
    "lead",
  );
  if (made === null) return null;
  const [owner, one, other] = [wording.owner(a.cell.owner), wording.indicator(a.shown.label), wording.indicator(b.shown.label)];
  if (order === 0) draft.state(wording.noDifferenceWithin(owner, one, other));
  else draft.state(wording.differenceWithin(owner, one, other, { kind: "figure", figure: made }, { top: order > 0 ? "max" : "min", kind }));
  for (const { cell, shown } of [a, b]) {
    if (shown.kind === "printed") draft.state(wording.value(told(context, draft.show(shown.figure))));
    else tellComputed(context, draft, cell, "last");
  }
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

const unitOf = ({ shown }: Side): string => (shown.kind === "printed" ? shown.figure.unit : shown.unit);

function sideOf(context: ComposeContext, draft: DraftBuilder, cell: FigureCell | undefined): Side | null {
  const [direct] = cell?.direct ?? [];
  if (cell === undefined || cell.fallback) return null;
  const isRest = cell.operands?.kind === "rest";
  const shown = direct !== undefined ? draft.printed(direct) : isRest ? computeCell(context, draft, cell) : null;
  return shown === null ? null : { cell, shown };
}
