import type { OwnerId } from "../../domain/ids.ts";
import type { ParsedQuestion, PeriodQuery } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { type Catalogue, yearsOf } from "../catalogue.ts";
import type { PrintedYears } from "./printed-years.ts";

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

const NONE_PRINTED: PrintedYears = { years: [], academic: false };

/** Years to look at for one owner, ascending; never empty. `printed`: years that its reports print a value of, which are years of a series too; looked up only where a series may be asked for. */
export function yearTargets(
  catalogue: Catalogue,
  ownerId: OwnerId,
  parsed: ParsedQuestion,
  printed: () => PrintedYears = () => NONE_PRINTED,
): readonly YearTarget[] {
  const period = askedPeriod(parsed);
  const years = yearsOf(catalogue, ownerId);
  const chosen = (year: number | null): YearTarget => ({ year, asked: false, academic: false });
  const asked = (year: number): YearTarget => ({ year, asked: true, academic: false });
  const before = yearBefore(parsed, years);
  if (before !== null) {
    const base = baseYear(parsed, before, years);
    if (base !== null) return base.map(asked);
    const last = lastOfSchoolYears(before, printed());
    return [last - 1, last].map(asked);
  }
  switch (period.kind) {
    case "latest":
      return parsed.intent === "trend" && years.length > 0
        ? inOrder([...years.map(chosen), ...besides(printed().years, years).map(asked)])
        : [chosen(years.at(-1) ?? null)];
    case "previous":
      // Without an earlier report the year before the latest is asked for, and said to have none.
      return [previousYear(years)].map((year) => (year === null ? chosen(null) : asked(year)));
    case "last":
      return years.length === 0 ? [chosen(null)] : lastYears(parsed, period.count, years, printed()).map(asked);
    case "years":
      return yearRange(period.from, period.to).map(asked);
    case "calendar":
    case "academic": {
      const left = schoolYearLeft(catalogue, ownerId, parsed, period.year);
      return trendYears(
        parsed,
        left ?? period.year,
        [...years, ...besides(printed().years, years)].sort((a, b) => a - b),
      ).map((year) => ({
        year,
        asked: true,
        academic: left !== null || period.kind === "academic",
      }));
    }
  }
}

/** 2023届 of an owner that reports by school years is of the one that it left in, 2022—2023学年; null where no class is asked for or the owner reports by calendar years. */
function schoolYearLeft(catalogue: Catalogue, ownerId: OwnerId, parsed: ParsedQuestion, year: number): number | null {
  const reports = catalogue.reportsByOwner.get(ownerId) ?? [];
  const byClass = parsed.trace.includes("period.cohort") && reports.length > 0 && reports.every(({ yearKind }) => yearKind === "academic");
  return byClass ? year - 1 : null;
}

const inOrder = (targets: readonly YearTarget[]): readonly YearTarget[] => targets.toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0));

const besides = (printed: readonly number[], years: readonly number[]): readonly number[] => printed.filter((year) => !years.includes(year));

/** 比上一学年 of a report of 2023年度 that prints 2021—2022学年 and 2022—2023学年 alone: the years that it has. */
const lastOfSchoolYears = (year: number, { years, academic }: PrintedYears): number =>
  academic && !years.includes(year) && years.includes(year - 1) && years.includes(year - 2) ? year - 1 : year;

/** 近三年: the last report years, and the years up to the latest that they print values of; all of those where nobody said how many. */
function lastYears(parsed: ParsedQuestion, count: number, years: readonly number[], printed: PrintedYears): readonly number[] {
  const back = printed.academic ? count + 1 : count;
  const since = parsed.period.certainty === "implied" ? Number.NEGATIVE_INFINITY : (years.at(-1) ?? 0) - back;
  const told = besides(printed.years, years).filter((year) => year > since);
  return [...years.slice(-count), ...told].sort((a, b) => a - b);
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

const MEASURED_BY = /(?:比|较|与|跟|和|同|than in|compared (?:with|to)|since|from) ?((?:19|20)\d{2})/i;

/** 比2021年高多少: the year that is named is what the last one is set against. */
function baseYear(parsed: ParsedQuestion, named: number, years: readonly number[]): readonly [number, number] | null {
  const latest = years.at(-1);
  const written = MEASURED_BY.exec(foldText(parsed.question))?.[1];
  return latest !== undefined && latest > named && written === String(named) ? [named, latest] : null;
}

/** 比上年多多少 of one school: the year that is set against the one before; null where owners or things are set against each other. */
function yearBefore(parsed: ParsedQuestion, years: readonly number[]): number | null {
  const alone = parsed.owners.certainty !== "missing" && parsed.owners.certainty !== "ambiguous" && parsed.owners.value.length === 1;
  const single = parsed.indicators.certainty !== "missing" && parsed.indicators.certainty !== "ambiguous" && parsed.indicators.value.length === 1;
  const period = askedPeriod(parsed);
  // 是去年的几倍: the latest over the year before.
  const isSetAgainst = parsed.intent === "difference" || (parsed.intent === "ratio" && period.kind === "previous");
  if (!isSetAgainst || !alone || !single) return null;
  const latest = years.at(-1) ?? null;
  if (period.kind === "latest" || period.kind === "previous") return latest;
  return period.kind === "calendar" || period.kind === "academic" ? period.year : null;
}

function yearRange(from: number, to: number): number[] {
  const first = Math.max(Math.min(from, to), Math.max(from, to) - MAX_YEARS + 1);
  return Array.from({ length: Math.max(from, to) - first + 1 }, (_, index) => first + index);
}
