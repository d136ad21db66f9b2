import type { AppError, Issue } from "../domain/issue.ts";
import type { Coverage } from "../ingest/coverage.ts";
import type { ReportRecord } from "../store/store.ts";

/** How far an ingest is, as it is told while it runs. */
export type IngestEvent =
  | { readonly kind: "discovered"; readonly total: number }
  | { readonly kind: "started"; readonly file: string; readonly number: number; readonly total: number }
  /** `done` of `total` vectors of this file. */
  | { readonly kind: "embedded"; readonly file: string; readonly done: number; readonly total: number }
  | { readonly kind: "finished"; readonly result: IngestedReport }
  | { readonly kind: "keptOut"; readonly keptOut: KeptOutFile }
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
  /** What the reason tells besides its code (sizes, names), for its wording in another language. */
  readonly values: AppError["values"];
  /** What was thrown, for a log; never for a client. */
  readonly cause: unknown;
}

/** A file that holds a report which a person removed. */
export interface KeptOutFile {
  readonly file: string;
  readonly removedId: string;
  /** ISO date and time of the removal. */
  readonly removedAt: string;
}

export interface IngestSummary {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly removed: readonly string[];
  readonly keptOut: readonly KeptOutFile[];
  readonly failed: readonly IngestFailure[];
  /** Reports read in this run, in order; unchanged ones have counts but no coverage. */
  readonly reports: readonly IngestedReport[];
}
