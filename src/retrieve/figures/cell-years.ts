import type { Figure } from "../../domain/figure.ts";
import type { ReportRecord } from "../../store/store.ts";
import type { CellContext } from "./cell-context.ts";
import { fitsMeasure, isWhole } from "./cell-fits.ts";
import { orderFor } from "./cell-order.ts";
import type { YearTarget } from "./periods.ts";

/** 2022年 of a school that reports by academic years: where nothing is printed for the year itself, what 2021—2022学年 gives. */
export function ofAcademicYear(
  context: CellContext,
  { asked, academic, year }: YearTarget,
  all: readonly ReportRecord[],
  inFamily: readonly Figure[],
): readonly Figure[] {
  if (!asked || academic || year === null || all.some((report) => report.year === year)) return [];
  const own = new Set(all.filter((report) => report.yearKind === "academic" && report.year === year - 1).map(({ id }) => id));
  return inFamily.filter(
    (figure) =>
      own.has(figure.reportId) &&
      (figure.period.kind === "academic" || figure.period.kind === "report") &&
      figure.period.year === year - 1 &&
      figure.aspect === "actual" &&
      isWhole(figure, context.parsed, context.measure) &&
      fitsMeasure(figure, context.measure),
  );
}

/** 2023年计划招生1500人 under 招生计划数, where 招生 of a year after the last report, or what was planned, is asked. */
export function isPlannedNext(context: CellContext, figure: Figure, target: YearTarget, reports: readonly ReportRecord[]): boolean {
  const isSuch = figure.indicator.id !== null && context.siblings.has(figure.indicator.id) && figure.indicator.name.includes("计划");
  if (isSuch && context.parsed.wantedAspect === "plan") return true;
  return isSuch && target.asked && target.year !== null && reports.every((report) => report.year !== null && report.year < (target.year ?? 0));
}

/** What the report of the nearest year gives, where the asked year has none. */
export function nearestYear(context: CellContext, inFamily: readonly Figure[], { asked, year }: YearTarget): readonly Figure[] {
  if (!asked || year === null) return [];
  const fitting = inFamily.filter(
    (figure) =>
      figure.aspect === "actual" && figure.period.year !== null && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure),
  );
  const distance = (figure: Figure): number => Math.abs((figure.period.year ?? year) - year);
  const nearest = Math.min(...fitting.map(distance));
  const [head, ...others] = orderFor(
    fitting.filter((figure) => distance(figure) === nearest),
    context.measure,
    { year, asked, academic: false },
  );
  // What prints the same number once more may say how it changed.
  return head === undefined ? [] : [head, ...others.filter(({ value, unit }) => value === head.value && unit === head.unit)];
}

/** The most recent earlier report that gives the measure, when the latest does not. */
export function earlierFigures(context: CellContext, inFamily: readonly Figure[]): readonly Figure[] {
  const fitting = inFamily.filter(
    (figure) => figure.aspect === "actual" && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure),
  );
  const yearOf = (figure: Figure): number => context.catalogue.reportsById.get(figure.reportId)?.year ?? 0;
  const latest = Math.max(...fitting.map(yearOf));
  return fitting.filter((figure) => yearOf(figure) === latest);
}

/** What the year's own reports say goes before what other years' reports say of it in passing. */
export function withoutRepeats(figures: readonly Figure[], reports: readonly ReportRecord[]): readonly Figure[] {
  const own = figures.filter((figure) => figure.aspect === "actual" && reports.some((report) => report.id === figure.reportId));
  return own.length > 0 ? figures.filter((figure) => figure.aspect === "actual") : figures;
}
