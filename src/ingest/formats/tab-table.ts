import type { TableCell } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { trimSpan } from "../lines.ts";
import type { TableReader } from "./text.ts";

/** Rows whose widths differ by more than this are not one table. */
const MAX_WIDTH_GAP = 2;
/** A cell is no paragraph. */
const MAX_CELL = 120;

/** Two rows or more of two tab-separated cells or more. Leading tabs are an indent, unless the row has other tabs. */
export const readTabTable: TableReader = (text, lines, index) => {
  const rows: Span[][] = [];
  let next = index;
  for (; next < lines.length; next += 1) {
    const cells = splitCells(text, lines[next]);
    const width = rows[0]?.length ?? cells.length;
    if (cells.length < 2 || Math.abs(cells.length - width) > MAX_WIDTH_GAP) break;
    rows.push(cells);
  }
  const first = rows[0]?.[0];
  const last = rows[rows.length - 1]?.at(-1);
  if (rows.length < 2 || first === undefined || last === undefined) return null;
  return { entry: { kind: "table", span: { start: first.start, end: last.end }, rows: rows.map((row, number) => toCells(row, number)) }, next };
};

function splitCells(text: string, line: Span | undefined): Span[] {
  if (line === undefined) return [];
  const trimmed = trimSpan(text, line);
  if (!text.slice(trimmed.start, trimmed.end).includes("\t")) return [];
  const cells: Span[] = [];
  let start = line.start;
  for (let index = line.start; index <= line.end; index += 1) {
    if (index < line.end && text[index] !== "\t") continue;
    cells.push(trimSpan(text, { start, end: index }));
    start = index + 1;
  }
  while (cells.length > 0 && isEmpty(cells[cells.length - 1])) cells.pop();
  const filled = cells.filter((cell) => !isEmpty(cell));
  if (filled.length < 2 || cells.some((cell) => cell.end - cell.start > MAX_CELL)) return [];
  return cells;
}

const isEmpty = (span: Span | undefined): boolean => span === undefined || span.start === span.end;

function toCells(row: readonly Span[], number: number): TableCell[] {
  return row.map((span, column) => ({ span, row: number, column, rowSpan: 1, columnSpan: 1, header: number === 0 }));
}
