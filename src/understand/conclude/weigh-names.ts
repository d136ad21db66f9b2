import type { Span } from "../../domain/span.ts";
import { cueFile, foldedSet } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { type FoundOf, ofKind } from "../reading.ts";
import { exactMatch, HAN, textOf, type Weighed } from "./indicator-names.ts";

const neutral = foldedSet([...cueFile.neutral.zh, ...cueFile.neutral.en]);

/** English words after which a name goes on ("teachers with a master's degree"). */
const GOES_ON = /^ (?:with|who|whose|having|under|over|aged|holding) /;

/** Words that change nothing of what a name means (校园 before 占地面积). */
export function isNeutral(words: string): boolean {
  return words.length < 2 || neutral.has(words) || /^[\d.]+$/.test(words) || isNeutralRow(words);
}

const MAX_ROW = 12;

/** 娃毕业: words that say nothing each say nothing together. */
function isNeutralRow(words: string): boolean {
  if (words.length > MAX_ROW || !HAN.test(words)) return false;
  const reached = new Set([0]);
  for (let at = 0; at < words.length; at += 1)
    if (reached.has(at)) for (let end = at + 1; end <= words.length; end += 1) if (neutral.has(words.slice(at, end))) reached.add(end);
  return reached.has(words.length);
}

/** A name with content right before or after it is only part of a longer one: 食堂教师, "German partners" are open words. */
export function weigh(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed {
  const { text } = draft.reading;
  const touching = (a: number, b: number): boolean => a === b || (a < b && b - a === 1 && text[a] === " ");
  const asked = invertedVerb(draft, item, pieces);
  if (asked !== null) return asked;
  // 图书馆有多少本书: what stands before 有 is the place, not a part of the name.
  const left = text[item.start] === "有" ? undefined : pieces.find((piece) => touching(piece.end, item.start) && !isNeutral(textOf(draft, piece)));
  const right = pieces.find((piece) => touching(item.end, piece.start) && !isNeutral(textOf(draft, piece)));
  const goesOn = GOES_ON.test(text.slice(item.end, item.end + 10))
    ? pieces.find((piece) => piece.start > item.end && !isNeutral(textOf(draft, piece)))
    : undefined;
  if (NEGATED.test(text.slice(0, item.start)) && text[item.start] !== "有") {
    const negated = { ...item, start: item.start - 1 };
    return { kind: "open", words: typedText(draft, negated), item: negated };
  }
  if (left === undefined && right === undefined && goesOn === undefined) return { kind: "entry", item };
  const span = { start: left === undefined ? item.start : runStart(draft, left, pieces), end: goesOn?.end ?? right?.end ?? item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...item, ...span } };
}

/** "rail transit students": English words in one row before a name are one phrase with it. */
function runStart(draft: Draft, left: Span, pieces: readonly Span[]): number {
  const before = pieces.find((piece) => piece.end + 1 === left.start && draft.reading.text[piece.end] === " " && !isNeutral(textOf(draft, piece)));
  return before === undefined || HAN.test(textOf(draft, left)) ? left.start : runStart(draft, before, pieces);
}

/** 不住校 is not 住校; 是不是 and 有没 ask. */
const NEGATED = /(?<![是有能会要])[不没未非]$/;

const COUNTED = /^(?:多少|几)[名个位人]?/;

/** 台电脑 → 电脑: the unit that is counted in is no part of the thing. */
function withoutUnit(draft: Draft, noun: string): string {
  const unit = draft.reading.lexicon.units.matchAt(noun, 0);
  return unit === null || unit.end >= noun.length ? noun : noun.slice(unit.end);
}

/** 招了多少学生: the verb belongs to the noun; 招 + 生 is looked up as a name of its own. */
function invertedVerb(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed | null {
  const counted = COUNTED.exec(textOf(draft, item))?.[0] ?? "";
  const cue = ofKind(draft.found, "cue").find((other) => other.cue === "measure" && other.end === item.start);
  const start = counted !== "" ? item.start : cue?.start;
  const verb = start === undefined ? undefined : pieces.find((piece) => piece.end <= start && /^了?$/.test(draft.reading.text.slice(piece.end, start)));
  if (verb === undefined) return null;
  const words = textOf(draft, verb);
  const noun = withoutUnit(draft, textOf(draft, item).slice(counted.length));
  if (neutral.has(words) || noun === "" || !HAN.test(words)) return null;
  const last = noun[noun.length - 1] ?? "";
  for (const name of [words + noun, words + last, noun + words, `${words}人数`, `${words}数`, `${noun}${words}数`]) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { kind: "entry", item: { ...item, ids, rule: "indicator.verb" } };
  }
  return { kind: "open", words: `${words}${noun}`, item };
}
