import type { Span } from "../../domain/span.ts";
import { type Entry, type Line, narrowLine, splitLines, trimSpan } from "../lines.ts";
import { createHtmlTableReader } from "./html-table.ts";
import { readListedTable } from "./listed-table.ts";
import { readPipeTable } from "./pipe-table.ts";
import { readSpaceTable } from "./space-table.ts";
import { readTabTable } from "./tab-table.ts";
import { readEntries } from "./text.ts";

const HEADING = /^(#{1,6})[ \t\u3000]+/;
const TRAILING_HASHES = /[ \t]+#+$/;
const LIST_MARKER = /^(?:[-*+]|\d{1,3}[.)](?=[ \t]+[-*+] ))[ \t]+/;
const QUOTE_MARKER = /^(?:>[ \t]?)+/;
const RULE = /^(?:-[ \t]*){3,}$|^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$|^(?:=[ \t]*){3,}$/;
const SETEXT = /^(?:={3,}|-{3,})$/;
const COMMENT_OR_ANCHOR = /^<(?:!--|a |\/|br|div|p |p>|center|img)[^>]{0,300}>$/i;
const PICTURE = /^!\[[^\]]{0,200}\]\([^)]{0,500}\)$/;

/** Markdown → lines (markers of headings, lists and quotes taken off, emphasis left in place) and pipe, HTML, tab or blank-aligned tables. */
export function readMarkdownEntries(text: string): Entry[] {
  const entries = readEntries(
    text,
    skipFrontMatter(text, splitLines(text)),
    readPipeTable,
    createHtmlTableReader(text),
    readTabTable,
    readListedTable,
    readSpaceTable,
  );
  const read: Entry[] = [];
  for (const entry of entries) {
    if (entry.kind === "table") {
      read.push(entry);
      continue;
    }
    const source = text.slice(entry.span.start, entry.span.end);
    const above = read[read.length - 1];
    if (SETEXT.test(source) && above?.kind === "line" && !entry.blankBefore && above.markdownLevel === null && above.folded.length <= 60) {
      read[read.length - 1] = { ...above, markdownLevel: source.startsWith("=") ? 1 : 2 };
    } else if (!RULE.test(source) && !PICTURE.test(source) && !COMMENT_OR_ANCHOR.test(source)) {
      read.push(readMarkers(text, entry));
    }
  }
  return read;
}

const MAX_FRONT_MATTER = 40;

/** Takes `--- key: value … ---` off the front. */
function skipFrontMatter(text: string, lines: readonly Span[]): readonly Span[] {
  const say = (line: Span | undefined): string => (line === undefined ? "" : text.slice(line.start, line.end).trim());
  if (say(lines[0]) !== "---") return lines;
  const end = lines.slice(0, MAX_FRONT_MATTER).findIndex((line, index) => index > 0 && say(line) === "---");
  const inside = end === -1 ? [] : lines.slice(1, end);
  return inside.length > 0 && inside.every((line) => /^(?:[\w-]{1,30}:|- |#|$)/.test(say(line))) ? lines.slice(end + 1) : lines;
}

function readMarkers(text: string, line: Line): Line {
  const quoted = skip(text, line, QUOTE_MARKER);
  const source = text.slice(quoted.span.start, quoted.span.end);
  const heading = HEADING.exec(source);
  if (heading !== null) {
    const end = quoted.span.end - (TRAILING_HASHES.exec(source)?.[0].length ?? 0);
    const span = unwrapEmphasis(text, trimSpan(text, { start: quoted.span.start + heading[0].length, end }));
    return span.start < span.end ? narrowLine(text, quoted, span, { markdownLevel: heading[1]?.length ?? 1 }) : quoted;
  }
  const item = skip(text, quoted, LIST_MARKER);
  return item === quoted ? unwrapBoldLine(text, quoted) : { ...item, listItem: true };
}

function skip(text: string, line: Line, marker: RegExp): Line {
  const match = marker.exec(text.slice(line.span.start, line.span.end));
  const span = trimSpan(text, { start: line.span.start + (match?.[0].length ?? 0), end: line.span.end });
  return match === null || span.start === span.end ? line : narrowLine(text, line, span, {});
}

/** `**1.1 概况**` alone on its line is a heading set in bold: its markers are no part of its title. */
function unwrapBoldLine(text: string, line: Line): Line {
  const span = unwrapEmphasis(text, line.span);
  return span.start === line.span.start ? line : narrowLine(text, line, span, {});
}

function unwrapEmphasis(text: string, span: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number } {
  for (const marker of ["***", "**", "__"]) {
    const source = text.slice(span.start, span.end);
    const inner = source.slice(marker.length, -marker.length);
    if (source.length > 2 * marker.length && source.startsWith(marker) && source.endsWith(marker) && !inner.includes(marker)) {
      return { start: span.start + marker.length, end: span.end - marker.length };
    }
  }
  return span;
}
