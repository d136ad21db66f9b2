import { compareDecimals } from "../text/decimal.ts";
import { compareIntervals, intervalOf } from "./comparability.ts";
import type { ComposeContext, DraftBuilder } from "./draft.ts";

/**
 * A number that the question puts forward as a fact is checked against the figures just told; it is never repeated. "unknown" where no
 * figure of its kind was told, so that it can be neither confirmed nor denied.
 */
export function tellPremise(context: ComposeContext, draft: DraftBuilder): "none" | "holds" | "false" | "unknown" {
  const { premise } = context.parsed;
  if (premise === null) return "none";
  const figures = context.evidence.measures.flatMap((evidence) => evidence.cells.flatMap((cell) => [...cell.direct, ...cell.otherKinds]));
  const comparable = figures.filter((figure) => figure.unit === premise.unit || premise.unit === "");
  const asserted = { value: premise.value, valueTo: null, qualifier: "exact", unit: premise.unit } as const;
  const holds = comparable.some(
    (figure) => compareDecimals(figure.value, premise.value) === 0 || compareIntervals(intervalOf(figure), intervalOf(asserted)) === "undecided",
  );
  if (!holds) draft.limit("premise", context.wording.premise());
  return comparable.length === 0 ? "unknown" : holds ? "holds" : "false";
}
