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
