import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { cueFile } from "./cues.ts";

/** A place between two stretches of a line where one question may end and the next begin. Strong: a sentence ends there. */
export interface Joint {
  readonly at: number;
  readonly isStrong: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = { "“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", '"': '"' };
/** A quote that is not closed within this many characters is none. */
const MAX_QUOTE = 200;
/** More places than a line of real questions has; work stays bounded on hostile input. */
const MAX_JOINTS = 24;
const STRONG = /[?？!！。；;\n]/;
const WEAK = /[,，]/;
const HAN = /[\u3400-\u9fff]/;
const joints = cueFile.parts.joints;
const chineseJoints = joints.zh.map(foldText);
const ENGLISH_AND = new RegExp(`^and (?:also )?(?:${joints.en.join("|")})\\b`);
const AND_REACH = 24;

/** Where a line may be cut, in order, quotes and brackets left whole. Offsets count UTF-16 units of `question`. */
export function findJoints(question: string): readonly Joint[] {
  const text = foldText(question);
  const found: Joint[] = [];
  for (let at = 0; at < text.length && found.length < MAX_JOINTS; ) {
    const quoted = quoteEnd(question, at);
    const joint = quoted === null ? jointAt(text, at) : null;
    if (joint !== null && joint.at > 0 && joint.at < text.length) found.push(joint);
    at = quoted ?? Math.max(at + 1, joint?.at ?? 0);
  }
  return found;
}

/** The end of a quote or bracket that opens here. */
function quoteEnd(question: string, at: number): number | null {
  const closer = CLOSERS[question[at] ?? ""];
  const end = closer === undefined ? -1 : question.slice(at + 1, at + MAX_QUOTE).indexOf(closer);
  return end === -1 ? null : at + 1 + end + 1;
}

function jointAt(text: string, at: number): Joint | null {
  const character = text[at] ?? "";
  if (STRONG.test(character)) return { at: runEnd(text, at, STRONG), isStrong: true };
  if (endsEnglishSentence(text, at)) return { at: runEnd(text, at, /[.]/), isStrong: true };
  if (character === "、" && ASKED_BEHIND.test(text.slice(Math.max(0, at - ASKED_REACH), at)) && ASKED_AHEAD.test(text.slice(at + 1, at + 1 + ASKED_REACH)))
    return { at: at + 1, isStrong: false };
  if (WEAK.test(character)) return isInNumber(text, at) ? null : { at: runEnd(text, at, WEAK), isStrong: false };
  if (character === " " && HAN.test(text[at - 1] ?? "") && HAN.test(text[at + 1] ?? "")) return { at: at + 1, isStrong: false };
  const isWordStart = !/[a-z]/.test(text[at - 1] ?? "");
  if (isWordStart && text.startsWith("and ", at) && ENGLISH_AND.test(text.slice(at, at + AND_REACH))) return { at, isStrong: false };
  if (COUNT_AHEAD.test(text.slice(at, at + COUNT_REACH)) && COUNT_BEHIND.test(text.slice(Math.max(0, at - COUNT_REACH), at))) return { at, isStrong: false };
  return chineseJoints.some((word) => text.startsWith(word, at)) ? { at, isStrong: false } : null;
}

/** 有多少老师*多少学生: two things counted side by side, with no mark between them. */
const COUNT_AHEAD = /^(?:多少|几[个名位所家])[\u4e00-\u9fff]{2}/;
const COUNT_BEHIND = /(?:多少|几[个名位所家])(?:(?![占差比是有为每各多少高低相的在和与])[\u4e00-\u9fff]){2,5}$/;
const COUNT_REACH = 8;

/** 占地多少亩、*杂志多少种: each of the items of a list asks a number of its own. */
const ASKED_BEHIND = /(?:多少|几)[^、，,；;]{0,3}$|多[大高长重远]$/;
const ASKED_AHEAD = /^[^、，,；;]{1,10}(?:多少|几[个名位所家台本册种项次门间亩元人批]|多[大高长重远])/;
const ASKED_REACH = 14;

/** "…at Pingyang. How many": a word of some length before the stop, a letter after it; "No. 1" and "vs. Pinghu" go on. */
function endsEnglishSentence(text: string, at: number): boolean {
  return text[at] === "." && /[a-z]{4}$/.test(text.slice(Math.max(0, at - 4), at)) && /^\.+\s+[a-z\u3400-\u9fff]/.test(text.slice(at, at + 8));
}

function isInNumber(text: string, at: number): boolean {
  return /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? "");
}

/** The end of a run of marks with the blanks after it. */
function runEnd(text: string, start: number, marks: RegExp): number {
  let end = start;
  while (end < text.length && (marks.test(text[end] ?? "") || /\s/.test(text[end] ?? ""))) end += 1;
  return end;
}

/** The stretches between the joints kept. */
export function spansBetween(question: string, cuts: readonly number[]): readonly Span[] {
  const bounds = [0, ...cuts, question.length];
  return bounds.slice(0, -1).map((start, index) => ({ start, end: bounds[index + 1] ?? question.length }));
}
