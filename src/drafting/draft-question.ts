import { quotientRules } from "../answer/audit-notes.ts";
import { compose } from "../answer/compose.ts";
import type { ComposeContext } from "../answer/draft.ts";
import { suggestQuestions } from "../answer/suggestions.ts";
import { wordingFor } from "../answer/wording/wording.ts";
import type { Figure } from "../domain/figure.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { gatherEvidence } from "../retrieve/evidence.ts";
import { withChainedParts } from "../retrieve/figures/chained-parts.ts";
import type { Asking, Drafted } from "./asking.ts";
import { tellsMore, wantsMore } from "./chinese-look.ts";
import { lookAgain } from "./look-again.ts";
import { spokenProblems } from "./spoken-problems.ts";
import { refuseUnsaid } from "./unsaid-head.ts";

/** One question to a draft; one that is not all Chinese is also asked in the words of the reports, where that tells more. */
export async function draftQuestion(asking: Asking, parsed: ParsedQuestion): Promise<Drafted> {
  const { question, language } = parsed;
  const headed = spokenProblems(parsed, asking.catalogue);
  if (headed !== null) {
    const drafted = await draftPart(asking, asking.reread(headed));
    return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
  }
  const printed = await underOwnName(asking, parsed);
  if (printed !== null) return printed;
  const look = asking.inChinese(parsed);
  const asTyped = (): Promise<Drafted> => draftPart(asking, parsed);
  if (look === null) return withLastLook(asking, parsed, await asTyped(), parsed);
  const told = async (): Promise<Drafted> => {
    const drafted = await draftPart(asking, asking.reread(look.question));
    return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
  };
  const first = look.goesFirst ? await told() : await asTyped();
  const inWords = asking.reread(look.question);
  if (!wantsMore(first, look)) return withLastLook(asking, parsed, first, inWords);
  const second = look.goesFirst ? await asTyped() : await told();
  return withLastLook(asking, parsed, tellsMore(second, first) ? second : first, inWords);
}

/** 未就业人数是多少: what a report prints by that name goes before what two others leave. Null where it prints none. */
async function underOwnName(asking: Asking, { ownName, owners, period, question, language }: ParsedQuestion): Promise<Drafted | null> {
  if (ownName === undefined) return null;
  const mentions = [owners, period].flatMap((slot) => (slot.certainty === "stated" ? slot.mentions : []));
  const drafted = await draftPart(asking, asking.reread(`${mentions.map(({ text }) => text).join("")}${ownName}`));
  const [first] = drafted.draft.figures;
  if (drafted.draft.status !== "answered" || first?.kind !== "printed") return null;
  return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
}

/** A draft that tells nothing of what was asked gives way to the sentence of the reports that does. `told`: the question in the words of the reports. */
async function withLastLook(asking: Asking, typed: ParsedQuestion, drafted: Drafted, told: ParsedQuestion): Promise<Drafted> {
  if (!asking.looksAgain) return drafted;
  const again = await lookAgain(asking.deps, drafted.context, drafted.draft, told);
  const looked = again === null ? drafted : { ...drafted, draft: again };
  const refused = refuseUnsaid(asking, typed, looked);
  return refused === null ? looked : { ...looked, draft: refused };
}

/** One question to a draft of its answer, as it was read. `told`: figures that its neighbours were told by. */
export async function draftPart(asking: Asking, understood: ParsedQuestion, told: readonly Figure[] = []): Promise<Drafted> {
  const { deps, catalogue, language, audit, heard } = asking;
  const parsed = withChainedParts(deps.store, catalogue, understood);
  deps.observe?.({ kind: "understood", parsed });
  const evidence = await gatherEvidence({ ...deps, quotients: quotientRules(deps.rules) }, catalogue, parsed, told);
  deps.observe?.({ kind: "evidence", evidence });
  const context: ComposeContext = { language, audit, heard, parsed, evidence, lexicon: deps.lexicon, wording: wordingFor(language) };
  return { context, draft: compose(context), suggestions: suggestQuestions(context, deps.store) };
}
