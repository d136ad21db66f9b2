import type { Block, TableCell } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import { mapText } from "../text/mapped-text.ts";
import { chunkText, type Piece, type Room } from "./chunk-text.ts";

type Table = Extract<Block, { kind: "table" }>;

/** Groups of rows as pieces. Each repeats caption and header in its text; its parts are its rows (the first one's also caption and header). */
export function chunkTable(text: string, table: Table, limits: Room): Piece[] {
  const headerCount = countHeaderRows(table);
  const merged = table.rows.flatMap((row) => row.filter((cell) => cell.rowSpan > 1));
  const rows = table.rows.map((row) => ({ text: rowText(text, row, merged), span: rowSpan(row), cells: row.map((cell) => cell.span) }));
  const caption = table.caption === null ? "" : say(text, table.caption);
  const head = [caption, ...rows.slice(0, headerCount).map((row) => row.text)].filter((line) => line !== "").join("\n");
  // A header that fills most of the room would leave none for rows.
  const repeated = head.length <= limits.room / 2 ? head : head.slice(0, Math.floor(limits.room / 2));
  const headSpans = [table.caption, ...rows.slice(0, headerCount).map((row) => row.span)].filter((span): span is Span => span !== null);
  const groups = groupRows(text, rows.slice(headerCount), limits.target - repeated.length, limits.room - repeated.length - 1);
  if (groups.length === 0) return headSpans.length === 0 ? [] : [{ parts: headSpans, text: head.slice(0, limits.room) }];
  return groups.map((group, index) => ({
    parts: index === 0 ? [...headSpans, ...group.spans] : group.spans,
    text: [repeated, group.text].filter((line) => line !== "").join("\n"),
  }));
}

function countHeaderRows(table: Table): number {
  const body = table.rows.findIndex((row) => row.some((cell) => !cell.header));
  return body === -1 ? Math.min(1, table.rows.length) : body;
}

interface RowGroup {
  readonly spans: readonly Span[];
  readonly text: string;
}

interface Row {
  readonly text: string;
  readonly span: Span | null;
  readonly cells: readonly Span[];
}

function groupRows(text: string, rows: readonly Row[], target: number, room: number): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const row of rows) {
    if (row.span === null) continue;
    const last = groups[groups.length - 1];
    const joined = last === undefined ? "" : `${last.text}\n${row.text}`;
    if (last !== undefined && joined.length <= Math.min(target, room)) groups[groups.length - 1] = { spans: [...last.spans, row.span], text: joined };
    else if (row.text.length <= room) groups.push({ spans: [row.span], text: row.text });
    else groups.push(...splitRow(text, row.cells, Math.max(room, 1)));
  }
  return groups;
}

/** A row longer than the room gives its cells one by one, a cell longer than that its sentences. */
function splitRow(text: string, cells: readonly Span[], room: number): RowGroup[] {
  return cells.flatMap((cell) => chunkText(mapText(text, [cell]), [cell], { target: room, room })).map((piece) => ({ spans: piece.parts, text: piece.text }));
}

function rowSpan(row: readonly TableCell[]): Span | null {
  const filled = row.filter((cell) => cell.span.start < cell.span.end);
  const first = filled[0];
  const last = filled[filled.length - 1];
  return first === undefined || last === undefined ? null : { start: first.span.start, end: last.span.end };
}

/** The cells of a row, those merged down from above included, so that a row reads by itself. */
function rowText(text: string, row: readonly TableCell[], merged: readonly TableCell[]): string {
  const index = row[0]?.row ?? 0;
  const reaching = merged.filter((cell) => cell.row < index && cell.row + cell.rowSpan > index);
  return [...reaching, ...row]
    .sort((a, b) => a.column - b.column)
    .map((cell) => say(text, cell.span))
    .filter((cell) => cell !== "")
    .join(" ");
}

const say = (text: string, span: Span): string => mapText(text, [span]).text;
