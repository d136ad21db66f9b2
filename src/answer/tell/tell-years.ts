import type { Figure, Period } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { Piece } from "../parts.ts";
import { groupedBy, told } from "../pieces.ts";

/** Says of years without a report of their own in which later report their figures are printed. */
export function tellPrintedLater(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[]): void {
  const { wording, evidence } = context;
  const later = cells.flatMap(({ owner, target, reports, direct }) => {
    const [figure] = direct;
    const year = figure === undefined ? null : (evidence.catalogue.reportsById.get(figure.reportId)?.year ?? null);
    return figure === undefined || isOfClass(figure) || year === null || !target.asked || reports.length > 0 || target.year === year
      ? []
      : [{ owner, figure, year }];
  });
  for (const [, ofOwner] of groupedBy(later, ({ owner }) => owner.id))
    for (const [year, printed] of groupedBy(ofOwner, (one) => one.year)) {
      const [first] = printed;
      if (first === undefined) continue;
      const years = printed.map(({ figure: { period, reportId } }): Piece => ({ kind: "period", period: withoutDay(period), reportId }));
      const parts = wording.printedLater(wording.owner(first.owner), years, { kind: "year", year });
      draft.state(parts);
      draft.limit("implied", parts);
    }
}

const isOfClass = ({ period }: Figure): boolean => period.kind === "academic" && period.label.endsWith("届");

/** Says that a calendar year is told by the academic year that ends in it. */
export function tellAcademicYear(context: ComposeContext, draft: DraftBuilder, { target, reports, direct }: FigureCell): void {
  const [figure] = direct;
  // 2022届 in a report of 2021—2022学年 is of the year asked for, and says so itself.
  const isTwin = figure !== undefined && target.asked && !target.academic && figure.period.year === (target.year ?? 0) - 1;
  const [report] = reports;
  if (!isTwin || isOfClass(figure) || report?.yearKind !== "academic" || report.year === target.year) return;
  const shown = draft.printed(figure);
  const parts = context.wording.byAcademicYear(context.wording.owner(shown.owner), { kind: "period", period: figure.period, reportId: figure.reportId });
  draft.state(parts);
  draft.limit("implied", parts);
}

/** The year alone: 2021届, 2021年12月 → 2021. */
const withoutDay = (period: Period): Period =>
  period.year === null || period.kind === "academic" || !period.label.includes(String(period.year))
    ? period
    : { ...period, kind: "calendar", label: String(period.year) };

/** A change as its report prints it, with what it is measured against and which way it went. */
export function tellPrintedChange(context: ComposeContext, draft: DraftBuilder, figure: Figure, shown = draft.show(figure)): void {
  draft.state(context.wording.changed(told(context, shown), wayOf(context, figure), basisOf(figure)));
}

/** Against the year before the figure's own, said so or by its number; 2023届 of a report by school years left in 2022—2023学年. */
export function isAgainstYearBefore({ basis, period }: Figure): boolean {
  if (YEAR_BEFORE.test(basis ?? "")) return true;
  const named = NAMED_YEAR.exec(basis ?? "");
  if (named === null || period.year === null) return false;
  const isOfClass = named[2] === "届" && /学年$/.test(period.label);
  return Number(named[1]) - (isOfClass ? 1 : 0) === period.year - 1;
}

const NAMED_YEAR = /((?:19|20)\d{2})(学年|届|年|)/;

const YEAR_BEFORE = /^(?:上|去|前一)一?(?:个)?(?:年|学年|年度|学年度|届)/;

/** The year before, or a year that is named; null where none is said. */
function basisOf({ basis, reportId, period }: Figure): "previous" | Piece | null {
  const [, named, unit] = NAMED_YEAR.exec(basis ?? "") ?? [];
  if (named !== undefined)
    return { kind: "period", period: { ...period, kind: "calendar", year: Number(named), label: `${named}${unit === "届" ? unit : "年"}` }, reportId };
  return YEAR_BEFORE.test(basis ?? "") ? "previous" : null;
}

const WENT_UP = /增加?长?|提高|上升|提升|多[了招收]?|涨$|高[出了]?$/;
const WENT_DOWN = /减[少招]?|下降|降低?|下滑|回落|少[了招收]?$|低[了]?$/;
const LOOK_BEHIND = 8;

/** Which way a printed change went, by the word right before its number; null where none stands there. */
export function wayOf(context: ComposeContext, { reportId, source }: Figure): "up" | "down" | null {
  const before = foldText(context.evidence.readText(reportId).slice(Math.max(source.context.start, source.start - LOOK_BEHIND), source.start)).replace(
    /\s+/g,
    "",
  );
  const last = (pattern: RegExp): number => Math.max(-1, ...[...before.matchAll(new RegExp(pattern.source, "g"))].map((match) => match.index));
  const [up, down] = [last(WENT_UP), last(WENT_DOWN)];
  return up === down ? null : up > down ? "up" : "down";
}
