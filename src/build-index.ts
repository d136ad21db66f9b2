import { createHash } from "node:crypto";
import { applyCorrections, type Correction } from "./audit/corrections.ts";
import { describeIngest } from "./audit/describe-ingest.ts";
import type { Figure } from "./domain/figure.ts";
import { AppError, type Issue } from "./domain/issue.ts";
import type { Embedder, Segmenter } from "./domain/ports.ts";
import type { Passage, Report } from "./domain/report.ts";
import { chunkReport, passageInput } from "./ingest/chunk.ts";
import { claimIds, refuseSameBody } from "./ingest/claim-ids.ts";
import { type Coverage, measureCoverage } from "./ingest/coverage.ts";
import { createSourceFiles, liesBelow, type SourceFile, type SourceFiles, settingsPath } from "./ingest/discover.ts";
import { readDocument } from "./ingest/read-document.ts";
import { READER_VERSION } from "./ingest/read-report.ts";
import { parseSettings } from "./ingest/settings.ts";
import { VOCABULARY_TEXT } from "./ingest/vocabulary.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export interface IngestDeps {
  readonly store: Store;
  readonly embedder: Embedder;
  /** The one that the store was opened with; its id is part of what decides whether a file is read again. */
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
  readonly extractFigures: (
    report: Report,
    lexicon: Lexicon,
  ) => { readonly figures: readonly Figure[]; readonly leftOut: readonly { readonly reason: string }[] };
  /** What people set right by hand: it goes over what is read, and a change of it reads the report again. */
  readonly corrections?: readonly Correction[];
  /** The real file system unless given. */
  readonly files?: SourceFiles;
}

export interface IngestOptions {
  readonly paths: readonly string[];
  /** Remove reports whose file lay at or below one of the paths and is gone. */
  readonly prune: boolean;
  readonly onProgress?: (event: IngestEvent) => void;
}

export type IngestEvent =
  | { readonly kind: "discovered"; readonly total: number }
  | { readonly kind: "started"; readonly file: string; readonly number: number; readonly total: number }
  /** `done` of `total` vectors of this file. */
  | { readonly kind: "embedded"; readonly file: string; readonly done: number; readonly total: number }
  | { readonly kind: "finished"; readonly result: IngestedReport }
  | { readonly kind: "failed"; readonly failure: IngestFailure };

export interface IngestedReport extends Coverage {
  readonly outcome: "added" | "replaced" | "unchanged";
  readonly file: string;
  readonly report: ReportRecord;
  readonly passageCount: number;
  readonly figureCount: number;
  /** Numbers that were seen and are no figures. */
  readonly leftOutCount: number;
  /** What a person should look at: little of the text understood, a correction whose number is gone. */
  readonly warnings: readonly Issue[];
}

/** A file that is not in, and why; `reason` ends with the remedy. */
export interface IngestFailure {
  readonly file: string;
  readonly code: string;
  readonly reason: string;
  /** What was thrown, for a log; never for a client. */
  readonly cause: unknown;
}

export interface IngestSummary {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly removed: readonly string[];
  readonly failed: readonly IngestFailure[];
  /** Reports read in this run, in order; unchanged ones have counts but no coverage. */
  readonly reports: readonly IngestedReport[];
}

/** Reads reports below the paths into the index: each file is one transaction, and one that fails does not stop the rest. */
export async function buildIndex(deps: IngestDeps, options: IngestOptions): Promise<IngestSummary> {
  const files = deps.files ?? createSourceFiles();
  const fingerprint = fingerprintOf(deps);
  const known = openBuild(deps);
  const { found, roots, failures } = discoverAll(files, options.paths);
  const stale = known.filter((record) => !record.contentHash.endsWith(fingerprint) && files.exists(record.sourcePath));
  const work = uniqueFiles([...found, ...stale]);
  const removed = options.prune ? pruneVanished(deps.store, files, roots) : [];
  const tell = options.onProgress ?? (() => undefined);
  tell({ kind: "discovered", total: work.length });
  for (const failure of failures) tell({ kind: "failed", failure });
  const reports: IngestedReport[] = [];
  const failed: IngestFailure[] = [...failures];
  for (const [index, source] of work.entries()) {
    tell({ kind: "started", file: source.file, number: index + 1, total: work.length });
    try {
      const result = await ingestFile(deps, files, source, fingerprint, tell);
      reports.push(result);
      tell({ kind: "finished", result });
    } catch (error) {
      const failure = failureOf(source.file, error);
      failed.push(failure);
      tell({ kind: "failed", failure });
    }
  }
  const count = (outcome: IngestedReport["outcome"]): number => reports.filter((result) => result.outcome === outcome).length;
  return { added: count("added"), replaced: count("replaced"), unchanged: count("unchanged"), removed, failed, reports };
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

function discoverAll(files: SourceFiles, paths: readonly string[]): Found {
  const found: SourceFile[] = [];
  const roots: string[] = [];
  const failures: IngestFailure[] = [];
  for (const path of paths) {
    try {
      const discovery = files.discover(path);
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

async function ingestFile(
  deps: IngestDeps,
  files: SourceFiles,
  source: SourceFile,
  fingerprint: string,
  tell: (event: IngestEvent) => void,
): Promise<IngestedReport> {
  const { store, embedder, lexicon } = deps;
  const bytes = files.read(source.sourcePath);
  const settings = files.exists(settingsPath(source.sourcePath)) ? files.read(settingsPath(source.sourcePath)) : null;
  const correctionsOf = (id: string): Correction[] => (deps.corrections ?? []).filter((one) => one.report === id || one.report === source.file);
  const contentHashOf = (id: string): string => `${hash(bytes, "\0", settings ?? "", correctionText(correctionsOf(id)))}.${fingerprint}`;
  const before = store.reports().filter((record) => record.sourcePath === source.sourcePath);
  const same = before.find((record) => record.contentHash === contentHashOf(record.id));
  if (same !== undefined && before.length === 1) return unchanged(same, source);

  const read = await readDocument(source.file, bytes, settings === null ? {} : { settings: parseSettings(settings) });
  const claimed = claimIds(read, source.sourcePath, store.reports(), files.exists);
  const passages = chunkReport(claimed, embedder);
  refuseSameBody(claimed, passages, source.sourcePath, store.reports(), { exists: files.exists, passagesOf: (id) => store.passagesOf(id) });
  const extracted = deps.extractFigures(claimed, lexicon);
  const { figures, unapplied } = applyCorrections(extracted.figures, correctionsOf(claimed.id), claimed.text, lexicon);
  const { warnings: doubts } = describeIngest(claimed, measureCoverage(claimed, passages), figures, extracted.leftOut);
  const warnings = [...doubts, ...unapplied.map(notApplied)];
  const report = { ...claimed, issues: [...claimed.issues, ...warnings] };
  const inputs = passages.map((passage) => passageInput(passage, embedder));
  const vectors = await embedAll(embedder, inputs, (done) => tell({ kind: "embedded", file: source.file, done, total: inputs.length }));
  const entry = {
    report,
    passages,
    figures,
    vectors,
    contentHash: contentHashOf(report.id),
    sourcePath: source.sourcePath,
  };
  const replaces = store.report(report.id) !== null || before.length > 0;
  store.replaceReport(entry);
  for (const record of before) if (record.id !== report.id) store.removeReport(record.id);
  return finished(store, replaces ? "replaced" : "added", source.file, report, passages, { leftOutCount: extracted.leftOut.length, warnings });
}

const correctionText = (corrections: readonly Correction[]): string => (corrections.length === 0 ? "" : JSON.stringify(corrections));

const notApplied = ({ raw, by, at }: Correction): Issue => ({
  code: "correction_unapplied",
  severity: "warning",
  message: `The correction of "${raw}" by ${by} (${at}) fits no single number of this text. Give \`start\` or \`near\`, or remove it.`,
});

function unchanged(record: ReportRecord, source: SourceFile): IngestedReport {
  const { passageCount, figureCount } = record;
  return { outcome: "unchanged", file: source.file, report: record, passageCount, figureCount, leftOutCount: 0, warnings: [], indexedShare: 1, headings: {} };
}

function finished(
  store: Store,
  outcome: "added" | "replaced",
  file: string,
  report: Report,
  passages: readonly Passage[],
  reading: Pick<IngestedReport, "leftOutCount" | "warnings">,
): IngestedReport {
  const record = store.report(report.id);
  if (record === null) throw new RangeError(`${report.id} is not in the index after it was written`);
  return {
    outcome,
    file,
    report: record,
    passageCount: record.passageCount,
    figureCount: record.figureCount,
    ...reading,
    ...measureCoverage(report, passages),
  };
}

/** Bounds what is in memory at once; the embedder cuts it further. */
const BATCH_SIZE = 64;

async function embedAll(embedder: Embedder, texts: readonly string[], onBatch: (done: number) => void): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    vectors.push(...(await embedder.embedPassages(texts.slice(start, start + BATCH_SIZE))));
    onBatch(vectors.length);
  }
  return vectors;
}

/** Changes with all that decides what is written for the same bytes. */
function fingerprintOf({ embedder, lexicon, segmenter }: IngestDeps): string {
  return hash(String(READER_VERSION), VOCABULARY_TEXT, lexicon.hash, segmenter.id, JSON.stringify(embedder.identity)).slice(0, 16);
}

function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}

/** One file's failure never stops the rest; one that nobody expected is told as such and keeps its cause for the log. */
function failureOf(file: string, error: unknown): IngestFailure {
  if (error instanceof AppError) return { file, code: error.code, reason: error.safeMessage, cause: error };
  if (error instanceof Error && "syscall" in error) {
    return { file, code: "unreadable_file", reason: "The file cannot be read. Check that it is there and that its permissions allow reading.", cause: error };
  }
  return { file, code: "internal_error", reason: "The program failed on this file. Please report it with the file.", cause: error };
}
