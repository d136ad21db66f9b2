import { groupLines } from "./pdf-lines.ts";
import type { PdfLine, Run } from "./pdf-types.ts";

/** Lines that are read one after the other: a page's whole width, or one of its two columns. */
export type Stretch = readonly PdfLine[];

/** So many lines side by side are columns of text; fewer may be anything. */
const MIN_PAIRS = 8;
/** Pieces of a column are lines of prose; cells of a table are shorter. */
const MIN_PIECE = 10;
/** Prose fills its column to the right edge; cells end anywhere. */
const MIN_FULL_SHARE = 0.6;

/** Lines of a page in reading order: where it is set in two columns, the left one stands before the right one between lines of full width. */
export function readColumns(lines: readonly PdfLine[]): Stretch[] {
  const gutter = findGutter(lines);
  if (gutter === null) return [lines];
  const stretches: PdfLine[][] = [];
  let left: Run[] = [];
  let right: Run[] = [];
  let whole: PdfLine[] = [];
  const endColumns = (): void => {
    for (const runs of [left, right]) if (runs.length > 0) stretches.push(groupLines(runs));
    left = [];
    right = [];
  };
  const endWhole = (): void => {
    if (whole.length > 0) stretches.push(whole);
    whole = [];
  };
  for (const line of lines) {
    if (line.segments.some((segment) => segment.left < gutter && segment.right > gutter)) {
      endColumns();
      whole.push(line);
    } else {
      endWhole();
      left.push(...line.segments.filter((segment) => segment.right <= gutter));
      right.push(...line.segments.filter((segment) => segment.left >= gutter));
    }
  }
  endWhole();
  endColumns();
  return stretches;
}

/** Where the blank between two columns of text runs; null on a page of one column. */
function findGutter(lines: readonly PdfLine[]): number | null {
  const pairs = lines.flatMap(({ segments }) => {
    const [left, right] = segments;
    if (segments.length !== 2 || left === undefined || right === undefined) return [];
    return left.text.length >= MIN_PIECE && right.text.length >= MIN_PIECE ? [{ left, right }] : [];
  });
  if (pairs.length < MIN_PAIRS || pairs.length * 2 < lines.length) return null;
  const leftEdge = median(pairs.map(({ left }) => left.right));
  const rightEdge = median(pairs.map(({ right }) => right.left));
  const size = median(pairs.map(({ left }) => left.size));
  const full = pairs.filter(({ left, right }) => Math.abs(left.right - leftEdge) <= size && Math.abs(right.left - rightEdge) <= size * 2.5);
  return leftEdge < rightEdge && full.length >= pairs.length * MIN_FULL_SHARE ? (leftEdge + rightEdge) / 2 : null;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
