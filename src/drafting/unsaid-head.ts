import type { Draft } from "../answer/draft.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { type AskedHead, askedHead } from "../retrieve/english/render-chinese.ts";
import { foldText } from "../text/fold.ts";
import type { Asking, Drafted } from "./asking.ts";
import { composeNothing } from "./compose-look.ts";

/** Questions that ask for one thing by its name: why and how are told in other words than they are asked in. */
const BY_NAME: ReadonlySet<AskedHead["ask"]> = new Set<AskedHead["ask"]>(["value", "whether", "count", "amount"]);

/** "originally called", "offered there": what is done is told in other words than it is asked in. */
const NO_NOUN = /(?:ed|ing|ly|er|est)$/;

/** A password of which no report of the school has any word is told by no sentence, however near one comes to the rest. `parsed` is the question as typed. Null where the draft stands. */
export function refuseUnsaid({ catalogue }: Asking, parsed: ParsedQuestion, { context, draft }: Drafted): Draft | null {
  const { owners } = parsed;
  if (parsed.language !== "en" || draft.figures.length > 0 || draft.citations.length === 0) return null;
  if ((owners.certainty !== "stated" && owners.certainty !== "inherited") || owners.value.length === 0) return null;
  const head = askedHead(parsed.question, owners.certainty === "stated" ? owners.mentions : []);
  if (head === null || !BY_NAME.has(head.ask) || NO_NOUN.test(head.typed)) return null;
  const texts = owners.value.flatMap((id) => catalogue.reportsByOwner.get(id) ?? []).map(({ id }) => foldText(context.evidence.readText(id)));
  const isSaid = texts.some((text) => head.words.some((word) => text.includes(foldText(word))));
  return isSaid ? null : composeNothing(context, [head.typed]);
}
