import type { Figure } from "../../domain/figure.ts";
import type { AskedWorking } from "./asked-forms.ts";
import type { Working, WorkingDeps } from "./working.ts";
import { findList } from "./working-lists.ts";
import { findEach, findRate, findTimes, findWithout } from "./working-pairs.ts";
import { findShare } from "./working-shares.ts";

/** The numbers of one report's `figures` that the question asks to be worked with; null where its words do not tell them. */
export function findWorking(figures: readonly Figure[], asked: AskedWorking, deps: WorkingDeps): Working | null {
  const actual = figures.filter(({ aspect, qualifier }) => aspect === "actual" && qualifier !== "range");
  switch (asked.kind) {
    case "share":
      return findShare(actual, asked, deps);
    case "rate":
      return findRate(actual, asked, deps);
    case "without":
      return findWithout(actual, asked, deps);
    case "times":
      return findTimes(actual, asked, deps);
    case "each":
      return findEach(actual, asked, deps);
    default:
      return findList(actual, asked, deps);
  }
}
