import type { DraftedPart } from "../answer/output/join-answers.ts";
import type { QuestionPart } from "../understand/parse-question.ts";
import { type Asking, printedIn } from "./asking.ts";
import { draftPart } from "./draft-question.ts";
import { draftEarlier } from "./draft-talk.ts";

interface DraftedLine {
  readonly parts: readonly QuestionPart[];
  readonly drafted: DraftedPart[];
}

/** Parts without an answer are looked for once more beside what the other parts of the line, or the turn before, were told by. */
export async function lookBeside(asking: Asking, { parts, drafted }: DraftedLine): Promise<void> {
  for (const [index, part] of drafted.entries()) {
    const asked = parts[index];
    if (asked === undefined || part.draft.status === "answered" || part.context.parsed.intent !== "lookup") continue;
    const others = drafted.filter((other) => other !== part);
    const turn = others.length === 0 && asked.parsed.owners.certainty === "inherited" ? asked.before.slice(-1) : [];
    const told = [...others, ...(await draftEarlier(asking, turn))].flatMap(({ draft }) => printedIn(draft));
    if (told.length === 0) continue;
    const second = await draftPart(asking, part.context.parsed, told);
    if (second.draft.status === "answered" && second.draft.figures.length > 0) drafted[index] = { ...part, ...second };
  }
}
