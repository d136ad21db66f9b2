import type { Figure } from "../../domain/figure.ts";
import { type LevelSpan, levelSpan } from "../../retrieve/figures/levels.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import { commonPeriod, distinctValues, figureMeasure, formulaPart, measurePiece, withMarker } from "../pieces.ts";

interface Level {
  readonly figure: Figure;
  readonly span: LevelSpan;
}

/**
 * 省级以上 where only its levels are printed: their sum where all of them are, else each as it stands. A level that the report does not
 * give is not taken for none.
 */
export function tellLevels(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): "told" | "part" | "none" {
  const { wording, parsed } = context;
  const asked = parsed.population === null ? null : levelSpan(parsed.population);
  const levels = ofOneKind(cell.levels ?? []);
  const [first] = levels;
  if (asked === null || first === undefined) return "none";
  const owner = wording.owner(cell.owner);
  const items = levels.map(({ figure }) => draft.show(figure));
  const named = items.map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  const chosen = isWhole(levels, asked) ? levels : null;
  const made =
    chosen === null
      ? null
      : draft.derive(
          {
            owner: cell.owner,
            label: labelOf(context.lexicon, first.figure),
            formula: { op: "sum" },
            operands: items,
            unit: first.figure.unit,
            quantityKind: first.figure.kind,
            period: commonPeriod(levels.map(({ figure }) => figure)),
          },
          "lead",
        );
  if (made === null) {
    const parts = wording.levelsOnly(owner, measurePiece(context, evidence), named);
    draft.state(parts);
    draft.limit("missing", parts);
    return "part";
  }
  draft.state(wording.aggregateItems("sum", owner, named, { kind: "figure", figure: made }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  return "told";
}

/** The levels of the first figure's entry, unit and report, the widest first, none of them inside another. */
function ofOneKind(figures: readonly Figure[]): readonly Level[] {
  const [first] = figures;
  if (first === undefined) return [];
  const alike = figures.filter(({ indicator, unit, reportId }) => indicator.id === first.indicator.id && unit === first.unit && reportId === first.reportId);
  const all = alike.flatMap((figure): Level[] => {
    const span = figure.population === null ? null : levelSpan(figure.population);
    return span === null ? [] : [{ figure, span }];
  });
  const ordered = all.toSorted((a, b) => Number(b.span.above) - Number(a.span.above) || a.span.rank - b.span.rank);
  return ordered.filter(({ figure, span }, index) => {
    const before = ordered.slice(0, index);
    const isRepeated = before.some((other) => other.span.rank === span.rank && distinctValues([other.figure, figure]).length === 1);
    return !isRepeated && !before.some((other) => other.span.above && span.rank <= other.span.rank);
  });
}

/** Every level from the asked one up is there, each once. */
function isWhole(levels: readonly Level[], asked: LevelSpan): boolean {
  const covered = levels.flatMap(({ span }) => (span.above ? Array.from({ length: span.rank + 1 }, (_, rank) => rank) : [span.rank]));
  return covered.length === asked.rank + 1 && new Set(covered).size === covered.length;
}
