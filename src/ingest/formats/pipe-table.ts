import type { TableCell } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { trimSpan } from "../lines.ts";
import type { TableReader } from "./text.ts";

const DELIMITER_CELL = /^:?-{1,}:?$/;

/** A pipe table: a row, a row of dashes, and any rows below. Without the row of dashes two rows of bordered cells are read as one too. */
export const readPipeTable: TableReader = (text, lines, index) => {
  const head = splitCells(text, lines[index]);
  if (head.length < 2) return null;
  const second = splitCells(text, lines[index + 1]);
  const delimited = isDelimiter(text, second);
  if (!delimited && !(isBordered(text, lines[index]) && isBordered(text, lines[index + 1]) && second.length === head.length)) return null;
  const rows: Span[][] = [head];
  let next = delimited ? index + 2 : index + 1;
  for (; next < lines.length; next += 1) {
    const cells = splitCells(text, lines[next]);
    if (cells.length < 2) break;
    if (!isDelimiter(text, cells)) rows.push(cells);
  }
  const first = rows[0]?.[0];
  const last = rows[rows.length - 1]?.at(-1);
  if (first === undefined || last === undefined) return null;
  return { entry: { kind: "table", span: { start: first.start, end: last.end }, rows: rows.map(toCells) }, next };
};

const isDelimiter = (text: string, cells: readonly Span[]): boolean =>
  cells.length > 0 && cells.every((cell) => DELIMITER_CELL.test(text.slice(cell.start, cell.end).replaceAll(" ", "")));

function isBordered(text: string, line: Span | undefined): boolean {
  if (line === undefined) return false;
  const trimmed = trimSpan(text, line);
  return text[trimmed.start] === "|" && text[trimmed.end - 1] === "|";
}

/** Cells between pipes; `\|` is no border. Border pipes at both ends give no cells. */
function splitCells(text: string, line: Span | undefined): Span[] {
  if (line === undefined) return [];
  const { start, end } = trimSpan(text, line);
  const borders: number[] = [];
  for (let index = start; index < end; index += 1) if (text[index] === "|" && text[index - 1] !== "\\") borders.push(index);
  if (borders.length === 0) return [];
  const edges = [...(borders[0] === start ? [] : [start - 1]), ...borders, ...(borders[borders.length - 1] === end - 1 ? [] : [end])];
  return edges.slice(1).map((edge, number) => trimSpan(text, { start: (edges[number] ?? start) + 1, end: edge }));
}

function toCells(row: readonly Span[], number: number): TableCell[] {
  return row.map((span, column) => ({ span, row: number, column, rowSpan: 1, columnSpan: 1, header: number === 0 }));
}
