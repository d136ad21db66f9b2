import type { DrawnTable } from "./pdf-tables.ts";
import type { PdfLine, Run } from "./pdf-types.ts";

/** A table without upright lines, and the lines of text that it takes. */
export interface AlignedTable {
  readonly table: DrawnTable;
  readonly lines: ReadonlySet<PdfLine>;
}

/** Fewer rows side by side are an address, a signature or a heading with its page. */
const MIN_ROWS = 3;
/** Longer pieces are columns of text and no cells. */
const MAX_CELL = 40;
/** Rows farther apart, in font sizes, are not one table. */
const MAX_ROW_GAP = 3.2;
const CONTENTS_ROW = /(?:[.…·•]{3,}|…)\s*\d{1,4}$/;

/** Finds rows of short pieces that stand below each other in columns, as tables with level lines alone (三线表) or none have them. */
export function findAlignedTables(lines: readonly PdfLine[]): AlignedTable[] {
  const found: AlignedTable[] = [];
  let open: PdfLine[] = [];
  const close = (): void => {
    const table = open.length >= MIN_ROWS ? toTable(open) : null;
    if (table !== null) found.push({ table, lines: new Set(open) });
    open = [];
  };
  for (const line of lines) {
    const isRow = line.segments.length >= 2 && line.segments.every((segment) => segment.text.length <= MAX_CELL) && !CONTENTS_ROW.test(line.text);
    const last = open[open.length - 1];
    if (last !== undefined && (!isRow || line.y - last.y > MAX_ROW_GAP * Math.max(line.size, last.size) || !fits(open, line))) close();
    if (isRow) open.push(line);
  }
  close();
  return found;
}

/** The stretches from left to right that the pieces of all rows cover together. */
function columnsOf(lines: readonly PdfLine[]): { left: number; right: number }[] {
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of lines.flatMap((line) => line.segments).sort((a, b) => a.left - b.left)) {
    const last = columns[columns.length - 1];
    if (last !== undefined && left <= last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/** Whether a row falls into the columns of those above it without running two of them together. */
function fits(open: readonly PdfLine[], line: PdfLine): boolean {
  const widest = Math.max(...open.map((row) => row.segments.length), line.segments.length);
  return columnsOf([...open, line]).length >= Math.max(2, widest);
}

function toTable(lines: readonly PdfLine[]): DrawnTable | null {
  const columns = columnsOf(lines);
  if (columns.length < 2) return null;
  const columnOf = (segment: Run): number => columns.findIndex((column) => segment.left >= column.left && segment.right <= column.right);
  const rows = lines.map((line, row) => line.segments.map((segment) => ({ text: segment.text, row, column: columnOf(segment), rowSpan: 1, columnSpan: 1 })));
  const first = lines[0];
  const last = lines[lines.length - 1];
  if (first === undefined || last === undefined) return null;
  return { top: first.y, bottom: last.y, edges: columns.map((column) => column.left), rows, runs: new Set() };
}
