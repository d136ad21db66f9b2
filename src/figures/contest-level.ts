import type { SentenceView } from "./sentence-view.ts";

const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/世界|国际/, "国际"],
  [/全国|国家级?|国赛/, "国家级"],
  [/全省|全区|自治区|省级?|省赛/, "省级"],
  [/全市|市级?|市赛/, "市级"],
  [/全县|县级?|县赛/, "县级"],
  [/校级?|校内/, "校级"],
];
/** A contest with its level, before what was won in it. */
const CONTEST =
  /(世界|国际|全国|国家级?|全[省市县区]|自治区级?|[省市县区]级|校级|校内|[国省市县](?=赛|技能|职业|中职|教学能力))[^，。；、\d]{0,24}?(?:大赛|竞赛|比赛|赛项|选拔赛|锦标赛|赛)/g;
const LEVEL_WORD = /世界|国际|全国|国家级?|全[省市县区]|自治区级?|[省市县区]级|校级|校内|[国省市县](?=赛|技能|职业|中职|教学能力)/g;
/** No further back than one would look for it. */
const REACH = 120;

/** 参加省级技能大赛，获一等奖2项、二等奖7项: the level of the contest that the sentence named last before a prize; null where it names none. */
export function contestLevel(view: SentenceView, position: number): string | null {
  const lead = view.text.slice(Math.max(view.sentence.start, position - REACH), position);
  const contest = [...lead.matchAll(CONTEST)].at(-1)?.[0];
  // 全市代表队在全省技能大赛中: whose team it was is named before whose contest.
  const last = contest?.match(LEVEL_WORD)?.at(-1);
  return last === undefined ? null : (LEVELS.find(([words]) => words.test(last))?.[1] ?? null);
}
