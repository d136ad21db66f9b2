import type { OwnerRef } from "../contract/answer.ts";
import type { Refusal, RemovedEntry, TakenIn, UploadResult } from "../contract/manage.ts";
import type { Owner } from "../domain/report.ts";
import type { IngestedReport, IngestFailure } from "../indexing/events.ts";
import { tellIssue, tellRefusal } from "../indexing/wording.ts";
import type { RemovedReport } from "../store/removed-reports.ts";
import type { UploadOutcome } from "../writing/manage-reports.ts";

/** What of the inside goes over the wire: never where a file lies, nor what was thrown. */
export function toUploadResult({ outcome, reports, failed, duplicateOf }: UploadOutcome): UploadResult {
  return { outcome, reports: reports.map(toTakenIn), refused: failed.map(toRefusal), duplicateOf };
}

/** A report that is in now. */
export function toTakenIn({ outcome, report, file, passageCount, figureCount }: IngestedReport): TakenIn {
  const notes = report.issues.map((issue) => ({ code: issue.code, message: tellIssue(issue, "en"), messageZh: tellIssue(issue, "zh") }));
  const { id, title, owner, year } = report;
  return { id, outcome, title, school: toOwnerRef(owner), year, file, passageCount, figureCount, notes };
}

/** A file that is not in, in both languages. */
export function toRefusal(failure: IngestFailure): Refusal {
  return { file: failure.file, code: failure.code, message: tellRefusal(failure, "en"), messageZh: tellRefusal(failure, "zh") };
}

/** A report that somebody took out. */
export function toRemoved({ record, removedAt }: RemovedReport): RemovedEntry {
  const { id, title, owner, year, file } = record;
  return { id, title, school: toOwnerRef(owner), year, file, removedAt };
}

const toOwnerRef = ({ id, name, nameEn, kind }: Owner): OwnerRef => ({ id, name, nameEn, kind });
