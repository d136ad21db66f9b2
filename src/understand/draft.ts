import type { OwnerId } from "../domain/ids.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import type { Found, Reading } from "./reading.ts";

/** What understanding has concluded so far; each refiner returns a new one. Becomes a ParsedQuestion at the end. */
export interface Draft extends Omit<ParsedQuestion, "intent"> {
  readonly reading: Reading;
  /** Findings after overlaps were resolved. */
  readonly found: readonly Found[];
  /** Earlier questions of the same talk as they were understood, oldest first. */
  readonly trail: readonly ParsedQuestion[];
  /** The question before stands in the same line: its frame (schools set side by side, the time) holds on. */
  readonly joined: boolean;
  /** Schools that the last reply named, in order: what 它 may point at after a ranking. */
  readonly told: readonly OwnerId[];
  readonly intent: Intent | null;
  /** Content words that no finding covers, in the mapped text. */
  readonly residue: readonly Span[];
  /** Two indicators stand as part and whole, or as value and head count: [numerator, denominator]. */
  readonly operands: boolean;
  /** Two indicators stand as a whole and what of it is taken away, or as a thing and the plan for it. */
  readonly setAgainst?: boolean;
  /** The numbers of the question are a claim to be checked. */
  readonly claim: boolean;
}

export type Refiner = (draft: Draft) => Draft;

/** Adds names of rules to the trace. */
export function traced(draft: Draft, ...rules: readonly string[]): readonly string[] {
  return [...draft.trace, ...rules];
}
