import type { ComposeContext } from "../answer/draft.ts";
import { composeCureOfItem, composeToldItem } from "../answer/prose/compose-told-item.ts";
import { type ToldItem, toldItems, wordsOfItem } from "../answer/prose/told-items.ts";
import type { ItemPick, ParsedQuestion } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";
import type { QuestionPart } from "../understand/parse-question.ts";
import { readPick } from "../understand/talk/item-pick.ts";
import type { Asking, Drafted } from "./asking.ts";
import { draftPart, draftQuestion } from "./draft-question.ts";

/** One of the things told before, and what it was told in. */
interface Picked {
  readonly context: ComposeContext;
  readonly item: ToldItem;
  /** Its place among the things told, from 0, and how many they are. */
  readonly place: number;
  readonly of: number;
}

/** 怎么解决, 有什么对策: what is done about a problem. */
const ASKS_CURE = /怎么办|咋办|解决|改进|改善|应对|对策|措施|克服|整改|打算/;

/**
 * A follow-up that points at one of the things told before (第二个呢, 最后一条怎么解决): that one, or the question asked of it; null where it points
 * at nothing.
 */
export async function draftPicked(asking: Asking, { parsed, before }: Pick<QuestionPart, "parsed" | "before">): Promise<Drafted | null> {
  if (parsed.pick === undefined) return draftWithin(asking, parsed);
  const { pick } = parsed;
  const last = await lastTold(asking, before);
  return last === null ? null : tellPicked(asking, parsed, last, pick);
}

const WITHIN = /^(.{4,40}?)(?:里面?|中|当中|的|,|，)*((?:第[一二三四五六七八九十]|最后一)[条个点项](?!方面|学期|月|季度|半年).*)$/;

/** 启帆的改进措施里第二条是什么: the list that the question names itself, and one of it. */
async function draftWithin(asking: Asking, parsed: ParsedQuestion): Promise<Drafted | null> {
  const [, list = "", rest = ""] = WITHIN.exec(foldText(parsed.question).trim()) ?? [];
  const pick = rest === "" ? null : readPick(rest);
  if (pick === null || parsed.owners.certainty !== "stated" || parsed.scope !== "named") return null;
  const told = await draftPart(asking, asking.alone(`${list}有哪些`));
  const picked = told.draft.status === "answered" ? pickFrom(told, pick) : null;
  return picked === null || picked.of < LEAST_LISTED ? null : tellPicked(asking, { ...parsed, pick }, told, pick);
}

const LEAST_LISTED = 2;

async function tellPicked(asking: Asking, parsed: ParsedQuestion, last: Drafted, pick: ItemPick): Promise<Drafted> {
  const picked = pickFrom(last, pick);
  // 第九个 of three: they are told once more, and none of them is the answer.
  if (picked === null) return { ...last, draft: { ...last.draft, status: last.draft.status === "answered" ? "partial" : last.draft.status } };
  const { context, item } = picked;
  const words = wordsOfItem(context, item);
  const further = pick.asks === "" ? null : await askOfItem(asking, picked, parsed, `${pick.noun}${pick.asks}`);
  if (further !== null) return further;
  const own: ComposeContext = { ...context, parsed: { ...parsed, readAs: words, trace: [...parsed.trace, "talk.told_item"] } };
  return { context: own, draft: composeToldItem(own, item, pick.asks === "" || ASKS_CURE.test(pick.asks) ? "answered" : "partial"), suggestions: [] };
}

/** The item of the last list told that a pick points at; null where nothing before it listed so many. */
export async function pickTold(asking: Asking, pick: ItemPick, before: readonly ParsedQuestion[]): Promise<Picked | null> {
  const last = await lastTold(asking, before);
  return last === null ? null : pickFrom(last, pick);
}

/** What the last question that was not a pick itself came to. */
export async function lastTold(asking: Asking, before: readonly ParsedQuestion[]): Promise<Drafted | null> {
  const last = before.findLast((one) => one.pick === undefined && one.intent !== "out_of_scope" && one.intent !== "coverage");
  return last === undefined ? null : draftQuestion(asking, last);
}

function pickFrom({ context, draft }: Drafted, pick: ItemPick): Picked | null {
  const items = toldItems(context, draft);
  const place = pick.place > 0 ? pick.place - 1 : items.length + pick.place;
  const item = items[place];
  return item === undefined ? null : { context, item, place, of: items.length };
}

/** A point is asked about by its first clause. */
const LONGEST_TOPIC = 30;

/** What is asked of an item, asked as a question of its own at the item's school; null where nothing was found so. */
export async function askOfItem(asking: Asking, picked: Picked, parsed: ParsedQuestion, asks: string): Promise<Drafted | null> {
  const { context, item } = picked;
  const cure = item.kind === "point" && ASKS_CURE.test(asks) ? composeCureOfItem({ ...context, parsed }, item, picked) : null;
  if (cure !== null)
    return { context: { ...context, parsed: { ...parsed, trace: [...parsed.trace, "talk.cure_of_told_item"] } }, draft: cure, suggestions: [] };
  // What is done about a point that tells its own cure is told by the point.
  if (item.kind === "point" && ASKS_CURE.test(asks)) return null;
  const names = context.evidence.owners.map(({ name }) => name);
  const words = wordsOfItem(context, item);
  const topic = item.kind === "point" ? (words.split(/[。；;，,]/).find((clause) => clause.length > 3) ?? words).slice(0, LONGEST_TOPIC) : words;
  const asked = `${names.join("和")}${topic}${asks}`;
  const read = asking.reread(asked);
  if (names.length === 0 || read.owners.certainty !== "stated") return null;
  const owners = { certainty: "inherited" as const, value: read.owners.value, reason: "previous_turn" };
  const heard = [...asking.heard, words];
  const drafted = await draftPart({ ...asking, heard }, { ...read, owners, readAs: `${topic}${asks}`, trace: [...read.trace, "talk.of_told_item"] });
  if (drafted.draft.status !== "answered") return null;
  const { question, language } = parsed;
  return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
}
