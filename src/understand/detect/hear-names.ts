import { pinyin } from "pinyin-pro";
import { cueFile, foldedSet } from "../cues.ts";
import { countSyllables, toPinyinWord } from "./pinyin.ts";

const HAN = /[\u3400-\u9fff]/;
/** A name as it is typed in English; the first word of a sentence has a capital as well. */
const NAME = /(?<=[a-z,] (?:["'“])?)(?:[A-Z][a-z']+ [A-Z][a-z']{3,}|[A-Z][a-z']{3,})\b/g;
/** Characters that stand between words rather than in names. */
const PARTICLE = /[的了和与在是有为及等被把从对到地得着也]/;
const englishWords = foldedSet([...cueFile.function.en, ...cueFile.neutral.en, ...cueFile.latinWords, ...cueFile.schools.latinTypes]);
const sounds = new Map<string, string>();

/**
 * Names typed in pinyin as the reports print them: "the Dexi class" → "the 德西 class". Left alone are names of schools, words that are
 * English or no pinyin, and what no report holds or several ways alike.
 */
export function hearNames(question: string, owners: readonly string[], texts: () => readonly string[]): string {
  const isOwn = (word: string): boolean => owners.some((name) => toPinyinWord(name).includes(word));
  const heard = (typed: string): string | null => {
    const word = typed.toLowerCase().replace(/['\s]/g, "");
    if (countSyllables(word) < 2 || englishWords.has(word) || isOwn(word)) return null;
    return mostHeard(word, texts());
  };
  // Cui Kaidong is one name; Pingyang Dexi are two.
  return question.replace(
    NAME,
    (typed) =>
      heard(typed) ??
      typed
        .split(" ")
        .map((one) => heard(one) ?? one)
        .join(" "),
  );
}

/** What is read so most often. */
function mostHeard(word: string, texts: readonly string[]): string | null {
  const heard = new Map<string, number>();
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1) {
      const name = readAt(text, at, word);
      if (name !== null) heard.set(name, (heard.get(name) ?? 0) + 1);
    }
  const [first, second] = [...heard].sort((a, b) => b[1] - a[1]);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

function readAt(text: string, start: number, word: string): string | null {
  let [at, rest] = [start, word];
  while (rest !== "") {
    const character = text[at] ?? "";
    const sound = HAN.test(character) && !PARTICLE.test(character) ? soundOf(character) : "";
    if (sound === "" || !rest.startsWith(sound)) return null;
    rest = rest.slice(sound.length);
    at += 1;
  }
  return at - start > 1 ? text.slice(start, at) : null;
}

function soundOf(character: string): string {
  const known = sounds.get(character);
  if (known !== undefined) return known;
  const sound = (pinyin(character, { toneType: "none", type: "array" })[0] ?? "").replaceAll("ü", "v");
  sounds.set(character, sound);
  return sound;
}
