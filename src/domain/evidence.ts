import type { IndicatorId, OwnerId, PassageId, ReportId } from "./ids.ts";
import type { Passage } from "./report.ts";
import type { Span } from "./span.ts";

export type RetrieverName = "terms" | "bigrams" | "dense";

/** A passage as one retriever ranked it: rank from 1, ties broken by id. */
export interface Hit {
  readonly passageId: PassageId;
  readonly reportId: ReportId;
  readonly retriever: RetrieverName;
  readonly score: number;
  readonly rank: number;
}

export interface FusedHit {
  readonly passage: Passage;
  readonly score: number;
  readonly contributions: readonly { readonly retriever: RetrieverName; readonly rank: number; readonly score: number }[];
  /** Sentences of the source that answer best, best first; each lies inside the passage. A sentence cut by a page break has several parts. */
  readonly highlights: readonly (readonly Span[])[];
}

/** A recognised need without data: named in the answer. */
export type Gap =
  | { readonly kind: "unknown_owner"; readonly name: string }
  | { readonly kind: "no_report_for_period"; readonly ownerId: OwnerId; readonly label: string; readonly available: readonly number[] }
  | { readonly kind: "indicator_not_reported"; readonly ownerId: OwnerId; readonly indicatorId: IndicatorId | null; readonly words: string };
