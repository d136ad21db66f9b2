import type { ParsedQuestion } from "../../domain/question.ts";
import { isSameLevels, type LevelSpan, lastLevel, levelSpan } from "../../retrieve/figures/levels.ts";
import { foldText } from "../../text/fold.ts";

const GRADE = /[特一二三]等奖|[金银铜][奖牌]|优[胜秀]奖/g;
const PLACES = /[，,；;。、]/;

/** A prize of one grade at one level: 全国技能大赛一等奖. */
export interface Prize {
  readonly grade: string;
  readonly level: LevelSpan;
}

/** How a sentence stands to a prize: that very one, its grade at no level that is named, its level in another grade, or neither. */
export type Nearness = "told" | "unplaced" | "same level" | "other";

/** The one prize that a question asks for by its grade and level; null where it asks for none. */
export function prizeAsked({ question, population, owners }: Pick<ParsedQuestion, "question" | "population" | "owners">): Prize | null {
  const names = owners.certainty === "stated" ? owners.mentions : [];
  const asked = foldText(names.reduce((text, { start, end }) => `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`, question));
  const level = (population === null ? null : levelSpan(population)) ?? lastLevel(asked);
  const [grade, ...more] = gradesIn(asked);
  return grade === undefined || more.length > 0 || level === null ? null : { grade, level };
}

/** What a sentence (folded) tells of a prize; null where it tells no prizes at all. */
export function tellsPrize(wanted: Prize, words: string): Nearness | null {
  const prizes = prizesIn(words);
  if (prizes.length === 0) return null;
  const own = prizes.filter(({ grade }) => grade === wanted.grade);
  const fits = (level: LevelSpan | null): boolean =>
    level !== null && (isSameLevels(level, wanted.level) || (wanted.level.above && level.rank <= wanted.level.rank));
  if (own.some(({ level }) => fits(level))) return "told";
  if (own.some(({ level }) => level === null)) return "unplaced";
  return prizes.some(({ level }) => fits(level)) ? "same level" : "other";
}

/** 金牌 and 金奖 are one grade. */
const gradesIn = (words: string): readonly string[] => [...new Set([...words.matchAll(GRADE)].map(([grade]) => grade.replace("牌", "奖")))];

/** Each grade with the level that was named last before it: 全国赛获银牌1枚；省赛获金牌5枚. */
function prizesIn(words: string): readonly { readonly grade: string; readonly level: LevelSpan | null }[] {
  let level: LevelSpan | null = null;
  return words.split(PLACES).flatMap((part) => {
    level = lastLevel(part) ?? level;
    const own = level;
    return gradesIn(part).map((grade) => ({ grade, level: own }));
  });
}
