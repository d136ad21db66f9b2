import type { QuantityKind } from "./figure.ts";
import type { IndicatorId } from "./ids.ts";

/** An entry of data/lexicon/indicators. Aliases may use `[x]` for an optional part and `(a|b)` for alternatives. */
export interface Indicator {
  readonly id: IndicatorId;
  readonly zh: string;
  readonly en: string;
  /** Chapter of the lexicon ("teachers", "students", …). */
  readonly group: string;
  readonly kind: QuantityKind;
  /** Canonical unit of its values. */
  readonly unit: string;
  /** Canonical units a number must carry to be read as this indicator; `unit` among them. */
  readonly units: readonly string[];
  /** Entries that measure one thing in different kinds (count, share, mean) share a family; comparing across kinds is refused by it. */
  readonly family: string;
  /** Of what a share is a share, or per what an average is taken; null when neither. */
  readonly denominator: string | null;
  /** Who or what is counted, when the name alone does not say. */
  readonly population: string | null;
  readonly direction: "higher" | "lower" | "neutral";
  /** One line, ours: shown as dictionary help, never as the report's word. */
  readonly definition: string;
  /** The same line in English, for answers in English; null when not written. */
  readonly definitionEn: string | null;
  /** Entries easily confused with this one: offered as near misses, never as the answer. */
  readonly siblings: readonly IndicatorId[];
  /** Siblings that measure one side each of what this entry measures as a whole: told in its place, as parts, where it is not given. */
  readonly sides?: readonly IndicatorId[];
  /** A sibling that counts the core of what this entry counts (专任教师 of 教师): told under its own name where a report gives nothing of this one. */
  readonly core?: IndicatorId;
  /** Words of which one must stand in the sentence or its section's headings for a report to mean this entry; no condition when absent. */
  readonly context?: readonly string[];
  readonly aliases: {
    /** Names that hold in reports and in questions. */
    readonly zh: readonly string[];
    /** Colloquial names that hold in questions alone. */
    readonly ask: readonly string[];
    /** Short heads that hold in a report's prose alone, next to a number with a fitting unit. */
    readonly prose: readonly string[];
    readonly en: readonly string[];
    /** Longer words inside which an alias is not this entry (学生 in 大学生). */
    readonly not?: readonly string[];
  };
}
