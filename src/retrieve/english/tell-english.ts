import englishWords from "../../../data/lexicon/english-words.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { glossWord, STOP_WORDS, stemEnglish } from "./glossary.ts";

/** Where a school's name stood. */
export const OWNER = "\u00a7";
const MAX_WORDS = 6;
const HAN = /[\u4e00-\u9fff]/;
const CLASSES = "班级";
/** Words that join phrases; none of them is told. */
const BREAK =
  /^(?:be|been|being|did|do|does|were|was|are|is|has|have|had|will|would|can|could|of|in|at|from|to|for|with|on|by|that|who|which|under|into|during|as|among|over)$/;

const words: ReadonlyMap<string, string> = new Map(
  englishWords.words.flatMap(({ en, zh }) => en.map((phrase) => [phrase.split(/[ -]/).map(stemEnglish).join(" "), zh] as const)),
);

/** English words in Chinese, and those that no dictionary has. */
export interface Told {
  readonly zh: string;
  /** The same, phrase by phrase. */
  readonly words: readonly string[];
  readonly unknown: readonly string[];
}

/** Runs of words between words that only join; a phrase that holds such a word (put into use) is told first. */
export function segments(text: string): readonly (readonly string[])[] {
  const all = text.split(/\s+/).filter((word) => word !== "");
  const stems = all.map(stemOf);
  const runs: string[][] = [[]];
  for (let at = 0; at < all.length; ) {
    const length = longest(stems, at);
    const phrase = all.slice(at, at + length);
    const isWhole = length > 1 && phrase.some((word) => BREAK.test(word));
    const word = isWhole ? (words.get(stems.slice(at, at + length).join(" ")) ?? "") : (all[at] ?? "");
    // A name ends what led to it: "the campus of X | so cramped".
    if (word === OWNER || (!isWhole && BREAK.test(word))) runs.push([]);
    if (word !== OWNER) runs.at(-1)?.push(word);
    at += isWhole ? length : 1;
  }
  return runs;
}

const stemOf = (word: string): string => stemEnglish(word.replace(/'s?$/, ""));

/** A run of words in Chinese, the longest phrase first at each place: "junior high school graduates" → 初中毕业生. */
export function tell(run: readonly string[]): Told {
  const plain = run.flatMap((word) => word.split("-"));
  const stems = plain.map(stemOf);
  const unknown: string[] = [];
  const told: string[] = [];
  for (let start = 0; start < stems.length; ) {
    const length = longest(stems, start);
    const phrase = words.get(stems.slice(start, start + length).join(" ")) ?? "";
    const word = plain[start] ?? "";
    // The class of a name is called by it: 德西班.
    if (length > 0) told.push(HAN.test(plain[start - 1] ?? "") && phrase === CLASSES ? CLASSES.slice(0, 1) : phrase);
    else if (HAN.test(word)) told.push(word);
    else if (!STOP_WORDS.has(word) && !BREAK.test(word)) {
      const glossed = glossWord(stems.slice(start));
      if (glossed === null) unknown.push(word);
      else told.push(glossed.zh);
      start += (glossed?.length ?? 1) - 1;
    }
    start += Math.max(1, length);
  }
  return { zh: told.join(""), words: told.filter((one) => one !== ""), unknown };
}

function longest(stems: readonly string[], start: number): number {
  for (let length = Math.min(MAX_WORDS, stems.length - start); length > 0; length--) if (words.has(stems.slice(start, start + length).join(" "))) return length;
  return 0;
}

/** Whether English words are left that say something: no stop words, no word that stands for nothing. */
export function hasContentWords(text: string): boolean {
  return segments(foldText(text).replace(/[^a-z' -]+/g, " ")).some((run) => {
    const { zh, unknown } = tell(run);
    return zh !== "" || unknown.length > 0;
  });
}
