import { cueFile, foldedSet } from "../cues.ts";
import type { PlaceKey } from "../owners/owner-index.ts";

/** A word in Latin letters, as it stands in the folded text. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** As typed: a capital at its head, small letters after it. */
  readonly capital: boolean;
}

/** Words that kinds of schools are called by. */
export const latinTypes = foldedSet(cueFile.schools.latinTypes);

/** A name in another form is no longer than this. */
const MAX_NAME_WORDS = 9;
const HEAD_OF_NAME: ReadonlySet<string> = new Set(["school", "college", "institute", "university", "academy", "polytechnic", "centre", "center"]);
const LINKS: ReadonlySet<string> = new Set(["in", "of", "from", "at"]);

/** Letters that two forms of a word share: Mechanical, Mechanic. */
const STEM_LETTERS = 5;

/** Whether one of the schools has the word in its own name, in the singular or plural (Arts, Art) or another form of it. */
function isOwnWord(place: PlaceKey, word: string): boolean {
  const stem = word.length > STEM_LETTERS ? word.slice(0, STEM_LETTERS) : null;
  const isSame = (own: string): boolean => own === word || own === `${word}s` || `${own}s` === word || (stem !== null && own.startsWith(stem));
  return place.schools.some((keys) => [...keys.latinWords].some(isSame));
}

/** Culture and Art School behind its place: words typed as a name, or that are the school's own, up to the word that says it is one. */
export function nameRunEnd(words: readonly Word[], at: number, place: PlaceKey): number {
  const [start, whole] = [words[at]?.end ?? 0, words.slice(at + 1, at + 1 + MAX_NAME_WORDS)];
  let [end, last, headed, goesOn] = [start, start, false, false];
  for (const word of whole) {
    if (word.start > last + 3 || !(word.capital || latinTypes.has(word.text) || isOwnWord(place, word.text))) break;
    const isLink = LINKS.has(word.text) || word.text === "and";
    // School of Culture and Arts: behind "of" the name goes on; without, its kind ends it.
    if (headed && !goesOn && !isLink && !HEAD_OF_NAME.has(word.text)) break;
    goesOn ||= headed && word.text === "of";
    last = word.end;
    headed ||= HEAD_OF_NAME.has(word.text);
    if (headed && !isLink) end = word.end;
  }
  return end;
}

/** "the art school in Changling": the words before a place and a link, of which one says that it is a school. */
export function nameRunStart(words: readonly Word[], at: number, place: PlaceKey): number {
  const own = words[at]?.start ?? 0;
  const link = words[at - 1];
  if (link === undefined || place.schools.length === 0 || !LINKS.has(link.text) || link.end + 1 !== own || words[at - 2]?.text === "and") return own;
  let [start, next, headed] = [own, link.start, false];
  for (let index = at - 2; index >= Math.max(0, at - 2 - MAX_NAME_WORDS); index -= 1) {
    const word = words[index];
    if (word === undefined || word.end + 1 !== next || !(latinTypes.has(word.text) || isOwnWord(place, word.text))) break;
    next = word.start;
    headed ||= HEAD_OF_NAME.has(word.text);
    if (headed && !LINKS.has(word.text) && word.text !== "and") start = word.start;
  }
  // "Which vocational school in Yunxi" asks which.
  const before = words.find((word) => word.end + 1 === start)?.text ?? "";
  return before === "the" || words.find((word) => word.start === start)?.capital === true ? start : own;
}
