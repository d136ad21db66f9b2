import type { TextUnit } from "./mend.ts";

/** How a labelled line reads, which decides whether it is a heading and where its title ends. Positions count in the unit's folded text. */
export type HeadingForm =
  /** Only a label. */
  | { readonly kind: "empty" }
  /** A title without punctuation. */
  | { readonly kind: "plain"; readonly titleEnd: number }
  /** One short sentence. */
  | { readonly kind: "sentence"; readonly titleEnd: number }
  /** Title and body on one line: 3.2.1优化课程。全年修订…; the body begins at `bodyStart`. */
  | { readonly kind: "inline"; readonly titleEnd: number; readonly bodyStart: number }
  /** A long sentence: the label heads it, but it has no title; the shown title is cut at `titleEnd`. */
  | { readonly kind: "statement"; readonly titleEnd: number }
  /** An item of a list within a sentence: ends in ；. */
  | { readonly kind: "item" };

/** A title is rarely longer. */
const MAX_TITLE = 45;
/** A first sentence that is a title is shorter than one that says something. */
const MAX_LEAD = 28;
/** A word or two before a colon that heads a paragraph (品德：…). */
const MAX_COLON_LEAD = 14;
const MIN_COLON_BODY = 30;
/** Where the shown title of a statement is cut. */
const MAX_SHOWN = 30;
const END = /[。！？!?;]/;
const CLOSING_TAIL = /^["')》】\]”’]{0,3}$/;

/** Reads the text after the label. */
export function readForm(unit: TextUnit): HeadingForm {
  const start = unit.label?.end ?? 0;
  const rest = unit.folded.slice(start);
  if (rest.trim() === "") return { kind: "empty" };
  if (/;["')》”]{0,2}$/.test(rest.slice(-4))) return { kind: "item" };
  const terminal = rest.slice(0, 400).search(END);
  const colon = rest.slice(0, MAX_COLON_LEAD + 1).indexOf(":");
  const hasColonLead = colon > 1 && (terminal === -1 || colon < terminal) && rest.length - colon > MIN_COLON_BODY;
  const ends = terminal !== -1 && CLOSING_TAIL.test(rest.slice(terminal + 1, terminal + 6)) && rest.length <= terminal + 5;
  if (terminal === -1 || ends) {
    const length = ends ? terminal : rest.length;
    if (hasColonLead) return colonLead(rest, start, colon);
    if (length > MAX_TITLE || /[，、]$/.test(rest)) return { kind: "statement", titleEnd: start + shownEnd(rest) };
    return { kind: ends ? "sentence" : "plain", titleEnd: start + rest.slice(0, length).replace(/:$/, "").length };
  }
  if (hasColonLead) return colonLead(rest, start, colon);
  if (terminal <= MAX_LEAD && rest[terminal] !== ";") {
    return { kind: "inline", titleEnd: start + terminal, bodyStart: start + skipBlanks(rest, terminal + 1) };
  }
  return { kind: "statement", titleEnd: start + shownEnd(rest) };
}

function colonLead(rest: string, start: number, colon: number): HeadingForm {
  return { kind: "inline", titleEnd: start + colon, bodyStart: start + skipBlanks(rest, colon + 1) };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
  return at;
}

/** Cuts a long sentence at its last comma within reach, else at the limit. */
function shownEnd(rest: string): number {
  const head = rest.slice(0, MAX_SHOWN);
  const comma = Math.max(head.lastIndexOf("，"), head.lastIndexOf("、"), head.lastIndexOf("。"));
  return comma >= 6 ? comma : Math.min(MAX_SHOWN, rest.length);
}
