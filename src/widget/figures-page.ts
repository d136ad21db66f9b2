import type { AuditFinding } from "../contract/audit.ts";
import type { FigureMatrix, MatrixFigure, MatrixIndicator } from "../contract/matrix.ts";
import { fetchAudit, fetchFigures, fetchMatrix } from "./api.ts";
import { toCsv } from "./csv.ts";
import { element, pageElement } from "./dom.ts";
import { saveText } from "./download.ts";
import { exploreWordingFor } from "./explore-wording.ts";
import { figureRows } from "./figure-rows.ts";
import { type MatrixFilter, shownMatrix } from "./matrix-rows.ts";
import { matrixView } from "./matrix-view.ts";
import { named } from "./names.ts";
import { createReaderPane, readerAddress } from "./reader-pane.ts";
import { renderSiteHead } from "./site-head.ts";
import { currentLanguage, type InterfaceLanguage, wordingFor } from "./wording.ts";

/** Audits are asked for one by one: beyond this many reports that would be a storm of requests. */
const MAX_AUDITED = 40;
/** A large table takes a moment to draw: it is drawn when typing rests. */
const TYPING_PAUSE_MS = 120;

function startExplorer(): void {
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), pageElement("shell"));
  const frame = pageElement("frame");
  // A part that scrolls must be reached by keyboard.
  frame.tabIndex = 0;
  const flaws = new Map<string, AuditFinding>();
  let language = currentLanguage();
  let matrix: FigureMatrix | null = null;
  let filter = readFilter(new URLSearchParams(location.search));

  const actions = {
    openSource: (reportId: string, { start, end }: MatrixFigure, opener: HTMLElement) =>
      reader.open({ reportId, start, end, marks: [{ start, end }] }, wordingFor(language), opener),
    sortColumns: ({ id }: MatrixIndicator) => {
      const sorted = filter.columnsBy?.indicatorId === id ? filter.columnsBy.direction : null;
      change({ columnsBy: sorted === "min" ? null : { indicatorId: id, direction: sorted === null ? "max" : "min" } });
      frame.querySelector<HTMLElement>(`[data-indicator="${CSS.escape(id)}"]`)?.focus();
    },
    flawOf: (reportId: string, { start, end }: MatrixFigure) => {
      const finding = flaws.get(`${reportId} ${start} ${end}`);
      return finding === undefined ? null : language === "en" ? finding.textEn : finding.text;
    },
  };

  function change(changed: Partial<MatrixFilter>): void {
    filter = { ...filter, ...changed };
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
      renderAll();
    };
    renderSiteHead({ page: "figures", embedded: false, tools: [], onLanguage }, wording);
    pageElement("head").textContent = exploreWordingFor(language).figuresHead;
    if (matrix !== null) pageElement("filters").replaceChildren(...filterControls(matrix));
    renderTable();
  }

  function renderTable(): void {
    const explore = exploreWordingFor(language);
    if (matrix === null) return;
    const shown = shownMatrix(matrix, filter);
    const count = shown.parts.reduce((sum, part) => sum + part.rows.length, 0);
    pageElement("count").textContent = explore.shown(count, shown.columns.length);
    const table =
      count === 0 ? element("p", { class: "plain" }, explore.nothing) : matrixView(matrix, shown, filter, { page: wordingFor(language), explore }, actions);
    const { scrollTop, scrollLeft } = frame;
    frame.replaceChildren(table);
    frame.scrollTop = scrollTop;
    frame.scrollLeft = scrollLeft;
  }

  function filterControls(all: FigureMatrix): HTMLElement[] {
    const wording = wordingFor(language);
    const explore = exploreWordingFor(language);
    const search = element("input", { type: "search", "aria-label": explore.search, placeholder: explore.search, value: filter.text });
    let typing = 0;
    search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => change({ text: search.value }), TYPING_PAUSE_MS);
    });
    const schools = new Map(all.reports.map(({ school }) => [school.id, named(school, wording)]));
    const years = [...new Set(all.reports.flatMap(({ year }) => (year === null ? [] : [year])))].sort((a, b) => b - a);
    const shared = element("input", { type: "checkbox", checked: filter.sharedOnly });
    shared.addEventListener("change", () => change({ sharedOnly: shared.checked }));
    return [
      search,
      choice(
        explore.group,
        [["", explore.allGroups], ...all.groups.map((group): [string, string] => [group.id, named(group, wording)])],
        filter.group,
        (group) => change({ group }),
      ),
      choice(explore.school, [["", explore.allSchools], ...schools], filter.school, (school) => change({ school })),
      choice(explore.year, [["", explore.allYears], ...years.map((year): [string, string] => [String(year), wording.year(year)])], filter.year, (year) =>
        change({ year }),
      ),
      choice(explore.order, Object.entries(explore.orders), filter.order, (order) => change({ order: toOrder(order) })),
      element("label", { class: "check" }, shared, explore.sharedOnly),
      saveButton(all),
    ];
  }

  function saveButton(all: FigureMatrix): HTMLElement {
    const explore = exploreWordingFor(language);
    const button: HTMLButtonElement = element(
      "button",
      {
        type: "button",
        class: "suggestion",
        click: () => {
          button.textContent = explore.saving;
          void fetchFigures().then((result) => {
            button.textContent = result.kind === "ok" ? explore.save : explore.saveFailed;
            if (result.kind !== "ok") return;
            const address = (source: { reportId: string; start: number; end: number }): string =>
              new URL(readerAddress({ ...source, marks: [] }), document.baseURI).href;
            saveText("wenbao-figures.csv", "text/csv", toCsv(figureRows(all, shownMatrix(all, filter), result.value.figures, explore.csv, address)));
          });
        },
      },
      explore.save,
    );
    return button;
  }

  async function load(): Promise<void> {
    const explore = exploreWordingFor(language);
    frame.replaceChildren(element("p", { class: "plain", role: "status" }, explore.loading));
    const result = await fetchMatrix();
    if (result.kind !== "ok") {
      frame.replaceChildren(element("p", { class: "plain", role: "alert" }, explore.away));
      return;
    }
    matrix = result.value;
    renderAll();
    if (matrix.reports.length > MAX_AUDITED) return;
    const audits = await Promise.all(matrix.reports.map(({ id }) => fetchAudit(id)));
    for (const audit of audits) {
      if (audit.kind !== "ok") continue;
      for (const finding of audit.value.findings) {
        // The last term is the number that was checked; the others are what it was checked by.
        const checked = finding.terms.at(-1);
        if (checked !== undefined) flaws.set(`${checked.reportId} ${checked.start} ${checked.end}`, finding);
      }
    }
    if (flaws.size > 0) renderTable();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reader.close();
  });
  renderAll();
  void load();
}

function choice(label: string, options: readonly (readonly [value: string, label: string])[], chosen: string, choose: (value: string) => void): HTMLElement {
  const select = element("select", { "aria-label": label }, ...options.map(([value, name]) => element("option", { value, selected: value === chosen }, name)));
  select.addEventListener("change", () => choose(select.value));
  return select;
}

const toOrder = (text: string | null): MatrixFilter["order"] => (text === "coverage" || text === "name" ? text : "group");

function readFilter(query: URLSearchParams): MatrixFilter {
  const by = query.get("by");
  return {
    text: query.get("find") ?? "",
    group: query.get("group") ?? "",
    school: query.get("school") ?? "",
    year: query.get("year") ?? "",
    sharedOnly: query.has("shared"),
    order: toOrder(query.get("order")),
    columnsBy: by === null ? null : { indicatorId: by, direction: query.has("up") ? "min" : "max" },
  };
}

/** The filter as an address, so that a view can be sent on. */
function writeFilter({ text, group, school, year, sharedOnly, order, columnsBy }: MatrixFilter): string {
  const parts: Readonly<Record<string, string>> = {
    find: text.trim(),
    group,
    school,
    year,
    order: order === "group" ? "" : order,
    by: columnsBy?.indicatorId ?? "",
  };
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== ""));
  if (sharedOnly) query.set("shared", "1");
  if (columnsBy?.direction === "min") query.set("up", "1");
  return query.toString();
}

startExplorer();
