import type { Figure } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { Formula } from "../formula.ts";
import type { DerivedFigure } from "../parts.ts";
import { figureMeasure, formulaPart, withMarker } from "../pieces.ts";
import { isAgainstYearBefore, tellPrintedChange, wayOf } from "./tell-years.ts";

/** This year's number with a printed change in its own unit against the year before. */
interface Changed {
  readonly figure: Figure;
  readonly change: Figure;
  readonly way: "up" | "down";
}

/** In the number's own unit and less than it; of a share in percentage points; where wanted, in percent of what it was. */
function isChangeOf(change: Figure, figure: Figure, inPercent: boolean): boolean {
  if (figure.kind === "share") return change.unit === POINTS && compareDecimals(change.value, figure.value) < 0;
  if (change.unit === figure.unit) return compareDecimals(change.value, figure.value) < 0;
  return inPercent && change.unit === "%" && figure.kind !== "ratio";
}

const POINTS = "个百分点";

function changedOf(context: ComposeContext, figures: readonly Figure[], changes: readonly Figure[], inPercent: boolean): Changed | null {
  for (const figure of figures) {
    const change = changes.find(
      (one) =>
        one.reportId === figure.reportId &&
        one.indicator.id === figure.indicator.id &&
        isChangeOf(one, figure, inPercent) &&
        one.qualifier === "exact" &&
        isAgainstYearBefore(one),
    );
    const way = change === undefined ? null : wayOf(context, change);
    if (change !== undefined && way !== null && figure.qualifier === "exact") return { figure, change, way };
  }
  return null;
}

/** Last year's number where only this year's and the change are printed: 4870人次，比上年增加610人次 → 4260人次. False where it does not follow. */
export function tellFormer(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): boolean {
  const { target, reports } = cell;
  const latest = (cell.otherYears ?? []).filter(({ period }) => target.asked && target.year !== null && period.year === target.year + 1);
  const changed = reports.length > 0 ? null : changedOf(context, latest, cell.changes, true);
  return changed !== null && tellIt(context, draft, cell, changed, "lead") !== null;
}

/** 比上年是升了还是降了 of a printed change: this year's number and the one before that follows from the two, told behind it. */
export function tellBehindChange(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): void {
  // A change in percent says all that is asked; the rounded amount it would give is the answer to another question.
  const changed = changedOf(context, cell.direct, cell.changes, false);
  if (changed === null) return;
  const { wording } = context;
  const now = draft.show(changed.figure);
  const period = { kind: "period", period: changed.figure.period, reportId: changed.figure.reportId } as const;
  draft.state(wording.value({ owner: wording.owner(now.owner), measure: figureMeasure(context, now), period, figure: withMarker(now) }));
  tellIt(context, draft, cell, changed, "last");
}

/** How much of last year's number the printed change is: 610 ÷ 4260. False where it does not follow. */
export function tellGrowth(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): boolean {
  const changed = changedOf(context, cell.direct.slice(0, 1), cell.changes, false);
  if (changed === null || changed.figure.kind === "share") return false;
  const former = tellIt(context, draft, cell, changed, "last");
  if (former === null) return false;
  const { change, figure } = changed;
  const label = draft.printed(figure).label;
  const growth = draft.derive(
    {
      owner: cell.owner,
      label,
      formula: { op: "percent" },
      operands: [draft.printed(change), former],
      unit: "%",
      quantityKind: "share",
      period: figure.period,
    },
    "last",
  );
  if (growth === null) return false;
  draft.putFirst([growth]);
  draft.state(context.wording.trendGrowth(formulaPart(growth)));
  draft.limit("derived", context.wording.derivedNote(formulaPart(growth)));
  return true;
}

function tellIt(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, changed: Changed, place: "lead" | "last"): DerivedFigure | null {
  const { wording } = context;
  const { figure, change, way } = changed;
  const [now, by] = [draft.printed(figure), draft.printed(change)];
  const year = figure.period.year;
  const period = year === null ? figure.period : ({ kind: "calendar", year: year - 1, label: String(year - 1), evidence: "none" } as const);
  const isPercent = change.unit === "%" && figure.unit !== "%";
  const formula: Formula = isPercent ? { op: "former", way } : { op: way === "up" ? "difference" : "sum" };
  const input = { owner: cell.owner, label: now.label, formula, operands: [now, by], unit: figure.unit, quantityKind: figure.kind, period };
  const made = draft.derive(input, place);
  if (made === null) return null;
  draft.state(wording.formerFrom(wording.owner(cell.owner), figureMeasure(context, now), { kind: "figure", figure: made }));
  draft.show(figure);
  if (place === "lead") {
    draft.state(
      wording.value({
        owner: wording.owner(now.owner),
        measure: figureMeasure(context, now),
        period: { kind: "period", period: figure.period, reportId: figure.reportId },
        figure: [{ kind: "figure", figure: now }, ...(now.citation === null ? [] : [{ kind: "marker", citation: now.citation } as const])],
      }),
    );
    tellPrintedChange(context, draft, change);
  }
  draft.show(change);
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  return made;
}
