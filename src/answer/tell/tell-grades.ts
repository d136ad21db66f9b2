import type { Figure } from "../../domain/figure.ts";
import { isSameLevels, levelSpan } from "../../retrieve/figures/levels.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import type { DerivedFigure, Part, PrintedFigure } from "../parts.ts";
import { commonPeriod, distinctValues, figureMeasure, formulaPart, withMarker } from "../pieces.ts";

/** One grade alone makes up nothing. */
const LEAST_GRADES = 2;

/** 省赛一共拿了多少个奖 where the prizes of that level are printed by grade alone: their sum, with what it is of. */
export function tellGrades(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): "told" | "none" {
  const { wording } = context;
  const grades = gradesOf(context, evidence, cell);
  if (grades.length < LEAST_GRADES) return "none";
  const items = grades.map((figure) => draft.show(figure));
  const made = sumOf(context, draft, cell, items);
  if (made === null) return "none";
  draft.putFirst([made]);
  const named = items.map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  draft.state(wording.aggregateItems("sum", wording.owner(cell.owner), named, { kind: "figure", figure: made }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  return "told";
}

/** 获省级奖项38个，其中一等奖9个、二等奖13个、三等奖14个: the grades of the number's own sentence, where all three are there and make another sum. */
export function tellGradesBeside(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell, whole: Figure): void {
  const { wording } = context;
  const sides = evidence.measure.entry?.sides ?? [];
  const grades = gradesOf(context, evidence, cell).filter(
    (figure) => figure.source.context.start === whole.source.context.start && figure.source.start > whole.source.end,
  );
  if (grades.length < sides.length || sides.length < LEAST_GRADES || whole.kind !== "count") return;
  const shown = draft.printed(whole);
  const made = sumOf(
    context,
    draft,
    cell,
    grades.map((figure) => draft.printed(figure)),
  );
  if (made === null || compareDecimals(made.value, whole.value) === 0) return;
  const formula: Part = formulaPart(made);
  const parts = wording.inconsistent(wording.owner(cell.owner), figureMeasure(context, shown), withMarker(shown), formula);
  draft.state(parts);
  draft.limit("inconsistent", parts);
}

function sumOf(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, operands: readonly PrintedFigure[]): DerivedFigure | null {
  const [first] = operands;
  if (first === undefined) return null;
  const figures = operands.map(({ figure }) => figure);
  return draft.compute({
    owner: cell.owner,
    label: labelOf(context.lexicon, first.figure),
    formula: { op: "sum" },
    operands,
    unit: first.figure.unit,
    quantityKind: "count",
    period: commonPeriod(figures),
  });
}

/** One exact figure for each grade of the level that is asked for, of one report and unit; none where a grade is given in several values. */
function gradesOf({ parsed }: ComposeContext, { measure }: MeasureEvidence, cell: FigureCell): readonly Figure[] {
  const sides = measure.entry?.sides ?? [];
  const asked = parsed.population === null ? null : levelSpan(parsed.population);
  if (measure.kind !== "count" || sides.length === 0 || asked === null || parsed.subject !== null) return [];
  const own = cell.siblings.filter(({ indicator, population, qualifier }) => {
    const level = population === null ? null : levelSpan(population);
    return indicator.id !== null && sides.includes(indicator.id) && qualifier === "exact" && level !== null && isSameLevels(level, asked);
  });
  const [first] = own;
  const alike = own.filter(({ unit, reportId }) => unit === first?.unit && reportId === first.reportId);
  const grades = sides.map((id) => distinctValues(alike.filter(({ indicator }) => indicator.id === id)));
  return grades.some((values) => values.length > 1) ? [] : grades.flat();
}
