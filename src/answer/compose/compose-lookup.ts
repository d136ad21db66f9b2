import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_CARRIED, MOST_ROWS, tellMore } from "../limits.ts";
import { discloseSlots } from "../pieces.ts";
import { tellAsOther } from "../tell/tell-as-other.ts";
import { tellDenial } from "../tell/tell-denial.ts";
import { tellEachPart } from "../tell/tell-each-part.ts";
import { type Outcome, tellCell } from "../tell/tell-figures.ts";
import { tellGaps, tellUnknownOwners } from "../tell/tell-gaps.ts";
import { tellPremise } from "./premise.ts";

/** What a report says of one or several indicators, for one or several owners: each told, each gap named. */
export function composeLookup(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const [only, ...more] = context.evidence.measures;
  const isUngiven = only !== undefined && more.length === 0 && only.cells.every(({ direct, otherKinds }) => direct.length + otherKinds.length === 0);
  const isDenied = isUngiven && tellDenial(context, draft);
  const outcomes = context.evidence.measures.flatMap((evidence) => lookUpMeasure(context, draft, evidence));
  const premise = tellPremise(context, draft);
  discloseSlots(context, draft);
  const told = outcomes.filter((outcome) => outcome === "told").length;
  const whole = told === outcomes.length && context.parsed.unknownOwners.length === 0 && premise !== "unknown";
  const any = isDenied || outcomes.some((outcome) => outcome !== "none") || draft.shown().length > 0;
  const forgiving = context.parsed.owners.certainty !== "stated" && told > 0 && context.parsed.unknownOwners.length === 0;
  return draft.finish({ status: whole || forgiving ? (any && told > 0 ? "answered" : any ? "partial" : "not_found") : any ? "partial" : "not_found" });
}

/** Of very many schools those that give it come first; of few each is told in its place. */
function splitLong(cells: readonly FigureCell[]): { readonly giving: readonly FigureCell[]; readonly silent: readonly FigureCell[] } {
  if (cells.length <= MOST_ROWS) return { giving: cells, silent: [] };
  return { giving: cells.filter(({ direct }) => direct.length > 0), silent: cells.filter(({ direct }) => direct.length === 0) };
}

function lookUpMeasure(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): readonly Outcome[] {
  const { giving, silent: mute } = splitLong(evidence.cells);
  const told = giving.slice(0, MOST_ROWS);
  const outcomes = told.map(
    (cell) => tellEachPart(context, draft, cell) ?? tellAsOther(context, draft, evidence, cell) ?? tellCell(context, draft, evidence, cell),
  );
  tellMore(context, draft, giving.length);
  if (giving.length > MOST_ROWS)
    for (const figure of giving.slice(0, MOST_CARRIED).flatMap((cell) => cell.direct.slice(0, 1))) draft.carry({ rank: null, figure: draft.uncited(figure) });
  const silent = [...told.filter((_, index) => outcomes[index] === "none"), ...mute];
  tellGaps(context, draft, evidence, silent);
  return [...outcomes, ...mute.map((): Outcome => "none")];
}
