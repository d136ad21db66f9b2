/** Text that is its own key: nothing in it is passed over or changed. */
const PLAIN = /^[\u3400-\u4e85\u4e87-\u7683\u7685-\u9fff]+$/;

/** The key alone, where no way back is needed: cheap for the plain Chinese of most names. */
export const aliasKeyOf = (folded: string): string => (PLAIN.test(folded) ? folded : toAliasKey(folded).key);

/** The spelling under which aliases and texts meet, with the way back: unit `i` of `key` stands for source units [starts[i], ends[i]). */
export interface AliasKey {
  readonly key: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const LATIN_WORD = /[a-z]+/gy;
/** 's with its apostrophe as folding leaves it. */
const GENITIVE = /['"]s(?![a-z0-9])/y;
const BLANK = /[^\S\r\n]/;
/** Quotes stand around words in one report and not in the next ("双师型"教师); an apostrophe and 的 only mark a genitive (毕业生的就业率), 了 an act done. */
const SKIPPED: ReadonlySet<string> = new Set(['"', "'", "的", "了"]);
/** Whether a name's key passes over `unit`, blanks included, so that no match begins or ends with it. */
export const isSkipped = (unit: string | undefined): boolean => unit === undefined || SKIPPED.has(unit) || BLANK.test(unit);

/**
 * Reduces folded text to what names have in common: quotes and 的 go, blanks go except one between two Latin words, a hyphen between Latin words
 * is such a blank, English plurals become singular. Line breaks stay and so keep names from running over them.
 * `'"双师"素质 教师'` → 双师素质教师; `"dual-qualified teachers"` → dual qualified teacher. Linear in the text.
 */
export function toAliasKey(folded: string): AliasKey {
  const starts = new Int32Array(folded.length);
  const ends = new Int32Array(folded.length);
  let length = 0;
  let key = "";
  /** What of the source stands from here on as it is and is not in the key yet. */
  let from = 0;
  let last: string | undefined;
  let gap = -1;
  for (let at = 0; at < folded.length; ) {
    if (isPlain(folded.charCodeAt(at))) {
      starts[length] = at;
      at += 1;
      ends[length] = at;
      length += 1;
      gap = -1;
      last = PLAIN_UNIT;
      continue;
    }
    const unit = folded[at] ?? "";
    key += folded.slice(from, at);
    from = at;
    if (SKIPPED.has(unit)) {
      GENITIVE.lastIndex = at;
      // "2021 的 employment rate": a particle keeps Latin words and digits apart as a blank does.
      if (unit === "的" && gap < 0) gap = at;
      at += isWordUnit(last) && GENITIVE.test(folded) ? 2 : 1;
      from = at;
      continue;
    }
    if (BLANK.test(unit) || (unit === "-" && isWordUnit(last))) {
      if (gap < 0) gap = at;
      at += 1;
      from = at;
      continue;
    }
    if (gap >= 0 && isWordUnit(last) && isWordUnit(unit)) {
      starts[length] = gap;
      ends[length] = at;
      length += 1;
      key += " ";
    }
    gap = -1;
    const word = isWordUnit(unit) ? latinWordAt(folded, at) : "";
    const stem = word === "" ? unit : singular(word);
    const next = at + Math.max(1, word.length);
    for (let i = 0; i < stem.length; i += 1) {
      starts[length] = at + i;
      ends[length] = i === stem.length - 1 ? next : at + i + 1;
      length += 1;
    }
    key += stem;
    last = stem[stem.length - 1];
    at = next;
    from = next;
  }
  key += folded.slice(from);
  return { key, starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

/** Stands for any unit that is its own key: only whether the last one was a Latin letter or a digit counts. */
const PLAIN_UNIT = "一";
/** Chinese characters but 了 and 的, and the marks between clauses: most of a text, and passed on as they are. */
const isPlain = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff && code !== 0x4e86 && code !== 0x7684) || code === 0xff0c || code === 0x3002 || code === 0x3001;

/** Whether `unit` is a Latin letter or a digit, that is, part of a word that is bounded by blanks. */
export function isWordUnit(unit: string | undefined): boolean {
  return unit !== undefined && ((unit >= "a" && unit <= "z") || (unit >= "0" && unit <= "9"));
}

function latinWordAt(text: string, at: number): string {
  LATIN_WORD.lastIndex = at;
  return LATIN_WORD.exec(text)?.[0] ?? "";
}

/** A rough singular, good enough because both sides go through it: "classes" → class, "facilities" → facility, "campus" stays. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s")) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|ch|sh|x)es$/.test(word)) return word.slice(0, -2);
  return /(?:ss|us|is)$/.test(word) ? word : word.slice(0, -1);
}
