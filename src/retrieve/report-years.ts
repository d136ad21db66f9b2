import type { ReportId } from "../domain/ids.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Owner, Passage } from "../domain/report.ts";
import { type Catalogue, yearsOf } from "./catalogue.ts";
import { askedPeriod } from "./figures/periods.ts";

/** Reports of the asked year; the latest when none is asked, so that the same sentence of three years is not told three times. Whether something exists may stand in any. */
export function reportsForPassages(catalogue: Catalogue, parsed: ParsedQuestion, owner: Owner): readonly ReportId[] {
  const period = askedPeriod(parsed);
  const reports = catalogue.reportsByOwner.get(owner.id) ?? [];
  const latest = period.kind === "latest" && parsed.intent !== "exists" ? (yearsOf(catalogue, owner.id).at(-1) ?? null) : null;
  // A year before the only one that there is has no report.
  const before = period.kind === "previous" && parsed.intent !== "exists" ? (yearsOf(catalogue, owner.id).at(-2) ?? Number.NaN) : null;
  const year = period.kind === "calendar" || period.kind === "academic" ? period.year : (before ?? latest);
  const ofYear = reports.filter((report) => year === null || report.year === null || report.year === year);
  const isNamed = period.kind === "calendar" || period.kind === "academic";
  return (ofYear.length === 0 && isNamed ? reports : ofYear).map((report) => report.id);
}

/** The year that a question names and of which no school asked about has a report; null where one has, or where none is named. */
export function yearWithoutReport(catalogue: Catalogue, parsed: ParsedQuestion, owners: readonly Owner[]): number | null {
  const period = askedPeriod(parsed);
  if ((period.kind !== "calendar" && period.kind !== "academic") || parsed.scope !== "named") return null;
  const reports = owners.flatMap((owner) => catalogue.reportsByOwner.get(owner.id) ?? []);
  return reports.length === 0 || reports.some(({ year }) => year === null || year === period.year) ? null : period.year;
}

/** Whether a passage of another year's report is about the year: it names it; or that year is an academic one, which ends in the year of the report. */
export function speaksOfYear(catalogue: Catalogue, parsed: ParsedQuestion, { reportId, sectionPath, text }: Passage, year: number): boolean {
  const isItsOwn = askedPeriod(parsed).kind === "academic" && catalogue.reportsById.get(reportId)?.year === year + 1;
  return isItsOwn || new RegExp(`(?<!\\d)${year}(?!\\d)`).test(`${sectionPath.join(" ")} ${text}`);
}
