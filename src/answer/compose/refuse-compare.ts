import type { QuantityKind } from "../../domain/figure.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { firstRows, MOST_INLINE, MOST_ROWS } from "../limits.ts";
import { distinctValues, measurePiece, ownerPieces, row, told } from "../pieces.ts";
import { standsFor, tellOtherKind } from "../tell/tell-besides.ts";
import { computeCell, tellComputed } from "../tell/tell-computed.ts";
import { tellConflicts, tellSides } from "../tell/tell-figures.ts";
import { limitToOthers, tellGaps, tellNoReports } from "../tell/tell-gaps.ts";
import { tellCautions } from "../tell/tell-order.ts";
import type { Comparison } from "./compare-computed.ts";
import { decide, type Top, toContenders } from "./contenders.ts";
import { nearMissFinder } from "./near-misses.ts";
import { rankCells } from "./rank-cells.ts";

/** No winner: says by what it cannot be compared, and who leads by another kind that all report. */
export function refuse(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  holding: readonly FigureCell[],
  lacking: readonly FigureCell[],
): Comparison {
  const { wording, parsed } = context;
  const measure = measurePiece(context, evidence);
  const kind = evidence.measure.kind;
  const elsewise = lacking.filter((cell) => cell.otherKinds.length > 0);
  const missing = ownerPieces(
    context,
    lacking.map((cell) => cell.owner),
  );
  const shared = sharedKind([...holding, ...lacking], evidence.measure.kind);
  if (kind !== null && shared !== null && holding.length === 0 && parsed.wantedKind === null && standsFor(shared, kind)) {
    return rankCells(context, draft, { ...evidence, measure: { ...evidence.measure, kind: shared } }, asKind([...lacking], shared), []);
  }
  const [computed] = lacking.filter((cell) => cell.operands !== null);
  if (holding.length === 0 && computed !== undefined && parsed.wantedKind !== "count") {
    // One value that follows from printed ones makes no comparison, and is what was asked for of that school.
    tellComputed(context, draft, computed, "lead");
    const silent = lacking.filter((cell) => cell !== computed && tellOtherKind(context, draft, evidence, cell) === "none");
    if (silent.length > 0)
      draft.state(
        wording.missing(
          measure,
          ownerPieces(
            context,
            silent.map(({ owner }) => owner),
          ),
        ),
      );
    limitToOthers(context, draft, measure, silent);
    draft.limit("not_comparable", wording.needsTwo(measure));
    return { winner: null, settled: false, any: true };
  }
  const held = holding.slice(0, MOST_ROWS).flatMap((cell) => cell.direct.slice(0, 1).map((figure) => draft.show(figure)));
  const plans = lacking.flatMap((cell) => cell.aside.filter((figure) => figure.aspect === "plan").slice(0, 1)).slice(0, MOST_INLINE);
  if (kind !== null && elsewise.length > 0) {
    const others = firstRows(
      context,
      elsewise.flatMap((cell) => cell.otherKinds.slice(0, 1)),
      (figure) => row(context, draft.show(figure)),
    );
    const parts = wording.cannotCompareKind(
      kind,
      measure,
      firstRows(context, held, (shown) => row(context, shown)),
      missing,
      others,
    );
    draft.state(parts);
    draft.limit("not_comparable", parts);
    if (shared !== null) tellShared(context, draft, asKind([...holding, ...lacking], shared), shared);
    draft.limit("missing", wording.missing(measure, missing));
    return { winner: null, settled: false, any: true };
  }
  const [only] = held;
  if (only !== undefined) tellNoReports(context, draft, lacking.slice(0, MOST_INLINE));
  const made = only === undefined ? [] : lacking.slice(0, MOST_INLINE).flatMap((cell) => computeCell(context, draft, cell) ?? []);
  if (only !== undefined && lacking.length === 0) draft.state(wording.value(told(context, only)));
  else if (only !== undefined)
    draft.state(
      wording.onlyOneReports(
        measure,
        row(context, only),
        missing,
        made.map((one) => row(context, one)),
      ),
    );
  else if (tellSidesOfAll(context, draft, evidence, lacking)) return { winner: null, settled: false, any: true };
  else if (!tellKindred(context, draft, evidence, lacking)) tellGaps(context, draft, evidence, lacking);
  if (only !== undefined && lacking.length === 0) draft.state(wording.needsTwo(measure));
  // What can be computed for the others is shown beside it, and never ranked against a printed value.
  if (only !== undefined) for (const cell of lacking.slice(0, MOST_INLINE)) tellComputed(context, draft, cell, "beside");
  for (const figure of plans) {
    const parts = wording.planOnly(told(context, draft.near(figure)));
    draft.state(parts);
    draft.limit("plan", parts);
  }
  if (plans.length > 0 && only !== undefined) draft.limit("not_comparable", wording.needsTwo(measure));
  if (only !== undefined && lacking.length > 0) draft.limit("missing", wording.missing(measure, missing));
  return { winner: null, settled: false, any: only !== undefined };
}

/** None gives a whole, and some give sides of it: those of each school, which are no order of the whole. */
function tellSidesOfAll(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, lacking: readonly FigureCell[]): boolean {
  const told = lacking.slice(0, MOST_INLINE).filter((cell) => tellSides(context, draft, evidence, cell));
  if (told.length === 0) return false;
  const measure = measurePiece(context, evidence);
  draft.limit("not_comparable", context.wording.needsTwo(measure));
  const silent = lacking.filter((cell) => !told.includes(cell));
  if (silent.length > 0)
    draft.limit(
      "missing",
      context.wording.missing(
        measure,
        ownerPieces(
          context,
          silent.map((cell) => cell.owner),
        ),
      ),
    );
  return true;
}

/** None gives the thing asked for, and several give something near it: what each gives, and why that makes no order. */
function tellKindred(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, lacking: readonly FigureCell[]): boolean {
  const nearOf = nearMissFinder(context, evidence);
  const near = lacking.flatMap((cell) =>
    nearOf([cell])
      .filter(({ how, figure }) => how === "near" && figure.aspect === "actual")
      .slice(0, 1),
  );
  if (near.length < 2 || new Set(near.map(({ figure }) => figure.indicator.id ?? figure.indicator.name)).size < 2) return false;
  const measure = measurePiece(context, evidence);
  const missing = context.wording.notReportedByAny(measure);
  draft.state(missing);
  draft.limit("missing", missing);
  const items = near.slice(0, MOST_ROWS).map(({ figure }) => {
    const about = told(context, draft.near(figure));
    return { owner: about.owner, measure: about.measure, figure: about.figure };
  });
  const parts = context.wording.cannotCompareMeasures(measure, items);
  draft.state(parts);
  draft.limit("not_comparable", parts);
  return true;
}

/** A kind other than the asked one that every owner gives. */
function sharedKind(cells: readonly FigureCell[], asked: QuantityKind | null): QuantityKind | null {
  const kinds = new Set(cells.flatMap((cell) => cell.otherKinds.map((figure) => figure.kind)));
  return [...kinds].find((kind) => kind !== asked && cells.length > 1 && cells.every((cell) => cell.otherKinds.some((figure) => figure.kind === kind))) ?? null;
}

/** The cells seen by another kind. */
function asKind(cells: readonly FigureCell[], kind: QuantityKind): readonly FigureCell[] {
  return cells.map((cell) => ({ ...cell, direct: cell.otherKinds.filter((figure) => figure.kind === kind), otherKinds: cell.direct }));
}

function tellShared(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[], kind: QuantityKind): void {
  const top: Top = context.parsed.direction ?? "max";
  const contenders = toContenders(context, draft, cells, top);
  if (contenders === null) return;
  const told = contenders.slice(0, MOST_ROWS);
  for (const contender of told) draft.show(contender.figure);
  const leader = decide(contenders, top);
  const rows = firstRows(context, contenders, (contender) => row(context, draft.printed(contender.figure)));
  if (leader.kind === "winner") draft.state(context.wording.byOtherKind(kind, context.wording.owner(leader.owner), rows, { top, kind }));
  for (const contender of told) tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  tellCautions(context, draft, contenders);
}
