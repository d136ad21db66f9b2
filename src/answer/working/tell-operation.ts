import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, shownPeriod, shownValue } from "../draft.ts";
import type { Formula } from "../formula.ts";
import type { DerivedFigure, Part, Piece, PrintedFigure, ShownFigure } from "../parts.ts";
import { commonPeriod, figureMeasure, formulaPart, row, told, withMarker } from "../pieces.ts";
import { ADDS_UP, addUp, agree, arePartsOfOne, type FoundOperation, kindOf, labelOf, type Side, sideOf, unitOf, unitOfSum } from "./operation-sides.ts";

const POINTS = "个百分点";
const TIMES = "倍";
/** The sum or the mean of a row. */
export function tellRow(context: ComposeContext, draft: DraftBuilder, { op, left }: FoundOperation): boolean {
  const { wording } = context;
  const printed = left.map((figure) => draft.printed(figure));
  const [first] = printed;
  const kind = op === "mean" || op === "median" ? op : "sum";
  if (first === undefined || (kind === "sum" ? !addUp(left) && !arePartsOfOne(left) : !left.every(({ unit }) => agree(unit, first.figure.unit)))) return false;
  const made = draft.derive(
    {
      owner: first.owner,
      label: labelOf(printed, "+"),
      formula: { op: kind },
      operands: printed,
      unit: unitOfSum(left),
      quantityKind: first.figure.kind,
      period: commonPeriod(left),
    },
    "lead",
  );
  if (made === null) return false;
  const items = printed.map((shown) => wording.named(figureMeasure(context, shown), withMarker(draft.show(shown.figure))));
  draft.state(wording.aggregateItems(kind, wording.owner(first.owner), items, { kind: "figure", figure: made }));
  tellFormula(context, draft, made);
  if (kind !== "sum" && first.figure.kind === "share") draft.limit("derived", wording.plainMean());
  return true;
}

/** One side over, beside or out of the other. */
export function tellSides(context: ComposeContext, draft: DraftBuilder, found: FoundOperation): boolean {
  const { wording } = context;
  const [left, right] = [sideOf(context, draft, found.left), sideOf(context, draft, found.right)];
  if (left === null || right === null || !mayWork(found.op, left.shown, right.shown)) return false;
  const order = compareDecimals(shownValue(left.shown), shownValue(right.shown));
  const [more, less] = found.op === "difference" && order < 0 ? [right, left] : [left, right];
  const all = [...left.printed, ...right.printed];
  const [lead] = all;
  if (lead === undefined) return false;
  const made = draft.derive(
    {
      owner: lead.owner,
      label: labelOf(all, found.op === "difference" ? "−" : "/"),
      formula: FORMULAS[found.op],
      operands: [more.shown, less.shown],
      unit: unitOfResult(found.op, more.shown, less.shown),
      quantityKind: found.op === "share" ? "share" : found.op === "difference" ? kindOf(left.shown) : found.op === "each" ? "average" : "ratio",
      period: commonPeriod(all.map(({ figure }) => figure)),
      ...(found.op === "share" ? { denominator: labelOf(right.printed, "+").name } : {}),
    },
    "lead",
  );
  if (made === null) return false;
  for (const shown of all) draft.show(shown.figure);
  const [owner, result] = [wording.owner(lead.owner), { kind: "figure", figure: made } as const];
  draft.state(sentenceOf(context, found.op, owner, { left, right, order }, result));
  // Of a side that is put together each part is told with its source.
  for (const side of [left, right]) if (side.printed.length > 1) for (const shown of side.printed) draft.state(wording.value(told(context, shown)));
  tellFormula(context, draft, made);
  return true;
}

function sentenceOf(
  { wording }: ComposeContext,
  op: FoundOperation["op"],
  owner: Piece,
  { left, right, order }: { readonly left: Side; readonly right: Side; readonly order: number },
  result: Piece,
): readonly Part[] {
  if (op === "share") return wording.shareOf(owner, left.name, right.name, result);
  if (op === "each") return wording.perUnit(owner, left.name, right.name, result);
  if (op === "multiple") return wording.multipleWithin(owner, left.name, right.name, result);
  return order === 0
    ? wording.noDifferenceWithin(owner, left.name, right.name)
    : wording.differenceWithin(owner, left.name, right.name, result, { top: order > 0 ? "max" : "min", kind: kindOf(left.shown) });
}

const FORMULAS: Readonly<Record<FoundOperation["op"], Formula>> = {
  sum: { op: "sum" },
  mean: { op: "mean" },
  median: { op: "median" },
  share: { op: "percent" },
  difference: { op: "difference" },
  multiple: { op: "quotient" },
  each: { op: "quotient" },
  order: { op: "sum" },
};

function unitOfResult(op: FoundOperation["op"], left: ShownFigure, right: ShownFigure): string {
  if (op === "share") return "%";
  if (op === "multiple") return TIMES;
  if (op === "each") return `${unitOf(left)}/${unitOf(right)}`;
  return unitOf(left) === "%" ? POINTS : unitOf(left);
}

/** A share is of what is more, in one unit; rates are neither parts nor wholes, and only they differ by points. */
function mayWork(op: FoundOperation["op"], left: ShownFigure, right: ShownFigure): boolean {
  const alike = agree(unitOf(left), unitOf(right));
  const bothAdd = ADDS_UP.has(kindOf(left)) && ADDS_UP.has(kindOf(right));
  if (op === "share") return alike && bothAdd && compareDecimals(shownValue(left), shownValue(right)) <= 0;
  if (op === "each") return bothAdd && kindOf(right) === "count";
  if (op === "multiple") return alike && bothAdd && kindOf(left) === kindOf(right);
  return alike && kindOf(left) === kindOf(right);
}

/** Figures of one kind from the most to the least, or the other way. */
export function tellOrder(context: ComposeContext, draft: DraftBuilder, { left, direction }: FoundOperation): boolean {
  const { wording } = context;
  const [first] = left;
  if (first === undefined || left.some(({ unit, kind }) => kind !== first.kind || !agree(unit, first.unit))) return false;
  const sign = direction === "min" ? 1 : -1;
  const ordered = left.toSorted((a, b) => sign * compareDecimals(a.value, b.value));
  const [best] = ordered;
  if (best === undefined) return false;
  const shown = ordered.map((figure) => draft.show(figure));
  const [lead] = shown;
  if (lead === undefined) return false;
  const equal = shown.filter(({ figure }) => compareDecimals(figure.value, best.value) === 0).map((one) => figureMeasure(context, one));
  const value = { period: null, figure: withMarker(lead) };
  draft.state(wording.leads(wording.owner(lead.owner), "", equal, { top: direction, kind: first.kind }, value));
  for (const one of shown) draft.state(wording.row({ owner: figureMeasure(context, one), period: null, figure: withMarker(one) }));
  return true;
}

function tellFormula(context: ComposeContext, draft: DraftBuilder, made: DerivedFigure): void {
  const parts = context.wording.derivedNote(formulaPart(made));
  draft.state(parts);
  draft.limit("derived", parts);
}

/** Operands that are no exact numbers, or of different years: said so. */
export function tellLimits(context: ComposeContext, draft: DraftBuilder, printed: readonly PrintedFigure[]): void {
  const { wording } = context;
  const vague = printed.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) {
    const parts = wording.approximate(vague.map(withMarker));
    draft.state(parts);
    draft.limit("approximate", parts);
  }
  const years = new Set(printed.map((shown) => shownPeriod(shown).year).filter((year) => year !== null));
  if (years.size > 1) {
    const parts = wording.differentPeriod(printed.map((shown) => ({ ...row(context, shown), owner: figureMeasure(context, shown) })));
    draft.state(parts);
    draft.limit("different_period", parts);
  }
}
