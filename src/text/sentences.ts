import type { Span } from "../domain/span.ts";

const SENTENCE_END = /[。！？；?!;\n\r\u2028\u2029]/;
const LINE_END = /[\n\r\u2028\u2029]/;
const CLOSING = /["”’」』)）\]】》〉]/;
const BLANK = /\s/;
/** What shows that a quoted or bracketed sentence was only part of a longer one: …“人人出彩。”的理念. */
const CONTINUES = /[的，、,为是作等]/;
/** A bracket that does not close within this many characters is taken for a slip and hides no sentence end. */
const MAX_BRACKET = 200;

/** For each index whether it lies inside round brackets that close soon and on the same line. */
function markBracketed(text: string): Uint8Array {
  const inside = new Uint8Array(text.length);
  const open: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === "(" || character === "（") open.push(index);
    else if (LINE_END.test(character)) open.length = 0;
    else if (character === ")" || character === "）") {
      const start = open.pop();
      if (open.length === 0 && start !== undefined && index - start <= MAX_BRACKET) inside.fill(1, start, index);
    }
  }
  return inside;
}

/** Whether a full stop ends an English sentence: after a word of two letters or more, a bracket or %, and before a blank or the end. */
function endsEnglish(text: string, index: number): boolean {
  if (text[index] !== ".") return false;
  if (!/^(?:$|\s+$|\s+["'(]?[a-zA-Z0-9])/.test(text.slice(index + 1, index + 6))) return false;
  return /(?:[a-zA-Z]{2}|\d{2}|[)%"])$/.test(text.slice(Math.max(0, index - 2), index));
}

function trimmed(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && BLANK.test(text[from] ?? "")) from += 1;
  while (to > from && BLANK.test(text[to - 1] ?? "")) to -= 1;
  return from < to ? { start: from, end: to } : null;
}

function split(text: string, endsAt: (index: number) => boolean): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    const span = trimmed(text, start, end);
    if (span !== null) spans.push(span);
    start = end;
  };
  // Folding makes opening and closing quotes alike: one that opens after a full stop belongs to the next sentence.
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === '"') quoted = !quoted;
    else if (LINE_END.test(character)) quoted = false;
    if (!endsAt(index)) continue;
    let end = index + 1;
    while (end < text.length && (CLOSING.test(text[end] ?? "") || /[。！？!?]/.test(text[end] ?? ""))) {
      if (text[end] === '"') {
        if (!quoted) break;
        quoted = false;
      }
      end += 1;
    }
    const follows = text[end] ?? "";
    if (end > index + 1 && CLOSING.test(text[end - 1] ?? "") && CONTINUES.test(follows)) continue;
    close(end);
    index = end - 1;
  }
  close(text.length);
  return spans;
}

/**
 * Sentences of a text, trimmed, in order: 。！？；? ! ; and line breaks end one, closing quotes and brackets stay with it; a mark inside
 * brackets ends none, nor does the point of a decimal or a section number. "占50.6%。共83人；" → "占50.6%。", "共83人；".
 */
export function splitSentences(text: string): Span[] {
  const bracketed = markBracketed(text);
  return split(text, (index) => {
    const character = text[index] ?? "";
    if (LINE_END.test(character)) return true;
    return bracketed[index] === 0 && (SENTENCE_END.test(character) || endsEnglish(text, index));
  });
}

/** Clauses of a text: as sentences, and ， ends one too (a comma between digits does not, nor does 、). "在校生2347人，教师183人。" → two. */
export function splitClauses(text: string): Span[] {
  return split(text, (index) => {
    const character = text[index] ?? "";
    if (character === ",") return !(/\d/.test(text[index - 1] ?? "") && /\d/.test(text[index + 1] ?? ""));
    return character === "，" || SENTENCE_END.test(character) || endsEnglish(text, index);
  });
}
