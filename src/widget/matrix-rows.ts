import type { FigureMatrix, MatrixCell, MatrixFigure, MatrixIndicator } from "../contract/matrix.ts";

export interface MatrixFilter {
  readonly text: string;
  /** Group id; "" = all. */
  readonly group: string;
  /** School id; "" = all. */
  readonly school: string;
  /** "" = all. */
  readonly year: string;
  /** Only indicators that at least two of the shown reports give. */
  readonly sharedOnly: boolean;
  readonly order: "group" | "coverage" | "name";
  /** The indicator whose values order the columns; null = by school. */
  readonly columnsBy: { readonly indicatorId: string; readonly direction: "max" | "min" } | null;
}

export interface MatrixRow {
  readonly indicator: MatrixIndicator;
  readonly cells: ReadonlyMap<number, MatrixCell>;
  /** How many of the shown reports give it. */
  readonly given: number;
}

export interface MatrixPart {
  readonly group: FigureMatrix["groups"][number] | null;
  readonly rows: readonly MatrixRow[];
}

export interface ShownMatrix {
  /** Indices into the matrix's reports, in the order of showing. */
  readonly columns: readonly number[];
  /** One part for each group, or a single one without a group where rows are ordered across groups. */
  readonly parts: readonly MatrixPart[];
}

/** What of the matrix is shown under a filter: pure, so that a test can say what a person sees. */
export function shownMatrix(matrix: FigureMatrix, filter: MatrixFilter): ShownMatrix {
  const columns = orderColumns(matrix, filter, keptColumns(matrix, filter));
  const kept = new Set(columns);
  const parts = matrix.groups
    .filter((group) => filter.group === "" || group.id === filter.group)
    .map((group) => ({ group, rows: group.indicators.map((indicator) => toRow(indicator, kept)).filter((row) => isWanted(row, filter)) }))
    .filter((part) => part.rows.length > 0);
  if (filter.order === "group") return { columns, parts };
  const rows = parts.flatMap((part) => part.rows);
  const byName = (a: MatrixRow, b: MatrixRow): number => a.indicator.name.localeCompare(b.indicator.name, "zh");
  rows.sort(filter.order === "name" ? byName : (a, b) => b.given - a.given || byName(a, b));
  return { columns, parts: rows.length === 0 ? [] : [{ group: null, rows }] };
}

function keptColumns(matrix: FigureMatrix, filter: MatrixFilter): number[] {
  return [...matrix.reports.entries()]
    .filter(([, { school, year }]) => (filter.school === "" || school.id === filter.school) && (filter.year === "" || String(year) === filter.year))
    .map(([column]) => column);
}

function toRow(indicator: MatrixIndicator, kept: ReadonlySet<number>): MatrixRow {
  const cells = new Map(indicator.cells.filter((cell) => kept.has(cell.report)).map((cell) => [cell.report, cell]));
  return { indicator, cells, given: cells.size };
}

function isWanted({ indicator, given }: MatrixRow, filter: MatrixFilter): boolean {
  if (given < (filter.sharedOnly ? 2 : 1)) return false;
  const wanted = filter.text.trim().toLowerCase();
  return wanted === "" || [indicator.name, indicator.nameEn].some((name) => name.toLowerCase().includes(wanted));
}

/** Reports that give the indicator by its value in one unit, the others behind them in their old order. */
function orderColumns(matrix: FigureMatrix, { columnsBy }: MatrixFilter, columns: number[]): number[] {
  const cells = matrix.groups.flatMap((group) => group.indicators).find((indicator) => indicator.id === columnsBy?.indicatorId)?.cells;
  if (columnsBy === null || cells === undefined) return columns;
  const unit = commonestUnit(cells);
  const values = new Map(cells.map((cell) => [cell.report, wholeValue(cell, unit)]));
  const sign = columnsBy.direction === "max" ? -1 : 1;
  return columns.sort((a, b) => {
    const [one, other] = [values.get(a) ?? null, values.get(b) ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

/** For ordering alone: the whole school's value; a sub-group's does not stand for it, nor does 亩 stand among 平方米. */
function wholeValue(cell: MatrixCell, unit: string): number | null {
  const [whole] = wholeFigures(cell);
  return whole === undefined || whole.unit !== unit ? null : Number(whole.value);
}

/** The unit that most reports give; among equals the first. */
export function commonestUnit(cells: readonly MatrixCell[]): string {
  const counts = new Map<string, number>();
  for (const cell of cells) for (const { unit } of wholeFigures(cell).slice(0, 1)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

export const wholeFigures = (cell: MatrixCell): MatrixFigure[] => cell.figures.filter((figure) => figure.population === null);
