import { createHash } from "node:crypto";
import { toOwnerId, toReportId } from "../domain/ids.ts";
import { AppError, type Issue } from "../domain/issue.ts";
import type { Report } from "../domain/report.ts";

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
    throw new AppError("duplicate_report", `The same text is already in as ${twin.file} (${twin.id}). Remove one of the two files.`);
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
