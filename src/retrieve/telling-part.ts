import lightWords from "../../data/lexicon/light-words.json" with { type: "json" };
import { foldText } from "../text/fold.ts";

const IDLE = [
  ...new Set(
    [...lightWords.common, ...lightWords.everywhere, ...lightWords.generic, ...lightWords.verbs, ...lightWords.zh, ...lightWords.aspects].map(foldText),
  ),
]
  .filter((word) => word.length > 1)
  .toSorted((a, b) => b.length - a.length);

/** What is left of folded text without the words that such reports use on every page: 组织党员 → 党员. Pieces stand apart by a blank. */
export function tellingPart(text: string): string {
  return IDLE.reduce((rest, word) => rest.replaceAll(word, " "), text).trim();
}
