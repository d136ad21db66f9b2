import type { Issue } from "../domain/issue.ts";
import type { TableCell } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import { type Entry, readLine, trimSpan } from "./lines.ts";

/** What a format reader makes of a file: the text that all offsets point into, and what of it are lines and tables. */
export interface SourceDocument {
  readonly text: string;
  readonly entries: readonly Entry[];
  /** Where each page lies in `text`, in order; only for formats that have pages. */
  readonly pages?: readonly Span[];
  readonly issues: readonly Issue[];
}

/** A cell before it has its place in the text. */
export interface CellDraft {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly header: boolean;
}

export interface LineOptions {
  /** Depth of a heading that the format marks as one; null for any other line. */
  readonly level?: number | null;
  readonly listItem?: boolean;
  readonly blankBefore?: boolean;
  /** Width of an indent that the text itself does not show, in half-width characters. */
  readonly indent?: number;
  /** Nothing carries it on. */
  readonly ended?: boolean;
}

/** Writes the text of a document that has none of its own (Word, PDF, web pages, sheets): a paragraph a line, a table row a line. */
export interface DocumentBuilder {
  /** A paragraph; a line break in it gives two lines. Blank text counts as a blank line. */
  line(text: string, options?: LineOptions): void;
  /** Cells of each row in reading order; `caption` is written above. */
  table(rows: readonly (readonly CellDraft[])[], caption?: string): void;
  /** Rows that carry on the table that was written last, as after a page break; their row numbers go on from its rows. */
  extendTable(rows: readonly (readonly CellDraft[])[]): void;
  /** What stands in the text but in no block: running heads, page numbers, contents pages. Returns its place. */
  aside(text: string): Span;
  /** A page starts here: said before its first line, for the first page too. */
  startPage(): void;
  /** `extra` joins the issues of the document. */
  finish(extra?: readonly Issue[]): SourceDocument;
}

export function createDocumentBuilder(): DocumentBuilder {
  const pieces: string[] = [];
  const drafts: ((text: string) => Entry | null)[] = [];
  const pageStarts: number[] = [];
  let length = 0;
  let blank = true;
  const write = (text: string): Span => {
    const span = { start: length, end: length + text.length };
    pieces.push(text, "\n");
    length += text.length + 1;
    return span;
  };
  let lastTable: { readonly start: number; end: number; readonly cells: TableCell[][]; readonly caption: Span | null; rowCount: number } | null = null;
  const writeRows = (rows: readonly (readonly CellDraft[])[]): void => {
    if (lastTable === null) return;
    const base = lastTable.rowCount;
    for (const row of rows) {
      const filled = row.map((cell) => ({ ...cell, row: cell.row + base, text: cleanText(cell.text).trim() }));
      if (filled.length === 0) continue;
      let at = length;
      const own: TableCell[] = filled.map(({ text, ...place }) => {
        const span = { start: at, end: at + text.length };
        at = span.end + 1;
        return { span, ...place };
      });
      lastTable.end = write(filled.map((cell) => cell.text).join("\t")).end;
      lastTable.cells.push(own);
      lastTable.rowCount = Math.max(lastTable.rowCount, ...own.map((cell) => cell.row + cell.rowSpan));
    }
    blank = true;
  };
  const writeTable = (rows: readonly (readonly CellDraft[])[], caption: string): void => {
    const name = cleanText(caption).trim();
    const table = { caption: name === "" ? null : write(name), start: length, end: length, cells: [] as TableCell[][], rowCount: 0 };
    lastTable = table;
    writeRows(rows);
    drafts.push(() =>
      table.cells.length === 0
        ? null
        : {
            kind: "table",
            span: { start: table.start, end: table.end },
            rows: table.cells,
            ...(table.caption === null ? {} : { caption: table.caption }),
          },
    );
  };
  return {
    line: (text, options = {}) => {
      for (const piece of cleanText(text).split("\n")) {
        const raw = write(piece);
        const blankBefore = blank || options.blankBefore === true;
        blank = piece.trim() === "";
        if (!blank) drafts.push((whole) => toLine(whole, raw, blankBefore, options));
      }
    },
    table: (rows, caption = "") => writeTable(rows, caption),
    extendTable: writeRows,
    aside: (text) => write(cleanText(text).replaceAll("\n", " ").trim()),
    startPage: () => {
      if (pageStarts.length > 0) {
        pieces.push("\f");
        length += 1;
      }
      pageStarts.push(length);
      blank = true;
    },
    finish: (extra = []) => {
      const text = pieces.join("");
      const entries = drafts.flatMap((draft) => draft(text) ?? []);
      const pages = pageStarts.map((start, index) => ({ start, end: pageStarts[index + 1] ?? text.length }));
      return { text, entries, ...(pages.length > 0 ? { pages } : {}), issues: extra };
    },
  };
}

function toLine(text: string, raw: Span, blankBefore: boolean, options: LineOptions): Entry | null {
  const line = readLine(text, trimSpan(text, raw), blankBefore);
  const own = readLine(text, raw, blankBefore);
  if (line === null || own === null) return null;
  const indent = own.indent + (options.indent ?? 0);
  const ended = options.ended === undefined ? {} : { ended: options.ended };
  return { ...line, indent, markdownLevel: options.level ?? null, listItem: options.listItem ?? false, ...ended };
}

/** One kind of line break, no character that a text cannot hold; lone halves of surrogate pairs become U+FFFD so that the text can be stored. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\f\v\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Rows at the top that are headers: those that the format marks, else as many as the cells of the first row reach down. */
export function headerRowCount(rows: readonly (readonly Omit<CellDraft, "header">[])[], marked = 0): number {
  const reach = Math.max(1, ...(rows[0] ?? []).map((cell) => cell.rowSpan));
  const count = marked > 0 ? marked : reach <= 3 ? reach : 1;
  return count < rows.length ? count : 1;
}
