import { applyCorrections, type Correction } from "../audit/corrections.ts";
import { describeIngest } from "../audit/describe-ingest.ts";
import type { Issue } from "../domain/issue.ts";
import type { Passage, Report } from "../domain/report.ts";
import { chunkReport, passageInput } from "../ingest/chunk.ts";
import { claimIds, refuseSameBody } from "../ingest/claim-ids.ts";
import { measureCoverage } from "../ingest/coverage.ts";
import type { SourceFile, SourceFiles } from "../ingest/discover.ts";
import type { KnownReports } from "../ingest/known-reports.ts";
import { readDocument } from "../ingest/read-document.ts";
import { readSettings } from "../ingest/settings.ts";
import type { ReportRecord } from "../store/store.ts";
import { type IngestDeps, sha256 } from "./deps.ts";
import { embedAll } from "./embed.ts";
import type { IngestEvent, IngestedReport, KeptOutFile } from "./events.ts";
import type { RemovedFiles } from "./removed-files.ts";

/** One run of an ingest: what it is done with, and what it knows of the index, kept up with each file. */
export interface IngestRun {
  readonly deps: IngestDeps;
  readonly files: SourceFiles;
  readonly fingerprint: string;
  readonly known: KnownReports<ReportRecord>;
  readonly removed: RemovedFiles;
  readonly tell: (event: IngestEvent) => void;
}

export type FileOutcome = { readonly kind: "in"; readonly result: IngestedReport } | { readonly kind: "keptOut"; readonly keptOut: KeptOutFile };

/**
 * Reads one file into the index, in one transaction; one that is in unchanged is left, one whose report a person removed stays out.
 * Throws AppError as `readDocument` does, and `duplicate_report`, `settings_invalid`.
 */
export async function indexFile(run: IngestRun, source: SourceFile): Promise<FileOutcome> {
  const { deps, files, known, removed } = run;
  const keptOut = removed.byPath(source);
  if (keptOut !== null) return { kind: "keptOut", keptOut };
  const bytes = files.read(source.sourcePath);
  const settings = readSettings(source.sourcePath, files);
  const contentHashOf = (id: string): string =>
    `${sha256(bytes, "\0", settings === null ? "" : JSON.stringify(settings), correctionText(correctionsOf(run, source, id)))}.${run.fingerprint}`;
  const before = known.at(source.sourcePath);
  const same = before.find((record) => record.contentHash === contentHashOf(record.id));
  if (same !== undefined && before.length === 1) return { kind: "in", result: unchanged(same, source) };

  const read = await readDocument(source.file, bytes, settings === null ? {} : { settings });
  const claimed = claimIds(read, source.sourcePath, known, files.exists);
  const passages = chunkReport(claimed, deps.embedder);
  const keptTwin = removed.byContent(source, claimed, passages);
  if (keptTwin !== null) return { kind: "keptOut", keptOut: keptTwin };
  refuseSameBody(claimed, passages, source.sourcePath, known, { exists: files.exists, passagesOf: (id) => deps.store.passagesOf(id) });
  return { kind: "in", result: await writeReport(run, source, { claimed, passages, contentHash: contentHashOf(claimed.id), before }) };
}

interface ReadFile {
  readonly claimed: Report;
  readonly passages: readonly Passage[];
  readonly contentHash: string;
  /** What the file gave before. */
  readonly before: readonly ReportRecord[];
}

/** Figures, vectors and the one transaction. */
async function writeReport(run: IngestRun, source: SourceFile, { claimed, passages, contentHash, before }: ReadFile): Promise<IngestedReport> {
  const { store, embedder, lexicon, extractFigures } = run.deps;
  const extracted = extractFigures(claimed, lexicon);
  const { figures, unapplied } = applyCorrections(extracted.figures, correctionsOf(run, source, claimed.id), claimed.text, lexicon);
  const coverage = measureCoverage(claimed, passages);
  const { warnings: doubts } = describeIngest(claimed, coverage, figures, extracted.leftOut);
  const warnings = [...doubts, ...unapplied.map(notApplied)];
  const report = { ...claimed, issues: [...claimed.issues, ...warnings] };
  const inputs = passages.map((passage) => passageInput(passage, embedder));
  const vectors = await embedAll(embedder, inputs, (done) => run.tell({ kind: "embedded", file: source.file, done, total: inputs.length }));
  const replaces = store.report(report.id) !== null || before.length > 0;
  store.replaceReport({ report, passages, figures, vectors, contentHash, sourcePath: source.sourcePath });
  for (const { id } of before) if (id !== report.id && store.removeReport(id)) run.known.drop(id);
  const record = store.report(report.id);
  if (record === null) throw new RangeError(`${report.id} is not in the index after it was written`);
  run.known.put(record);
  const { passageCount, figureCount } = record;
  const counts = { passageCount, figureCount, leftOutCount: extracted.leftOut.length };
  return { outcome: replaces ? "replaced" : "added", file: source.file, report: record, ...counts, warnings, ...coverage };
}

const correctionsOf = ({ deps }: IngestRun, source: SourceFile, id: string): Correction[] =>
  (deps.corrections ?? []).filter((one) => one.report === id || one.report === source.file);
const correctionText = (corrections: readonly Correction[]): string => (corrections.length === 0 ? "" : JSON.stringify(corrections));

const notApplied = ({ raw, by, at }: Correction): Issue => ({
  code: "correction_unapplied",
  severity: "warning",
  message: `The correction of "${raw}" by ${by} (${at}) fits no single number of this text. Give \`start\` or \`near\`, or remove it.`,
  values: { raw, by, at },
});

function unchanged(record: ReportRecord, source: SourceFile): IngestedReport {
  const { passageCount, figureCount } = record;
  return { outcome: "unchanged", file: source.file, report: record, passageCount, figureCount, leftOutCount: 0, warnings: [], indexedShare: 1, headings: {} };
}
