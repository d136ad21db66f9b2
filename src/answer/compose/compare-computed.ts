import type { Owner } from "../../domain/report.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, shownValue } from "../draft.ts";
import { MOST_ROWS } from "../limits.ts";
import type { DerivedFigure, ShownFigure } from "../parts.ts";
import { distinctValues, measurePiece, row } from "../pieces.ts";
import { computeCell, tellComputed } from "../tell/tell-computed.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { limitToOthers } from "../tell/tell-gaps.ts";
import { compareIntervals, hullOf, type Interval, intervalOf } from "./comparability.ts";

/** What a comparison by one measure came to. */
export interface Comparison {
  readonly winner: Owner | null;
  /** Everything that was asked was settled. */
  readonly settled: boolean;
  readonly any: boolean;
}

interface Standing {
  readonly cell: FigureCell;
  readonly shown: ShownFigure;
  readonly interval: Interval;
}

/**
 * Some print it and others give what it is computed from, or none prints it: compared by both, with each formula. A ratio is each school's
 * own way of counting, and so is an average that one prints and another leaves to be computed: those are told and not ranked.
 */
export function compareComputed(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cells: readonly FigureCell[]): Comparison {
  const { parsed, wording } = context;
  const sign = parsed.direction === "min" ? 1 : -1;
  const standings = cells.slice(0, MOST_ROWS).flatMap((cell) => standingOf(context, draft, cell) ?? []);
  const ordered = standings.toSorted((a, b) => sign * compareDecimals(shownValue(a.shown), shownValue(b.shown)));
  const [first, second] = ordered;
  if (first === undefined) return { winner: null, settled: false, any: false };
  const kind = evidence.measure.kind ?? "share";
  const printed = ordered.filter(({ shown }) => shown.kind === "printed");
  const isOneWay = kind === "share" || (kind === "average" && (printed.length === 0 || printed.length === ordered.length));
  const beaten = parsed.direction === "min" ? "less" : "greater";
  const isOfOne = new Set(ordered.map(wholeOf)).size === 1;
  const isSure = second !== undefined && isOneWay && isOfOne && ordered.slice(1).every((other) => compareIntervals(first.interval, other.interval) === beaten);
  const measure = measurePiece(context, evidence);
  if (isSure) {
    const degree = { top: parsed.direction ?? "max", kind, pair: ordered.length === 2 && parsed.intent === "compare" } as const;
    draft.state(wording.winner(wording.owner(first.cell.owner), measure, degree, ordered.map(({ shown }) => row(context, shown)).slice(0, 2)));
    if (ordered.length > 2) {
      draft.state(wording.rankHead(measure, degree));
      ordered.forEach(({ shown }, index) => {
        draft.state(wording.rankedRow({ kind: "rank", rank: index + 1 }, row(context, shown)));
      });
    }
  }
  tellEach(context, draft, ordered, isSure);
  if (!isOfOne) draft.limit("not_comparable", wording.needsTwo(measure));
  const silent = cells.filter((cell) => !standings.some((standing) => standing.cell === cell));
  limitToOthers(context, draft, measure, silent);
  return { winner: isSure ? first.cell.owner : null, settled: isSure && silent.length === 0, any: true };
}

function standingOf(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): Standing | null {
  const [figure] = cell.direct;
  if (figure !== undefined) return { cell, shown: draft.printed(figure), interval: hullOf(distinctValues(cell.direct).map(intervalOf)) };
  const made = computeCell(context, draft, cell);
  return made === null ? null : { cell, shown: made, interval: { low: made.value, high: made.value } };
}

/** The other whole that a share is taken of; null for its own. */
const wholeOf = ({ cell }: Standing): string | null =>
  cell.direct.length === 0 && cell.operands?.wanting !== undefined ? cell.operands.bottom.indicator.id : null;

/** Each value with what it rests on; those in the order of the comparison come first among the figures. */
function tellEach(context: ComposeContext, draft: DraftBuilder, ordered: readonly Standing[], isRanked: boolean): void {
  const { wording } = context;
  const listed = ordered.flatMap(({ cell, shown }): readonly ShownFigure[] => {
    const [figure] = cell.direct;
    if (figure !== undefined) {
      const put = draft.show(figure);
      if (!isRanked) draft.state(wording.row(row(context, put)));
      tellConflicts(context, draft, figure, distinctValues(cell.direct).slice(1));
      return [put];
    }
    tellComputed(context, draft, cell, "last");
    const made = draft.shown().findLast((one): one is DerivedFigure => one.kind === "derived" && one.formula.op !== "convert");
    return [made ?? shown];
  });
  draft.putFirst(listed);
}
