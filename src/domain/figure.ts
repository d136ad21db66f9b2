import type { FigureId, IndicatorId, OwnerId, ReportId } from "./ids.ts";
import type { Span } from "./span.ts";

/** What a number measures; numbers of different kinds are never ranked against each other. */
export type QuantityKind = "count" | "share" | "amount" | "area" | "average" | "score" | "ratio";
/** How the number stands to the present: a fact, a plan, a change against a base, an earlier state, a rank. Only `actual` answers for the present. */
export type Aspect = "actual" | "plan" | "change" | "history" | "rank";
/** The word of vagueness beside the number, kept in every answer and comparison. */
export type Qualifier = "exact" | "about" | "at_least" | "over" | "up_to" | "under" | "range";

/** Calendar year, academic year (named by its first year: 2020 = 2020-09…2021-08) and report year are three different things. */
export interface Period {
  readonly kind: "calendar" | "academic" | "report" | "months" | "instant" | "unknown";
  /** First year, null when unknown. */
  readonly year: number | null;
  /** As printed or, when inferred, as it would be printed: "2020年", "2020学年", "本年度". */
  readonly label: string;
  readonly evidence: "stated" | "section" | "title" | "none";
}

/** One indicator's quantity for an owner (or a subject of it) and a period, with the exact characters it came from. */
export interface Figure {
  readonly id: FigureId;
  readonly reportId: ReportId;
  readonly ownerId: OwnerId;
  /** What the number speaks of when that is not the owner itself: a 专业, class, project, firm, contest, the county; null = the owner. */
  readonly subject: string | null;
  readonly indicator: {
    readonly id: IndicatorId | null;
    /** The entry's name, or the report's own words when no entry covers it. */
    readonly name: string;
    /** The words of the report that were read as the indicator. */
    readonly words: string;
  };
  /** Sub-group in the indicator ("女", "省级"); null = all. */
  readonly population: string | null;
  /** Of what a share is a share, when printed or defined. */
  readonly denominator: string | null;
  /** Decimal string in the canonical unit, 万/亿 multiplied out, no exponent, no group commas; "13.37" for a ratio 13.37:1. */
  readonly value: string;
  /** Upper end of a range, else null. */
  readonly valueTo: string | null;
  readonly kind: QuantityKind;
  readonly aspect: Aspect;
  /** Canonical unit ("人", "元", "%", "个百分点", "平方米", "亩", ":1", "" for a bare number). */
  readonly unit: string;
  readonly qualifier: Qualifier;
  readonly period: Period;
  /** For a change: against what ("上年度"); null when not a change or not said. */
  readonly basis: string | null;
  readonly source: FigureSource;
  /** Name of the rule that made it. */
  readonly rule: string;
  /** 0…1, comparable within one rule set only. */
  readonly confidence: number;
  /** Who set it right by hand, and when; absent on what was read. */
  readonly correction?: { readonly by: string; readonly at: string };
}

export interface FigureSource extends Span {
  /** text.slice(start, end): number and unit with their qualifier, as printed. */
  readonly raw: string;
  readonly section: readonly string[];
  /** The sentence (or table row) around the number. */
  readonly context: Span;
}
