import { latestCells, toContenders } from "../compose/contenders.ts";
import { type ComposeContext, createDraft, type Draft, labelOf } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import { commonPeriod, countOwners, discloseSlots, distinctValues, formulaPart, measurePiece, row, withMarker } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellCautions, tellLacking } from "../tell/tell-order.ts";

/** What one school has of what all schools have together, with both formulas, each school's number and those that give none; null where it cannot be told. */
export function composeShareOfAll(context: ComposeContext): Draft | null {
  const { evidence, wording } = context;
  const all = evidence.amongAll ?? null;
  const [owner] = evidence.owners;
  if (all === null || owner === undefined) return null;
  const draft = createDraft(context);
  const cells = latestCells(all.cells);
  const holding = cells.filter((cell) => cell.direct.length > 0);
  const contenders = holding.length < 2 ? null : toContenders(context, draft, holding, "max");
  const own = contenders?.find((contender) => contender.owner.id === owner.id);
  if (contenders === null || own === undefined || (own.figure.kind !== "count" && own.figure.kind !== "amount" && own.figure.kind !== "area")) return null;
  const label = labelOf(context.lexicon, own.figure);
  const period = commonPeriod(contenders.map(({ figure }) => figure));
  const operands = contenders.map(({ ranked }) => ranked);
  const unit = own.ranked.kind === "derived" ? own.ranked.unit : own.figure.unit;
  const sum = draft.compute({ owner: null, label, formula: { op: "sum" }, operands, unit, quantityKind: own.figure.kind, period });
  if (sum === null) return null;
  const share = draft.derive(
    { owner, label, formula: { op: "percent" }, operands: [own.ranked, sum], unit: "%", quantityKind: "share", period, denominator: label.name },
    "lead",
  );
  if (share === null) return null;
  const made = { kind: "figure", figure: share } as const;
  const total = { kind: "figure", figure: sum } as const;
  const measure = measurePiece(context, all);
  const printed = draft.show(own.figure);
  draft.state(wording.shareOfAll(wording.owner(owner), measure, withMarker(printed), total, countOwners(holding.length), made));
  for (const { figure } of contenders.slice(0, MOST_ROWS)) draft.state(wording.row(row(context, draft.show(figure))));
  tellMore(context, draft, contenders.length);
  for (const one of [sum, share]) {
    draft.state(wording.derivedNote(formulaPart(one)));
    draft.limit("derived", wording.derivedNote(formulaPart(one)));
  }
  for (const { figure, cell } of contenders.slice(0, MOST_ROWS)) tellConflicts(context, draft, figure, distinctValues(cell.direct).slice(1));
  tellCautions(context, draft, contenders);
  const lacking = cells.filter((cell) => cell.direct.length === 0);
  tellLacking(context, draft, all, { holding, lacking });
  discloseSlots(context, draft);
  return draft.finish({ status: lacking.length > 0 ? "partial" : "answered" });
}
