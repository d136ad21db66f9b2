import type { FigureMatrix, MatrixCell, MatrixFigure, MatrixIndicator } from "../contract/matrix.ts";
import type { IndicatorChart } from "./chart-rows.ts";
import { element } from "./dom.ts";
import type { ExploreWording } from "./explore-wording.ts";
import { placeKey } from "./flaw-marks.ts";
import { type MatrixFilter, type MatrixRow, type ShownMatrix, wholeFigures } from "./matrix-rows.ts";
import { named } from "./names.ts";
import type { Wording } from "./wording.ts";

type MatrixReport = FigureMatrix["reports"][number];

export interface MatrixActions {
  openSource(reportId: string, figure: MatrixFigure, opener: HTMLElement): void;
  sortColumns(indicator: MatrixIndicator): void;
  /** Null where there is nothing to set side by side. */
  chartOf(indicator: MatrixIndicator): IndicatorChart | null;
  showChart(indicator: MatrixIndicator, opener: HTMLElement): void;
}

/** The table of indicators by reports. */
export function matrixView(
  matrix: FigureMatrix,
  shown: ShownMatrix,
  filter: MatrixFilter,
  words: { readonly page: Wording; readonly explore: ExploreWording },
  actions: MatrixActions,
): HTMLElement {
  const reports = shown.columns.flatMap((column) => {
    const report = matrix.reports[column];
    return report === undefined ? [] : [{ column, report }];
  });
  const bodies = shown.parts.map(({ group, rows }) =>
    element(
      "tbody",
      {},
      group !== null &&
        element(
          "tr",
          { class: "group" },
          element("th", { scope: "rowgroup", colspan: String(reports.length + 1) }, element("span", {}, named(group, words.page))),
        ),
      ...rows.map((row) => rowView(row, reports, filter, words, actions)),
    ),
  );
  return element(
    "table",
    { class: "matrix" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, words.explore.indicator),
        ...reports.map(({ report }) => element("th", { scope: "col" }, ...columnHead(report, words.page))),
      ),
    ),
    ...bodies,
  );
}

function columnHead(report: MatrixReport, wording: Wording): (HTMLElement | string | null)[] {
  return [
    element("span", { class: "column-name" }, named(report.school, wording)),
    report.year === null ? null : element("span", { class: "note" }, wording.year(report.year)),
  ];
}

function rowView(
  row: MatrixRow,
  reports: readonly { readonly column: number; readonly report: MatrixReport }[],
  filter: MatrixFilter,
  words: { readonly page: Wording; readonly explore: ExploreWording },
  actions: MatrixActions,
): HTMLElement {
  const { indicator, cells, given } = row;
  const name = named(indicator, words.page);
  const definition = words.page.language === "en" ? (indicator.definitionEn ?? indicator.definition) : indicator.definition;
  const sorted = filter.columnsBy?.indicatorId === indicator.id ? filter.columnsBy.direction : null;
  const sort = element(
    "button",
    {
      type: "button",
      class: sorted === null ? "row-name" : `row-name ${sorted}`,
      title: definition,
      "aria-label": `${name}. ${words.explore.sortColumns(name)}`,
      "aria-pressed": String(sorted !== null),
      "data-indicator": indicator.id,
      click: () => actions.sortColumns(indicator),
    },
    name,
  );
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      element(
        "div",
        { class: "row-head" },
        sort,
        actions.chartOf(indicator) !== null && chartButton(indicator, name, words.explore, actions),
        coverageView(given, reports.length, words.explore),
      ),
    ),
    ...reports.map(({ column, report }) => {
      const cell = cells.get(column);
      return element(
        "td",
        {},
        ...(cell === undefined ? [element("span", { class: "none" }, words.explore.none)] : cellView(cell, report, name, words, actions)),
      );
    }),
  );
}

function chartButton(indicator: MatrixIndicator, name: string, explore: ExploreWording, actions: MatrixActions): HTMLElement {
  const button: HTMLElement = element(
    "button",
    {
      type: "button",
      class: "row-chart",
      "aria-label": explore.chartOf(name),
      title: explore.chartOf(name),
      click: () => actions.showChart(indicator, button),
    },
    // Three bars; a picture would have to be loaded.
    element("span", { class: "chart-mark", "aria-hidden": "true" }),
  );
  return button;
}

/** "1/2", and in full for who hears it or asks. */
function coverageView(given: number, of: number, explore: ExploreWording): HTMLElement {
  const told = explore.coverage(given, of);
  return element(
    "span",
    { class: "note", title: told },
    element("span", { "aria-hidden": "true" }, `${given}/${of}`),
    element("span", { class: "off-screen" }, told),
  );
}

/** The school's own values; those of sub-groups open on demand, unless there is nothing else. */
function cellView(
  cell: MatrixCell,
  report: MatrixReport,
  indicator: string,
  { page, explore }: { readonly page: Wording; readonly explore: ExploreWording },
  actions: MatrixActions,
): HTMLElement[] {
  const button = (figure: MatrixFigure): HTMLElement[] => {
    const label = explore.openCell(named(report.school, page), indicator, figure.raw);
    const opener: HTMLElement = element(
      "button",
      {
        type: "button",
        class: "cell",
        "aria-label": label,
        title: figure.period,
        // A conflict is told of the cell as a whole.
        "data-place": cell.conflict ? undefined : placeKey({ reportId: report.id, ...figure }),
        click: () => actions.openSource(report.id, figure, opener),
      },
      figure.raw,
    );
    return [...(figure.population === null ? [] : [element("span", { class: "cell-of" }, figure.population)]), opener];
  };
  const whole = wholeFigures(cell);
  const first = whole.length > 0 ? whole : cell.figures.slice(0, 1);
  const rest = cell.figures.filter((figure) => !first.includes(figure));
  const shown = first.flatMap(button);
  if (cell.conflict) shown.push(element("span", { class: "flaw" }, explore.conflict));
  if (rest.length === 0) return shown;
  const hidden = element("div", { hidden: true }, ...rest.flatMap(button));
  const more = element(
    "button",
    {
      type: "button",
      class: "more-values",
      "aria-expanded": "false",
      click: () => {
        hidden.hidden = !hidden.hidden;
        more.setAttribute("aria-expanded", String(!hidden.hidden));
        more.textContent = hidden.hidden ? explore.more(rest.length) : explore.fewer;
      },
    },
    explore.more(rest.length),
  );
  return [...shown, hidden, more];
}
