import { dirname } from "node:path";
import { toReportId } from "../domain/ids.ts";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent, IngestedReport, IngestFailure, IngestSummary } from "../indexing/events.ts";
import type { UndoneRemoval } from "../indexing/remove-reports.ts";
import { liesBelow, toRoot } from "../ingest/discover.ts";
import type { RemovedReport } from "../store/removed-reports.ts";
import type { ReportRecord, Store } from "../store/store.ts";
import { type IdentityChange, writeIdentity } from "./identity-file.ts";
import type { IndexWriter } from "./index-writer.ts";
import { receive, safeName, sweepUploads, uploadsFolder } from "./uploads.ts";

/** What administrators do to the reports of an index while it is being asked. */
export interface ReportManager {
  /** Takes a file in under its name; one that gives no report is not kept, and what lay there before stays. Throws AppError `unsafe_name`, `file_too_large`. */
  upload(upload: Upload, onProgress?: (event: IngestEvent) => void): Promise<UploadOutcome>;
  /** Throws AppError `report_not_found`. */
  remove(id: string): Promise<ReportRecord>;
  /** Throws AppError `removed_not_found` or `id_taken`. */
  restore(id: string): Promise<UndoneRemoval>;
  /** Says whose report it is and of which year, for good; its id follows. Throws AppError `report_not_found` or `file_gone`. */
  identify(id: string, change: IdentityChange): Promise<UploadOutcome>;
  /** The latest first. */
  removed(): readonly RemovedReport[];
}

export interface Upload extends IdentityChange {
  readonly name: string;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface UploadOutcome {
  readonly outcome: "added" | "replaced" | "unchanged" | "duplicate" | "refused";
  /** What of the file is in. */
  readonly reports: readonly IngestedReport[];
  readonly failed: readonly IngestFailure[];
  /** Id of the report that says the same. */
  readonly duplicateOf: string | null;
}

export interface ManagerDeps {
  readonly writer: IndexWriter;
  /** Reads what the writer has written. */
  readonly store: Pick<Store, "report" | "removedReports">;
  readonly indexFolder: string;
  readonly maxFileBytes: number;
}

/** Files are received side by side and taken in one after another. */
export function createReportManager({ writer, store, indexFolder, maxFileBytes }: ManagerDeps): ReportManager {
  const folder = uploadsFolder(indexFolder);
  sweepUploads(folder);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function upload({ name, body, school, year }: Upload, onProgress?: (event: IngestEvent) => void): Promise<UploadOutcome> {
    const arrived = await receive(folder, safeName(name), body, maxFileBytes);
    return inTurn(async () => {
      try {
        arrived.place();
        if (school !== undefined || year !== undefined) writeIdentity(arrived.path, { school, year });
        const summary = await writer.ingest({ paths: [arrived.path], prune: true, alone: true, ...(onProgress === undefined ? {} : { onProgress }) });
        const outcome = outcomeOf(summary, toRoot(arrived.path));
        if (outcome.reports.length > 0) arrived.keep();
        else {
          arrived.takeBack();
          // Reports of a ZIP file that the new one did not hold: the old one is back.
          if (summary.removed.length > 0) await writer.ingest({ paths: [arrived.path], prune: false, alone: true });
        }
        return outcome;
      } catch (error) {
        arrived.takeBack();
        throw error;
      }
    });
  }

  async function identify(id: string, change: IdentityChange): Promise<UploadOutcome> {
    const record = store.report(toReportId(id));
    if (record === null) throw new AppError("report_not_found", "There is no report with this id.", { values: { id } });
    const takeBack = writeIdentity(record.sourcePath, change);
    try {
      const summary = await writer.ingest({ paths: [record.sourcePath], prune: false, alone: true, below: folderShownFrom(record) });
      const outcome = outcomeOf(summary, record.sourcePath);
      if (outcome.reports.length === 0) takeBack();
      return outcome;
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  return {
    upload,
    remove: (id) => inTurn(() => writer.remove(id)),
    restore: (id) => inTurn(() => writer.undo(id)),
    identify: (id, change) => inTurn(() => identify(id, change)),
    removed: () => store.removedReports(),
  };
}

/** The folder that a report's shown name is relative to. */
function folderShownFrom({ sourcePath, file }: ReportRecord): string {
  return sourcePath.endsWith(`/${file}`) ? sourcePath.slice(0, -file.length - 1) : dirname(sourcePath);
}

/** What became of one file. */
function outcomeOf(summary: IngestSummary, path: string): UploadOutcome {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const reports = summary.reports.filter((one) => liesBelow(one.report.sourcePath, path));
  const failed = summary.failed.filter(({ file }) => file === name || file.endsWith(`/${name}`) || file.startsWith(`${name}!/`));
  const twin = failed.find((one) => one.code === "duplicate_report");
  const duplicateOf = twin === undefined ? null : String(twin.values.id ?? "");
  const best = (["added", "replaced", "unchanged"] as const).find((outcome) => reports.some((one) => one.outcome === outcome));
  const outcome = best ?? (twin !== undefined && failed.every((one) => one.code === "duplicate_report") ? "duplicate" : "refused");
  return { outcome, reports, failed, duplicateOf: outcome === "duplicate" ? duplicateOf : null };
}
