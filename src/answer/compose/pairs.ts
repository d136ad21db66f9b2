import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import type { ComposeContext, Draft, DraftBuilder } from "../draft.ts";
import type { DerivedFigure, Part, PrintedFigure, ShownFigure } from "../parts.ts";
import { discloseSlots, distinctValues, formulaPart, measurePiece, row, told, withMarker } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellCautions } from "../tell/tell-order.ts";
import { tellPrintedLater } from "../tell/tell-years.ts";
import { toContenders } from "./contenders.ts";

/** Two printed figures set side by side, with where they were found. */
export interface Pair {
  readonly a: PrintedFigure;
  readonly b: PrintedFigure;
  readonly cells: readonly [FigureCell, FigureCell];
  readonly evidence: MeasureEvidence;
}

/** Two figures that the question sets side by side: of two owners, of two years, or of two indicators of one owner. */
export function pairOf(context: ComposeContext, draft: DraftBuilder): Pair | null {
  const [first, second] = context.evidence.measures;
  if (first === undefined) return null;
  const holding = (cells: readonly FigureCell[]): readonly FigureCell[] => cells.filter((cell) => cell.direct.length > 0);
  const own = bounds(context, holding(first.cells));
  if (second === undefined && lacksEnd(context, first.cells)) return null;
  // Two things of one owner are taken from one report, the last that gives both.
  const both =
    second === undefined
      ? undefined
      : holding(first.cells).findLast((cell) => cell.owner.id === own[0]?.owner.id && sameYear(holding(second.cells), cell) !== undefined);
  const [cellA, cellB] = second === undefined ? [own[0], own.at(-1)] : [both ?? own[0], sameYear(holding(second.cells), both ?? own[0])];
  const [a, b] = [cellA?.direct[0], cellB?.direct[0]];
  if (cellA === undefined || cellB === undefined || a === undefined || b === undefined || cellA === cellB) return null;
  if (second === undefined && own.length > 2) return null;
  // Of two years the later one is set against the earlier: 2021年比2020年多.
  const isLater = second === undefined && cellA.owner.id === cellB.owner.id && (cellA.target.year ?? 0) < (cellB.target.year ?? 0);
  return isLater
    ? { a: draft.printed(b), b: draft.printed(a), cells: [cellB, cellA], evidence: first }
    : { a: draft.printed(a), b: draft.printed(b), cells: [cellA, cellB], evidence: first };
}

function sameYear(cells: readonly FigureCell[], like: FigureCell | undefined): FigureCell | undefined {
  const own = cells.filter((cell) => cell.owner.id === like?.owner.id);
  return own.find((cell) => cell.target.year === like?.target.year) ?? own[0];
}

/** Of two years that one owner is asked for, neither may be taken for another: 2021年比2018年 is answered by no year between. */
function lacksEnd({ parsed, evidence }: ComposeContext, cells: readonly FigureCell[]): boolean {
  const asked = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  if (asked?.kind !== "years" || evidence.owners.length !== 1) return false;
  return [asked.from, asked.to].some((year) => !cells.some((cell) => cell.target.year === year && cell.direct.length > 0));
}

/** Of several years of one owner the first and the last; of all else everything. */
function bounds(context: ComposeContext, cells: readonly FigureCell[]): readonly FigureCell[] {
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined || context.evidence.owners.length !== 1 || cells.length < 3) return cells;
  return [first, last];
}

/** 亩 and 平方米: both in the finer unit, the conversion told; null where none is known. */
export function inOneUnit(context: ComposeContext, draft: DraftBuilder, { a, cells }: Pair): readonly ShownFigure[] | null {
  const contenders = toContenders(context, draft, cells, "max");
  const own = contenders?.find(({ figure }) => figure.id === a.figure.id);
  const other = contenders?.find(({ figure }) => figure.id !== a.figure.id);
  return own === undefined || other === undefined ? null : [own.ranked, other.ranked];
}

/** One owner and no two years named: the change that the report prints goes before any that is computed. */
export function isYearOnYear({ evidence, parsed }: ComposeContext): boolean {
  const period = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  return evidence.owners.length === 1 && evidence.measures.length === 1 && period?.kind !== "years" && period?.kind !== "last";
}

/** What tells the two sides apart: the owners, else the years, else the indicators. */
export function sideNames(context: ComposeContext, { a, b }: Pair): readonly [readonly Part[], readonly Part[]] {
  const { wording } = context;
  if (a.owner.id !== b.owner.id) return [[wording.owner(a.owner)], [wording.owner(b.owner)]];
  const period = (shown: PrintedFigure): readonly Part[] => [{ kind: "period", period: shown.figure.period, reportId: shown.figure.reportId }];
  const part = (shown: PrintedFigure): readonly Part[] =>
    partOf(shown) === null ? [wording.owner(shown.owner)] : [{ kind: "words", text: partOf(shown) ?? "", reportId: shown.figure.reportId }];
  if (partOf(a) !== partOf(b) && a.label.id === b.label.id && (context.parsed.subjects !== undefined || context.parsed.regionBeside !== undefined))
    return [part(a), part(b)];
  if (a.label.id === b.label.id) return [period(a), period(b)];
  return [[wording.indicator(a.label)], [wording.indicator(b.label)]];
}

const partOf = ({ figure }: PrintedFigure): string | null => figure.subject ?? figure.population;

/** The rest of an answer about a pair: both figures, how the result was made, and what has to be said against it. */
export function finishPair(context: ComposeContext, draft: DraftBuilder, pair: Pair, made: DerivedFigure): Draft {
  const { wording } = context;
  for (const shown of [pair.a, pair.b]) {
    draft.show(shown.figure);
    draft.state(wording.value(told(context, shown)));
  }
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  tellPrintedLater(context, draft, pair.cells);
  pair.cells.forEach((cell) => {
    const [first, ...others] = distinctValues(cell.direct);
    if (first !== undefined) tellConflicts(context, draft, first, others);
  });
  const vague = [pair.a, pair.b].filter((shown) => shown.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  if (pair.a.owner.id !== pair.b.owner.id) {
    const contenders = toContenders(context, draft, pair.cells, "max");
    if (contenders !== null) tellCautions(context, draft, contenders);
  }
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** Two figures that no result may be made of, and why. */
export function refusePair(context: ComposeContext, draft: DraftBuilder, pair: Pair): Draft {
  const { wording } = context;
  const rows = [pair.a, pair.b].map((shown) => row(context, draft.show(shown.figure)));
  const parts = wording.cannotCompareUnits(measurePiece(context, pair.evidence), rows);
  draft.state(parts);
  draft.limit("not_comparable", parts);
  return draft.finish({ status: "partial" });
}
