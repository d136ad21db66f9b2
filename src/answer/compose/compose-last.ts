import type { Figure } from "../../domain/figure.ts";
import { glossEnglish } from "../../retrieve/english/glossary.ts";
import type { MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import type { ShownFigure } from "../parts.ts";
import { discloseSlots, distinctValues, told } from "../pieces.ts";
import { byQuote } from "../tell/tell-figures.ts";

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

/**
 * The rules of its compiled rulebook: a part named in English words that no dictionary has may be the whole by another name. What the report gives of
 * the whole is told as what comes near; null where the words are known, or nothing is given.
 */
export function composeUnknownPart(context: ComposeContext, near: readonly ShownFigure[]): Draft | null {
  const { parsed, evidence } = context;
  const [only, ...others] = evidence.measures;
  const isUnknown = parsed.subject !== null && parsed.language === "en" && parsed.trace.includes("subject.unexplained") && !HAN.test(parsed.subject);
  if (!isUnknown || only === undefined || only.measure.entry === null || others.length > 0 || evidence.owners.length !== 1) return null;
  // What comes to each is another number than the whole.
  if (/\b(?:per|each|every|average|share|percent\w*)\b/i.test(parsed.question)) return null;
  if (glossEnglish(parsed.subject ?? "").coverage > MOST_KNOWN) return null;
  const { id } = only.measure.entry;
  const whole = near.flatMap((shown) => (shown.kind === "printed" && shown.figure.indicator.id === id && shown.figure.subject === null ? [shown.figure] : []));
  const [cell] = only.cells;
  return whole.length === 0 || cell === undefined
    ? null
    : composeLast(context, { ...only, cells: [{ ...cell, direct: whole.slice(0, 1), rivals: [], plans: [] }] });
}

/** Share of the part's words that the dictionary may have: beyond it the part is another thing than the whole. */
const MOST_KNOWN = 0.5;
const HAN = /[\u3400-\u9fff]/;

/** A planned number is told as one, with its sentence. */
function tellPlan(context: ComposeContext, draft: DraftBuilder, figure: Figure): void {
  const shown = draft.show(figure);
  draft.state(byQuote(context, shown));
  draft.limit("plan", context.wording.planOnly(told(context, shown)));
}
