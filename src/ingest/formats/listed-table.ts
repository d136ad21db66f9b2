import type { TableCell } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { beginsHead, isOrdinal, isUnitText, type Layout, layoutOf, type Token, type TokenSource } from "./listed-head.ts";
import { isCount, isNothing, isYearOrCount, type SpacedCell, spacedCells } from "./space-row.ts";
import type { TableReader } from "./text.ts";

/** Beyond this another table begins. */
const MAX_LINES = 600;
/** Names one after the other without a value: the table has ended. */
const MAX_BARE = 6;
/** A name broken over more cells is none. */
const MAX_NAME = 4;
const PAGE_NUMBER = /^[-—–·]\s*\d{1,3}\s*[-—–·]$/;
const CAPTION = /^(?:附?表|图)\s*\d/;
const BEGINS_ITEM = /^(?:其中|[A-Za-z]类|[①-⑳]|\(\d)/;

/** One row as read: cells by column. */
interface Row {
  readonly cells: readonly { readonly span: Span; readonly column: number }[];
  readonly named: boolean;
  readonly filled: boolean;
}

/** Stands for a header that is printed again. */
const AGAIN: Row = { cells: [], named: true, filled: false };

/**
 * A table whose rows are a number, a name, a unit and values in that order, as text taken from a page has it: blanks of any width between, or each cell on a line
 * of its own; names may go on over a line, cells that are merged may be missing. A row whose values are not all there keeps its name alone.
 */
export const readListedTable: TableReader = (text, lines, index) => {
  if (!beginsHead(spacedCells(text, lines[index])[0]?.text ?? "")) return null;
  const tokens = tokensFrom(text, lines, index);
  const layout = layoutOf(tokens);
  if (layout === null) return null;
  const { rows, used } = readRows(tokens, layout);
  const filled = rows.filter((row) => row.filled).length;
  if (filled < 2 || filled * layout.values.filter(({ words }) => !words).length < 4) return null;
  const cells = toCells(rows, layout);
  const last = tokens(used - 1);
  if (last === undefined) return null;
  const start = layout.head[0]?.cell.span.start ?? 0;
  return { entry: { kind: "table", span: { start, end: last.cell.span.end }, rows: cells }, next: last.line + 1 };
};

/** The cells of the lines from `index` on, up to one that is no line of cells. */
function tokensFrom(text: string, lines: readonly Span[], index: number): TokenSource {
  const tokens: Token[] = [];
  let line = index;
  let blank = 0;
  let ended = false;
  const readOn = (): void => {
    const span = lines[line];
    const cells = spacedCells(text, span);
    if (cells.length > 0) {
      blank = 0;
      const at = line;
      if (!PAGE_NUMBER.test(cells.map((cell) => cell.text).join(" "))) tokens.push(...cells.map((cell) => ({ cell, line: at })));
    } else if (span !== undefined && text.slice(span.start, span.end).trim() === "") blank += 1;
    else ended = true;
    line += 1;
    ended ||= blank > 1 || line >= Math.min(lines.length, index + MAX_LINES);
  };
  return (at) => {
    while (tokens.length <= at && !ended) readOn();
    return tokens[at];
  };
}

function readRows(tokens: TokenSource, layout: Layout): { readonly rows: readonly Row[]; readonly used: number } {
  const rows: Row[] = [];
  let at = layout.head.length;
  let used = at;
  while (tokens(at) !== undefined && rows.length - rows.findLastIndex((row) => row.filled) <= MAX_BARE) {
    const start = at;
    // A header printed again stands after rows, never after itself.
    if (rows[rows.length - 1]?.filled === true && layout.head.every(({ cell }, index) => tokens(start + index)?.cell.text === cell.text)) {
      at += layout.head.length;
      rows.push(AGAIN);
      continue;
    }
    const read = readRow(tokens, at, layout);
    if (read === null) break;
    rows.push(...read.rows);
    at = read.next;
    if (read.rows.some((row) => row.filled)) used = at;
  }
  // What was read after the last whole row is no part of the table.
  return { rows: rows.slice(0, rows.findLastIndex((row) => row.filled) + 1).filter((row) => row !== AGAIN), used };
}

const isValue = (text: string): boolean => isCount(text) || isNothing(text) || isYearOrCount(text);

function readRow(tokens: TokenSource, from: number, layout: Layout): { readonly rows: readonly Row[]; readonly next: number } | null {
  const column = { name: layout.ordinal ? 1 : 0, unit: layout.ordinal ? 2 : 1, values: (layout.ordinal ? 1 : 0) + (layout.unit ? 2 : 1) };
  let at = from;
  const first = tokens(at);
  const second = tokens(at + 1);
  const ordinal = layout.ordinal && first !== undefined && second !== undefined && isOrdinal(first.cell.text) && !isValue(second.cell.text) ? first : null;
  if (ordinal !== null) at += 1;
  const words: Token[] = [];
  for (let token = tokens(at); token !== undefined && !isValue(token.cell.text) && words.length <= MAX_NAME; token = tokens(at)) {
    if (CAPTION.test(token.cell.text)) break;
    words.push(token);
    at += 1;
    if (layout.unit && isUnitText(token.cell.text)) break;
  }
  const lastWord = words[words.length - 1];
  if (lastWord === undefined || words.length > MAX_NAME) return null;
  const unit = layout.unit && isUnitText(lastWord.cell.text) ? lastWord : null;
  const names = joinNames(unit === null ? words : words.slice(0, -1));
  const values = valuesFrom(tokens, at, layout);
  const name = names[names.length - 1];
  const alone = names.slice(0, -1).map((span, place) => ({
    cells: [...(place === 0 && ordinal !== null ? [{ span: ordinal.cell.span, column: 0 }] : []), { span, column: column.name }],
    named: true,
    filled: false,
  }));
  const own = {
    cells: [
      ...(ordinal !== null && alone.length === 0 ? [{ span: ordinal.cell.span, column: 0 }] : []),
      ...(name === undefined ? [] : [{ span: name, column: column.name }]),
      ...(unit === null ? [] : [{ span: unit.cell.span, column: column.unit }]),
      ...values.cells.map(({ cell, column: place }) => ({ span: cell.span, column: column.values + place })),
    ],
    named: name !== undefined,
    filled: values.cells.length > 0,
  };
  return values.next === at && unit === null && names.length === 0 ? null : { rows: [...alone, own], next: values.next };
}

/** The values of a row that begin at `from`: as many as there are columns, words only where words stand. None where some are missing. */
function valuesFrom(
  tokens: TokenSource,
  from: number,
  layout: Layout,
): { readonly cells: readonly { readonly cell: SpacedCell; readonly column: number }[]; readonly next: number } {
  const cells: { cell: SpacedCell; column: number }[] = [];
  let at = from;
  for (const [column, { words }] of layout.values.entries()) {
    const token = tokens(at);
    const fits = token !== undefined && (words ? !isCount(token.cell.text) && !BEGINS_ITEM.test(token.cell.text) : isValue(token.cell.text));
    if (fits) {
      cells.push({ cell: token.cell, column });
      at += 1;
    } else if (!words) {
      // Which of the columns a number stands in is not known: none is told.
      return {
        cells: placed(
          cells.map(({ cell }) => cell),
          layout,
        ),
        next: at,
      };
    }
  }
  return { cells, next: at };
}

/** Values below the cells of a header of one line, where each stands below just one. */
function placed(values: readonly SpacedCell[], layout: Layout): { readonly cell: SpacedCell; readonly column: number }[] {
  const heads = layout.head.slice(-layout.values.length);
  const level = heads.every(({ line }) => line === heads[0]?.line);
  if (!level) return [];
  const cells = values.flatMap((cell) => {
    const below = heads.flatMap((head, column) => (head.cell.left < cell.right && cell.left < head.cell.right ? [column] : []));
    return below.length === 1 && below[0] !== undefined ? [{ cell, column: below[0] }] : [];
  });
  return cells.length === values.length && new Set(cells.map(({ column }) => column)).size === cells.length ? cells : [];
}

/** Names on lines of their own: one that leaves a bracket open goes on, and so does any before a text that begins no item. */
function joinNames(words: readonly Token[]): Span[] {
  const spans: Span[] = [];
  let open = 0;
  for (const { cell } of words) {
    const last = spans[spans.length - 1];
    const goesOn = last !== undefined && (open > 0 || !BEGINS_ITEM.test(cell.text));
    if (goesOn) spans[spans.length - 1] = { start: last.start, end: cell.span.end };
    else spans.push(cell.span);
    open = Math.max(0, open + (cell.text.match(/\(/g)?.length ?? 0) - (cell.text.match(/\)/g)?.length ?? 0));
  }
  return spans;
}

/** Rows as cells; a row without a name belongs to the name above it. */
function toCells(rows: readonly Row[], layout: Layout): TableCell[][] {
  const head = layout.head.map(({ cell }, column) => ({ span: cell.span, row: 0, column, rowSpan: 1, columnSpan: 1, header: true }));
  const nameColumn = layout.ordinal ? 1 : 0;
  const body = rows.map((row, at) => {
    let down = 1;
    while (rows[at + down]?.named === false) down += 1;
    return row.cells.map(({ span, column }) => ({
      span,
      row: at + 1,
      column,
      rowSpan: row.named && column <= nameColumn ? down : 1,
      columnSpan: 1,
      header: false,
    }));
  });
  return [head, ...body];
}
