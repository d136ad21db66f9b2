import type { FigureMatrix } from "../contract/matrix.ts";
import { fetchFigures } from "./api.ts";
import { toCsv } from "./csv.ts";
import { element } from "./dom.ts";
import { saveBlob } from "./download.ts";
import type { ExploreWording } from "./explore-wording.ts";
import { figureRows } from "./figure-rows.ts";
import { toOrder } from "./filter-address.ts";
import { type MatrixFilter, shownMatrix } from "./matrix-rows.ts";
import { named } from "./names.ts";
import { readerAddress } from "./reader-pane.ts";
import type { Wording } from "./wording.ts";

/** A large table takes a moment to draw: it is drawn when typing rests. */
const TYPING_PAUSE_MS = 120;

export interface FilterActions {
  /** The filter as it stands now. */
  current(): MatrixFilter;
  change(changed: Partial<MatrixFilter>): void;
}

type Words = { readonly page: Wording; readonly explore: ExploreWording };

/** What stands above the table: what to show of it, and how to take it away. */
export function filterControls(matrix: FigureMatrix, words: Words, actions: FilterActions): HTMLElement[] {
  const { page, explore } = words;
  const filter = actions.current();
  const schools = new Map(matrix.reports.map(({ school }) => [school.id, named(school, page)]));
  const years = [...new Set(matrix.reports.flatMap(({ year }) => (year === null ? [] : [year])))].sort((a, b) => b - a);
  const groups = matrix.groups.map((group): [string, string] => [group.id, named(group, page)]);
  const shared = element("input", { type: "checkbox", checked: filter.sharedOnly });
  shared.addEventListener("change", () => actions.change({ sharedOnly: shared.checked }));
  return [
    searchBox(words, actions),
    choice(explore.group, [["", explore.allGroups], ...groups], filter.group, (group) => actions.change({ group })),
    choice(explore.school, [["", explore.allSchools], ...schools], filter.school, (school) => actions.change({ school })),
    choice(explore.year, [["", explore.allYears], ...years.map((year): [string, string] => [String(year), page.year(year)])], filter.year, (year) =>
      actions.change({ year }),
    ),
    choice(explore.order, Object.entries(explore.orders), filter.order, (order) => actions.change({ order: toOrder(order) })),
    element("label", { class: "check" }, shared, explore.sharedOnly),
    saveButton(explore.save, explore, matrix, actions, async (rows) =>
      saveBlob("wenbao-figures.csv", new Blob([toCsv(rows)], { type: "text/csv;charset=utf-8" })),
    ),
    saveButton(explore.saveWorkbook, explore, matrix, actions, async (rows) => {
      const { toWorkbook } = await import("./workbook.ts");
      saveBlob("wenbao-figures.xlsx", await toWorkbook(explore.figuresHead, rows));
    }),
  ];
}

function searchBox({ explore }: Words, actions: FilterActions): HTMLElement {
  const search = element("input", { type: "search", "aria-label": explore.search, placeholder: explore.search, value: actions.current().text });
  let typing = 0;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(() => actions.change({ text: search.value }), TYPING_PAUSE_MS);
  });
  return search;
}

function saveButton(
  label: string,
  explore: ExploreWording,
  matrix: FigureMatrix,
  { current }: FilterActions,
  save: (rows: readonly (readonly string[])[]) => Promise<void>,
): HTMLElement {
  const address = (source: { reportId: string; start: number; end: number }): string => new URL(readerAddress({ ...source, marks: [] }), document.baseURI).href;
  const button: HTMLButtonElement = element("button", { type: "button", class: "suggestion", click: () => void gather() }, label);
  async function gather(): Promise<void> {
    button.textContent = explore.saving;
    const result = await fetchFigures();
    if (result.kind === "ok") await save(figureRows(matrix, shownMatrix(matrix, current()), result.value.figures, explore.csv, address));
    button.textContent = result.kind === "ok" ? label : explore.saveFailed;
  }
  return button;
}

function choice(label: string, options: readonly (readonly [value: string, label: string])[], chosen: string, choose: (value: string) => void): HTMLElement {
  const select = element("select", { "aria-label": label }, ...options.map(([value, name]) => element("option", { value, selected: value === chosen }, name)));
  select.addEventListener("change", () => choose(select.value));
  return select;
}
