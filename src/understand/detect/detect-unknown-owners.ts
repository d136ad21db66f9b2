import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { cityNames, isStrongType, provinceNames, readNameTail, stripGeneric, typeWordAt } from "../owners/school-words.ts";
import { type Found, ofKind, type Reading } from "../reading.ts";
import { isNameEnd, skipPlaceSuffix, type TailContext } from "./name-tail.ts";
import { isNameStart, tailContext } from "./read-placed.ts";

const notBefore = cueFile.schools.notBefore.map(foldText);
const partnerWords = cueFile.schools.partnerWords.map(foldText);
const HAN = /[\u4e00-\u9fff]/;
/** Characters that no school's name reaches back over. */
const NAME_BREAK = /[的和与跟及或比在是有问请对了吗呢从到把让过向为被以各每哪几个所家校多少更最觉感嫌]/;
/** Particles that are as well first characters of names of places. */
const NAME_OWN = /[和向从与]/;
const MAX_NAME = 10;
/** 第一职业中学 is a school of its place; 第二期青马学院 is none. */
const PLACE_LIKE = /[县市区镇乡省]|第[一二三四五六七八九十](?![期届批轮次季])/;
const IN_A_SERIES = /^第[一二三四五六七八九十]+[期届批轮次季]/;
const WEAK_TYPE = /^(?:学校|学院|中学|小学|大学|高中|初中|院校)$/;
/** How far a word of partnership may stand from a name, for it to be a partner and not the school asked about. */
const PARTNER_REACH = 12;
/** A polite opening ends within the first characters. */
const MAX_OPENING = 12;

/** Chinese names of schools that no owner bears: 杭州第一职业中学, 温州职专. Never mapped onto a known school that shares a type word. */
export function detectUnknownOwners(reading: Reading): readonly Found[] {
  // 写一封报考艺校的信: what is to be written is no school's name.
  if (reading.found.some((item) => item.kind === "cue" && item.cue === "creative")) return [];
  const context = tailContext(reading);
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner");
  const found: Found[] = [];
  for (let at = 0; at < reading.text.length; at += 1) {
    const word = typeWordAt(reading.text, at);
    if (word === null || !isStrongType(word.text) || taken.some((item) => item.start < at + word.text.length && at < item.end)) continue;
    const end = at + word.text.length;
    const start = nameStart(reading, at);
    const head = reading.text.slice(start, at);
    if (isSchoolName(reading, context, head, word.text, start, end))
      found.push({ kind: "unknown_owner", start, end, how: "abbreviation", rule: "owner.unknown_school" });
    at = end - 1;
  }
  return found;
}

const placeEndings = new RegExp(`^[\\u4e00-\\u9fff]{1,4}?[${cueFile.places.endings.map(foldText).join("")}](?=的|有)`);
const notPlaces = cueFile.places.notPlaces.map(foldText);

/** 青湖的在校生, 青湖县有多少学生: a word at the head of the question that ends as places do, where nothing of the index is named. */
export function detectUnheardPlaces(reading: Reading): readonly Found[] {
  const isTaken = reading.found.some((item) => item.kind === "owner" || item.kind === "unknown_owner");
  const asks = reading.found.some((item) => item.kind === "indicator");
  if (isTaken || !asks) return [];
  const start = questionHead(reading);
  const name = placeEndings.exec(reading.text.slice(start))?.[0] ?? "";
  const end = start + name.length;
  const isOther = reading.found.some((item) => item.kind !== "unit" && item.start < end && start < item.end);
  if (isOther || !isPlaceName(name)) return [];
  return [{ kind: "unknown_owner", start, end, how: "abbreviation", rule: "owner.unheard_place" }];
}

/** Where the question begins after its polite opening. */
function questionHead(reading: Reading): number {
  const opening = reading.found.filter((item) => item.kind === "cue" && item.cue === "polite").map((item) => item.end);
  const from = Math.max(0, ...opening.filter((end) => end <= MAX_OPENING));
  return from + (/^[\s，,：:]*/.exec(reading.text.slice(from))?.[0].length ?? 0);
}

/** 青湖 or 青湖县, as places are called; two characters before 县 and 市, one before another ending. */
function isPlaceName(name: string): boolean {
  const own = stripGeneric(name.slice(0, -1));
  const isLevel = /[县市]$/.test(name);
  return (
    own.length >= (isLevel ? 2 : 1) && name.length <= (isLevel ? 5 : 2) && own.length === name.length - 1 && !notPlaces.some((word) => name.endsWith(word))
  );
}

/** Known cities and provinces as the ones asked about (杭州的就业率), where no owner of the index is. */
export function detectUnknownPlaces(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner" || item.kind === "indicator");
  const found: Found[] = [];
  for (let at = 0; at + 2 <= reading.text.length; at += 1) {
    const name = [4, 3, 2].map((length) => reading.text.slice(at, at + length)).find((text) => cityNames.has(text) || provinceNames.has(text));
    if (name === undefined) continue;
    const end = skipPlaceSuffix(reading.text, at + name.length);
    const isFree = !taken.some((item) => item.start < end && at < item.end);
    if (isFree && isNameStart(reading, at) && isNameEnd(context, end) && !isPartner(reading.text, at, end)) {
      found.push({ kind: "unknown_owner", start: at, end, how: "abbreviation", rule: "owner.unknown_place" });
    }
    at = end - 1;
  }
  return found;
}

function nameStart(reading: Reading, typeStart: number): number {
  let start = typeStart;
  while (start > 0 && typeStart - start < MAX_NAME) {
    const before = reading.text[start - 1] ?? "";
    if (!HAN.test(before) || (NAME_BREAK.test(before) && !opensName(reading, start - 1, typeStart))) break;
    if (reading.found.some((item) => item.kind !== "indicator" && item.end === start && item.kind !== "unknown_owner")) break;
    start -= 1;
  }
  return placeStart(reading.text, start);
}

/** 石家庄: a known place holds a character that no other name reaches over. */
function placeStart(text: string, start: number): number {
  for (let at = Math.max(0, start - 3); at < start; at += 1)
    for (let end = start; end <= at + 4; end += 1)
      if (end > at + 1 && (cityNames.has(text.slice(at, end)) || provinceNames.has(text.slice(at, end)))) return at;
  return start;
}

/** 和平职专 at the head of a question: no particle stands there, so the character is the name's own. */
function opensName(reading: Reading, index: number, typeStart: number): boolean {
  const before = reading.text[index - 1];
  return typeStart - index === 2 && NAME_OWN.test(reading.text[index] ?? "") && (before === undefined || /[、，,。？！?!\s]/.test(before));
}

function isSchoolName(reading: Reading, context: TailContext, head: string, type: string, start: number, end: number): boolean {
  const own = stripGeneric(head);
  // 技师学院类学校 is a kind of school.
  if (own.length < 2 || own.endsWith("类") || IN_A_SERIES.test(own) || isPartner(reading.text, start, end)) return false;
  // 学校在校生 after 明德技工 begins inside the word for its kind: that says nothing against the name.
  if ([...context.aliasEnds.keys()].some((at) => at >= start && at < start + head.length)) return PLACE_LIKE.test(own) || startsWithPlace(own);
  if (PLACE_LIKE.test(own) || startsWithPlace(own)) return true;
  const isAsked = isNameStart(reading, start) && isNameEnd(context, end);
  // 石家庄工程技术学校: what stands before the weak word is itself of the kind that names of schools end with.
  const isNamed = own.length <= 6 || (own.length <= MAX_NAME && readNameTail(own).distinct !== own);
  return WEAK_TYPE.test(type) ? isAsked && start === 0 && isNamed : isAsked;
}

function startsWithPlace(text: string): boolean {
  return [2, 3, 4].some((length) => cityNames.has(text.slice(0, length)) || provinceNames.has(text.slice(0, length)));
}

/** 考上浙江大学, 与温州大学合作: such a school is part of what is asked, not the one asked about. */
export function isPartner(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  const name = text.slice(start, end);
  if (notBefore.some((word) => before.endsWith(word) || name.startsWith(word))) return true;
  const after = text.slice(end, end + PARTNER_REACH);
  return /[与和同跟]$/.test(before) && partnerWords.some((word) => after.includes(word));
}

/** 青湖的学生比平湖多: what is asked about stands between the two. */
const SET_AGAINST = /^(?:的)?[^，,。；;？?的比]{0,10}(?:比|和|跟|与)$/;

/** Whether an unknown name stands beside a known one as its equal ("平阳和温州职专"): otherwise, beside a known school, it is content. */
export function isCoordinated(text: string, found: readonly Found[], start: number, end: number): boolean {
  const joins = (between: string): boolean =>
    SET_AGAINST.test(between) || /^\s*(?:[和与跟及、，,比]|还是|以及|或|vs\.?|and|or|than|with|对比|相比)?\s*(?:the )?$/.test(between);
  return [...ofKind(found, "owner"), ...ofKind(found, "unknown_owner")].some((item) => {
    if (item.end <= start) return joins(text.slice(item.end, start));
    return item.start >= end && joins(text.slice(end, item.start));
  });
}
