import type { IndexedFigure } from "../contract/figures.ts";
import type { FigureMatrix } from "../contract/matrix.ts";
import type { ExploreWording } from "./explore-wording.ts";
import type { ShownMatrix } from "./matrix-rows.ts";

/** The figures shown as rows for a spreadsheet, each with its full citation; `address` gives the link to a place. */
export function figureRows(
  matrix: FigureMatrix,
  shown: ShownMatrix,
  figures: readonly IndexedFigure[],
  words: ExploreWording["csv"],
  address: (source: IndexedFigure["source"]) => string,
): string[][] {
  const places = new Map(figures.map((figure) => [placeKey(figure.source.reportId, figure.source.start, figure.indicator.id), figure]));
  const rows = shown.parts.flatMap(({ rows }) =>
    rows.flatMap(({ indicator, cells }) =>
      shown.columns.flatMap((column) => {
        const report = matrix.reports[column];
        if (report === undefined) return [];
        return (cells.get(column)?.figures ?? []).flatMap((shownFigure): string[][] => {
          const figure = places.get(placeKey(report.id, shownFigure.start, indicator.id));
          return figure === undefined ? [] : [toRow(figure, report, indicator.name, address)];
        });
      }),
    ),
  );
  return [Object.values(words), ...rows];
}

const placeKey = (reportId: string, start: number, indicatorId: string | null): string => `${reportId} ${start} ${indicatorId}`;

function toRow(
  figure: IndexedFigure,
  report: FigureMatrix["reports"][number],
  indicator: string,
  address: (source: IndexedFigure["source"]) => string,
): string[] {
  const { source } = figure;
  return [
    figure.school.name,
    report.year === null ? "" : String(report.year),
    indicator,
    figure.population ?? "",
    figure.raw,
    figure.valueTo === null ? figure.value : `${figure.value}–${figure.valueTo}`,
    figure.unit,
    figure.period.label,
    report.title,
    source.section.join(" › "),
    String(source.start),
    String(source.end),
    source.quote.replace(/\s*\n\s*/g, " "),
    address(source),
  ];
}
