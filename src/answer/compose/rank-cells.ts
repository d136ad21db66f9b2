import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import { firstRows, MOST_INLINE, MOST_ROWS } from "../limits.ts";
import { distinctValues, measurePiece, row, told } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellCautions, tellLacking, tellOrder, tellUnlikeShares } from "../tell/tell-order.ts";
import type { Comparison } from "./compare-computed.ts";
import { type Contender, decide, type Top, toContenders } from "./contenders.ts";

/** The figures behind a ranking, the first ones shown. */
export function listFigures(draft: DraftBuilder, contenders: readonly Contender[]): void {
  draft.putFirst(contenders.slice(0, MOST_ROWS).map((contender) => draft.show(contender.figure)));
}

/** Ranks what each owner has of one measure, tells the order, and names those that lack it. At least one cell must hold a figure. */
export function rankCells(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  holding: readonly FigureCell[],
  lacking: readonly FigureCell[],
): Comparison {
  const { wording, parsed } = context;
  const top: Top = parsed.direction ?? "max";
  const measure = measurePiece(context, evidence);
  const { ranked, others } = ofOneMeasure(context, holding);
  if (others.length > 0) tellOtherMeasures(context, draft, measure, ranked.length < 2 ? holding : others);
  if (ranked.length < 2) {
    tellLacking(context, draft, evidence, { holding, lacking });
    return { winner: null, settled: false, any: true };
  }
  const contenders = toContenders(context, draft, ranked, top);
  if (contenders === null) {
    for (const cell of holding.slice(0, MOST_ROWS)) for (const figure of cell.direct.slice(0, 1)) draft.show(figure);
    const rows = firstRows(
      context,
      holding.flatMap((cell) => cell.direct.slice(0, 1)),
      (figure) => row(context, draft.printed(figure)),
    );
    const parts = wording.cannotCompareUnits(measure, rows);
    draft.state(parts);
    draft.limit("not_comparable", parts);
    return { winner: null, settled: false, any: true };
  }
  listFigures(draft, contenders);
  const winner = decide(contenders, top);
  tellUnlikeShares(context, draft, contenders);
  tellOrder(context, draft, { evidence, contenders, winner, top, measure });
  for (const contender of contenders.slice(0, MOST_ROWS)) tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  tellCautions(context, draft, contenders);
  tellLacking(context, draft, evidence, { holding, lacking });
  const named = parsed.scope === "named" && parsed.owners.certainty === "stated" && lacking.length > 0;
  return { winner: winner.kind === "winner" ? winner.owner : null, settled: winner.kind !== "undecided" && !named, any: true };
}

/**
 * The cells that give one and the same indicator, the most of them, or one that only narrows its name (全日制在校生数 beside 在校生数, told as a
 * caution); and those that give another, which are never ranked with these.
 */
function ofOneMeasure(
  context: ComposeContext,
  holding: readonly FigureCell[],
): { readonly ranked: readonly FigureCell[]; readonly others: readonly FigureCell[] } {
  const named = holding.map((cell) => ({ cell, name: cell.direct.slice(0, 1).map((figure) => labelOf(context.lexicon, figure).name)[0] ?? "" }));
  const groups = [...new Set(named.map(({ name }) => name))].map((hub) => named.filter(({ name }) => name.includes(hub) || hub.includes(name)));
  const [first = []] = groups.toSorted((a, b) => b.length - a.length);
  const ranked = first.map(({ cell }) => cell);
  return { ranked, others: holding.filter((cell) => !ranked.includes(cell)) };
}

function tellOtherMeasures(context: ComposeContext, draft: DraftBuilder, measure: ReturnType<typeof measurePiece>, cells: readonly FigureCell[]): void {
  const items = cells.slice(0, MOST_INLINE).flatMap((cell) =>
    cell.direct.slice(0, 1).map((figure) => {
      const shown = told(context, draft.show(figure));
      return { owner: shown.owner, measure: shown.measure, figure: shown.figure };
    }),
  );
  const parts = context.wording.cannotCompareMeasures(measure, items);
  draft.state(parts);
  draft.limit("not_comparable", parts);
}
