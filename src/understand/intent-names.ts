import type { Intent } from "../domain/question.ts";

/** Every intent, for checking names that come from data. */
export const intentNames: readonly Intent[] = [
  "lookup",
  "compare",
  "rank",
  "difference",
  "ratio",
  "aggregate",
  "derived",
  "trend",
  "list",
  "filter",
  "exists",
  "define",
  "explain",
  "coverage",
  "out_of_scope",
];

/** What intent rules may ask about besides cues: facts about the slots, gathered in conclude-intent.ts. */
export const factNames: readonly string[] = [
  "indicator",
  "measurable",
  "entry",
  "open",
  "value_indicator",
  "rate_indicator",
  "counting",
  "several_indicators",
  "named",
  "many_owners",
  "all_scope",
  "multi",
  "threshold",
  "claim",
  "operands",
  "top",
  "population",
  "subject",
  "residue",
  "range",
  "next_period",
  "year_before",
];
