import type { MeasureEvidence } from "../retrieve/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import { discloseSlots } from "./pieces.ts";
import { tellPremise } from "./premise.ts";
import { type Outcome, tellCell } from "./tell-figures.ts";
import { tellGaps, tellUnknownOwners } from "./tell-gaps.ts";

/** What a report says of one or several indicators, for one or several owners: each told, each gap named. */
export function composeLookup(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const outcomes = context.evidence.measures.flatMap((evidence) => lookUpMeasure(context, draft, evidence));
  const premise = tellPremise(context, draft);
  discloseSlots(context, draft);
  const told = outcomes.filter((outcome) => outcome === "told").length;
  const whole = told === outcomes.length && context.parsed.unknownOwners.length === 0 && premise !== "unknown";
  const any = outcomes.some((outcome) => outcome !== "none");
  const forgiving = context.parsed.owners.certainty !== "stated" && told > 0 && context.parsed.unknownOwners.length === 0;
  return draft.finish({ status: whole || forgiving ? (any ? "answered" : "not_found") : any ? "partial" : "not_found" });
}

function lookUpMeasure(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): readonly Outcome[] {
  const outcomes = evidence.cells.map((cell) => tellCell(context, draft, evidence, cell));
  const silent = evidence.cells.filter((_, index) => outcomes[index] === "none");
  tellGaps(context, draft, evidence, silent);
  return outcomes;
}
