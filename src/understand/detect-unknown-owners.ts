import { foldText } from "../text/fold.ts";
import { cueFile } from "./cues.ts";
import { isNameStart, tailContext } from "./detect-owners.ts";
import { isNameEnd, skipPlaceSuffix, type TailContext } from "./name-tail.ts";
import { type Found, ofKind, type Reading } from "./reading.ts";
import { cityNames, isStrongType, provinceNames, stripGeneric, typeWordAt } from "./school-words.ts";

const notBefore = cueFile.schools.notBefore.map(foldText);
const partnerWords = cueFile.schools.partnerWords.map(foldText);
const HAN = /[\u4e00-\u9fff]/;
/** Characters that no school's name reaches back over. */
const NAME_BREAK = /[的和与跟及或比在是有问请对了吗呢从到把让过向为被以各每哪几个所家校多少更最]/;
const MAX_NAME = 10;
const PLACE_LIKE = /[县市区镇乡省]|第[一二三四五六七八九十]/;
const WEAK_TYPE = /^(?:学校|学院|中学|小学|大学|高中|初中|院校)$/;
/** How far a word of partnership may stand from a name, for it to be a partner and not the school asked about. */
const PARTNER_REACH = 12;

/** Chinese names of schools that no owner bears: 杭州第一职业中学, 温州职专. Never mapped onto a known school that shares a type word. */
export function detectUnknownOwners(reading: Reading): readonly Found[] {
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
    if (!HAN.test(before) || NAME_BREAK.test(before)) break;
    if (reading.found.some((item) => item.kind !== "indicator" && item.end === start && item.kind !== "unknown_owner")) break;
    start -= 1;
  }
  return start;
}

function isSchoolName(reading: Reading, context: TailContext, head: string, type: string, start: number, end: number): boolean {
  const own = stripGeneric(head);
  if (own.length < 2 || isPartner(reading.text, start, end)) return false;
  if ([...context.aliasEnds.keys()].some((at) => at >= start && at < end)) return PLACE_LIKE.test(own) || startsWithPlace(own);
  if (PLACE_LIKE.test(own) || startsWithPlace(own)) return true;
  const isAsked = isNameStart(reading, start) && isNameEnd(context, end);
  return WEAK_TYPE.test(type) ? isAsked && start === 0 && own.length <= 6 : isAsked;
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

/** Whether an unknown name stands beside a known one as its equal ("平阳和温州职专"): otherwise, beside a known school, it is content. */
export function isCoordinated(text: string, found: readonly Found[], start: number, end: number): boolean {
  const joins = (between: string): boolean => /^\s*(?:[和与跟及、，,比]|还是|以及|或|vs\.?|and|or|than|with|对比|相比)?\s*(?:the )?$/.test(between);
  return [...ofKind(found, "owner"), ...ofKind(found, "unknown_owner")].some((item) => {
    if (item.end <= start) return joins(text.slice(item.end, start));
    return item.start >= end && joins(text.slice(end, item.start));
  });
}
