import type { Qualifier } from "../domain/figure.ts";

interface PrefixWord {
  readonly text: string;
  readonly qualifier: Qualifier;
  /** Characters before the word that make it the tail of another one: 签约105家, 附近3家. */
  readonly notAfter: string;
}

const prefix = (qualifier: Qualifier, notAfter: string, ...texts: readonly string[]): PrefixWord[] => texts.map((text) => ({ text, qualifier, notAfter }));

/** Words of vagueness before a number. */
const PREFIXES: readonly PrefixWord[] = [
  ...prefix(
    "about",
    "",
    "大约",
    "大概",
    "约为",
    "约有",
    "约占",
    "约达",
    "将近",
    "接近",
    "近乎",
    "差不多",
    "about ",
    "around ",
    "approximately ",
    "roughly ",
    "nearly ",
    "almost ",
    "some ",
  ),
  ...prefix("about", "签预节集契合特邀公条违简制相履续缔纽和婚毁失爽誓解", "约"),
  ...prefix("about", "附最靠临邻相远就新亲贴迫走挨左晚", "近"),
  ...prefix(
    "at_least",
    "",
    "至少",
    "最少",
    "起码",
    "不少于",
    "不低于",
    "不小于",
    "不下",
    "不下于",
    "大于等于",
    "≥",
    "at least ",
    "no less than ",
    "no fewer than ",
    "not less than ",
  ),
  ...prefix("over", "", "超过", "突破", "多于", "大于", "高于", "超出", "多达", "more than ", "over ", "above ", "exceeding ", "greater than "),
  ...prefix("over", "赶反高严", "超"),
  ...prefix("over", "", "逾"),
  // A tag's bracket before a cell's number is no comparison.
  ...prefix("over", "abcdefghijklmnopqrstuvwxyz\"'/-=", ">"),
  ...prefix("under", "abcdefghijklmnopqrstuvwxyz\"'/-=", "<"),
  ...prefix("up_to", "", "不超过", "不多于", "不高于", "不大于", "至多", "最多", "小于等于", "≤", "up to ", "at most ", "no more than ", "not more than "),
  ...prefix("under", "", "不足", "不到", "不满", "低于", "少于", "小于", "未满", "less than ", "fewer than ", "under ", "below "),
];
const PREFIXES_BY_LENGTH = [...PREFIXES].sort((a, b) => b.text.length - a.text.length);
/** 上千人, 过百家: only before a numeral that begins with its place word. */
const PLACE_PREFIXES: readonly PrefixWord[] = prefix("over", "成以身早晚线加会百", "上", "过");

/** By the character before the number, which is the last one of the word. */
const byLast = (words: readonly PrefixWord[]): ReadonlyMap<string, readonly PrefixWord[]> =>
  new Map(words.map(({ text }) => text.slice(-1)).map((last) => [last, words.filter(({ text }) => text.endsWith(last))]));
const PREFIXES_ALONE = byLast(PREFIXES_BY_LENGTH);
const PREFIXES_WITH_PLACES = byLast([...PREFIXES_BY_LENGTH, ...PLACE_PREFIXES]);

const SUFFIXES: readonly (readonly [RegExp, Qualifier])[] = [
  [/(?:\([及含]\)|[及或])?以上(?!述|所述|海)|\(含以上\)| or more| or above| and above/y, "at_least"],
  [/(?:\([及含]\)|[及或])?以下(?!简称|几|方面|问题)|以内|之内| or less| or fewer| or below/y, "up_to"],
  [/左右|上下(?![班楼学级联课])/y, "about"],
  [/有余|\+/y, "over"],
];

interface QualifierAt {
  readonly start: number;
  readonly end: number;
  readonly qualifier: Qualifier;
}

/** The word of vagueness that ends at `end` of folded text, longest first; null when none does. "年培训约" before 5000 → 约, about. */
export function readPrefix(text: string, end: number, beforePlaceWord: boolean): QualifierAt | null {
  const words = (beforePlaceWord ? PREFIXES_WITH_PLACES : PREFIXES_ALONE).get(text[end - 1] ?? "");
  if (words === undefined) return null;
  for (const word of words) {
    const start = end - word.text.length;
    if (start < 0 || !text.startsWith(word.text, start)) continue;
    const before = text[start - 1] ?? "";
    if (before !== "" && word.notAfter.includes(before)) continue;
    if (word.text.endsWith(" ") && /[a-z]/.test(before)) continue;
    return { start, end, qualifier: word.qualifier };
  }
  return null;
}

/** The word of vagueness that starts at `start`, behind a number and its unit; null when none does. "以上" → at_least. */
export function readSuffix(text: string, start: number): QualifierAt | null {
  for (const [pattern, qualifier] of SUFFIXES) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match !== null) return { start, end: start + match[0].length, qualifier };
  }
  return null;
}
