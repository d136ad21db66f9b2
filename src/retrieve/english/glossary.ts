import glossary from "../../../data/lexicon/glossary.json" with { type: "json" };
import stopWords from "../../../data/lexicon/stop-words.json" with { type: "json" };

/** English function words: over Chinese passages they would find nothing but the English names in them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(stopWords.en);

/** Longest English entry, in words. */
const MAX_WORDS = 5;

const chineseByEnglish: ReadonlyMap<string, readonly string[]> = new Map(
  glossary.flatMap(({ en, zh }) => en.map((phrase) => [phrase.split(" ").map(stemEnglish).join(" "), zh] as const)),
);

/** An English question in the words of Chinese reports, as far as the glossary goes. */
export interface Glossed {
  /** Without repeats, in the order of the question. */
  readonly words: readonly string[];
  /** Share of the question's content words that the glossary has, 0…1. */
  readonly coverage: number;
}

/**
 * Chinese words for the English words and phrases of a question, the longest phrase first at each place: what Chinese full-text search
 * can find. "How are class teachers trained?" → 班主任, 培训; coverage 1
 */
export function glossEnglish(question: string): Glossed {
  const { groups, covered, content } = readEnglish(question);
  return { words: [...new Set(groups.flat())], coverage: covered / Math.max(1, content) };
}

/** The same as one group of alternatives for each word or phrase found: "job fair companies" → [招聘会], [企业, 用人单位]. */
export function glossGroups(question: string): readonly (readonly string[])[] {
  return [...new Map(readEnglish(question).groups.map((group) => [group.join(), group])).values()];
}

/** IT is a trade, it is none. */
const TRADE = /\bIT\b/g;

function readEnglish(question: string): { readonly groups: readonly (readonly string[])[]; readonly covered: number; readonly content: number } {
  const words = (
    question
      .replace(TRADE, "information technology")
      .toLowerCase()
      .match(/[a-z]+(?:-[a-z]+)*/g) ?? []
  ).map((word) => ({ stem: stemEnglish(word), isContent: !STOP_WORDS.has(word) }));
  const stems = words.map((word) => word.stem);
  const groups: (readonly string[])[] = [];
  let covered = 0;
  for (let start = 0; start < words.length; ) {
    const length = longestEntry(stems, start);
    const group = chineseByEnglish.get(stems.slice(start, start + length).join(" "));
    if (group !== undefined) groups.push(group);
    covered += words.slice(start, start + length).filter((word) => word.isContent).length;
    start += Math.max(1, length);
  }
  return { groups, covered, content: words.filter((word) => word.isContent).length };
}

/** The first Chinese word of the longest entry that the stems begin with, and its length in words; null where there is none. */
export function glossWord(stems: readonly string[]): { readonly zh: string; readonly length: number } | null {
  const length = longestEntry(stems, 0);
  const [zh] = chineseByEnglish.get(stems.slice(0, length).join(" ")) ?? [];
  return zh === undefined ? null : { zh, length };
}

function longestEntry(words: readonly string[], start: number): number {
  for (let length = Math.min(MAX_WORDS, words.length - start); length > 0; length--) {
    if (chineseByEnglish.has(words.slice(start, start + length).join(" "))) return length;
  }
  return 0;
}

/**
 * Takes the common endings off; the same for entry and question, so that it need not be a word ("companies" and "company" → "compani").
 * Four letters stay before most endings: "care" must not become "car", nor "part" the stem of "party".
 */
export function stemEnglish(word: string): string {
  const bare = word.replace(/(?<=.{3})ies$/, "y").replace(/(?<=.{4})(?:ings?|ed|es|e)$|(?<=.{2}[^s])s$/, "");
  return bare.replace(/(?<=.{3})y$/, "i");
}
