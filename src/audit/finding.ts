import type { FigureId, ReportId } from "../domain/ids.ts";

/** What disagrees: two values of one thing, a share or mean against its operands, parts against their whole, two years. */
export type FindingKind = "conflict" | "share_parts" | "per_head" | "ratio" | "parts_sum" | "degrees" | "jump";

/** How sure it is that the report errs: high = both numbers are plain and cannot both hold; low = the wording may explain it. */
export type Certainty = "high" | "medium" | "low";

/** A number of a finding, enough to word and to highlight it without the figure itself. */
export interface FindingTerm {
  readonly figureId: FigureId;
  readonly reportId: ReportId;
  readonly zh: string;
  readonly en: string;
  readonly raw: string;
  readonly value: string;
  readonly unit: string;
  /** Offsets of `raw` in the report's text. */
  readonly start: number;
  readonly end: number;
}

/** Something in one report, or between two of one owner, that does not add up. */
export interface Finding {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  /** In the order of the formula; the number that was checked is last. */
  readonly terms: readonly FindingTerm[];
  readonly figures: readonly FigureId[];
  /** Over the values as printed: "66000 ÷ 2347 = 28.12". */
  readonly formula: string;
  /** What the operands give, with its unit; null where two values merely differ. */
  readonly expected: string | null;
  /** What the report prints, verbatim. */
  readonly printed: string;
  /** Name of the check that found it. */
  readonly check: string;
}
