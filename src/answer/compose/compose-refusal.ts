import type { OwnerId } from "../../domain/ids.ts";
import { type ComposeContext, createDraft, type Draft, type DraftChoice } from "../draft.ts";
import type { Part } from "../parts.ts";

/** Opinion, prediction, private persons, other topics: a short refusal; the suggestions say what can be asked. */
export function composeOutOfScope(context: ComposeContext): Draft {
  const draft = createDraft(context);
  draft.state(context.wording.outOfScope(context.parsed.outOfScope ?? "unrelated"));
  return draft.finish({ status: "out_of_scope" });
}

/** Which school is meant: each choice is the question again with the full name in place of the words that are not clear. */
export function composeClarify(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const { parsed, wording, evidence } = context;
  const slot = parsed.owners;
  if (slot.certainty !== "ambiguous") {
    draft.state(evidence.catalogue.owners.length === 0 ? wording.emptyIndex() : wording.whatIndicator());
    return draft.finish({ status: evidence.catalogue.owners.length === 0 ? "not_found" : "clarify" });
  }
  const [mention] = slot.mentions;
  draft.state(wording.whichOwner(mention === undefined ? "" : { kind: "echo", text: mention.text }));
  // A school that is in every reading is not the one in question.
  const isOpen = (id: OwnerId): boolean => slot.candidates.length < 2 || !slot.candidates.every((ids) => ids.includes(id));
  const owners = [...new Set(slot.candidates.flat())].filter(isOpen).flatMap((id) => evidence.catalogue.ownersById.get(id) ?? []);
  const choices = owners.map((owner): DraftChoice => {
    const name = wording.owner(owner);
    const before: Part = { kind: "echo", text: parsed.question.slice(0, mention?.start ?? 0) };
    const after: Part = { kind: "echo", text: parsed.question.slice(mention?.end ?? 0) };
    return { label: [name], question: [before, name, after] };
  });
  return draft.finish({ status: "clarify", choices });
}

/** The index holds no report of the kind asked about: no region's, or no school's. */
export function composeNobody(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const parts = context.wording.nobody(context.parsed.scope === "regions" ? "regions" : "schools");
  draft.state(parts);
  draft.limit("missing", parts);
  return draft.finish({ status: "not_found" });
}
