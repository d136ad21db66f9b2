import type { CellDraft } from "../document.ts";
import { groupLines, joinWrapped } from "./pdf-lines.ts";
import type { Rule, Run } from "./pdf-types.ts";

type Cell = Omit<CellDraft, "header">;

/** A table as drawn: its box, its column edges (to know it again after a page break), its cells. */
export interface DrawnTable {
  readonly top: number;
  readonly bottom: number;
  readonly edges: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  readonly runs: ReadonlySet<Run>;
}

/** Lines closer than this are one line; two lines this close touch. */
const SNAP = 3;
/** Larger grids are drawings. */
const MAX_FIELDS = 6000;

/** Finds the grids that lines draw and puts the runs into their cells. A grid of one row or column is a frame and no table. */
export function findDrawnTables(rules: readonly Rule[], runs: readonly Run[]): DrawnTable[] {
  return connect(rules)
    .flatMap((group) => readGrid(group, runs) ?? [])
    .sort((a, b) => a.top - b.top);
}

/** Groups of lines that touch each other. */
function connect(rules: readonly Rule[]): Rule[][] {
  const parent = rules.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const order = rules.map((rule, index) => ({ rule, index })).sort((a, b) => a.rule.top - b.rule.top);
  let active: typeof order = [];
  for (const one of order) {
    active = active.filter((other) => other.rule.bottom >= one.rule.top - SNAP);
    for (const other of active) {
      if (one.rule.left <= other.rule.right + SNAP && other.rule.left <= one.rule.right + SNAP) parent[rootOf(one.index)] = rootOf(other.index);
    }
    active.push(one);
  }
  const groups = new Map<number, Rule[]>();
  rules.forEach((rule, index) => {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), rule]);
  });
  return [...groups.values()];
}

/** Positions that lie together, each group as its mean. */
function edgesOf(positions: readonly number[]): number[] {
  const groups: number[][] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    const group = groups[groups.length - 1];
    if (group !== undefined && position - (group[group.length - 1] ?? position) <= SNAP) group.push(position);
    else groups.push([position]);
  }
  return groups.map((group) => group.reduce((sum, position) => sum + position, 0) / group.length);
}

function readGrid(rules: readonly Rule[], runs: readonly Run[]): DrawnTable | null {
  const level = rules.filter((rule) => rule.top === rule.bottom);
  const upright = rules.filter((rule) => rule.left === rule.right);
  const ys = edgesOf([...level.map((rule) => rule.top), ...outer(upright.flatMap((rule) => [rule.top, rule.bottom]))]);
  // The outer sides may be open: then the level lines say where they are.
  const xs = edgesOf([...upright.map((rule) => rule.left), ...outer(level.flatMap((rule) => [rule.left, rule.right]))]);
  if (ys.length < 3 || xs.length < 3 || ys.length * xs.length > MAX_FIELDS) return null;
  const inside = runs.filter((run) => within(middle(run), xs) && within(run.y - run.size / 3, ys));
  if (inside.length === 0) return null;
  const cells = mergeCells({ xs, ys, level, upright });
  const filled = cells.map((area) => ({ ...area, text: cellText(inside, area, xs, ys) }));
  const rows = dropBlank(filled);
  const columnCount = new Set(rows.flat().map((cell) => cell.column)).size;
  if (rows.length < 2 || columnCount < 2 || !rows.some((row) => row.filter((cell) => cell.text !== "").length >= 2)) return null;
  return { top: ys[0] ?? 0, bottom: ys[ys.length - 1] ?? 0, edges: xs, rows, runs: new Set(inside) };
}

const outer = (positions: readonly number[]): number[] => (positions.length === 0 ? [] : [Math.min(...positions), Math.max(...positions)]);
const middle = (run: Run): number => (run.left + run.right) / 2;
const within = (position: number, edges: readonly number[]): boolean => position >= (edges[0] ?? 0) && position <= (edges[edges.length - 1] ?? 0);

interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly level: readonly Rule[];
  readonly upright: readonly Rule[];
}

interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Fields of the grid with no line between them are one cell. */
function mergeCells({ xs, ys, level, upright }: Grid): Area[] {
  const at = (edges: readonly number[], index: number): number => edges[index] ?? 0;
  const center = (edges: readonly number[], index: number): number => (at(edges, index) + at(edges, index + 1)) / 2;
  // Sorted out by edge once: each field of the grid asks for its own sides.
  const levelAt = ys.map((y) => level.filter((rule) => Math.abs(rule.top - y) <= SNAP));
  const uprightAt = xs.map((x) => upright.filter((rule) => Math.abs(rule.left - x) <= SNAP));
  const lineBelow = (row: number, column: number): boolean =>
    levelAt[row + 1]?.some((rule) => rule.left <= center(xs, column) && rule.right >= center(xs, column)) ?? false;
  const lineRight = (row: number, column: number): boolean =>
    uprightAt[column + 1]?.some((rule) => rule.top <= center(ys, row) && rule.bottom >= center(ys, row)) ?? false;
  const rowCount = ys.length - 1;
  const columnCount = xs.length - 1;
  const taken = new Set<number>();
  const areas: Area[] = [];
  for (let row = 0; row < rowCount; row += 1)
    for (let column = 0; column < columnCount; column += 1) {
      if (taken.has(row * columnCount + column)) continue;
      let columnSpan = 1;
      while (column + columnSpan < columnCount && !taken.has(row * columnCount + column + columnSpan) && !lineRight(row, column + columnSpan - 1))
        columnSpan += 1;
      let rowSpan = 1;
      while (row + rowSpan < rowCount && isOpenBelow(row + rowSpan - 1, column, columnSpan)) rowSpan += 1;
      for (let r = row; r < row + rowSpan; r += 1) for (let c = column; c < column + columnSpan; c += 1) taken.add(r * columnCount + c);
      areas.push({ row, column, rowSpan, columnSpan });
    }
  return areas;

  function isOpenBelow(row: number, column: number, columnSpan: number): boolean {
    for (let c = column; c < column + columnSpan; c += 1) if (lineBelow(row, c) || taken.has((row + 1) * columnCount + c)) return false;
    return true;
  }
}

function cellText(runs: readonly Run[], area: Area, xs: readonly number[], ys: readonly number[]): string {
  const [left = 0, right = 0] = [xs[area.column], xs[area.column + area.columnSpan]];
  const [top = 0, bottom = 0] = [ys[area.row], ys[area.row + area.rowSpan]];
  const own = runs.filter((run) => {
    const x = middle(run);
    const y = run.y - run.size / 3;
    return x >= left && x < right && y >= top && y < bottom;
  });
  return groupLines(own)
    .map((line) => line.text.replaceAll("\t", " "))
    .reduce((text, line) => (text === "" ? line : joinWrapped(text, line)), "");
}

/** Double lines draw rows and columns that nothing stands in: they are taken out and the rest moves up. */
function dropBlank(cells: readonly (Area & { readonly text: string })[]): Cell[][] {
  const covers = (start: number, span: number): number[] => Array.from({ length: span }, (_, index) => start + index);
  const filled = cells.filter((cell) => cell.text !== "");
  const keep = (starts: readonly number[]): Map<number, number> => new Map([...new Set(starts)].sort((a, b) => a - b).map((start, index) => [start, index]));
  // A row or column stays when some cell begins in it with words.
  const rows = keep(filled.map((cell) => cell.row));
  const columns = keep(filled.map((cell) => cell.column));
  const placed = new Map<number, Cell[]>();
  for (const cell of cells) {
    const row = rows.get(cell.row);
    const column = columns.get(cell.column);
    if (row === undefined || column === undefined) continue;
    const rowSpan = covers(cell.row, cell.rowSpan).filter((one) => rows.has(one)).length;
    const columnSpan = covers(cell.column, cell.columnSpan).filter((one) => columns.has(one)).length;
    placed.set(row, [...(placed.get(row) ?? []), { text: cell.text, row, column, rowSpan, columnSpan }]);
  }
  return [...placed].sort(([a], [b]) => a - b).map(([, row]) => row.sort((a, b) => a.column - b.column));
}
