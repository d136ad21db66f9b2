import type { Span } from "../../domain/span.ts";
import { type Entry, readLine, splitLines } from "../lines.ts";
import { readListedTable } from "./listed-table.ts";
import { readPipeTable } from "./pipe-table.ts";
import { readSpaceTable } from "./space-table.ts";
import { readTabTable } from "./tab-table.ts";

/** Plain text → lines and, where rows of cells set apart by pipes, tabs or blanks follow each other, tables. */
export function readTextEntries(text: string): Entry[] {
  return readEntries(text, splitLines(text), readPipeTable, readTabTable, readListedTable, readSpaceTable);
}

/** Tries to read a table that begins at physical line `index`; `next` is the first line after it. */
export type TableReader = (text: string, lines: readonly Span[], index: number) => { readonly entry: Entry; readonly next: number } | null;

/** Walks physical lines, giving each table reader its chance at each line. */
export function readEntries(text: string, lines: readonly Span[], ...tableReaders: readonly TableReader[]): Entry[] {
  const entries: Entry[] = [];
  let blankBefore = true;
  for (let index = 0; index < lines.length; ) {
    const table = firstTable(text, lines, index, tableReaders);
    if (table !== null) {
      entries.push(table.entry);
      blankBefore = true;
      index = table.next;
      continue;
    }
    const raw = lines[index];
    index += 1;
    if (raw === undefined) continue;
    // A page feed is a line break too; what follows it starts a page.
    const line = readLine(text, raw, blankBefore || text[raw.start - 1] === "\f");
    blankBefore = line === null;
    if (line !== null) entries.push(line);
  }
  return entries;
}

function firstTable(text: string, lines: readonly Span[], index: number, readers: readonly TableReader[]): ReturnType<TableReader> {
  for (const reader of readers) {
    const table = reader(text, lines, index);
    if (table !== null) return table;
  }
  return null;
}
