import { type CellDraft, type DocumentBuilder, headerRowCount } from "../document.ts";

/** Cells merged into one: rows and columns from 0, ends included. */
export interface MergedArea {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** More merged cells than any sheet of a report has; each is looked at for each row. */
const MAX_MERGES = 2000;

/**
 * Writes a grid of texts: blank rows part it into tables, a row of one cell above a table is a line of its own (a title, a note), columns
 * that are blank throughout are left out, and `name` (a sheet's, "" for none) becomes the caption of each table.
 */
export function writeSheet(builder: DocumentBuilder, name: string, rows: readonly (readonly string[])[], given: readonly MergedArea[]): void {
  const merges = given.slice(0, MAX_MERGES);
  const originAt = new Map(merges.map((area) => [`${area.firstRow}:${area.firstColumn}`, area]));
  const covered = (row: number): boolean => merges.some((area) => area.firstRow < row && row <= area.lastRow);
  const isFilled = (row: readonly string[] | undefined): boolean => row?.some((text) => text.trim() !== "") ?? false;
  for (let start = 0; start < rows.length; ) {
    if (!isFilled(rows[start])) {
      start += 1;
      continue;
    }
    let end = start;
    while (end < rows.length && (isFilled(rows[end]) || covered(end))) end += 1;
    writeRegion(builder, name, { rows, start, end, originAt });
    start = end;
  }
}

interface Region {
  readonly rows: readonly (readonly string[])[];
  readonly start: number;
  readonly end: number;
  readonly originAt: ReadonlyMap<string, MergedArea>;
}

function writeRegion(builder: DocumentBuilder, name: string, { rows, start, end, originAt }: Region): void {
  const filledIn = (row: number): number[] => (rows[row] ?? []).flatMap((text, column) => (text.trim() === "" ? [] : [column]));
  const single = (row: number): boolean => filledIn(row).length <= 1;
  let first = start;
  while (first < end && single(first)) {
    for (const column of filledIn(first)) builder.line(rows[first]?.[column] ?? "");
    first += 1;
  }
  let last = end;
  while (last > first && single(last - 1)) last -= 1;
  const columns = [...new Set(Array.from({ length: last - first }, (_, index) => filledIn(first + index)).flat())].sort((a, b) => a - b);
  const place = new Map(columns.map((column, index) => [column, index]));
  const placed: Omit<CellDraft, "header">[][] = [];
  for (let row = first; row < last; row += 1) placed.push(placeRow(row, row - first));
  const headerRows = headerRowCount(placed.filter((row) => row.length > 0));
  builder.table(
    placed.map((row) => row.map((cell) => ({ ...cell, header: cell.row < headerRows }))),
    name,
  );
  for (let row = last; row < end; row += 1) for (const column of filledIn(row)) builder.line(rows[row]?.[column] ?? "");

  function placeRow(row: number, at: number): Omit<CellDraft, "header">[] {
    return filledIn(row).map((column) => {
      const area = originAt.get(`${row}:${column}`);
      const columnSpan = area === undefined ? 1 : columns.filter((one) => one >= column && one <= area.lastColumn).length;
      const rowSpan = area === undefined ? 1 : Math.min(area.lastRow, last - 1) - row + 1;
      return { text: rows[row]?.[column] ?? "", row: at, column: place.get(column) ?? 0, rowSpan, columnSpan };
    });
  }
}
