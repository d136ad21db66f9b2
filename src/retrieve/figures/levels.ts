import { z } from "zod";
import file from "../../../data/lexicon/levels.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";

/** data/lexicon/levels.json: the words by which reports and people name one level of an award or a project, the highest first. */
const levels = z.array(z.strictObject({ level: z.string(), words: z.array(z.string()).min(1) })).parse(file);

const rankOfWord: ReadonlyMap<string, number> = new Map(levels.flatMap(({ words }, rank) => words.map((word) => [foldText(word), rank])));
const AND_ABOVE = /(?:[(（]含[)）]|及其?|或|含)?以上$/;

/** A level (省级) or one with all above it (省级以上); `rank` 0 is the highest. */
export interface LevelSpan {
  readonly rank: number;
  readonly above: boolean;
}

/** The levels that a sub-group's name stands for: "全国" → 国家级 alone, "省级及以上" → 省级 and above; null where it is none, as "女" is. */
export function levelSpan(population: string): LevelSpan | null {
  const folded = foldText(population).trim();
  const base = folded.replace(AND_ABOVE, "");
  const rank = rankOfWord.get(base);
  return rank === undefined ? null : { rank, above: base !== folded && rank > 0 };
}

/** Whether two names stand for the very same levels. */
export function isSameLevels(a: LevelSpan, b: LevelSpan): boolean {
  return a.rank === b.rank && a.above === b.above;
}

const longWords = [...rankOfWord].filter(([word]) => word.length > 1);
/** 省技能大赛: one character names a level where a contest follows. */
const contests = [...rankOfWord]
  .filter(([word]) => word.length === 1)
  .map(([word, rank]) => ({ pattern: new RegExp(`${word}[^,，。；;：:、]{0,10}赛`), rank }));

/** The levels that a sentence (folded) names: 国赛本年未入围 → 国家级, 省技能大赛 → 省级. */
export function levelsNamed(words: string): readonly LevelSpan[] {
  const named = longWords.flatMap(([word, rank]) => (words.includes(word) ? [rank] : []));
  const held = contests.flatMap(({ pattern, rank }) => (pattern.test(words) ? [rank] : []));
  return [...new Set([...named, ...held])].map((rank) => ({ rank, above: false }));
}

/** What a level stands before: a contest or a prize. 校 stands before most contests that are none of a school's own (职业院校技能大赛). */
const ofPrizes = [...rankOfWord]
  .filter(([word]) => word.length === 1 && word !== "校")
  .map(([word, rank]) => ({ rank, pattern: new RegExp(`${word}(?!级)[^,，。；;：:、${word}]{0,20}(?:赛|[特一二三]等奖|[金银铜][奖牌])`) }));

/** Above all levels that a country gives. */
const BEYOND: readonly (readonly [string, number])[] = [
  ["世界", -1],
  ["国际", -1],
];

/** 第二届全国…大赛浙江省选拔赛: the level named last is that of the contest itself. Null where none is named. */
export function lastLevel(words: string): LevelSpan | null {
  const named = [...longWords, ...BEYOND].map(([word, rank]) => ({ rank, at: words.lastIndexOf(word) }));
  const [last] = [...named, ...ofPrizes.map(({ rank, pattern }) => ({ rank, at: words.search(pattern) }))]
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => b.at - a.at);
  return last === undefined ? null : { rank: last.rank, above: false };
}
