import { fingerprintOf, type IngestDeps } from "./indexing/deps.ts";
import type { IngestEvent, IngestedReport, IngestFailure, IngestSummary, KeptOutFile } from "./indexing/events.ts";
import { failureOf } from "./indexing/failure.ts";
import { type IngestRun, indexFile } from "./indexing/index-file.ts";
import { createRemovedFiles } from "./indexing/removed-files.ts";
import { createSourceFiles, liesBelow, type SourceFile, type SourceFiles, toRoot } from "./ingest/discover.ts";
import { createKnownReports } from "./ingest/known-reports.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export interface IngestOptions {
  readonly paths: readonly string[];
  /** Remove reports whose file lay at or below one of the paths and is gone. */
  readonly prune: boolean;
  /**
   * Folder that the paths were found below, by a watch of it and not by a person: files are shown relative to it, those that are gone are
   * no failure, and removed reports stay out.
   */
  readonly below?: string;
  /** Leave reports of other files as they are, also those that would be read otherwise by now; unless given they are read again. */
  readonly alone?: boolean;
  /** Asked before each file; what is in stays in. */
  readonly isStopped?: () => boolean;
  readonly onProgress?: (event: IngestEvent) => void;
}

/**
 * Reads reports below the paths into the index: each file is one transaction, and one that fails does not stop the rest. A report that a
 * person removed stays out, unless its file itself is among the paths.
 */
export async function buildIndex(deps: IngestDeps, options: IngestOptions): Promise<IngestSummary> {
  const files = deps.files ?? createSourceFiles();
  const fingerprint = fingerprintOf(deps);
  const known = openBuild(deps);
  const { found, roots, failures } = discoverAll(files, options);
  const stale = options.alone === true ? [] : known.filter((record) => !record.contentHash.endsWith(fingerprint) && files.exists(record.sourcePath));
  const work = uniqueFiles([...found, ...stale]);
  const removed = options.prune ? pruneVanished(deps.store, files, roots) : [];
  const tell = options.onProgress ?? (() => undefined);
  tell({ kind: "discovered", total: work.length });
  for (const failure of failures) tell({ kind: "failed", failure });
  const run: IngestRun = {
    ...{ deps, files, fingerprint, tell },
    known: createKnownReports(deps.store.reports()),
    removed: createRemovedFiles(deps.store.removedReports(), new Set(options.below === undefined ? roots : [])),
  };
  const { reports, keptOut, failed } = await indexAll(run, work, options.isStopped ?? (() => false));
  const count = (outcome: IngestedReport["outcome"]): number => reports.filter((result) => result.outcome === outcome).length;
  const counts = { added: count("added"), replaced: count("replaced"), unchanged: count("unchanged") };
  return { ...counts, removed, keptOut, failed: [...failures, ...failed], reports };
}

interface Outcomes {
  readonly reports: readonly IngestedReport[];
  readonly keptOut: readonly KeptOutFile[];
  readonly failed: readonly IngestFailure[];
}

async function indexAll(run: IngestRun, work: readonly SourceFile[], isStopped: () => boolean): Promise<Outcomes> {
  const reports: IngestedReport[] = [];
  const keptOut: KeptOutFile[] = [];
  const failed: IngestFailure[] = [];
  for (const [index, source] of work.entries()) {
    if (isStopped()) break;
    run.tell({ kind: "started", file: source.file, number: index + 1, total: work.length });
    try {
      const outcome = await indexFile(run, source);
      if (outcome.kind === "in") {
        if (run.removed.comesBack(source)) run.deps.store.forgetRemoved(source.sourcePath);
        reports.push(outcome.result);
        run.tell({ kind: "finished", result: outcome.result });
      } else {
        keptOut.push(outcome.keptOut);
        run.tell({ kind: "keptOut", keptOut: outcome.keptOut });
      }
    } catch (error) {
      const failure = failureOf(source.file, error);
      failed.push(failure);
      run.tell({ kind: "failed", failure });
    }
  }
  return { reports, keptOut, failed };
}

/** Makes the index ready for this embedder; one built with another is emptied, its files are read again. Returns what stood in it. */
function openBuild({ store, embedder, lexicon }: IngestDeps): readonly ReportRecord[] {
  const known = store.reports();
  const build = store.build();
  if (build !== null && JSON.stringify(build.embedder) !== JSON.stringify(embedder.identity)) store.clear();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: lexicon.hash });
  return known;
}

interface Found {
  readonly found: readonly SourceFile[];
  readonly roots: readonly string[];
  readonly failures: readonly IngestFailure[];
}

function discoverAll(files: SourceFiles, { paths, below }: IngestOptions): Found {
  const found: SourceFile[] = [];
  const roots: string[] = [];
  const failures: IngestFailure[] = [];
  for (const path of paths) {
    try {
      if (below !== undefined && !files.exists(path)) {
        roots.push(toRoot(path));
        continue;
      }
      const discovery = files.discover(path, below);
      found.push(...discovery.files);
      roots.push(discovery.root);
      for (const { file, error } of discovery.refused) failures.push(failureOf(file, error));
    } catch (error) {
      failures.push(failureOf(path, error));
    }
  }
  return { found, roots, failures };
}

/** One entry per file, in path order, so that numbered ids do not depend on the order of the arguments. */
function uniqueFiles(sources: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map<string, SourceFile>();
  for (const source of sources) if (!byPath.has(source.sourcePath)) byPath.set(source.sourcePath, { sourcePath: source.sourcePath, file: source.file });
  return [...byPath.values()].sort((a, b) => (a.sourcePath < b.sourcePath ? -1 : a.sourcePath > b.sourcePath ? 1 : 0));
}

function pruneVanished(store: Store, files: SourceFiles, roots: readonly string[]): string[] {
  const vanished = store.reports().filter((record) => roots.some((root) => liesBelow(record.sourcePath, root)) && !files.exists(record.sourcePath));
  for (const record of vanished) store.removeReport(record.id);
  return vanished.map((record) => record.id);
}
