import type { OwnerKeys, PlaceKey } from "../owners/owner-index.ts";
import { isStrongType, readNameTail, stripGeneric, typeWordAt } from "../owners/school-words.ts";
import { skipPlaceSuffix, type TailContext } from "./name-tail.ts";
import { soundsAlike, toSyllables } from "./pinyin.ts";

/** Characters that no name of a school holds between its place and its type. */
const NAME_BREAK = /[^\u4e00-\u9fff]|[的和与跟及或比在是有问请对了吗呢从到把让过向为被以各每哪几个所家校多少更最觉感嫌]/;
const MAX_DISTINCT = 8;
/** 西门子产业学院 is a part of a school, not a school of its own. */
const PART_OF_SCHOOL = /(?:产业|现代产业|企业|二级|分)$/;

/**
 * 临溪酒店职业学校 where the index knows 临溪现代工贸职业学校 alone: words of its own between place and type that no school of the place
 * bears make another school. Gives the end of that name, and the schools whose own words they sound like (公贸, none for 酒店); null where
 * no such name stands.
 */
export function readSchoolOfPlace(
  context: TailContext,
  place: PlaceKey,
  placeEnd: number,
): { readonly end: number; readonly heard: readonly OwnerKeys[] } | null {
  const start = skipPlaceSuffix(context.text, placeEnd);
  for (let at = start; at <= start + MAX_DISTINCT && at < context.text.length; at += 1) {
    const word = typeWordAt(context.text, at);
    if (word !== null && isStrongType(word.text)) {
      const heard = heardIn(context.text.slice(start, at), place);
      return heard === null ? null : { end: at + word.text.length, heard };
    }
    if (word !== null && at === start) return null;
    if (context.aliasEnds.has(at) || context.wordStarts.has(at) || NAME_BREAK.test(context.text[at] ?? "")) return null;
  }
  return null;
}

function heardIn(words: string, place: PlaceKey): readonly OwnerKeys[] | null {
  const distinct = stripGeneric(readNameTail(words).distinct);
  if (distinct.length < 2 || PART_OF_SCHOOL.test(words)) return null;
  const said = toSyllables(distinct);
  return place.schools.filter((keys) => keys.tails.some((tail) => isHeardIn(said, toSyllables(tail))));
}

/** Whether the syllables are an ordered pick of those of a name, so that a misspelt name stays its school's. */
function isHeardIn(said: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  for (const syllable of name) if (at < said.length && soundsAlike(syllable, said[at] ?? "")) at += 1;
  return at === said.length;
}
