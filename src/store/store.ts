import type { Figure } from "../domain/figure.ts";
import type { IndicatorId, OwnerId, PassageId, ReportId } from "../domain/ids.ts";
import type { Issue } from "../domain/issue.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import type { Owner, Passage, Report, Section } from "../domain/report.ts";

/** All that one report brings into the index; written in one transaction. `vectors[i]` belongs to `passages[i]`, `figureVectors[i]` to `figures[i]`. */
export interface IndexedReport {
  readonly report: Report;
  readonly passages: readonly Passage[];
  readonly figures: readonly Figure[];
  readonly vectors: readonly Float32Array[];
  readonly figureVectors: readonly Float32Array[];
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

/** The source of truth. Reads are synchronous and see the last committed state. */
export interface Store {
  /** Grows by one with each committed change; the vector cache names the generation it was built from. */
  generation(): number;
  replaceReport(entry: IndexedReport): void;
  /** False when there was none. */
  removeReport(id: ReportId): boolean;
  reports(): readonly ReportRecord[];
  report(id: ReportId): ReportRecord | null;
  readText(id: ReportId): string | null;
  /** Complete look-up, never top-k; ordered by owner, report, start. */
  figures(filter: FigureFilter): readonly Figure[];
  /** Figures whose own words, clause or section path match the terms, best first. */
  searchFigures(terms: readonly string[], filter: FigureFilter, limit: number): readonly { readonly figure: Figure; readonly score: number }[];
  searchPassages(column: "terms" | "bigrams", terms: readonly string[], filter: PassageFilter, limit: number): readonly TermHit[];
  passages(ids: readonly PassageId[]): readonly Passage[];
  /** The passages of a report in order. */
  passagesOf(reportId: ReportId): readonly Passage[];
  /** Integer labels of the vector index and back. */
  passageLabel(id: PassageId): number | null;
  passageIdOfLabel(label: number): PassageId | null;
  vectors(): Iterable<{ readonly label: number; readonly reportId: ReportId; readonly vector: Float32Array }>;
  /** What the index was built with; null on a new index. */
  embedderIdentity(): EmbedderIdentity | null;
  close(): void;
}
