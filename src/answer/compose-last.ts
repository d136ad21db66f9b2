import type { Figure } from "../domain/figure.ts";
import type { MeasureEvidence } from "../retrieve/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import { discloseSlots, distinctValues, told } from "./pieces.ts";
import { byQuote } from "./tell-figures.ts";

/** Shown of one school: more would hide that none is certain. */
const MOST_TOLD = 3;

/** What a report says under other names than those asked for: said to be so, each with its sentence, never as the very answer. */
export function composeLast(context: ComposeContext, { cells }: MeasureEvidence): Draft {
  const draft = createDraft(context);
  const parts = context.wording.saidOtherwise();
  draft.state(parts);
  draft.limit("ambiguous", parts);
  for (const { direct, rivals = [], plans } of cells) {
    const figures = distinctValues(direct.length > 0 ? direct.slice(0, 1) : rivals).slice(0, MOST_TOLD);
    for (const figure of figures) draft.state(byQuote(context, draft.show(figure)));
    if (figures.length === 0) for (const figure of distinctValues(plans).slice(0, 1)) tellPlan(context, draft, figure);
  }
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

/** A planned number is told as one, with its sentence. */
function tellPlan(context: ComposeContext, draft: DraftBuilder, figure: Figure): void {
  const shown = draft.show(figure);
  draft.state(byQuote(context, shown));
  draft.limit("plan", context.wording.planOnly(told(context, shown)));
}
