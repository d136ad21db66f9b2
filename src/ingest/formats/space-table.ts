import type { TableCell } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { readLabel } from "../labels.ts";
import { REPORT_WORDS } from "../vocabulary.ts";
import { isCount, isNothing, isYearOrCount, join, type SpacedCell, spacedCells } from "./space-row.ts";
import type { TableReader } from "./text.ts";

type Row = readonly SpacedCell[];

/** A row of cells with the column in which each stands. */
type PlacedRow = readonly { readonly cell: SpacedCell; readonly column: number; readonly columnSpan: number }[];

/** Rows beyond this are another table, so that no look back grows with the text. */
const MAX_ROWS = 200;
/** Two numbers beside a name, or three rows of one, are no accident. */
const MIN_ROWS_OF_ONE = 3;
const CAPTION = /^(?:附?表|图)\d{1,2}(?:[-.—]\d{1,2})?:?/;
const PAGE_HEADER = /^页[码次数]?$/;

/** Columns set by blanks: a header without numbers above rows of names and numbers that have as many cells, or stand below its cells. */
export const readSpaceTable: TableReader = (text, lines, index) => {
  const first = spacedCells(text, lines[index]);
  // 表1 计分卡: the name of a table is no header of it.
  if (
    first.length < 2 ||
    CAPTION.test(first[0]?.text ?? "") ||
    first.some((cell) => isCount(cell.text) || /^\d+$|:$/.test(cell.text.replace(/^(?:19|20)\d{2}$/, "")))
  )
    return null;
  for (const depth of [1, 2]) {
    const head = headerOf(text, lines, index, depth);
    if (head === null) continue;
    const body = bodyBelow(text, lines, index + depth, head);
    if (body === null) continue;
    const rows = [...body.head, ...body.rows];
    const start = rows[0]?.[0]?.cell.span.start ?? 0;
    const end = body.rows.at(-1)?.at(-1)?.cell.span.end ?? start;
    return { entry: { kind: "table", span: { start, end }, rows: rows.map((row, number) => toCells(row, number, body.head.length)) }, next: body.next };
  }
  return null;
};

function headerOf(text: string, lines: readonly Span[], index: number, depth: number): readonly Row[] | null {
  const head: Row[] = [];
  for (let at = index; at < index + depth; at += 1) {
    const cells = spacedCells(text, lines[at]);
    if (cells.length < 1 || cells.some((cell) => isCount(cell.text))) return null;
    head.push(cells);
  }
  return head;
}

interface Body {
  readonly head: readonly PlacedRow[];
  readonly rows: readonly PlacedRow[];
  readonly next: number;
}

/** The rows below a header, or null where they are no table. */
function bodyBelow(text: string, lines: readonly Span[], from: number, head: readonly Row[]): Body | null {
  const lowestCells = head[head.length - 1] ?? [];
  // 项  目: a name set wide is one cell where the rows have fewer.
  const pairs = lowestCells.filter((cell, at) => at > 0 && isOneCharacter(cell) && isOneCharacter(lowestCells[at - 1])).length;
  const shape = shapeOf(text, lines, from, lowestCells.length) ?? (pairs === 0 ? null : shapeOf(text, lines, from, lowestCells.length - pairs));
  if (shape === null) return null;
  const placedHead = placeHead(text, head, shape.width);
  const lowest = placedHead?.[placedHead.length - 1];
  if (placedHead === null || lowest === undefined || isContents(text, lines, from, shape.width, lowest)) return null;
  const rows: PlacedRow[] = [];
  let next = from;
  for (let at = from; at < lines.length && rows.length < MAX_ROWS; at += 1) {
    const cells = spacedCells(text, lines[at]);
    // One blank line between rows is how some programs set them.
    if (cells.length === 0 && isBlank(text, lines[at]) && at === next && rows.length > 0) continue;
    const row = placeRow(text, cells, shape, [lowest, ...rows.filter((other) => other.length === shape.width).slice(0, 3)]);
    if (row === null) break;
    rows.push(row);
    next = at + 1;
  }
  const numbers = shape.counts.filter((count) => count).length;
  return rows.length < (numbers > 1 ? 2 : MIN_ROWS_OF_ONE) ? null : { head: placedHead, rows, next };
}

const isBlank = (text: string, line: Span | undefined): boolean => line !== undefined && text.slice(line.start, line.end).trim() === "";

interface Shape {
  readonly width: number;
  /** Which columns hold numbers. */
  readonly counts: readonly boolean[];
}

/** How many cells a row has and which are numbers, by the first rows below the header: a name in the first or second column, then a number at least. */
function shapeOf(text: string, lines: readonly Span[], from: number, headCells: number): Shape | null {
  for (let at = from; at < Math.min(from + 3, lines.length); at += 1) {
    const cells = spacedCells(text, lines[at]);
    const width = headCells <= cells.length ? headCells + (cells.length === headCells + 1 && named(cells) ? 1 : 0) : 0;
    const merged = width < 2 ? null : mergeNames(text, cells, width);
    if (merged === null) continue;
    const below = [1, 2, 3].map((step) => spacedCells(text, lines[at + step])).filter((row) => row.length === merged.length);
    const counts = merged.map(
      (cell, column) =>
        isCount(cell.text) || isNothing(cell.text) || (column > 0 && isYearOrCount(cell.text) && below.some((row) => isCount(row[column]?.text ?? ""))),
    );
    if (counts.includes(true) && counts.slice(0, 2).includes(false) && !(counts[0] === true && counts.length < 3)) return { width, counts };
    return null;
  }
  return null;
}

/** Whether a row is one name and numbers: then a header with one cell less leaves the corner empty. */
const named = (cells: Row): boolean => cells.slice(1).every((cell) => isCount(cell.text) || isNothing(cell.text)) && !isOneCharacter(cells[0]);
const isOneCharacter = (cell: SpacedCell | undefined): boolean => cell !== undefined && /^[\u4e00-\u9fff]$/.test(cell.text);

/** 合    计 5938: names set wide are put together, from the left, until the row has `width` cells. */
function mergeNames(text: string, cells: Row, width: number): Row | null {
  const merged = [...cells];
  for (let at = 0; merged.length > width && at + 1 < merged.length; ) {
    const [a, b] = [merged[at], merged[at + 1]];
    if (a === undefined || b === undefined || isCount(a.text) || isCount(b.text) || isNothing(b.text)) return null;
    if (isOneCharacter(b) || !b.apart) merged.splice(at, 2, join(text, a, b));
    else at += 1;
  }
  return merged.length === width ? merged : null;
}

/** The header's rows in their columns; an upper row's cells each stand over as many of the lower row's. */
function placeHead(text: string, head: readonly Row[], width: number): readonly PlacedRow[] | null {
  const lowest = head[head.length - 1];
  if (lowest === undefined) return null;
  const lower = lowest.length > width ? mergeNames(text, lowest, width) : lowest;
  if (lower === null || lower.length < width - 1) return null;
  const shift = width - lower.length;
  const placed: PlacedRow[] = [lower.map((cell, column) => ({ cell, column: column + shift, columnSpan: 1 }))];
  const upper = head.length > 1 ? head[0] : undefined;
  if (upper === undefined) return placed;
  // The upper row may name the column of names as well, or leave it empty.
  const names = shift === 1 && (width - 1) % Math.max(1, upper.length - 1) === 0 && upper.length > 1 && (width - 1) % upper.length !== 0 ? 1 : 0;
  const over = upper.length - names;
  const span = (width - 1) / over;
  if (over < 1 || span < 2 || !Number.isInteger(span)) return null;
  return [upper.map((cell, at) => (at < names ? { cell, column: 0, columnSpan: 1 } : { cell, column: 1 + (at - names) * span, columnSpan: span })), ...placed];
}

/** A row's cells in their columns: as many as there are columns, or fewer that stand below the header's; null where it is no row of this table. */
function placeRow(text: string, cells: Row, shape: Shape, above: readonly PlacedRow[]): PlacedRow | null {
  if (cells.length < 2) return null;
  const whole = cells.length >= shape.width ? mergeNames(text, cells, shape.width) : null;
  if (whole !== null) return fitsShape(whole, shape) ? whole.map((cell, column) => ({ cell, column, columnSpan: 1 })) : null;
  if (cells.length >= shape.width || cells.slice(1).some((cell) => !cell.apart)) return null;
  // 总计 stands where rows have their numbers, and is a name all the same.
  const first = shape.counts[0] === true && !isCount(cells[0]?.text ?? "") ? 1 : 0;
  const columns = cells.map((cell, at) => (at === 0 ? first : columnBelow(cell, above)));
  const row = cells.flatMap((cell, at) => (columns[at] === null || columns[at] === undefined ? [] : [{ cell, column: columns[at], columnSpan: 1 }]));
  const inOrder = row.every(({ column }, at) => at === 0 || column > (row[at - 1]?.column ?? 0));
  const typed = row.every(({ cell, column }) => isNothing(cell.text) || shape.counts[column] === isCount(cell.text));
  return row.length === cells.length && inOrder && typed ? row : null;
}

const NOT_GIVEN = /^(?:免收?|免费|不收|不详|未统计|未招生?|停招|暂无|空缺|新增|[*…]+)$/;
/** Every number where numbers stand; a dash may stand anywhere, and words may stand for a number that is not given. */
const fitsShape = (cells: Row, { counts }: Shape): boolean =>
  cells.every(
    (cell, at) =>
      isNothing(cell.text) || isCount(cell.text) === counts[at] || (counts[at] === true && at > 0 && (isYearOrCount(cell.text) || NOT_GIVEN.test(cell.text))),
  ) && cells.some((cell, at) => counts[at] === true && (isCount(cell.text) || isYearOrCount(cell.text)));

/** The one column whose cells above stand over `cell`. */
function columnBelow(cell: SpacedCell, above: readonly PlacedRow[]): number | null {
  const found = new Set(above.flatMap((row) => row.flatMap((other) => (other.cell.left < cell.right && cell.left < other.cell.right ? [other.column] : []))));
  const [column] = found;
  return found.size === 1 && column !== undefined ? column : null;
}

/** Names with numbered labels before page numbers, or a header that says so. */
function isContents(text: string, lines: readonly Span[], from: number, width: number, head: PlacedRow): boolean {
  if (head.some(({ cell }) => PAGE_HEADER.test(cell.text)) || REPORT_WORDS.contentsTitles.includes(head.map(({ cell }) => cell.text).join(""))) return true;
  if (width > 2) return false;
  const rows = lines.slice(from, from + 8).map((line) => spacedCells(text, line));
  const labelled = rows.filter((cells) => /[.…·]{2,}/.test(cells[0]?.text ?? "") || readLabel(cells[0]?.text ?? "") !== null);
  return labelled.length * 2 > rows.filter((cells) => cells.length > 1).length;
}

const toCells = (row: PlacedRow, number: number, headers: number): TableCell[] =>
  row.map(({ cell, column, columnSpan }) => ({ span: cell.span, row: number, column, rowSpan: 1, columnSpan, header: number < headers }));
