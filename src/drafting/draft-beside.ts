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
    const others = drafted.filter((other) => other !== part);
    const isTold = part.draft.status === "answered" && !repeats(part, drafted.slice(0, index));
    if (asked === undefined || isTold || part.context.parsed.intent !== "lookup") continue;
    const turn = others.length === 0 && asked.parsed.owners.certainty === "inherited" ? asked.before.slice(-1) : [];
    const told = [...others, ...(await draftEarlier(asking, turn))].flatMap(({ draft }) => printedIn(draft));
    if (told.length === 0) continue;
    const second = await draftPart(asking, part.context.parsed, told);
    const tells = second.draft.status === "answered" && second.draft.figures.length > 0;
    if (tells && !repeats(second, drafted.slice(0, index))) drafted[index] = { ...part, ...second };
  }
}

/** 有多少老师到企业实践，平均几天: a second half that names nothing and is told by the number of the first is not told at all. */
function repeats({ context, draft }: Pick<DraftedPart, "context" | "draft">, before: readonly DraftedPart[]): boolean {
  if (context.parsed.indicators.certainty !== "inherited") return false;
  const told = new Set(before.flatMap((one) => printedIn(one.draft)).map(({ id }) => id));
  return draft.figures.length > 0 && draft.figures.every((shown) => shown.kind === "printed" && told.has(shown.figure.id));
}
