import type { ParsedQuestion } from "../domain/question.ts";
import type { QuestionPart } from "../understand/parse-question.ts";
import { type Asking, type Drafted, printedIn } from "./asking.ts";
import { composeTalk, servesOperation, withoutSum } from "./compose-talk.ts";
import { askOfItem, pickTold } from "./draft-picked.ts";
import { draftPart, draftQuestion } from "./draft-question.ts";
import { asksOfLast, pointedBack } from "./points-back.ts";
import { talkOperation } from "./talk-operation.ts";
import { talkWorking } from "./talk-working.ts";

/** The most that a sum is of, and a turn that only named the whole. */
const TURNS_LOOKED_AT = 4;

/** A question as it was read, and those before it. */
type Turned = Pick<QuestionPart, "parsed" | "before">;

/** A follow-up that deals with what was asked before (怎么解决这个问题), asked as a question of its own; null where it is none, or nothing was found so. */
export async function draftPointed(asking: Asking, { parsed, before }: Turned): Promise<Drafted | null> {
  const pick = before.at(-1)?.pick;
  if (pick !== undefined && asksOfLast(parsed)) {
    // 怎么解决 after 第二条是什么 is asked of that one.
    const picked = await pickTold(asking, pick, before);
    const drafted = picked === null ? null : await askOfItem(asking, picked, parsed, parsed.question.trim());
    if (drafted !== null) return drafted;
  }
  const told = pointedBack(parsed, before, asking.catalogue, (last) => asking.inChinese(last)?.question ?? null);
  if (told === null) return null;
  const read = asking.reread(told);
  if (read.owners.certainty !== "stated") return null;
  const owners = { certainty: "inherited" as const, value: read.owners.value, reason: "previous_turn" };
  const { question, language } = parsed;
  const drafted = await draftPart(asking, { ...read, owners, readAs: told, trace: [...read.trace, "talk.pointed_back"] });
  if (drafted.draft.status === "not_found") return null;
  return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
}

/** A follow-up that works with numbers told before it (占比呢, 两项加起来, 津上那个呢), where by itself it gave nothing of the sort; else as it was. */
export function draftOfTalk(asking: Asking, { parsed, before }: Turned, first: Drafted, drafted: readonly Drafted[]): Drafted {
  const { store, lexicon } = asking.deps;
  const earlier = drafted.slice(-TURNS_LOOKED_AT).reverse();
  const operation = earlier.length === 0 ? null : talkOperation(parsed, before);
  if (operation === null || (operation.kind === "same" && first.draft.status === "answered")) return first;
  const turns = earlier.map(({ draft }) => printedIn(draft));
  const reportIds = [...new Set(turns.flat().map(({ reportId }) => reportId))];
  if (reportIds.length === 0 || servesOperation(operation, first.context, first.draft, turns.flat())) return first;
  const isPlain = earlier[0]?.draft.figures.every(({ kind }) => kind === "printed") ?? true;
  const told = { turns, isPlain, figures: store.figures({ reportIds }), lexicon, readText: first.context.evidence.readText };
  const found = talkWorking(operation, told);
  const made = found === null ? null : composeTalk({ ...first.context, parsed }, operation, found);
  return made === null ? { ...first, draft: withoutSum(operation, { parsed }, first.draft) } : { ...first, ...made };
}

/** What the last questions of the talk came to, oldest first: read only where a follow-up may work with their numbers. */
export async function draftEarlier(asking: Asking, before: readonly ParsedQuestion[]): Promise<readonly Drafted[]> {
  const drafted: Drafted[] = [];
  const from = Math.max(0, before.length - TURNS_LOOKED_AT);
  for (const [index, parsed] of before.slice(from).entries())
    drafted.push(draftOfTalk(asking, { parsed, before: before.slice(0, from + index) }, await draftQuestion(asking, parsed), drafted));
  return drafted;
}
