import type { OwnerId } from "../../domain/ids.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { isInUnit } from "../conversions.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { compareIntervals, intervalOf } from "./comparability.ts";

/** How a number that the question puts forward stands to the figures: "unknown" where none of its kind is given. */
export type PremiseVerdict = "none" | "holds" | "false" | "unknown";

/**
 * A number that the question puts forward as a fact is checked against the figures of the school that it is said of; it is never repeated.
 * "unknown" where no figure of its kind was told, so that it can be neither confirmed nor denied.
 */
export function tellPremise(context: ComposeContext, draft: DraftBuilder): PremiseVerdict {
  const verdict = judgePremise(context);
  if (verdict === "false" || verdict === "unknown") draft.limit("premise", context.wording.premise());
  return verdict;
}

/** Whether the number that the question puts forward stands in the reports; 3350元 is the same as 3350元/月. */
export function judgePremise({ parsed, evidence }: Pick<ComposeContext, "parsed" | "evidence">): PremiseVerdict {
  const { premise } = parsed;
  if (premise === null) return "none";
  const about = ownerOfPremise(parsed);
  const asked = evidence.measures.flatMap((measured) => measured.cells.map((cell) => ({ cell, kind: measured.measure.kind })));
  const comparable = asked
    .filter(({ cell }) => about === null || cell.owner.id === about)
    .flatMap(({ cell, kind }) =>
      [...cell.direct, ...cell.otherKinds].filter((figure) => (premise.unit === "" ? figure.kind === kind : isInUnit(figure.unit, premise.unit))),
    );
  const holds = comparable.some((figure) => {
    const asserted = { value: premise.value, valueTo: null, qualifier: "exact", unit: figure.unit } as const;
    return compareDecimals(figure.value, premise.value) === 0 || compareIntervals(intervalOf(figure), intervalOf(asserted)) === "undecided";
  });
  return holds ? "holds" : comparable.length === 0 ? "unknown" : "false";
}

/** 平湖有83人，平阳多少: the school named last before the number; null where that does not tell one. */
function ownerOfPremise({ owners, premise }: ParsedQuestion): OwnerId | null {
  if (owners.certainty !== "stated" || premise === null || owners.mentions.length !== owners.value.length || owners.value.length < 2) return null;
  const pairs = owners.mentions.map((mention, index) => ({ mention, id: owners.value[index] }));
  const before = pairs.filter(({ mention }) => mention.end <= premise.mention.start).toSorted((a, b) => b.mention.end - a.mention.end);
  return before[0]?.id ?? null;
}
