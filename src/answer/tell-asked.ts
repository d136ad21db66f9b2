import type { Figure } from "../domain/figure.ts";
import type { FigureCell } from "../retrieve/measures.ts";
import { decimalPlaces } from "../retrieve/precision.ts";
import type { ReportRecord } from "../store/store.ts";
import { compareDecimals, divideDecimals } from "../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, shownValue } from "./draft.ts";
import { distinctValues, figureMeasure, withMarker } from "./pieces.ts";
import { computeCell } from "./tell-computed.ts";

/** Values of one thing that are told side by side. */
const MOST_VALUES = 6;

/** 双师型教师的占比和人数对得上吗: what the report writes of the things named, and whether a printed quotient follows from its printed parts. */
export function tellAsked(context: ComposeContext, draft: DraftBuilder, record: ReportRecord): void {
  const { wording, evidence } = context;
  const cells = evidence.measures.flatMap((one) => one.cells).filter((cell) => cell.owner.id === record.owner.id);
  const figures = distinctValues(cells.flatMap(valuesOf).filter((figure) => figure.reportId === record.id)).slice(0, MOST_VALUES);
  if (figures.length === 0) return;
  const named = figures.map((figure) => draft.show(figure)).map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  draft.state(wording.auditValues(wording.owner(record.owner), named));
  for (const cell of cells) tellCheck(context, draft, cell);
}

const valuesOf = ({ direct, rivals = [], otherKinds, otherPeriods }: FigureCell): readonly Figure[] => [...direct, ...rivals, ...otherKinds, ...otherPeriods];

function tellCheck(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): void {
  const made = cell.operands === null ? null : computeCell(context, draft, cell);
  const printed = valuesOf(cell).find((figure) => figure.indicator.id === cell.operands?.result.id);
  if (made === null || printed === undefined || printed.qualifier !== "exact" || made.unit !== printed.unit) return;
  const rounded = divideDecimals(shownValue(made), "1", decimalPlaces(printed.value));
  if (compareDecimals(rounded, printed.value) !== 0) return;
  for (const operand of made.operands) if (operand.kind === "printed") draft.show(operand.figure);
  draft.state(context.wording.auditHolds({ kind: "formula", figure: made }, withMarker(draft.show(printed))));
}
