import { z } from "zod";
import file from "../../data/lexicon/levels.json" with { type: "json" };
import { foldText } from "../text/fold.ts";

/** data/lexicon/levels.json: the words by which reports and people name one level of an award or a project. */
const levels = z.array(z.strictObject({ level: z.string(), words: z.array(z.string()).min(1) })).parse(file);

const levelOfWord: ReadonlyMap<string, string> = new Map(levels.flatMap(({ level, words }) => words.map((word) => [foldText(word), level])));

/** The level that a sub-group's name stands for: "全国" → "国家级"; null where it is none, as "省级以上" and "女" are. */
export function levelOf(population: string): string | null {
  return levelOfWord.get(foldText(population)) ?? null;
}
