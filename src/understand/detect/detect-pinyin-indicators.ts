import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { Found, Reading } from "../reading.ts";
import { countSyllables, toPinyinWord } from "./pinyin.ts";

const HAN_HEAD = /^[\u4e00-\u9fff]+$/;
const HAN_ONLY = /^[\u4e00-\u9fff]{2,6}$/;
const WORD = /[a-z]+/g;
/** A name in pinyin is typed as one word or as up to so many. */
const MAX_WORDS = 5;
const MIN_SYLLABLES = 2;
const MIN_LETTERS = 5;

/** Names by their pinyin; made on the first question in pinyin. */
const namesByPinyin = new WeakMap<Lexicon, ReadonlyMap<string, readonly string[]>>();

function namesOf(lexicon: Lexicon): ReadonlyMap<string, readonly string[]> {
  const held = namesByPinyin.get(lexicon);
  if (held !== undefined) return held;
  const made = new Map<string, string[]>();
  for (const term of lexicon.aliases.terms) {
    if (!HAN_ONLY.test(term)) continue;
    const word = toPinyinWord(term);
    const same = made.get(word);
    if (same === undefined) made.set(word, [term]);
    else same.push(term);
  }
  namesByPinyin.set(lexicon, made);
  return made;
}

/**
 * Indicators typed in pinyin: "jiuyelv", "zhuan ren jiao shi", 平湖的 manyidu. The longest at a place; right behind Chinese characters the name may
 * begin with these (校园安全 manyidu).
 */
export function detectPinyinIndicators(reading: Reading): readonly Found[] {
  const taken = reading.found.filter((item) => item.kind === "indicator" || item.kind === "owner");
  const words = [...reading.text.matchAll(WORD)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .filter((word) => !taken.some((item) => item.start < word.end && word.start < item.end));
  if (!words.some((word) => countSyllables(word.text) > 0)) return [];
  const found: Found[] = [];
  for (let at = 0; at < words.length; ) {
    const named = mixedName(reading, words, at) ?? longestName(reading, words, at);
    if (named !== null) found.push(named.found);
    at = named?.next ?? at + 1;
  }
  return found;
}

/** Most Chinese characters before the pinyin that a name may begin with. */
const MOST_HEAD = 8;

/** 校园安全 manyidu: a name of the lexicon that begins in Chinese and ends as the pinyin sounds. The longest head first. */
function mixedName(reading: Reading, words: readonly Word[], at: number): { readonly found: Found; readonly next: number } | null {
  const word = words[at];
  if (word === undefined || countSyllables(word.text) < MIN_SYLLABLES || word.text.length < MIN_LETTERS) return null;
  const before = reading.text.slice(0, word.start).trimEnd();
  for (let length = Math.min(MOST_HEAD, before.length); length > 0; length -= 1) {
    const head = before.slice(before.length - length);
    if (!HAN_HEAD.test(head)) continue;
    for (const tail of namesOf(reading.lexicon).get(word.text) ?? []) {
      const whole = head + tail;
      const match = reading.lexicon.aliases.find(whole, ["zh", "ask"]).find((one) => one.start === 0 && one.end === whole.length);
      if (match !== undefined)
        return {
          found: { kind: "indicator", start: before.length - length, end: word.end, ids: match.indicatorIds, from: "ask", rule: "indicator.pinyin" },
          next: at + 1,
        };
    }
  }
  return null;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function longestName(reading: Reading, words: readonly Word[], at: number): { readonly found: Found; readonly next: number } | null {
  for (let count = Math.min(MAX_WORDS, words.length - at); count >= 1; count -= 1) {
    const run = words.slice(at, at + count);
    const [first, last] = [run[0], run.at(-1)];
    const joined = run.map((word) => word.text).join("");
    if (first === undefined || last === undefined || joined.length < MIN_LETTERS || run.some((word) => countSyllables(word.text) === 0)) continue;
    if (run.reduce((sum, word) => sum + countSyllables(word.text), 0) < MIN_SYLLABLES) continue;
    const ids = (namesOf(reading.lexicon).get(joined) ?? []).flatMap(
      (term) => reading.lexicon.aliases.find(term, ["zh", "ask"]).find((match) => match.start === 0 && match.end === term.length)?.indicatorIds ?? [],
    );
    if (ids.length > 0)
      return {
        found: { kind: "indicator", start: first.start, end: last.end, ids: [...new Set(ids)], from: "ask", rule: "indicator.pinyin" },
        next: at + count,
      };
  }
  return null;
}
