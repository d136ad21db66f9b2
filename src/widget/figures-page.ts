import type { FigureMatrix, MatrixFigure, MatrixIndicator } from "../contract/matrix.ts";
import { fetchAudit, fetchMatrix } from "./api.ts";
import { createChartPanel } from "./chart-panel.ts";
import { type IndicatorChart, toIndicatorChart } from "./chart-rows.ts";
import { element, pageElement } from "./dom.ts";
import { exploreWordingFor } from "./explore-wording.ts";
import { readFilter, writeFilter } from "./filter-address.ts";
import { filterControls } from "./filter-controls.ts";
import { type Flaws, flawsOf, markFlaws } from "./flaw-marks.ts";
import { type MatrixFilter, shownMatrix } from "./matrix-rows.ts";
import { matrixView } from "./matrix-view.ts";
import { named } from "./names.ts";
import { createReaderPane } from "./reader-pane.ts";
import { renderSiteHead } from "./site-head.ts";
import { guardByToken } from "./token-gate.ts";
import { currentLanguage, errorText, type InterfaceLanguage, wordingFor } from "./wording.ts";

/** Audits are asked for one by one: beyond this many reports that would be a storm of requests. */
const MAX_AUDITED = 40;
/** Columns drawn at once: a province's table would choke the page. More come on demand. */
const MAX_COLUMNS = 40;

function startExplorer(): void {
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), pageElement("shell"));
  const frame = pageElement("frame");
  // A part that scrolls must be reached by keyboard.
  frame.tabIndex = 0;
  const chart = createChartPanel(pageElement("chart"));
  let flaws: Flaws = new Map();
  let language = currentLanguage();
  let matrix: FigureMatrix | null = null;
  let columnLimit = MAX_COLUMNS;
  let filter = readFilter(new URLSearchParams(location.search));

  const actions = {
    openSource: (reportId: string, { start, end }: MatrixFigure, opener: HTMLElement) =>
      reader.open({ reportId, start, end, marks: [{ start, end }] }, wordingFor(language), opener),
    sortColumns: ({ id }: MatrixIndicator) => {
      const sorted = filter.columnsBy?.indicatorId === id ? filter.columnsBy.direction : null;
      change({ columnsBy: sorted === "min" ? null : { indicatorId: id, direction: sorted === null ? "max" : "min" } });
      frame.querySelector<HTMLElement>(`[data-indicator="${CSS.escape(id)}"]`)?.focus();
    },
    chartOf: (indicator: MatrixIndicator) => chartOf(indicator),
    showChart: (indicator: MatrixIndicator, opener: HTMLElement) => {
      const drawn = chartOf(indicator);
      if (drawn === null) return;
      const words = exploreWordingFor(language);
      void chart.show(named(indicator, wordingFor(language)), drawn, words, ({ report, figure }) => actions.openSource(report.id, figure, opener), opener);
    },
  };

  function chartOf(indicator: MatrixIndicator): IndicatorChart | null {
    if (matrix === null) return null;
    const wording = wordingFor(language);
    return toIndicatorChart(matrix, shownMatrix(matrix, filter).columns, indicator, ({ school, year }, alone) => {
      const told = year === null ? "" : wording.year(year);
      return alone ? told : [named(school, wording), told].filter((part) => part !== "").join(" ");
    });
  }

  function change(changed: Partial<MatrixFilter>): void {
    filter = { ...filter, ...changed };
    columnLimit = MAX_COLUMNS;
    chart.close();
    const query = writeFilter(filter);
    history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
    renderTable();
  }

  function renderAll(): void {
    const wording = wordingFor(language);
    document.title = exploreWordingFor(language).figuresTitle;
    const onLanguage = (chosen: InterfaceLanguage): void => {
      language = chosen;
      reader.close();
      chart.close();
      renderAll();
    };
    renderSiteHead({ page: "figures", embedded: false, tools: [], onLanguage }, wording);
    pageElement("head").textContent = exploreWordingFor(language).figuresHead;
    if (matrix !== null) {
      const words = { page: wording, explore: exploreWordingFor(language) };
      pageElement("filters").replaceChildren(...filterControls(matrix, words, { current: () => filter, change }));
    }
    renderTable();
  }

  function renderTable(): void {
    const explore = exploreWordingFor(language);
    if (matrix === null) return;
    const shown = shownMatrix(matrix, filter);
    const count = shown.parts.reduce((sum, part) => sum + part.rows.length, 0);
    pageElement("count").textContent = explore.shown(count, shown.columns.length);
    const drawn = { ...shown, columns: shown.columns.slice(0, columnLimit) };
    const table =
      count === 0 ? element("p", { class: "plain" }, explore.nothing) : matrixView(matrix, drawn, filter, { page: wordingFor(language), explore }, actions);
    const { scrollTop, scrollLeft } = frame;
    frame.replaceChildren(table);
    showFlaws();
    const waiting = shown.columns.length - drawn.columns.length;
    if (count > 0 && waiting > 0) {
      const more = (): void => {
        columnLimit += MAX_COLUMNS;
        renderTable();
        // The button is another now, or gone.
        (frame.querySelector<HTMLElement>(".more-columns") ?? frame).focus({ preventScroll: true });
      };
      frame.append(element("button", { type: "button", class: "suggestion more-columns", click: more }, explore.moreReports(waiting)));
    }
    frame.scrollTop = scrollTop;
    frame.scrollLeft = scrollLeft;
  }

  function showFlaws(): void {
    markFlaws(frame, flaws, exploreWordingFor(language), (finding) => (language === "en" ? finding.textEn : finding.text));
  }

  async function load(): Promise<void> {
    const explore = exploreWordingFor(language);
    frame.replaceChildren(element("p", { class: "plain", role: "status" }, explore.loading));
    const result = await fetchMatrix();
    if (result.kind !== "ok") {
      frame.replaceChildren(
        element("p", { class: "plain", role: "alert" }, result.kind === "refused" ? errorText(result.code, wordingFor(language)) : explore.away),
      );
      return;
    }
    matrix = result.value;
    renderAll();
    if (matrix.reports.length > MAX_AUDITED) return;
    const audits = await Promise.all(matrix.reports.map(({ id }) => fetchAudit(id)));
    flaws = flawsOf(audits.flatMap((audit) => (audit.kind === "ok" ? audit.value.findings : [])));
    showFlaws();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (reader.isOpen) reader.close();
    else chart.close();
  });
  guardByToken(
    frame,
    () => wordingFor(language),
    () => void load(),
  );
  renderAll();
  void load();
}

startExplorer();
