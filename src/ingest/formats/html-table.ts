import type { TableCell } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { trimSpan } from "../lines.ts";
import type { TableReader } from "./text.ts";

const TAG = /<(\/?)(table|thead|tbody|tr|td|th)\b([^<>]{0,500})>/gi;
const INLINE_TAG = /^<\/?[a-z][^<>]{0,200}>|^&nbsp;/i;
const INLINE_TAG_END = /<\/?[a-z][^<>]{0,200}>$|&nbsp;$/i;
/** No cell of a report spans more; a hostile number would make a huge grid. */
const MAX_SPAN = 50;

/** Reader of `<table>…</table>` that opens at the start of a physical line. Merged cells keep their extent; spans leave tags out. */
export function createHtmlTableReader(source: string): TableReader {
  // Looked up once: a text of nothing but opening tags would be searched to its end at each of them.
  const closings = [...source.matchAll(/<\/table[^<>]{0,20}>/gi)].map((match) => match.index + match[0].length);
  return (text, lines, index) => {
    const line = lines[index];
    if (line === undefined) return null;
    const start = trimSpan(text, line).start;
    if (text.slice(start, start + 6).toLowerCase() !== "<table") return null;
    while (closings.length > 0 && (closings[0] ?? 0) <= start) closings.shift();
    const end = closings[0];
    return end === undefined ? null : readTable(text, { start, end }, lines, index);
  };
}

function readTable(text: string, span: Span, lines: readonly Span[], index: number): ReturnType<TableReader> {
  const rows = readRows(text, span);
  if (rows.length === 0) return null;
  let next = index;
  while (next < lines.length && (lines[next]?.start ?? span.end) < span.end) next += 1;
  return { entry: { kind: "table", span, rows }, next };
}

interface OpenCell {
  readonly start: number;
  readonly header: boolean;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

function readRows(text: string, span: Span): TableCell[][] {
  const rows: TableCell[][] = [];
  /** taken[column] = first row that is free again below a cell merged downwards. */
  const taken: number[] = [];
  let open: OpenCell | null = null;
  const close = (end: number): void => {
    const row = rows[rows.length - 1];
    if (open === null || row === undefined) return;
    row.push(placeCell(text, open, end, rows.length - 1, taken));
    open = null;
  };
  for (const match of text.slice(span.start, span.end).matchAll(TAG)) {
    const at = span.start + match.index;
    const name = (match[2] ?? "").toLowerCase();
    if (name === "td" || name === "th" || name === "tr") close(at);
    if (match[1] === "/") continue;
    if (name === "tr") rows.push([]);
    if (name === "td" || name === "th") {
      const attributes = match[3] ?? "";
      open = {
        start: at + match[0].length,
        header: name === "th" || rows.length === 1,
        rowSpan: extent(attributes, "rowspan"),
        columnSpan: extent(attributes, "colspan"),
      };
      if (rows.length === 0) rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 0);
}

function placeCell(text: string, open: OpenCell, end: number, row: number, taken: number[]): TableCell {
  let column = 0;
  while ((taken[column] ?? 0) > row) column += 1;
  for (let offset = 0; offset < open.columnSpan; offset += 1) taken[column + offset] = row + open.rowSpan;
  const span = trimMarkup(text, { start: open.start, end });
  return { span, row, column, rowSpan: open.rowSpan, columnSpan: open.columnSpan, header: open.header };
}

function extent(attributes: string, name: string): number {
  const value = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,3})`, "i").exec(attributes)?.[1];
  return Math.min(Math.max(Number(value ?? 1), 1), MAX_SPAN);
}

/** Takes blanks, inline tags and non-breaking blanks off both ends. */
function trimMarkup(text: string, span: Span): Span {
  let current = trimSpan(text, span);
  for (;;) {
    const source = text.slice(current.start, current.end);
    const head = INLINE_TAG.exec(source)?.[0].length ?? 0;
    const tail = head === source.length ? 0 : (INLINE_TAG_END.exec(source.slice(-220))?.[0].length ?? 0);
    if (head === 0 && tail === 0) return current;
    current = trimSpan(text, { start: current.start + head, end: current.end - tail });
  }
}
