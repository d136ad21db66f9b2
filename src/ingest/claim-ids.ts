import { createHash } from "node:crypto";
import { type ReportId, toOwnerId, toReportId } from "../domain/ids.ts";
import { AppError, type Issue } from "../domain/issue.ts";
import type { Passage, Report } from "../domain/report.ts";

/** What is known of a report already in the index. */
export interface KnownReport {
  readonly id: string;
  readonly version: string;
  readonly file: string;
  readonly sourcePath: string;
  readonly owner: { readonly id: string; readonly name: string };
}

/**
 * Gives a report the ids under which it may stand among those known. Ids that its own file bore stay. Two names that spell alike get owner ids
 * that differ; a second file of one owner, year and kind gets "-2" and an issue, unless the first one's file is gone: then it takes its place.
 * Throws AppError `duplicate_report` when the very same text is in from another file.
 */
export function claimIds(report: Report, sourcePath: string, known: readonly KnownReport[], exists: (sourcePath: string) => boolean): Report {
  const others = known.filter((one) => one.sourcePath !== sourcePath && exists(one.sourcePath));
  const twin = others.find((one) => one.version === report.version);
  if (twin !== undefined) {
    throw duplicate(twin);
  }
  const named = withOwnOwnerId(report, known);
  const own = known.find((one) => one.sourcePath === sourcePath && isNumbered(one.id, named.id));
  const taken = new Set(others.map((one) => one.id));
  let id = own?.id ?? named.id;
  for (let number = 2; taken.has(id); number += 1) id = `${named.id}-${number}`;
  if (id === named.id) return named;
  const first = others.find((one) => one.id === named.id);
  const issue: Issue = {
    code: "same_year_twice",
    severity: "warning",
    message: `another file holds a report of the same owner, year and kind${first === undefined ? "" : `: ${first.file}`}`,
  };
  return { ...named, id: toReportId(id), issues: [...named.issues, issue] };
}

const duplicate = (twin: KnownReport): AppError =>
  new AppError("duplicate_report", `The same text is already in as ${twin.file} (${twin.id}). Remove one of the two files.`);

/**
 * Refuses a report whose body, blanks aside, is that of another file's report of the same owner, year and kind: one report in two formats, where
 * page numbers and line breaks make the texts differ. Throws AppError `duplicate_report`.
 */
export function refuseSameBody(
  report: Report,
  passages: readonly Pick<Passage, "text">[],
  sourcePath: string,
  known: readonly KnownReport[],
  sources: { readonly exists: (sourcePath: string) => boolean; readonly passagesOf: (id: ReportId) => readonly Pick<Passage, "text">[] },
): void {
  const bodyOf = (of: readonly Pick<Passage, "text">[]): string => of.map((passage) => passage.text.replace(/\s+/g, "")).join("");
  const base = report.id.replace(/-\d{1,4}$/, "");
  const rivals = known.filter((one) => one.sourcePath !== sourcePath && isNumbered(one.id, base) && sources.exists(one.sourcePath));
  const body = rivals.length === 0 ? "" : bodyOf(passages);
  const twin = rivals.find((one) => body !== "" && bodyOf(sources.passagesOf(toReportId(one.id))) === body);
  if (twin !== undefined) throw duplicate(twin);
}

const isNumbered = (id: string, base: string): boolean => id === base || (id.startsWith(`${base}-`) && /^\d+$/.test(id.slice(base.length + 1)));

/** 宜春市 and 伊春市 are both yichun-shi: the one that comes second bears a mark made of its name. */
function withOwnOwnerId(report: Report, known: readonly KnownReport[]): Report {
  const { owner } = report;
  const same = known.find((one) => one.owner.name === owner.name);
  const clash = known.some((one) => one.owner.id === owner.id && one.owner.name !== owner.name);
  const mark = createHash("sha256").update(owner.name).digest("hex").slice(0, 4);
  const ownerId = toOwnerId(same?.owner.id ?? (clash ? `${owner.id}-${mark}` : owner.id));
  if (ownerId === owner.id) return report;
  return { ...report, id: toReportId(ownerId + report.id.slice(owner.id.length)), owner: { ...owner, id: ownerId } };
}
