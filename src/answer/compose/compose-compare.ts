import type { MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { discloseSlots } from "../pieces.ts";
import { tellUnknownOwners } from "../tell/tell-gaps.ts";
import { type Comparison, compareComputed } from "./compare-computed.ts";
import { latestCells } from "./contenders.ts";
import { tellPremise } from "./premise.ts";
import { rankCells } from "./rank-cells.ts";
import { refuse } from "./refuse-compare.ts";

/** Compares or ranks owners by each measure asked; the first measure decides the winner. */
export function composeCompare(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const results = context.evidence.measures.map((evidence) => compareBy(context, draft, evidence));
  tellPremise(context, draft);
  discloseSlots(context, draft);
  const winner = results[0]?.winner ?? null;
  const whole = results.every((result) => result.settled) && context.parsed.unknownOwners.length === 0;
  const any = results.some((result) => result.any);
  return draft.finish({ status: whole && any ? "answered" : any ? "partial" : "not_found", winner });
}

function compareBy(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): Comparison {
  const cells = latestCells(evidence.cells);
  const holding = cells.filter((cell) => cell.direct.length > 0);
  const lacking = cells.filter((cell) => cell.direct.length === 0);
  const everyone = context.parsed.scope !== "named";
  const complete = lacking.length === 0;
  const computable = lacking.filter((cell) => cell.operands !== null);
  // Where one value alone is at hand, what comes near at the others is told beside it.
  const mixes = evidence.measure.kind === "share" && computable.length > 0 && holding.length + computable.length > 1;
  if (mixes || (computable.length > 1 && computable.length === cells.length)) return compareComputed(context, draft, evidence, cells);
  if (holding.length >= 2 && (complete || everyone || cells.length > 2)) return rankCells(context, draft, evidence, holding, lacking);
  return refuse(context, draft, evidence, holding, lacking);
}
