import type { FigureMatrix, MatrixFigure, MatrixIndicator } from "../contract/matrix.ts";
import { commonestUnit, wholeFigures } from "./matrix-rows.ts";

type MatrixReport = FigureMatrix["reports"][number];

export interface ChartRow {
  readonly label: string;
  /** For its length alone; what is read is `figure.raw`. */
  readonly value: number;
  readonly report: MatrixReport;
  readonly figure: MatrixFigure;
}

/** What may stand in one chart: whole schools' values in one unit. */
export interface IndicatorChart {
  /** A line only where it is one school through its years. */
  readonly shape: "bar" | "line";
  readonly unit: string;
  readonly rows: readonly ChartRow[];
  /** Shown reports that give the indicator, but in another unit, for a part of the school, twice unlike, or as a range. */
  readonly leftOut: number;
}

/** Values of one cell that agree, one of them rounded ("2300多人" beside 2347名): the one with most digits before its zeros. */
function mostPrecise(figures: readonly MatrixFigure[]): MatrixFigure | undefined {
  const digits = ({ value }: MatrixFigure): number => value.replace(/\D/g, "").replace(/0+$/, "").length;
  return figures.reduce<MatrixFigure | undefined>((best, figure) => (best === undefined || digits(figure) > digits(best) ? figure : best), undefined);
}

/** A label in lines of at most `width` characters; words of letters and years stay whole: "平阳县职业中等专业学校 2020年" in eights → 平阳县职业中等专, 业学校, 2020年. */
export function wrapLabel(label: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of label.match(/[\w.,'’-]+年?|\s+|./gu) ?? []) {
    if (line !== "" && line.length + piece.trim().length > width) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trim()].filter((told) => told !== "");
}

/** The chart of one indicator over the shown columns, in their order; null where fewer than two values can stand side by side. */
export function toIndicatorChart(
  matrix: FigureMatrix,
  columns: readonly number[],
  indicator: MatrixIndicator,
  label: (report: MatrixReport, alone: boolean) => string,
): IndicatorChart | null {
  const cells = new Map(indicator.cells.filter((cell) => columns.includes(cell.report)).map((cell) => [cell.report, cell]));
  const unit = commonestUnit([...cells.values()]);
  const found = columns.flatMap((column) => {
    const [report, cell] = [matrix.reports[column], cells.get(column)];
    if (report === undefined || cell === undefined || cell.conflict) return [];
    const figure = mostPrecise(wholeFigures(cell).filter((whole) => whole.unit === unit));
    return figure === undefined || !Number.isFinite(Number(figure.value)) ? [] : [{ report, figure, value: Number(figure.value) }];
  });
  if (found.length < 2) return null;
  const oneSchool = new Set(found.map(({ report }) => report.school.id)).size === 1;
  const years = found.map(({ report }) => report.year);
  const overYears = oneSchool && !years.includes(null) && new Set(years).size === years.length;
  const ordered = overYears ? [...found].sort((a, b) => (a.report.year ?? 0) - (b.report.year ?? 0)) : found;
  return {
    shape: overYears ? "line" : "bar",
    unit,
    rows: ordered.map(({ report, figure, value }) => ({ label: label(report, overYears), value, report, figure })),
    leftOut: cells.size - found.length,
  };
}
