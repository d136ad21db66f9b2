import type { AskedIndicator } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { entriesOf, firstEntry, textOf, type Weighed } from "./indicator-names.ts";
import { mannerOf } from "./manners.ts";

const people: ReadonlySet<string> = new Set(cueFile.people.flat().map(foldText));
const WON = "获奖";
const GRADE = /[特一二三]等奖|[金银铜][奖牌]/;
/** Who takes part, with little between them and what they won. */
const CONTESTANTS = /(学生|同学|教师|老师)们?(?:[^,，。；;?？、的]{0,12})$/;
/** The same before a manner of speaking that names no thing: 学生拿过省级奖吗. */
const WINNERS = /(学生|同学|教师|老师)们?(?:有没有|是不是|是否|曾经?|也|都|还|一共|总共)?(?:[拿获得]|取得)/;

/**
 * 学生拿了几个省级奖, 教师在省级比赛拿了多少奖: what those people won, where the manner of speaking or another name says that something was won; not
 * how many they are, and nobody else's prizes.
 */
export function wonBy(draft: Draft, names: readonly Weighed[]): Draft | null {
  const [first, second, ...others] = names;
  const { text } = draft.reading;
  // 拿了几个一等奖 asks for that grade alone.
  if (first === undefined || others.length > 0 || GRADE.test(text)) return null;
  const agent = first.kind === "entry" && people.has(textOf(draft, first.item)) ? textOf(draft, first.item) : null;
  const thing = agent === null ? (second === undefined ? first : undefined) : second;
  const won = thing === undefined ? mannerOf(draft, (name) => name === WON) : isOfContests(draft, thing) ? WON : null;
  const who = agent ?? (thing?.item == null ? undefined : CONTESTANTS.exec(text.slice(0, thing.item.start))?.[1]);
  const entry = won === null || who === undefined ? undefined : firstEntry(draft, [who + won]);
  if (entry === undefined) return null;
  const value: readonly AskedIndicator[] = [{ kind: "entry", id: entry.id, words: entry.zh }];
  return { ...draft, wantedUnit: null, indicators: { certainty: "implied", value, reason: "manner_of_speaking" }, trace: traced(draft, "indicator.won_by") };
}

/** The prizes of those who won them by the manner of speaking alone; null where it tells of none or of nobody. */
export function wonByManner(draft: Draft, manner: string | null): string | null {
  const who = manner === WON ? WINNERS.exec(draft.reading.text)?.[1] : undefined;
  return who === undefined ? null : (firstEntry(draft, [who + WON])?.zh ?? null);
}

/** Prizes of nobody in particular, or a contest by name in a question for prizes: 省级比赛…拿了多少奖. */
function isOfContests(draft: Draft, name: Weighed): boolean {
  if (name.kind === "entry") return entriesOf(draft, name.item.ids).some(({ id }) => id === firstEntry(draft, [WON])?.id);
  return /[赛奖]$/.test(foldText(name.words)) && /奖/.test(draft.reading.text);
}
