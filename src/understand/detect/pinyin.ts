import { pinyin } from "pinyin-pro";

const HAN = /[\u3400-\u9fff]/;
/** A question is read this far for homophones: names stand at its head, and the work per character is not small. */
export const MAX_HOMOPHONE_CHARACTERS = 400;

/** Pairs of sounds that typists of southern dialects mix up; both sides are reduced to the right one. */
const MERGED: readonly (readonly [RegExp, string])[] = [
  [/^zh/, "z"],
  [/^ch/, "c"],
  [/^sh/, "s"],
  [/ang$/, "an"],
  [/eng$/, "en"],
  [/ing$/, "in"],
  [/ü/, "v"],
];

/** Toneless pinyin per UTF-16 unit, "" for what is not Chinese: "平湖" → ["ping", "hu"]. */
export function toSyllables(text: string): string[] {
  return [...text].flatMap((character) => {
    const syllable = HAN.test(character) ? (pinyin(character, { toneType: "none", type: "array" })[0] ?? "") : "";
    return character.length === 1 ? [syllable] : [syllable, ""];
  });
}

/** Toneless pinyin of a name as one word, as it is typed in English: "平阳" → "pingyang". Reads the name as a whole, for characters of several sounds. */
export function toPinyinWord(text: string): string {
  const han = [...text].filter((character) => HAN.test(character)).join("");
  return han === "" ? "" : pinyin(han, { toneType: "none", type: "array" }).join("").replaceAll("ü", "v");
}

/** Whether two syllables sound alike to a hurried typist: equal, or equal up to zh/z, ch/c, sh/s and final n/ng. */
export function soundsAlike(a: string, b: string): boolean {
  return a !== "" && (a === b || merge(a) === merge(b));
}

function merge(syllable: string): string {
  return MERGED.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), syllable);
}

const SYLLABLE =
  /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)/;

/** How many pinyin syllables a Latin word is made of, read greedily; 0 when it is not pinyin throughout: "hangzhou" → 2, "school" → 0. */
export function countSyllables(word: string): number {
  let rest = word;
  let count = 0;
  while (rest !== "") {
    const length = SYLLABLE.exec(rest)?.[0].length ?? 0;
    if (length < 2) return 0;
    rest = rest.slice(length);
    count += 1;
  }
  return count;
}
