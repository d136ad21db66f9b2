import { createHash } from "node:crypto";
import { type ReportId, toOwnerId, toReportId } from "../domain/ids.ts";
import { AppError, type Issue } from "../domain/issue.ts";
import type { Passage, Report } from "../domain/report.ts";
import { baseIdOf, type KnownReport, type KnownReports } from "./known-reports.ts";

/**
 * Gives a report the ids under which it may stand among those known. Ids that its own file bore stay. Two names that spell alike get owner ids
 * that differ; a second file of one owner, year and kind gets "-2" and an issue, unless the first one's file is gone: then it takes its place.
 * Throws AppError `duplicate_report` when the very same text is in from another file.
 */
export function claimIds(report: Report, sourcePath: string, known: KnownReports<KnownReport>, exists: (sourcePath: string) => boolean): Report {
  const isRival = (one: KnownReport): boolean => one.sourcePath !== sourcePath && exists(one.sourcePath);
  const twin = known.ofVersion(report.version).find(isRival);
  if (twin !== undefined) throw duplicate(twin);
  const named = withOwnOwnerId(report, known);
  const numbered = known.numbered(named.id);
  const own = numbered.find((one) => one.sourcePath === sourcePath);
  const rivals = numbered.filter(isRival);
  const taken = new Set(rivals.map((one) => one.id));
  let id = own?.id ?? named.id;
  for (let number = 2; taken.has(id); number += 1) id = `${named.id}-${number}`;
  if (id === named.id) return named;
  const first = rivals.find((one) => one.id === named.id);
  const issue: Issue = {
    code: "same_year_twice",
    severity: "warning",
    message: `another file holds a report of the same owner, year and kind${first === undefined ? "" : `: ${first.file}`}`,
    values: first === undefined ? {} : { file: first.file },
  };
  return { ...named, id: toReportId(id), issues: [...named.issues, issue] };
}

const duplicate = (twin: KnownReport): AppError =>
  new AppError("duplicate_report", `The same text is already in as ${twin.file} (${twin.id}). Remove one of the two files.`, {
    values: { file: twin.file, id: twin.id },
  });

/** What a report says, blanks aside: the same in every format, where page numbers and line breaks make the texts differ. */
export const bodyOf = (passages: readonly Pick<Passage, "text">[]): string => passages.map((passage) => passage.text.replace(/\s+/g, "")).join("");

/**
 * Refuses a report whose body, blanks aside, is that of another file's report of the same owner, year and kind: one report in two formats.
 * Throws AppError `duplicate_report`.
 */
export function refuseSameBody(
  report: Report,
  passages: readonly Pick<Passage, "text">[],
  sourcePath: string,
  known: KnownReports<KnownReport>,
  sources: { readonly exists: (sourcePath: string) => boolean; readonly passagesOf: (id: ReportId) => readonly Pick<Passage, "text">[] },
): void {
  const rivals = known.numbered(baseIdOf(report.id)).filter((one) => one.sourcePath !== sourcePath && sources.exists(one.sourcePath));
  const body = rivals.length === 0 ? "" : bodyOf(passages);
  const twin = rivals.find((one) => body !== "" && bodyOf(sources.passagesOf(toReportId(one.id))) === body);
  if (twin !== undefined) throw duplicate(twin);
}

/** 宜春市 and 伊春市 are both yichun-shi: the one that comes second bears a mark made of its name. */
function withOwnOwnerId(report: Report, known: KnownReports<KnownReport>): Report {
  const { owner } = report;
  const same = known.ofOwnerName(owner.name)[0];
  const clash = known.ofOwnerId(owner.id).some((one) => one.owner.name !== owner.name);
  const mark = createHash("sha256").update(owner.name).digest("hex").slice(0, 4);
  const ownerId = toOwnerId(same?.owner.id ?? (clash ? `${owner.id}-${mark}` : owner.id));
  if (ownerId === owner.id) return report;
  return { ...report, id: toReportId(ownerId + report.id.slice(owner.id.length)), owner: { ...owner, id: ownerId } };
}
