import type { Span } from "../domain/span.ts";
import { isHan, isName, type NameVocabulary, nameLengthAt } from "./person-names.ts";

const GAP = /[ \t\u3000]/;
const SEPARATOR = /[、，,；;/／&＆ \t\u3000]/;
const JOINING = /[和与及]/;
/** A note behind a name: its prize, class or school. */
const MAX_NOTE = 40;

/** Names of a list that begins at `at` and reaches to `end` at most: "张晓明（一等奖）、李 华 王海涛老师" gives three. Ends at the first item that is none. */
export function listedNames(text: string, at: number, end: number, words: NameVocabulary): Span[] {
  const found: Span[] = [];
  let index = at;
  while (index < end) {
    while (index < end && SEPARATOR.test(text[index] ?? "")) index += 1;
    const item = itemAt(text, index, end, words);
    if (item === null) break;
    found.push(...item.names);
    index = skipNote(text, item.end, end);
    if (index >= end || !SEPARATOR.test(text[index] ?? "")) break;
  }
  return found;
}

interface Item {
  readonly names: readonly Span[];
  readonly end: number;
}

function itemAt(text: string, at: number, limit: number, words: NameVocabulary): Item | null {
  let end = at;
  while (end < limit && isHan(text[end])) end += 1;
  return spacedName(text, at, end, limit, words) ?? dottedName(text, at, end, limit, words) ?? joinedNames(text, at, end, words);
}

/** 张三和李四, 王五老师, 赵六等 */
function joinedNames(text: string, at: number, end: number, words: NameVocabulary): Item | null {
  const names: Span[] = [];
  let start = at;
  for (const piece of text.slice(at, end).split(JOINING)) {
    const bare = piece.length > 2 ? piece.replace(words.roleEnding, "") : piece;
    if (!isName(bare, words, "loose")) return null;
    names.push({ start, end: start + bare.length });
    start += piece.length + 1;
  }
  return { names, end };
}

/** 张  三: short names are spread to the width of the longer ones. */
function spacedName(text: string, at: number, end: number, limit: number, words: NameVocabulary): Item | null {
  if (end - at !== 1 || words.surnameLength(text.slice(at, end)) !== 1) return null;
  let next = end;
  while (next < limit && next - end < 4 && /[ \u3000]/.test(text[next] ?? "")) next += 1;
  const given = text[next];
  if (next === end || next >= limit || given === undefined || !words.isGiven(given) || isHan(text[next + 1])) return null;
  return { names: [{ start: at, end: next + 1 }], end: next + 1 };
}

function dottedName(text: string, at: number, end: number, limit: number, words: NameVocabulary): Item | null {
  if (end >= limit || !/[·•・]/.test(text[end] ?? "")) return null;
  const length = nameLengthAt(text, at, words);
  return length === 0 || at + length > limit ? null : { names: [{ start: at, end: at + length }], end: at + length };
}

function skipNote(text: string, at: number, limit: number): number {
  let index = at;
  while (index < limit && GAP.test(text[index] ?? "") && /[（(]/.test(text[index + 1] ?? "")) index += 1;
  if (!/[（(]/.test(text[index] ?? "")) return at;
  for (let end = index + 1; end < limit && end - index < MAX_NOTE; end += 1) if (/[）)]/.test(text[end] ?? "")) return end + 1;
  return at;
}
