import { AppError, type Issue } from "../../domain/issue.ts";
import { foldText } from "../../text/fold.ts";
import { createDocumentBuilder, type DocumentBuilder, headerRowCount, type SourceDocument } from "../document.ts";
import { readLabel } from "../labels.ts";
import { findAlignedTables } from "./pdf-aligned.ts";
import { readColumns, type Stretch } from "./pdf-columns.ts";
import { groupLines, joinWrapped } from "./pdf-lines.ts";
import { findMargins, findPageFurniture, type Margins } from "./pdf-margins.ts";
import { readPdfPages } from "./pdf-source.ts";
import { type DrawnTable, findDrawnTables } from "./pdf-tables.ts";
import type { PdfLine, PdfPage } from "./pdf-types.ts";

/** A page with fewer characters has no text layer: a scan may bear a page number set as text. */
const MIN_PAGE_CHARACTERS = 15;
/** More characters than this share without a meaning: the fonts do not tell their letters. */
const MAX_UNKNOWN_SHARE = 0.3;

/**
 * PDF with a text layer → text with a paragraph a line, a form feed between pages, tables by their drawn lines. Running heads and page numbers
 * stay in the text but in no block. Throws AppError `scanned_pdf`, `encrypted_pdf`, `damaged_file`, `unreadable_pdf` or `file_too_large`.
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const pages = await readPdfPages(bytes);
  const blank = pages.flatMap((page, index) => (countCharacters(page) < MIN_PAGE_CHARACTERS ? [index + 1] : []));
  if (blank.length === pages.length) {
    throw new AppError("scanned_pdf", "The PDF holds pictures of pages and no text. Run text recognition (OCR) on it, or get the Word file, and ingest that.");
  }
  refuseUnknownLetters(pages);
  const issues: Issue[] =
    blank.length === 0
      ? []
      : [
          {
            code: "pages_without_text",
            severity: "warning",
            message: `pages without text were left out: ${listPages(blank)}`,
            values: { pages: listPages(blank) },
          },
        ];
  return writePages(pages.map(layOut), issues);
}

const countCharacters = (page: PdfPage): number => page.runs.reduce((sum, run) => sum + run.text.replace(/\s/g, "").length, 0);
const listPages = (pages: readonly number[]): string => pages.slice(0, 12).join(", ") + (pages.length > 12 ? `, … (${pages.length})` : "");

function refuseUnknownLetters(pages: readonly PdfPage[]): void {
  const text = pages
    .slice(0, 20)
    .flatMap((page) => page.runs.map((run) => run.text))
    .join("");
  const unknown = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
  if (unknown <= text.length * MAX_UNKNOWN_SHARE) return;
  throw new AppError(
    "unreadable_pdf",
    "The letters of the PDF cannot be told: its fonts carry no text. Get the Word file, or run text recognition (OCR) on it.",
  );
}

interface LaidOutPage {
  readonly height: number;
  readonly lines: readonly PdfLine[];
  readonly tables: readonly DrawnTable[];
}

function layOut(page: PdfPage): LaidOutPage {
  const tables = findDrawnTables(page.rules, page.runs);
  const free = page.runs.filter((run) => !tables.some((table) => table.runs.has(run)));
  return { height: page.height, lines: groupLines(free), tables };
}

function writePages(pages: readonly LaidOutPage[], issues: readonly Issue[]): SourceDocument {
  const furniture = findPageFurniture(pages);
  const body = pages.map((page) => page.lines.filter((line) => !furniture.has(line)));
  const whole = findMargins(body.flat(), null);
  const leading = medianLeading(body);
  const builder = createDocumentBuilder();
  let tableBefore: DrawnTable | null = null;
  pages.forEach((page, index) => {
    builder.startPage();
    const lines = body[index] ?? [];
    const top = Math.min(...lines.map((line) => line.y), ...page.tables.map((table) => table.top));
    for (const line of page.lines) if (furniture.has(line) && line.y < top) builder.aside(line.text);
    for (const part of partsOf(lines, page.tables, whole)) tableBefore = writeBody(builder, { ...part, leading }, tableBefore);
    for (const line of page.lines) if (furniture.has(line) && line.y >= top) builder.aside(line.text);
  });
  const left: Issue[] =
    furniture.size === 0
      ? []
      : [{ code: "running_heads", severity: "note", message: `${furniture.size} running heads and page numbers left out`, values: { count: furniture.size } }];
  return builder.finish([...issues, ...left]);
}

/** The parts of a page in reading order, each with the tables that stand in it: one, or more where it is set in columns. */
function partsOf(lines: readonly PdfLine[], drawn: readonly DrawnTable[], whole: Margins): Omit<PageBody, "leading">[] {
  const stretches = readColumns(lines);
  return stretches.map((stretch, index) => {
    const margins = findMargins(stretch, stretches.length === 1 ? whole : null);
    const aligned = findAlignedTables(stretch);
    const tables = [...drawn.filter((table) => stretchOf(table, stretches) === index), ...aligned.map(({ table }) => table)];
    return {
      lines: stretch.filter((line) => !aligned.some((table) => table.lines.has(line))),
      tables: tables.sort((a, b) => a.top - b.top),
      margins,
    };
  });
}

/** The stretch that goes on beside or below a table's top; the last one for a table below all lines. */
function stretchOf(table: DrawnTable, stretches: readonly Stretch[]): number {
  const [left = 0, right = 0] = [table.edges[0], table.edges[table.edges.length - 1]];
  const index = stretches.findIndex((stretch) => stretch.some((line) => line.y >= table.top && line.left < right && line.right > left));
  return index === -1 ? stretches.length - 1 : index;
}

/** The usual distance from baseline to baseline. */
function medianLeading(pages: readonly (readonly PdfLine[])[]): number {
  const gaps = pages
    .flatMap((lines) => lines.map((line, index) => line.y - (lines[index - 1]?.y ?? line.y)))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

interface PageBody {
  readonly lines: readonly PdfLine[];
  readonly tables: readonly DrawnTable[];
  readonly margins: Margins;
  readonly leading: number;
}

/** Writes lines and tables from top to bottom; returns the table that ends the page, which the next page may carry on. */
function writeBody(builder: DocumentBuilder, { lines, tables, margins, leading }: PageBody, before: DrawnTable | null): DrawnTable | null {
  let open: PdfLine[] = [];
  let last: DrawnTable | null = null;
  let isFirst = true;
  const waiting = [...tables];
  const endParagraph = (): void => {
    if (open.length > 0) writeParagraph(builder, open, margins);
    open = [];
  };
  const writeTablesAbove = (y: number): void => {
    while ((waiting[0]?.top ?? Number.POSITIVE_INFINITY) < y) {
      endParagraph();
      const table = waiting.shift();
      if (table === undefined) return;
      if (isFirst && before !== null && sameColumns(before, table)) extendTable(builder, before, table);
      else writeTable(builder, table);
      isFirst = false;
      last = table;
    }
  };
  for (const line of lines) {
    writeTablesAbove(line.y);
    const previous = open[open.length - 1];
    if (previous !== undefined && !carriesOn(open, line, margins, leading)) endParagraph();
    open.push(line);
    isFirst = false;
    last = null;
  }
  writeTablesAbove(Number.POSITIVE_INFINITY);
  endParagraph();
  return last;
}

/** A line of a contents page ends in dots or a gap and a number. */
const CONTENTS_LINE = /(?:[.…·•]{3,}|…|\t)\s*\d{1,4}$/;
const BULLET = /^[•●■◆▲▶○◇□※➢✓\uf0a7-\uf0d8]/;
const MARGIN_SLACK = 1.7;
const INDENT_SLACK = 0.8;
const MAX_LEADING = 1.75;

/** Whether a line belongs to the paragraph above it, by the page alone: that one is full, this one is not indented and near. */
function carriesOn(open: readonly PdfLine[], line: PdfLine, margins: Margins, leading: number): boolean {
  const last = open[open.length - 1];
  if (last === undefined) return false;
  const size = Math.max(last.size, line.size);
  if (Math.abs(last.size - line.size) > size * 0.12 || line.y - last.y > Math.max(leading, size * 1.2) * MAX_LEADING) return false;
  if (CONTENTS_LINE.test(last.text) || line.segments.length > 2 || last.segments.length > 2) return false;
  // A Latin word that does not fit leaves more of the line free.
  const word = /^[A-Za-z0-9.%,-]{0,24}/.exec(line.text)?.[0].length ?? 0;
  const isFull = last.right >= margins.right - size * (MARGIN_SLACK + word * 0.55);
  const isIndented = line.left > margins.left + size * INDENT_SLACK;
  // A paragraph that hangs keeps its own edge.
  const hangs = open.length > 1 && Math.abs(line.left - last.left) <= size * 0.3;
  if (!isFull || (isIndented && !hangs)) return false;
  if (BULLET.test(line.text)) return false;
  const folded = foldText(line.text);
  return readLabel(folded) === null || !/[。！？；!?;：:.]["”’)）]{0,2}$/.test(last.text);
}

function writeParagraph(builder: DocumentBuilder, lines: readonly PdfLine[], margins: Margins): void {
  const [first] = lines;
  const last = lines[lines.length - 1];
  if (first === undefined || last === undefined) return;
  const text = lines.reduce((joined, line) => (joined === "" ? line.text : joinWrapped(joined, line.text)), "");
  const size = Math.max(first.size, 1);
  const indent = Math.max(0, Math.round((first.left - margins.left) / (size / 2)));
  const ended = last.right < margins.right - last.size * 2.5;
  builder.line(text, { indent, ...(ended ? { ended } : {}) });
}

const EDGE_SLACK = 4;

const sameColumns = (a: DrawnTable, b: DrawnTable): boolean =>
  a.edges.length === b.edges.length && a.edges.every((edge, index) => Math.abs(edge - (b.edges[index] ?? 0)) <= EDGE_SLACK);

const say = (row: DrawnTable["rows"][number] | undefined): string => (row ?? []).map((cell) => cell.text).join("\t");

function writeTable(builder: DocumentBuilder, table: DrawnTable): void {
  const headerRows = headerRowCount(table.rows);
  builder.table(table.rows.map((row) => row.map((cell) => ({ ...cell, header: cell.row < headerRows }))));
}

/** A table that goes on after a page break; header rows that are printed again are left in the text alone. */
function extendTable(builder: DocumentBuilder, before: DrawnTable, table: DrawnTable): void {
  const headerRows = headerRowCount(before.rows);
  const repeated = Array.from({ length: headerRows }, (_, row) => row).every((row) => say(before.rows[row]) === say(table.rows[row])) ? headerRows : 0;
  for (const row of table.rows.slice(0, repeated)) builder.aside(say(row));
  builder.extendTable(table.rows.slice(repeated).map((row) => row.map((cell) => ({ ...cell, row: cell.row - repeated, header: false }))));
}
