import { cueFile, foldedSet } from "../cues.ts";
import type { Found, Reading } from "../reading.ts";
import { fitsLatinTypes, readWords, typeRunEnd } from "./detect-latin-owners.ts";
import { latinTypes } from "./english-names.ts";

const englishWords = foldedSet([...cueFile.function.en, ...cueFile.neutral.en, ...cueFile.latinWords]);
/** A shorter word is too near to too many others. */
const LEAST_LETTERS = 4;
/** Qi Fan: a name may be set syllable by syllable. */
const SPLITS: readonly number[] = [1, 2, 3];

/** "Qifan", "Qi Fan School": a school's own words in pinyin without its place, where schools of one name alone bear them. */
export function detectLatinOwnWords(reading: Reading): readonly Found[] {
  const { byOwnPinyin } = reading.owners;
  if (byOwnPinyin.size === 0) return [];
  const words = readWords(reading);
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner");
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (const length of SPLITS) {
      const run = words.slice(at, at + length);
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined || run.length < length) continue;
      const name = run.map((word) => word.text).join("");
      if (name.length < LEAST_LETTERS || englishWords.has(name) || latinTypes.has(name)) continue;
      const end = typeRunEnd(words, at + length - 1);
      const types = words.filter((word) => word.start > last.end && word.end <= end);
      const bearers = (byOwnPinyin.get(name) ?? []).filter((keys) => fitsLatinTypes(keys, types));
      if (bearers.length === 0 || taken.some((item) => item.start < end && first.start < item.end)) continue;
      found.push({ kind: "owner", start: first.start, end, ownerIds: bearers.map((keys) => keys.owner.id), how: "pinyin", rule: "owner.own_words_pinyin" });
      at += length - 1;
      break;
    }
  }
  return found;
}
