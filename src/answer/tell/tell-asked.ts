import type { Figure } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { decimalPlaces } from "../../retrieve/figures/precision.ts";
import type { ReportRecord } from "../../store/store.ts";
import { compareDecimals, divideDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, shownValue } from "../draft.ts";
import { distinctValues, figureMeasure, withMarker } from "../pieces.ts";
import { claimedFigures } from "./claimed.ts";
import { computeCell } from "./tell-computed.ts";
import { tellConflicts } from "./tell-figures.ts";

/** Values of one thing that are told side by side. */
const MOST_VALUES = 6;

/** 双师型教师的占比和人数对得上吗: what the report writes of the things named, and whether a printed quotient follows from its printed parts. Gives the figures that were told. */
export function tellAsked(context: ComposeContext, draft: DraftBuilder, record: ReportRecord, all: readonly Figure[]): readonly Figure[] {
  const { wording, evidence } = context;
  const cells = evidence.measures.flatMap((one) => one.cells).filter((cell) => cell.owner.id === record.owner.id);
  const named = distinctValues([...cells.flatMap(valuesOf).filter((figure) => figure.reportId === record.id), ...sameAsClaimed(context, all)]);
  const figures = named.slice(0, MOST_VALUES);
  if (figures.length === 0) return [];
  const values = figures.map((figure) => draft.show(figure)).map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  draft.state(wording.auditValues(wording.owner(record.owner), values));
  tellDifferences(context, draft, figures);
  for (const cell of cells) tellCheck(context, draft, cell);
  return figures;
}

/** What the question gives the number of, and all that the report says of the same things. */
function sameAsClaimed(context: ComposeContext, all: readonly Figure[]): readonly Figure[] {
  const claimed = claimedFigures(context, all);
  const things = new Set(claimed.flatMap(({ indicator, kind }) => (indicator.id === null ? [] : [`${indicator.id} ${kind}`])));
  const isSame = (figure: Figure): boolean =>
    things.has(`${figure.indicator.id} ${figure.kind}`) && figure.subject === null && figure.population === null && STATED.has(figure.aspect);
  return [...claimed, ...all.filter(isSame)];
}

/** A plan may be what another part of the report tells as done. */
const STATED = new Set<Figure["aspect"]>(["actual", "plan"]);

/** Of each thing and time the values beside its first one, with how they stand to each other. */
function tellDifferences(context: ComposeContext, draft: DraftBuilder, figures: readonly Figure[]): void {
  const keyOf = ({ indicator, kind, subject, population, period }: Figure): string =>
    `${indicator.id} ${kind} ${subject} ${population} ${period.kind === "academic"} ${period.year}`;
  for (const key of new Set(figures.filter(({ indicator }) => indicator.id !== null).map(keyOf))) {
    const [first, ...others] = figures.filter((figure) => keyOf(figure) === key);
    if (first !== undefined) tellConflicts(context, draft, first, others);
  }
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
