import { cueFile, foldedSet } from "../cues.ts";
import type { OwnerIndex, OwnerKeys, PlaceKey } from "../owners/owner-index.ts";
import { cityNames, provinceNames, type SchoolClass } from "../owners/school-words.ts";
import type { Found, Reading } from "../reading.ts";
import { latinTypes, nameRunEnd, nameRunStart, type Word } from "./english-names.ts";
import { countSyllables, toPinyinWord } from "./pinyin.ts";
import { readPlaced, tailContext } from "./read-placed.ts";

const WORD = /[a-z]+(?:'[a-z]+)?/g;
const latinHeads = foldedSet(cueFile.schools.latinHeads);
const englishWords = foldedSet([...cueFile.function.en, ...cueFile.neutral.en, ...cueFile.latinWords]);
const CAPITALISED = /^[A-Z][a-z]/;
/** A shorter word is too near to too many others. */
const MIN_FUZZY_LETTERS = 5;
const MIN_DOUBLE_FUZZY_LETTERS = 9;
const SPLITS: readonly number[] = [1, 2, 3];

/** Pinyin of well-known places, made on first use: a name that is one of them is not a slip for another. */
let knownPinyin: ReadonlySet<string> | null = null;
function isKnownPlace(word: string): boolean {
  knownPinyin ??= new Set([...cityNames, ...provinceNames].map(toPinyinWord));
  return knownPinyin.has(word);
}

/** Places in pinyin (Pinghu, ping yang, "Pinhu") with the English or Chinese type words after them. */
export function detectLatinOwners(reading: Reading): readonly Found[] {
  const words = readWords(reading);
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const head = words[at];
    if (head === undefined) continue;
    const hit = findPlace(reading.owners, words, at);
    if (hit === null) continue;
    const named = readLatinName(reading, hit.place, words, at, hit.length);
    found.push(named);
    at += hit.length - 1;
  }
  return found;
}

/** Names with a school's type word, or capitalised pinyin, that no owner of the index bears: "Hangzhou Vocational School". */
export function detectUnknownLatinOwners(reading: Reading): readonly Found[] {
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner" || item.kind === "indicator");
  const words = readWords(reading);
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || taken.some((item) => item.start < word.end && word.start < item.end)) continue;
    const end = unknownEnd(reading, words, at);
    const opens = end > word.end || (endsAsPlace(word.text) && taken.some((item) => item.kind === "indicator" && item.start === word.end + 1));
    if (isPlaceLike(word, at > 0, opens, typeRunEnd(words, at) > word.end))
      found.push({ kind: "unknown_owner", start: word.start, end, how: "pinyin", rule: "owner.unknown_latin" });
  }
  return found;
}

/** The type words after the name; those with which the name of an indicator begins that goes on ("technician teachers") are that name's. */
function unknownEnd(reading: Reading, words: readonly Word[], at: number): number {
  const end = typeRunEnd(words, at);
  const goesOn = reading.found.filter((item) => item.kind === "indicator" && item.start > (words[at]?.start ?? 0) && item.start < end && item.end > end);
  return goesOn.length === 0 ? end : (words[at]?.end ?? end);
}

const pinyinEndings = cueFile.places.endings.map(toPinyinWord);

/** Qinghu ends as places do; Language is two syllables in pinyin as well, and none. */
const endsAsPlace = (word: string): boolean => pinyinEndings.some((ending) => word.endsWith(ending) && word.length - ending.length >= 2);

/** A capital tells a name inside a sentence; at its head only with a word of a school or an indicator right behind it. */
function isPlaceLike(word: Word, isInside: boolean, opens: boolean, isTyped: boolean): boolean {
  if (englishWords.has(word.text) || latinTypes.has(word.text)) return false;
  if (isKnownPlace(word.text)) return true;
  // Atlantis School: what kind it is of says that a name stands before it, in whatever language.
  if (isTyped && word.capital && word.text.length >= MIN_FUZZY_LETTERS) return true;
  const isName = isInside || (opens && word.text.length >= MIN_FUZZY_LETTERS);
  return isName && word.capital && countSyllables(word.text) >= 2;
}

/** The words in Latin letters that a question holds, in order. */
export function readWords(reading: Reading): Word[] {
  return [...reading.text.matchAll(WORD)].map((match) => {
    const text = match[0].replace(/'s?$/, "");
    const source = reading.mapped.offsets[match.index] ?? 0;
    return { start: match.index, end: match.index + text.length, text, capital: CAPITALISED.test(reading.question.slice(source, source + 2)) };
  });
}

function findPlace(owners: OwnerIndex, words: readonly Word[], at: number): { readonly place: PlaceKey; readonly length: number } | null {
  for (const length of SPLITS) {
    const joined = words.slice(at, at + length);
    const text = joined.map((word) => word.text).join("");
    const place = joined.length === length ? owners.byPinyin.get(text) : undefined;
    if (place !== undefined) return { place, length };
  }
  const word = words[at]?.text ?? "";
  if (word.length < MIN_FUZZY_LETTERS || englishWords.has(word) || latinTypes.has(word) || isKnownPlace(word)) return null;
  const limit = word.length >= MIN_DOUBLE_FUZZY_LETTERS ? 2 : 1;
  const near = owners.places.filter(
    (place) => place.pinyin.length >= MIN_FUZZY_LETTERS && place.pinyin[0] === word[0] && editDistance(word, place.pinyin, limit) <= limit,
  );
  const only = near[0];
  return near.length === 1 && only !== undefined ? { place: only, length: 1 } : null;
}

function readLatinName(reading: Reading, place: PlaceKey, words: readonly Word[], at: number, length: number): Found {
  const start = words[at]?.start ?? 0;
  const end = words[at + length - 1]?.end ?? start;
  const how = "pinyin";
  if (/[\u4e00-\u9fff]/.test(reading.text[end] ?? "")) {
    const named = readPlaced(tailContext(reading), place, start, end, how);
    if (named !== null) return named;
  }
  const first = nameRunStart(words, at, place);
  const last = Math.max(typeRunEnd(words, at + length - 1), nameRunEnd(words, at + length - 1, place));
  const types = words.filter((word) => (word.start >= first && word.end < start) || (word.start > end && word.end <= last));
  const region = place.regions[0];
  if (place.schools.length === 0) return { kind: "owner", start, end, ownerIds: region === undefined ? [] : [region.owner.id], how, rule: "owner.region" };
  const fitting = place.schools.filter((keys) => fitsLatinTypes(keys, types));
  if (fitting.length === 0) return { kind: "unknown_owner", start, end: last, how, rule: "owner.other_school_of_place" };
  const best = bestByWords(fitting, types);
  return {
    kind: "owner",
    start: first,
    end: last,
    ownerIds: best.map((keys) => keys.owner.id),
    how,
    rule: types.length === 0 ? "owner.place" : "owner.pinyin",
  };
}

/** Where the run of type words after word `at` ends: "Pinghu | Technician College"; a run that has no head noun counts as none. */
export function typeRunEnd(words: readonly Word[], at: number): number {
  let end = words[at]?.end ?? 0;
  let whole = end;
  for (const word of words.slice(at + 1)) {
    if (word.start > end + 1 || !latinTypes.has(word.text)) break;
    end = word.end;
    if (latinHeads.has(word.text) || word.text === "technician" || word.text === "vocational") whole = end;
  }
  return whole;
}

function bestByWords(candidates: readonly OwnerKeys[], types: readonly Word[]): readonly OwnerKeys[] {
  const score = (keys: OwnerKeys): number => types.filter((word) => keys.latinWords.has(word.text)).length;
  const best = Math.max(...candidates.map(score));
  return candidates.filter((keys) => score(keys) === best);
}

const LATIN_CLASSES: readonly (readonly [SchoolClass, RegExp])[] = [
  ["technician", /^(?:technicians?|jishi|jigong|jixiao|jiyuan)$/],
  ["secondary", /^(?:secondary|zhizhuan|zhigao|zhongzhi|zhongzhuan)$/],
  ["college", /^(?:university|polytechnic)$/],
  ["general", /^(?:middle|high|senior)$/],
];

/** Whether the type words behind a name can be those of the school. */
export function fitsLatinTypes(keys: OwnerKeys, types: readonly Word[]): boolean {
  const vocational = types.some((word) => word.text === "vocational" || word.text === "technical");
  const asked = LATIN_CLASSES.find(([, pattern]) => types.some((word) => pattern.test(word.text)))?.[0];
  if (asked === undefined) return true;
  const allOwn = types.every((word) => keys.latinWords.has(word.text));
  return allOwn || keys.classes.has(asked) || (asked === "general" && vocational && keys.classes.has("secondary"));
}

/** Edits (insert, drop, replace, swap neighbours) between two words, up to `limit`; above it any larger number. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
