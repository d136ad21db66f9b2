import type { Lexicon } from "../../lexicon/lexicon.ts";
import { cueFile, foldedSet } from "../cues.ts";
import { type Found, ofKind, type Reading } from "../reading.ts";
import { coverFound } from "../residue.ts";
import { MAX_HOMOPHONE_CHARACTERS, toSyllables } from "./pinyin.ts";

const MIN_TERM = 2;
const MAX_TERM = 8;
/** Words that sound like a part of some indicator's name. */
const homophones = foldedSet(cueFile.homophoneWords);
/** Names up to this length are misspelt only where they stand apart. */
const SHORT = 2;
const BESIDE = /[的有几多少名个位项篇次人是吗呢吧了和与、占数率]/;
const ASKING = /[几哪]/;
const HAN = /[\u4e00-\u9fff]/;

/** Names with one character left open, each with the names that fit; made on first need. */
const openForms = new WeakMap<Lexicon, ReadonlyMap<string, readonly string[]>>();

function openFormsOf(lexicon: Lexicon): ReadonlyMap<string, readonly string[]> {
  const held = openForms.get(lexicon);
  if (held !== undefined) return held;
  const forms = new Map<string, string[]>();
  for (const term of lexicon.aliases.terms) {
    if (term.length < MIN_TERM || term.length > MAX_TERM) continue;
    for (let at = 0; at < term.length; at += 1) {
      const form = `${term.slice(0, at)}*${term.slice(at + 1)}`;
      const fitting = forms.get(form);
      if (fitting === undefined) forms.set(form, [term]);
      else fitting.push(term);
    }
  }
  openForms.set(lexicon, forms);
  return forms;
}

/** Indicator names with one wrong character of the same sound: 双师形教师, 就业绿. Only where no longer name stands as written. */
export function detectMisspeltIndicators(reading: Reading): readonly Found[] {
  const text = reading.text.slice(0, MAX_HOMOPHONE_CHARACTERS);
  if (!HAN.test(text)) return [];
  const covered = coverFound(text, reading.found, () => true);
  if (!hasLooseCharacter(text, covered)) return [];
  const forms = openFormsOf(reading.lexicon);
  const found: Found[] = [];
  for (let start = 0; start + MIN_TERM <= text.length; start += 1) {
    // 哪几项满意度: what asks is no slip for the head of a name.
    if (ASKING.test(text[start] ?? "")) continue;
    for (let length = Math.min(MAX_TERM, text.length - start); length >= MIN_TERM; length -= 1) {
      const term = termAt(forms, text.slice(start, start + length));
      if (term !== null && (length > SHORT || standsApart(text, covered, start, start + length))) found.push(...asFound(reading, term, start, start + length));
    }
  }
  return found;
}

/** Most questions are spelt well: every Chinese character of theirs lies in a name or a cue, and nothing is looked up. */
function hasLooseCharacter(text: string, covered: Uint8Array): boolean {
  for (let at = 0; at < text.length; at += 1) if (covered[at] === 0 && HAN.test(text[at] ?? "")) return true;
  return false;
}

/** Of two characters any stretch sounds like some name: a slip for one (党圆) has both characters loose, and a word of asking or nothing on either side. */
function standsApart(text: string, covered: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (covered[at] !== 0) return false;
  const isApart = (at: number): boolean => at < 0 || at >= text.length || covered[at] !== 0 || !HAN.test(text[at] ?? "") || BESIDE.test(text[at] ?? "");
  return isApart(start - 1) && isApart(end);
}

function termAt(forms: ReadonlyMap<string, readonly string[]>, written: string): string | null {
  for (let at = 0; at < written.length; at += 1) {
    for (const term of forms.get(`${written.slice(0, at)}*${written.slice(at + 1)}`) ?? []) {
      if (term === written) return null;
      if (!isWordOfItsOwn(written, at) && soundOf(written[at]) === soundOf(term[at])) return term;
    }
  }
  return null;
}

/** Tones apart, the very sound: near ones make too many words alike. */
const soundOf = (character: string | undefined): string => toSyllables(character ?? "")[0] ?? "";

/** 教室 sounds like 教师 and is no slip for it. */
function isWordOfItsOwn(written: string, at: number): boolean {
  return homophones.has(written.slice(Math.max(0, at - 1), at + 1)) || homophones.has(written.slice(at, at + 2));
}

function asFound(reading: Reading, term: string, start: number, end: number): Found[] {
  const match = reading.lexicon.aliases.find(term, ["zh", "ask"]).find((other) => other.start === 0 && other.end === term.length);
  // 专任教师中 is 专任教师 and a particle, no slip for 专任教师总.
  const stands = ofKind(reading.found, "indicator").some((item) => Math.min(item.end, end) - Math.max(item.start, start) >= end - start - 1);
  return match === undefined || stands ? [] : [{ kind: "indicator", start, end, ids: match.indicatorIds, from: match.from, rule: "indicator.misspelt" }];
}
