import synonyms from "../../data/lexicon/synonyms.json" with { type: "json" };
import type { Segmenter } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";
import { characterBigrams, detectLanguage } from "../text/tokens.ts";
import { glossGroups, STOP_WORDS } from "./glossary.ts";

/** Words that mean one thing asked about; a text speaks of it when it holds any of them. Folded. */
export type WordGroup = readonly string[];

/** What a question adds around the thing asked for. */
const QUESTION_FILLER =
  /(?:多少|几|有哪些|哪些|获得过|获得|取得|得到|有|的|了|共|总|是|数量|数目|数|一共|总共|目前|现有|学校|学院|吗|呢|how many|how much|number of|the|of|does|have)/g;

const alternatives: ReadonlyMap<string, WordGroup> = new Map(
  synonyms.flatMap(({ asked, words }) => asked.map((word) => [foldText(word), [...asked, ...words].map(foldText)] as const)),
);

/** Search terms without what a question adds around the thing asked for, each once. "学校有国际合作吗" → ["国际", "合作"]. */
export function contentTerms(segmenter: Segmenter, words: string): readonly string[] {
  const terms = segmenter.searchTerms(foldText(words).replace(QUESTION_FILLER, " "));
  const distinct = [...new Set(terms.filter((term) => term.trim() !== "" && !STOP_WORDS.has(term)))];
  // A compound beside its own parts (合作项目, 合作, 项目) would count the same word twice.
  return distinct.filter((term) => !distinct.some((other) => other !== term && other.length > 1 && term.includes(other)));
}

/** The things asked about, each with the words a report may use for it: an English word with its Chinese ones, 荣誉 with 被评为. */
export function wordGroups(segmenter: Segmenter, words: string): readonly WordGroup[] {
  const chinese = contentTerms(segmenter, words.replace(/[A-Za-z][A-Za-z'-]*/g, " ")).map((term) => alternatives.get(term) ?? [term]);
  const english = glossGroups(words).map((group) => group.map(foldText));
  const names =
    detectLanguage(words) === "zh"
      ? contentTerms(segmenter, words)
          .filter((term) => /^[a-z]/.test(term))
          .map((term) => [term])
      : [];
  return [...chinese, ...english, ...names];
}

/** How far `text` (folded, without blanks) holds a group: 1 for one of its words whole, else the best share of a word's character pairs. */
export function holdsGroup(text: string, group: WordGroup): number {
  return Math.max(
    0,
    ...group.map((word) => {
      if (text.includes(word)) return 1;
      const pairs = characterBigrams(word);
      return word.length < 3 ? 0 : pairs.filter((pair) => text.includes(pair)).length / Math.max(1, pairs.length);
    }),
  );
}

/** Share of the groups that a text holds, 0…1; 0 when nothing is asked about. */
export function shareHeld(text: string, groups: readonly WordGroup[]): number {
  return groups.length === 0 ? 0 : groups.reduce((sum, group) => sum + (holdsGroup(text, group) === 1 ? 1 : 0), 0) / groups.length;
}
