import type { PdfLine, Run } from "./pdf-types.ts";

/** Two runs share a line when their baselines differ by less than this share of the smaller font size. */
const BASELINE_SLACK = 0.45;
/** A gap wider than this many font sizes parts two columns of a row. */
const COLUMN_GAP = 1.6;
/** A gap wider than this is a blank; Chinese typesetting puts a quarter between Chinese and digits. */
const BLANK_GAP = 0.55;
const LATIN_GAP = 0.16;

/** Runs of a page → lines from top to bottom. */
export function groupLines(runs: readonly Run[]): PdfLine[] {
  const sorted = [...runs].sort((a, b) => a.y - b.y || a.left - b.left);
  const rows: Run[][] = [];
  for (const run of sorted) {
    const row = rows[rows.length - 1];
    // Raised and lowered characters are smaller and stand beside the line that they belong to.
    const first = row?.reduce((largest, other) => (other.size > largest.size ? other : largest));
    if (row !== undefined && first !== undefined && Math.abs(run.y - first.y) <= BASELINE_SLACK * Math.max(Math.min(run.size, first.size), 4)) row.push(run);
    else rows.push([run]);
  }
  return rows.map(toLine);
}

function toLine(row: readonly Run[]): PdfLine {
  const runs = [...row].sort((a, b) => a.left - b.left);
  const segments: Run[] = [];
  for (const run of runs) {
    const last = segments[segments.length - 1];
    if (last === undefined || run.left - last.right > COLUMN_GAP * Math.max(last.size, run.size)) segments.push(run);
    else segments[segments.length - 1] = { ...last, text: joinRuns(last, run), right: Math.max(last.right, run.right), size: Math.max(last.size, run.size) };
  }
  const [first] = runs;
  const size =
    runs.reduce((sum, run) => sum + run.size * run.text.length, 0) /
    Math.max(
      runs.reduce((sum, run) => sum + run.text.length, 0),
      1,
    );
  return {
    text: segments.map((segment) => segment.text).join("\t"),
    left: first?.left ?? 0,
    right: Math.max(...runs.map((run) => run.right)),
    y: Math.max(...runs.map((run) => run.y)),
    size,
    segments,
  };
}

function joinRuns(left: Run, right: Run): string {
  const gap = (right.left - left.right) / Math.max(Math.min(left.size, right.size), 1);
  const latin = /[!-~]$/.test(left.text) && /^[!-~]/.test(right.text);
  return left.text + (gap > (latin ? LATIN_GAP : BLANK_GAP) ? " " : "") + right.text;
}

/** Puts the next line of a paragraph behind the text so far: no blank in Chinese and inside a number, one between Latin words. */
export function joinWrapped(text: string, next: string): string {
  const before = text.slice(-1);
  const after = next.slice(0, 1);
  if (/[a-z]-$/.test(text.slice(-2)) && /[a-z]/.test(after)) return text.slice(0, -1) + next;
  const isWord = (character: string): boolean => /[A-Za-z0-9,.;:)]/.test(character);
  const inNumber = /[\d.,]/.test(before) && /[\d.,%]/.test(after);
  const apart = isWord(before) && /[A-Za-z0-9(]/.test(after) && !inNumber;
  return apart ? `${text} ${next}` : text + next;
}
