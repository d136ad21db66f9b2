import { type ReportId, toReportId } from "../domain/ids.ts";
import { AppError } from "../domain/issue.ts";
import { passageInput } from "../ingest/chunk.ts";
import { createSourceFiles } from "../ingest/discover.ts";
import { createKnownReports } from "../ingest/known-reports.ts";
import type { KeptReport } from "../store/removed-reports.ts";
import type { IndexedReport, ReportRecord, Store } from "../store/store.ts";
import { fingerprintOf, type IngestDeps } from "./deps.ts";
import { embedAll } from "./embed.ts";
import type { IngestedReport } from "./events.ts";
import { indexFile } from "./index-file.ts";
import { bodyHash, createRemovedFiles } from "./removed-files.ts";

/** Takes a report out of the index; it is kept beside it, and its file stays out, until `undoRemoval`. Throws AppError `report_not_found`. */
export function removeReport(store: Store, id: string, now: Date): ReportRecord {
  const reportId = toReportId(id);
  const record = store.report(reportId);
  if (record === null || !store.setAside(reportId, { at: now.toISOString(), body: bodyHash(store.passagesOf(reportId)) })) throw notThere(id);
  return record;
}

const notThere = (id: string): AppError => new AppError("report_not_found", `There is no report "${id}". \`wenbao list\` names the ids.`, { values: { id } });

/** How a removal was undone. */
export interface UndoneRemoval {
  readonly id: ReportId;
  readonly file: string;
  /** What is in now: the state that was kept, or the file read anew (it had changed, or is read otherwise by now). */
  readonly from: "kept" | "file";
  /** False: the file that it came from is gone; the index holds what it said. */
  readonly fileExists: boolean;
}

/**
 * Puts a removed report back, whole, as it was kept; where its file is there and would be read otherwise by now, it is read anew.
 * Throws AppError `removed_not_found`, or `id_taken` when another file's report bears its id and its own file is gone.
 */
export async function undoRemoval(deps: IngestDeps, id: string): Promise<UndoneRemoval> {
  const { store } = deps;
  const files = deps.files ?? createSourceFiles();
  const kept = store.keptReport(toReportId(id));
  if (kept === null)
    throw new AppError("removed_not_found", `No report "${id}" was removed. \`wenbao list --removed\` names those that were.`, { values: { id } });
  const { report, sourcePath } = kept.entry;
  const fileExists = files.exists(sourcePath);
  const rival = store.report(report.id);
  if (rival !== null && rival.sourcePath !== sourcePath && !fileExists) {
    throw new AppError("id_taken", `${rival.file} is in as ${id} by now, and the removed report's file is gone. Remove ${id} first.`, {
      values: { file: rival.file, id },
    });
  }
  const taken = rival !== null && rival.sourcePath !== sourcePath;
  if (!taken) store.putBack(await withVectors(kept, deps));
  const read = fileExists ? await readAnew(deps, { sourcePath, file: report.file }, taken) : null;
  const told = read === null || read.outcome === "unchanged" ? { id: report.id, from: "kept" as const } : { id: read.report.id, from: "file" as const };
  return { ...told, file: report.file, fileExists };
}

/** Vectors of another model are made anew from the passages. */
async function withVectors({ entry, embedder }: KeptReport, deps: IngestDeps): Promise<IndexedReport> {
  const { identity } = deps.embedder;
  if (deps.store.embedderIdentity() === null) deps.store.recordBuild({ embedder: identity, lexiconHash: deps.lexicon.hash });
  if (JSON.stringify(embedder) === JSON.stringify(identity)) return entry;
  const inputs = entry.passages.map((passage) => passageInput(passage, deps.embedder));
  return { ...entry, vectors: await embedAll(deps.embedder, inputs) };
}

/** Null where the file can no longer be read and the kept state stands. */
async function readAnew(deps: IngestDeps, source: { readonly sourcePath: string; readonly file: string }, mustRead: boolean): Promise<IngestedReport | null> {
  const { store } = deps;
  const run = {
    ...{ deps, files: deps.files ?? createSourceFiles(), fingerprint: fingerprintOf(deps), tell: () => undefined },
    known: createKnownReports(store.reports()),
    removed: createRemovedFiles(store.removedReports(), new Set([source.sourcePath])),
  };
  try {
    const outcome = await indexFile(run, source);
    if (outcome.kind === "keptOut") throw new RangeError(`${source.file} is kept out though it was asked for`);
    store.forgetRemoved(source.sourcePath);
    return outcome.result;
  } catch (error) {
    if (mustRead || !(error instanceof AppError)) throw error;
    return null;
  }
}
