import type { Answer, AnswerFigure } from "../contract/answer.ts";
import { winnersOf } from "./winners.ts";

export interface BarRow {
  readonly school: string;
  readonly period: string;
  readonly printed: string;
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
  readonly won: boolean;
}

export interface BarChart {
  readonly indicator: AnswerFigure["indicator"];
  readonly unit: string;
  /** Whether the rows are periods of one school rather than schools. */
  readonly overTime: boolean;
  readonly rows: readonly BarRow[];
}

const MAX_ROWS = 40;
/** What makes bars beside each other tell something that the reports do not. */
const FORBIDDING = new Set(["not_comparable", "different_denominator", "conflict", "inconsistent"]);

/** Bars for an answer whose printed figures are all of one kind; null where a chart would compare what cannot be compared. */
export function toBarChart(answer: Answer, schoolName: (school: NonNullable<AnswerFigure["school"]>) => string): BarChart | null {
  if (answer.caveats.some((caveat) => FORBIDDING.has(caveat.code))) return null;
  const figures = answer.figures.filter((figure) => !figure.derived);
  const [first] = figures;
  if (first === undefined || figures.length < 2 || figures.length > MAX_ROWS || !figures.every((figure) => isLike(figure, first))) return null;
  const values = figures.map((figure) => Number(figure.value));
  const longest = Math.max(...values);
  if (longest <= 0 || values.some((value) => !Number.isFinite(value) || value < 0)) return null;
  const isWinner = winnersOf(answer);
  const rows = figures.map((figure, index) => ({
    school: figure.school === null ? "" : schoolName(figure.school),
    period: figure.period.label,
    printed: figure.raw ?? `${figure.value}${figure.unit}`,
    share: (values[index] ?? 0) / longest,
    won: isWinner(figure),
  }));
  const overTime = new Set(rows.map((row) => row.school)).size === 1;
  const keys = rows.map((row) => (overTime ? row.period : row.school));
  // One bar for each school or each period: two for one would be a contradiction drawn as a comparison.
  if (new Set(keys).size !== keys.length) return null;
  return { indicator: first.indicator, unit: first.unit, overTime, rows };
}

function isLike(figure: AnswerFigure, first: AnswerFigure): boolean {
  return (
    figure.indicator.id === first.indicator.id &&
    figure.indicator.name === first.indicator.name &&
    figure.kind === first.kind &&
    figure.unit === first.unit &&
    figure.population === first.population &&
    figure.aspect === "actual" &&
    figure.subject === null &&
    figure.valueTo === null
  );
}
