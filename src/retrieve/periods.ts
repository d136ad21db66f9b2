import type { OwnerId } from "../domain/ids.ts";
import type { ParsedQuestion, PeriodQuery } from "../domain/question.ts";
import { type Catalogue, yearsOf } from "./catalogue.ts";

/** Longest span of years that a question may open up; a wider one is cut at its later end. */
const MAX_YEARS = 60;

/** A year to look at for an owner. `asked` tells a year that the question names from one that was chosen for it. */
export interface YearTarget {
  /** Null: the owner's reports carry no year. */
  readonly year: number | null;
  readonly asked: boolean;
  /** The asked year is an academic one (学年). */
  readonly academic: boolean;
}

/** The period the question asks for; the latest report when it names none. */
export function askedPeriod(parsed: ParsedQuestion): PeriodQuery {
  const slot = parsed.period;
  if (slot.certainty === "ambiguous") return slot.candidates[0] ?? { kind: "latest" };
  return slot.certainty === "missing" ? { kind: "latest" } : slot.value;
}

/** Years to look at for one owner, ascending; never empty. */
export function yearTargets(catalogue: Catalogue, ownerId: OwnerId, parsed: ParsedQuestion): readonly YearTarget[] {
  const period = askedPeriod(parsed);
  const years = yearsOf(catalogue, ownerId);
  const chosen = (year: number | null): YearTarget => ({ year, asked: false, academic: false });
  const before = yearBefore(parsed, years);
  if (before !== null) return [before - 1, before].map((year) => ({ year, asked: true, academic: false }));
  switch (period.kind) {
    case "latest":
      return parsed.intent === "trend" && years.length > 0 ? years.map(chosen) : [chosen(years.at(-1) ?? null)];
    case "previous":
      // Without an earlier report the year before the latest is asked for, and said to have none.
      return [previousYear(years)].map((year) => (year === null ? chosen(null) : { year, asked: true, academic: false }));
    case "last":
      return years.length === 0 ? [chosen(null)] : years.slice(-period.count).map((year) => ({ year, asked: true, academic: false }));
    case "years":
      return yearRange(period.from, period.to).map((year) => ({ year, asked: true, academic: false }));
    case "calendar":
    case "academic":
      return trendYears(parsed, period.year, years).map((year) => ({ year, asked: true, academic: period.kind === "academic" }));
  }
}

/** Null where no report carries a year: there is none to count back from. */
function previousYear(years: readonly number[]): number | null {
  const latest = years.at(-1);
  return years.at(-2) ?? (latest === undefined ? null : latest - 1);
}

/** A change takes more than one year: since the one named, or, where it is the last, from the report before it on. */
function trendYears(parsed: ParsedQuestion, named: number, years: readonly number[]): readonly number[] {
  if (parsed.intent !== "trend") return [named];
  const since = years.filter((year) => year > named);
  const before = years.filter((year) => year < named).slice(-1);
  return since.length > 0 ? [named, ...since] : [...before, named];
}

/** 比上年多多少 of one school: the year that is set against the one before; null where owners or things are set against each other. */
function yearBefore(parsed: ParsedQuestion, years: readonly number[]): number | null {
  const alone = parsed.owners.certainty !== "missing" && parsed.owners.certainty !== "ambiguous" && parsed.owners.value.length === 1;
  const single = parsed.indicators.certainty !== "missing" && parsed.indicators.certainty !== "ambiguous" && parsed.indicators.value.length === 1;
  if (parsed.intent !== "difference" || !alone || !single) return null;
  const period = askedPeriod(parsed);
  const latest = years.at(-1) ?? null;
  if (period.kind === "latest" || period.kind === "previous") return latest;
  return period.kind === "calendar" || period.kind === "academic" ? period.year : null;
}

function yearRange(from: number, to: number): number[] {
  const first = Math.max(Math.min(from, to), Math.max(from, to) - MAX_YEARS + 1);
  return Array.from({ length: Math.max(from, to) - first + 1 }, (_, index) => first + index);
}
