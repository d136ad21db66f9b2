import type { Figure } from "../domain/figure.ts";
import type { IndicatorId, OwnerId, PassageId, ReportId } from "../domain/ids.ts";
import type { Issue } from "../domain/issue.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import type { Owner, Passage, Report, Section } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import type { KeptReport, RemovedReport } from "./removed-reports.ts";

/** All that one report brings into the index; written in one transaction. `vectors[i]` belongs to `passages[i]`. */
export interface IndexedReport {
  readonly report: Report;
  readonly passages: readonly Passage[];
  readonly figures: readonly Figure[];
  readonly vectors: readonly Float32Array[];
  /** Hash of the file's bytes and of all that parsing depends on: an unchanged file is skipped. */
  readonly contentHash: string;
  /** Where the file really lies, absolute with forward slashes: replacement and pruning go by it; never shown to a client. */
  readonly sourcePath: string;
}

/** A report without its text. */
export interface ReportRecord {
  readonly id: ReportId;
  readonly version: string;
  readonly file: string;
  readonly format: string;
  readonly kind: string;
  readonly title: string;
  readonly owner: Owner;
  readonly year: number | null;
  readonly yearKind: "calendar" | "academic";
  readonly contentHash: string;
  readonly sourcePath: string;
  readonly characterCount: number;
  readonly passageCount: number;
  readonly figureCount: number;
  readonly sections: readonly Section[];
  /** Where each page lies in the text, from page 1; absent where the format has no pages. */
  readonly pages?: readonly Span[];
  readonly issues: readonly Issue[];
}

export interface FigureFilter {
  readonly ownerIds?: readonly OwnerId[];
  readonly reportIds?: readonly ReportId[];
  readonly indicatorIds?: readonly IndicatorId[];
  readonly units?: readonly string[];
}

export interface PassageFilter {
  readonly reportIds?: readonly ReportId[];
}

export interface TermHit {
  readonly passageId: PassageId;
  readonly reportId: ReportId;
  /** BM25, higher is better. */
  readonly score: number;
}

/** What the whole index was built with; a change of either asks for reading all reports again. */
export interface IndexBuild {
  readonly embedder: EmbedderIdentity;
  /** Hash of the vocabularies; figures and search terms depend on them. */
  readonly lexiconHash: string;
}

export interface FigureHit {
  readonly figure: Figure;
  /** BM25, higher is better. */
  readonly score: number;
}

export interface LabelledVector {
  readonly label: number;
  readonly reportId: ReportId;
  readonly vector: Float32Array;
}

/** The source of truth. Reads are synchronous and see the last committed state. An empty list in a filter lets nothing pass. */
export interface Store {
  /** Grows by one with each committed change; the vector cache names the generation it was built from. */
  generation(): number;
  /** Digest of all that happened up to a generation; null for one that this store never had. Tells two indexes of as many generations apart. */
  digestAt(generation: number): string | null;
  /** Writes what the index is built with. Throws AppError index_of_other_model while reports of another embedder are in it: `clear` first. */
  recordBuild(build: IndexBuild): void;
  /** Null on a new index. */
  build(): IndexBuild | null;
  replaceReport(entry: IndexedReport): void;
  /** False when there was none. */
  removeReport(id: ReportId): boolean;
  /** Takes a report out and keeps it whole for `keptReport`, in one transaction. `body`: see RemovedReport. False when there was none. */
  setAside(id: ReportId, removal: { readonly at: string; readonly body: string }): boolean;
  /** Puts a report in and lets go of what was kept of its file. */
  putBack(entry: IndexedReport): void;
  /** Lets go of what was kept of a file, so that it may come in again. False when nothing was. */
  forgetRemoved(sourcePath: string): boolean;
  /** What people took out, the latest first. */
  removedReports(): readonly RemovedReport[];
  /** The latest that was taken out under this id. */
  keptReport(id: ReportId): KeptReport | null;
  /** Removes all reports and what is known of the build. */
  clear(): void;
  /** Ordered by id. */
  reports(): readonly ReportRecord[];
  report(id: ReportId): ReportRecord | null;
  readText(id: ReportId): string | null;
  /** Reads texts for one answer, which reads thousands: whether the index has changed is looked at once, here. Not to be kept. */
  textReader(): (id: ReportId) => string | null;
  /** Complete look-up, never top-k; ordered by owner, report, start. */
  figures(filter: FigureFilter): readonly Figure[];
  /** Complete look-up of figures about parts of their owner (a major, a class) whose name is meant; in the same order. */
  figuresAbout(isMeant: (subject: string) => boolean, filter: FigureFilter): readonly Figure[];
  /** Figures whose own words, clause or section path match the terms, best first. */
  searchFigures(terms: readonly string[], filter: FigureFilter, limit: number): readonly FigureHit[];
  searchPassages(column: "terms" | "bigrams", terms: readonly string[], filter: PassageFilter, limit: number): readonly TermHit[];
  /** In the order of `ids`; an unknown id is left out. */
  passages(ids: readonly PassageId[]): readonly Passage[];
  /** The passages of a report in order. */
  passagesOf(reportId: ReportId): readonly Passage[];
  /** Integer labels of the vector index and back; a label is never used twice. */
  passageLabel(id: PassageId): number | null;
  passageIdOfLabel(label: number): PassageId | null;
  /** Labels of the passages that pass the filter, ascending. */
  passageLabels(filter: PassageFilter): readonly number[];
  /** Passage vectors, ascending by label, those after `afterLabel` alone when it is given. */
  vectors(afterLabel?: number): Iterable<LabelledVector>;
  /** The vector of a passage; null for a label that is gone. */
  vectorOf(label: number): Float32Array | null;
  /** Which cutters made the words that reports are searched by; one, save where a report was left from another machine. */
  cutters(): readonly string[];
  /** What the index was built with; null on a new index. */
  embedderIdentity(): EmbedderIdentity | null;
  close(): void;
}
