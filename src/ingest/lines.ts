import type { TableCell } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";

/** A physical line that holds something: its trimmed span, and what its surroundings say about paragraphs. */
export interface Line {
  readonly kind: "line";
  /** Without leading and trailing blanks. */
  readonly span: Span;
  /** The folded characters of `span`, one for one. */
  readonly folded: string;
  /** Whether a blank line (or a page feed) stands before it. */
  readonly blankBefore: boolean;
  /** Width of the leading blanks, a full-width blank counting two. */
  readonly indent: number;
  /** Depth of a Markdown heading whose text `span` covers; null for any other line. */
  readonly markdownLevel: number | null;
  /** Whether a list marker ("- ") stood before it. */
  readonly listItem: boolean;
  /** Set where the page shows that nothing carries the line on: it ends well before the right margin. */
  readonly ended?: boolean;
}

/** A table as a format reader found it. */
export interface TableDraft {
  readonly kind: "table";
  readonly span: Span;
  readonly rows: readonly (readonly TableCell[])[];
  /** The words that the format itself gives as the table's name (a sheet's name); they stand above the table. */
  readonly caption?: Span;
}

/** What a format reader gives: lines and tables in reading order. */
export type Entry = Line | TableDraft;

const BREAK = /\r\n|[\n\r\f\u2028\u2029]/g;
const BLANK = /[\s\u200b\ufeff]/;

/** Physical lines as half-open spans without their line break. */
export function splitLines(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(BREAK)) {
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Takes blanks off both ends of a span; an all-blank span becomes empty at its start. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && BLANK.test(text[start] ?? "")) start += 1;
  while (end > start && BLANK.test(text[end - 1] ?? "")) end -= 1;
  return { start, end };
}

/** Makes a line of a raw physical span; null when it is blank. */
export function readLine(text: string, raw: Span, blankBefore: boolean): Line | null {
  const span = trimSpan(text, raw);
  if (span.start === span.end) return null;
  const indent = indentWidth(text, raw.start, span.start);
  return { kind: "line", span, folded: foldText(text.slice(span.start, span.end)), blankBefore, indent, markdownLevel: null, listItem: false };
}

/** The same line over a smaller span, as when a marker is taken off. */
export function narrowLine(text: string, line: Line, span: Span, changes: Partial<Pick<Line, "markdownLevel" | "listItem">>): Line {
  return { ...line, ...changes, span, folded: foldText(text.slice(span.start, span.end)) };
}

function indentWidth(text: string, start: number, end: number): number {
  let width = 0;
  for (let index = start; index < end; index += 1) width += text[index] === "\u3000" ? 2 : text[index] === "\t" ? 4 : 1;
  return width;
}
