import placesFile from "../../../data/lexicon/places.json" with { type: "json" };
import schoolTypesFile from "../../../data/lexicon/school-types.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { cueFile, foldedSet } from "../cues.ts";
import { groupBy } from "../group-by.ts";

/** "field": a word that holds for schools of one field alone (卫校, 农校), and for those only whose names spell it out. */
export type SchoolClass = "secondary" | "technician" | "college" | "general" | "field" | "any";

export interface TypeWord {
  readonly text: string;
  readonly class: SchoolClass;
}

const byLengthDown = (a: { readonly text: string }, b: { readonly text: string }): number => b.text.length - a.text.length;

/** Words that say what kind of school it is, longest first. */
export const typeWords: readonly TypeWord[] = cueFile.schools.types
  .flatMap((entry) => entry.zh.map((text): TypeWord => ({ text: foldText(text), class: entry.class })))
  .sort(byLengthDown);

const typeWordsByFirst = groupBy(typeWords, (word) => word.text[0] ?? "");
const strongTypes = foldedSet(cueFile.schools.strongTypes);
const looseTypes = foldedSet(cueFile.schools.loose);
/** Provinces by their short names and prefecture-level (and some county-level) cities: enough to see that a name is of a place. */
export const provinceNames: ReadonlySet<string> = foldedSet(placesFile.provinces.map((province) => province.short));
export const cityNames: ReadonlySet<string> = foldedSet(cueFile.places.cities);

/** What may follow 学生-like words: 大学 in 大学生 is not a school. */
const NOT_A_TYPE_BEFORE = /^[生业们]/;
const PLACE_SUFFIX = /(?:自治[州县旗]|地区|林区|新区|[省市县区盟旗])$/;
/** One level of a place name; two characters at least stand before its suffix. */
const PLACE_LEVEL = /.{2,8}?(?:自治区|自治州|自治县|[省市县区盟旗])/g;

const SHORT_SCHOOL = /^.校$/;
const WITHIN_SCHOOL = /^[长园企训风规]/;

/** The longest type word that stands at `index`; null where none does, or where it begins another word (大学 in 大学生). */
export function typeWordAt(text: string, index: number): TypeWord | null {
  const candidates = typeWordsByFirst.get(text[index] ?? "") ?? [];
  for (const word of candidates) {
    if (!text.startsWith(word.text, index)) continue;
    const rest = text.slice(index + word.text.length, index + word.text.length + 1);
    // 二职校长 is the head of 二职.
    if (SHORT_SCHOOL.test(word.text) && WITHIN_SCHOOL.test(rest)) continue;
    if (/[校院]$/.test(word.text) || !NOT_A_TYPE_BEFORE.test(rest)) return word;
  }
  return null;
}

/** The class that a full or short name ends with; "any" when its type word says no more than "school". */
export function classOfName(name: string): SchoolClass {
  return typeWords.find((word) => name.endsWith(word.text))?.class ?? "any";
}

/** Whether a type word alone is enough to make a name of the words before it ("职专"; not "技师", which is also a rank). */
export function isStrongType(word: string): boolean {
  return strongTypes.has(word);
}

/** Whether people use the word for any vocational school ("职校"). */
export function isLooseType(word: string): boolean {
  return looseTypes.has(word);
}

/** Levels of a place without their suffixes, provinces left out: "浙江省嘉兴市平湖市" → ["嘉兴", "平湖"]; "浙江省" → []. */
export function placeCores(place: string): string[] {
  const levels = place.match(PLACE_LEVEL) ?? [place];
  return levels.filter((level) => !/(?:省|自治区)$/.test(level) && !provinceNames.has(level)).map(placeCore);
}

/** A place without its suffix, where two characters remain: "平阳县" → 平阳, "和县" → 和县. */
export function placeCore(place: string): string {
  const core = place.replace(PLACE_SUFFIX, "");
  if (core.length >= 2) return core;
  return [...cityNames].find((city) => place.startsWith(city)) ?? place;
}

const TYPE_MORPHEME = /(?:职业|中等|高等|高级|专业|专科|技术|技师|技工|学校|学院|大学|中学|高中|中专|教育|中心|职教|综合|集团|总校|分校)$/;
const ORDINAL = /第?[一二三四五六七八九十]$/;

export interface NameTail {
  /** What sets the school apart from others of its place and type ("旅游", "行知"); "" when nothing does. */
  readonly distinct: string;
  /** "第一" → "一"; "" when the name carries none. */
  readonly ordinal: string;
}

/** Takes the type off the words after the place: "第一职业中学" → ordinal 一; "旅游职业学校" → distinct 旅游. */
export function readNameTail(tail: string): NameTail {
  let rest = tail;
  while (TYPE_MORPHEME.test(rest)) rest = rest.replace(TYPE_MORPHEME, "");
  const ordinal = ORDINAL.exec(rest)?.[0] ?? "";
  return { distinct: rest.slice(0, rest.length - ordinal.length), ordinal: ordinal.replace("第", "") };
}

const fieldWords = Object.keys(schoolTypesFile.stemWords)
  .map(foldText)
  .sort((a, b) => b.length - a.length);

/** Takes names of fields off the end: 汇文科技 → 汇文. */
export function withoutField(words: string): string {
  let rest = words;
  for (let word = fieldAtEnd(rest); word !== undefined; word = fieldAtEnd(rest)) rest = rest.slice(0, rest.length - word.length);
  return rest;
}

const fieldAtEnd = (words: string): string | undefined => fieldWords.find((word) => words.endsWith(word));

/** Whether words are made of nothing but names of fields (机械电子, 信息工程): they may as well mean a major. */
export function isFieldWords(words: string): boolean {
  return withoutField(words) === "";
}

const generic = foldedSet(cueFile.schools.generic);
const genericByLength = [...generic].filter((word) => word.length >= 2).sort((a, b) => b.length - a.length);

/** Takes words that name no school in particular off both ends: 国家级重点 → "". */
export function stripGeneric(head: string): string {
  let rest = head;
  for (let changed = true; changed && rest !== ""; ) {
    const before = rest;
    if (generic.has(rest)) return "";
    const first = genericByLength.find((word) => rest.startsWith(word));
    if (first !== undefined) rest = rest.slice(first.length);
    const last = genericByLength.find((word) => rest.endsWith(word));
    if (last !== undefined) rest = rest.slice(0, rest.length - last.length);
    changed = rest !== before;
  }
  return rest;
}
