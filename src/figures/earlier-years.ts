import type { Figure } from "../domain/figure.ts";

/** 2021年招生1086人；2020年招生1042人: of two years of one thing the earlier, where it is not the report's own, is history. */
export function withEarlierYears(figures: readonly Figure[], reportYear: number | null): Figure[] {
  const latest = new Map<string, number>();
  const dated = ({ period, indicator }: Figure): boolean => period.kind === "calendar" && period.evidence === "stated" && indicator.id !== null;
  const keyOf = ({ indicator, subject, population, kind }: Figure): string => [indicator.id, kind, subject, population].join("|");
  for (const figure of figures) {
    const year = figure.period.year;
    if (year !== null && figure.aspect === "actual" && dated(figure)) latest.set(keyOf(figure), Math.max(year, latest.get(keyOf(figure)) ?? year));
  }
  return figures.map((figure) => {
    const { year } = figure.period;
    const earlier = year !== null && dated(figure) && year < (reportYear ?? 0) && year < (latest.get(keyOf(figure)) ?? year);
    return earlier && figure.aspect === "actual" ? { ...figure, aspect: "history" } : figure;
  });
}
