import type { Figure } from "../domain/figure.ts";
import type { Report } from "../domain/report.ts";

/**
 * 2021年招生1086人；2020年招生1042人: of two years of one thing in a paragraph the earlier, where it is not the report's own, is history. Years of
 * another kind than the report's (学年 in a report by calendar years) are not set against each other.
 */
export function withEarlierYears(figures: readonly Figure[], report: Pick<Report, "year" | "yearKind">): Figure[] {
  const latest = new Map<string, number>();
  const stated = ({ period }: Figure): boolean => period.kind === report.yearKind && period.evidence === "stated";
  const keyOf = ({ indicator, subject, population, kind }: Figure): string => [indicator.id, kind, subject, population].join("|");
  for (const figure of figures) {
    const { year, kind } = figure.period;
    if (year === null || figure.aspect !== "actual" || figure.indicator.id === null || !(kind === "report" || stated(figure))) continue;
    latest.set(keyOf(figure), Math.max(year, latest.get(keyOf(figure)) ?? year));
  }
  return figures.map((figure) => {
    const { year } = figure.period;
    const earlier = year !== null && stated(figure) && year < (report.year ?? 0) && year < (latest.get(keyOf(figure)) ?? year);
    return earlier && figure.aspect === "actual" && figure.indicator.id !== null ? { ...figure, aspect: "history" } : figure;
  });
}
