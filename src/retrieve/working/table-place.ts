import type { Figure } from "../../domain/figure.ts";
import { GROUPING_HEADER } from "../../text/grouping-header.ts";

/** Where in its table a number stands, by the text as read. */
export interface TablePlace {
  /** First cell of the row that is no number, and tells more than which kind the row is of. */
  readonly row: string;
  /** The row is the first of those that a row before holds (其中：…). */
  readonly opens: boolean;
  readonly column: number;
  /** Offset of the line that heads the columns. */
  readonly head: number;
  readonly columnHead: string;
  /** The head of the column that names the rows. */
  readonly rowHead: string;
  readonly caption: string;
}

const MOST_LINES = 60;
const NUMBER = /^[-–—+]?[\d.,%％\s:：]+$/;
/** Bars, tabs, or blanks that set columns apart. */
const CELL_END = /[^\S\n]*[|\t][^\S\n]*| {2,}|\u3000+/;
const RULE = /^[\s|:+-]*$/;

/** Null where the line of the number has no cells, or no line above heads its column. */
export function cellPlace({ source }: Figure, text: string): TablePlace | null {
  const lineStart = text.lastIndexOf("\n", source.start - 1) + 1;
  const cells = cellsOf(lineAt(text, lineStart));
  const column = text.slice(lineStart, source.start).split(CELL_END).length - 1;
  const written = cells.flatMap((cell, at) => (at < column && cell !== "" && !NUMBER.test(cell) ? [at] : []));
  const [firstWritten] = written;
  if (cells.length < 2 || firstWritten === undefined) return null;
  let start = lineStart;
  for (let count = 0; count < MOST_LINES && start > 0; count += 1) {
    start = text.lastIndexOf("\n", start - 2) + 1;
    const line = lineAt(text, start);
    if (RULE.test(line)) continue;
    const above = cellsOf(line);
    const head = above[column];
    if (above.length < 2) return null;
    if (head === undefined || head === "" || (NUMBER.test(head) && !isYearHead(head, above))) continue;
    const rowColumn = written.find((at) => !GROUPING_HEADER.test(above[at] ?? "")) ?? firstWritten;
    const row = cells[rowColumn] ?? "";
    return {
      row: plain(row),
      opens: row.startsWith("其中"),
      column,
      head: start,
      columnHead: head,
      rowHead: above[rowColumn] ?? "",
      caption: captionAbove(text, start),
    };
  }
  return null;
}

const YEAR = /^(?:19|20)\d{2}$/;
/** 1920 students in a row of counts are no year that heads a column. */
const isYearHead = (head: string, line: readonly string[]): boolean => YEAR.test(head) && !line.some((cell) => NUMBER.test(cell) && !YEAR.test(cell));

const plain = (cell: string): string => cell.replace(/^其中[：:]?/, "").trim();

const lineAt = (text: string, start: number): string => {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
};

/** A bar at either end of the line bounds no cell; the part before the first stays empty, so that columns count alike. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/\|\s*$/, "")
    .split(CELL_END)
    .map((cell) => cell.trim());
}

function captionAbove(text: string, head: number): string {
  let start = head;
  for (let count = 0; count < 3 && start > 0; count += 1) {
    start = text.lastIndexOf("\n", start - 2) + 1;
    const line = lineAt(text, start).trim();
    if (line !== "") return line.length > 60 ? "" : line;
  }
  return "";
}
