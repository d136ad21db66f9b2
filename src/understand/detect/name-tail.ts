import type { OwnerKeys } from "../owners/owner-index.ts";
import { isLooseType, isStrongType, type TypeWord, typeWordAt } from "../owners/school-words.ts";

/** How well the words after a place fit one school of that place. */
export interface TailReading {
  readonly keys: OwnerKeys;
  readonly end: number;
  readonly verdict: "place" | "fits" | "conflict";
  readonly score: number;
}

/** What the reader must know of the question around the name. */
export interface TailContext {
  readonly text: string;
  /** Starts of indicator names, each with the end of the longest there. */
  readonly aliasEnds: ReadonlyMap<number, number>;
  /** Starts of cues and periods: no name of a school reaches over them. */
  readonly wordStarts: ReadonlySet<number>;
}

const PLACE_SUFFIX = /[省县市区旗]/;
const AFTER_PLACE_SUFFIX = /[级域属内里外赛]/;
const ORDINAL = /第?[一二三四五六七八九]/y;
/** What may follow a short name, so that it is not the head of another word (平湖技师 in 平湖技师学生 is). */
const BOUNDARY = /[的地得有是在和与跟及或比同呢吗吧了么、，,。？！?!:：;；\s"()到为能也都今去哪谁怎如什各多几共目现两近最20-9a-z]/;
/** 平湖那边: a place as it is pointed at. */
const FAR_SIDE = /^[那这][边儿里]/;
/** 平湖男足, 平湖女生: not 平湖女子职校. */
const OF_SEX = /^[男女](?!子)/;
/** 启帆开设, 启帆招了: what a school does follows its name. */
const DOES =
  /^(?:开[设办了过]|设[有了置]|提[供出]|拥有|招[了收生]|获[得了]|拿[了到过下]|培[训养]|毕业|新[增开设]|停[招办开]|建[有了成设]|办[学了]|引进|聘[请用了]|举办|承办|参[加与]|发[放了]|投入|打算|计划|准备|采取|怎|给|对|把|被|向|让|由|从|因|才|还|又|就|总共|一共|全校|收[了到费]|花了|用了)/;
const DISTINCT_SCORE = 10;

/** Skips 县, 市, 区 after a place, unless it begins another word (市级, 区域). */
export function skipPlaceSuffix(text: string, index: number): number {
  return PLACE_SUFFIX.test(text[index] ?? "") && !AFTER_PLACE_SUFFIX.test(text[index + 1] ?? "") ? index + 1 : index;
}

/** Whether a name may end before `index`: a particle, a mark, the end, or an indicator follows. */
export function isNameEnd(context: TailContext, index: number): boolean {
  const next = context.text[index];
  return (
    next === undefined ||
    BOUNDARY.test(next) ||
    context.aliasEnds.has(index) ||
    context.wordStarts.has(index) ||
    FAR_SIDE.test(context.text.slice(index, index + 2)) ||
    OF_SEX.test(context.text.slice(index, index + 2)) ||
    DOES.test(context.text.slice(index, index + 2))
  );
}

/**
 * Reads the words after a place as a name of the school `keys`: its own type word or a short form of it ("职专", "中职", "技师"), its
 * distinct words, an ordered pick of the characters of its full name; "conflict" where they name another kind of school or another ordinal.
 */
export function readTail(context: TailContext, keys: OwnerKeys, index: number): TailReading {
  const { text } = context;
  const start = skipPlaceSuffix(text, index);
  const own = ownWordsAt(context, keys.distinct, start);
  const hasDistinct = own > 0;
  const afterDistinct = start + own;
  ORDINAL.lastIndex = afterDistinct;
  // 一中 is a type word with its number inside.
  const ordinal = typeWordAt(text, afterDistinct) === null ? (ORDINAL.exec(text)?.[0] ?? "") : "";
  const read = readType(context, keys, afterDistinct + ordinal.length);
  // 三校 in 甲、乙、丙三校 counts schools.
  const type = read !== null && ordinal.length === 1 && read.end - afterDistinct < 3 && text[read.end - 1] === "校" ? null : read;
  const base = hasDistinct ? DISTINCT_SCORE : 0;
  if (type === null) {
    const picked = hasDistinct || COMMON_NOUN.test(text.slice(start, start + COMMON_LENGTH)) ? null : pickOrdered(context, keys, start);
    if (picked !== null) return { keys, end: picked, verdict: "fits", score: picked - start };
    return { keys, end: hasDistinct ? afterDistinct : start, verdict: hasDistinct ? "fits" : "place", score: base };
  }
  const asksOrdinal = ordinal.replace("第", "");
  if (!type.fits || asksOrdinal !== keys.ordinal) {
    if (asksOrdinal === "" && type.fits) return { keys, end: type.end, verdict: "fits", score: base + type.score };
    return { keys, end: type.end, verdict: "conflict", score: 0 };
  }
  return { keys, end: type.end, verdict: "fits", score: base + type.score + (asksOrdinal === "" ? 0 : DISTINCT_SCORE) };
}

/** 平阳专业有哪些: common nouns of a report, whose characters stand in many a school's name. */
const COMMON_NOUN = /^(?:专业(?!学校|校|院|技|中)|职业(?!学校|校|院|技|中|高|教|学)|技术(?!学校|校|院|中)|教育(?!学校|校|院|中))/;
const COMMON_LENGTH = 4;
const MIN_OWN_WORDS = 2;
/** 松川工程专业: such a word goes on to a part of the school. */
const PART_WORD = /^(?:专业|系|部|班|实训|技术|类)/;
/** 潜阳机械设备, 沥川农林产品: the field is the head of a word for things. */
const THING_WORD = /^(?:设备|设施|仪器|产业|行业|企业|公司|产品|工程|培训|竞赛|大赛|赛项|项目|课程|车间|基地|中心|园|厂|局|界|人才|教育|业|学(?!校|院|生))/;

/** How many characters of a school's own words stand here: all of them, or half where no part of a school follows (工贸 of 现代工贸, 农林 of 农林科技). */
function ownWordsAt(context: TailContext, distinct: string, start: number): number {
  const { text } = context;
  if (distinct === "") return 0;
  if (text.startsWith(distinct, start)) return distinct.length;
  const least = Math.max(MIN_OWN_WORDS, distinct.length / 2);
  for (let length = distinct.length - 1; length >= least; length -= 1)
    if (text.startsWith(distinct.slice(-length), start) && !PART_WORD.test(text.slice(start + length))) return length;
  // 现代公贸职业学校 is the whole name with a wrong character, which its first half does not stand for.
  if (typeWordAt(text, start + distinct.length) !== null) return 0;
  for (let length = distinct.length - 1; length >= least; length -= 1) {
    const after = text.slice(start + length);
    if (text.startsWith(distinct.slice(0, length), start) && !context.aliasEnds.has(start) && !PART_WORD.test(after) && !THING_WORD.test(after)) return length;
  }
  return 0;
}

interface TypeReading {
  readonly end: number;
  readonly fits: boolean;
  readonly score: number;
}

function readType(context: TailContext, keys: OwnerKeys, index: number): TypeReading | null {
  const word = typeWordAt(context.text, index);
  if (word === null) return null;
  const end = index + word.text.length;
  const isOwn = keys.tails.some((tail) => isPicked(word.text, tail));
  const shared = [...word.text].filter((character) => keys.tails.some((tail) => tail.includes(character))).length;
  // A short type word may also be the head of an indicator (技师 as a rank): then the place stands alone.
  const isIndicator = (context.aliasEnds.get(index) ?? 0) >= end;
  if ((isIndicator || !isStrongType(word.text)) && !isNameEnd(context, end))
    return isOwn && !isIndicator && word.text.length > 1 ? { end, fits: true, score: shared } : null;
  if (isIndicator && /[有是]/.test(context.text[end] ?? "")) return null;
  const fits = isOwn || (word.class !== "field" && fitsClass(keys, word));
  if (!fits && (!isStrongType(word.text) || (word.class === "general" && !isNameEnd(context, end)))) return null;
  return word.text === "校" && !isNameEnd(context, end) ? null : { end, fits, score: shared };
}

function fitsClass(keys: OwnerKeys, word: TypeWord): boolean {
  return word.class === "any" || isLooseType(word.text) || keys.classes.has(word.class) || (keys.classes.has("any") && keys.classes.size === 1);
}

/** Whether `part` is an ordered pick of characters of `whole`: 职专 of 职业中等专业学校. */
export function isPicked(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at += 1;
  return at === part.length;
}

/** 二职, 一技: the number of a school with the head of its type says by itself that a school is meant, whatever follows. */
const NUMBERED_SHORT = /^第?[一二三四五六七八九](?:职(?![业称工])|技(?![术能工师]))./;

/** Reads two characters or more that are picked in order from the name and end where a name may end; null when there are none. */
function pickOrdered(context: TailContext, keys: OwnerKeys, start: number): number | null {
  let best: number | null = null;
  for (const tail of keys.tails) {
    let index = start;
    for (const character of tail) {
      if (character !== context.text[index]) continue;
      if (context.aliasEnds.has(index) && index > start) break;
      index += 1;
    }
    const isEnd = isNameEnd(context, index) || NUMBERED_SHORT.test(context.text.slice(start, index + 1));
    if (index - start >= 2 && isEnd && !context.aliasEnds.has(start)) best = Math.max(best ?? 0, index);
  }
  return best;
}
