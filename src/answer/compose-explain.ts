import { asksList, asksProcedure } from "../retrieve/evidence.ts";
import { shareHeld } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { composeClarify } from "./compose-refusal.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { findEnumerations } from "./enumerations.ts";
import { type Extract, tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";
import type { Part } from "./parts.ts";
import { discloseSlots } from "./pieces.ts";
import { tellUnknownOwners } from "./tell-gaps.ts";

const MAX_EXTRACTS = 4;
/** A list may run over more sentences than an explanation. */
const MAX_LIST_EXTRACTS = 5;
/** Share of what the question asks about that a passage and its headings must hold: below it, likeness alone speaks for it. */
const LEAST_SHARED = 0.3;
/** For a question that asked for a figure and found none. */
const LEAST_SHARED_FOR_FIGURE = 0.6;

/** Why, how, what measures: the best sentences of the best sections, quoted exactly, each with its section. */
export function composeExplain(context: ComposeContext): Draft {
  if (asksList(context.parsed) && !asksProcedure(context.parsed)) return composeList(context);
  const chosen = related(context, chooseExtracts(context, MAX_EXTRACTS), LEAST_SHARED);
  return quoteThem(context, withoutOverlap(chosen.map((extract) => wholeSentence(context, extract))));
}

/** What things there are: the sentences that list them, whole; without any, what comes nearest. */
export function composeList(context: ComposeContext): Draft {
  const lists = findEnumerations(context);
  const others = related(context, chooseExtracts(context, MAX_LIST_EXTRACTS), LEAST_SHARED);
  const extracts = (lists.length > 0 ? lists : others).map((extract) => wholeSentence(context, extract));
  return quoteThem(context, withoutOverlap(extracts).slice(0, MAX_LIST_EXTRACTS), true);
}

/** A question for a figure that names nothing measured: what the reports say on its words, and only that. */
export function composeMention(context: ComposeContext): Draft {
  const draft = quoteThem(context, related(context, chooseExtracts(context, MAX_EXTRACTS), LEAST_SHARED_FOR_FIGURE));
  return draft.status === "answered" ? { ...draft, status: "partial" } : draft;
}

function quoteThem(context: ComposeContext, extracts: readonly Extract[], isList = false): Draft {
  const { evidence, wording, parsed } = context;
  if (evidence.owners.length === 0 && parsed.unknownOwners.length === 0) return composeClarify(context);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  if (extracts.length === 0) {
    const words: Part = { kind: "echo", text: parsed.searchText.trim() === "" ? parsed.question : parsed.searchText };
    if (parsed.unknownOwners.length === 0) draft.state(wording.nothingFound(words));
    draft.limit("missing", wording.nothingFound(words));
    return draft.finish({ status: "not_found" });
  }
  tellExtracts(context, draft, extracts);
  if (isList) draft.limit("incomplete", wording.listMayBeIncomplete());
  discloseSlots(context, draft);
  return draft.finish({ status: parsed.unknownOwners.length > 0 ? "partial" : "answered" });
}

/** Those whose passage and headings speak of the thing asked about; all where only meaning can match (no word of it is known). */
function related(context: ComposeContext, extracts: readonly Extract[], least: number): readonly Extract[] {
  const { topics } = context.evidence;
  if (topics.length === 0) return extracts;
  return extracts.filter(({ passage }) => shareHeld(foldText(`${passage.sectionPath.join(" ")}${passage.text}`).replace(/\s+/g, ""), topics) >= least);
}
