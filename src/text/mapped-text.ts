import type { Span } from "../domain/span.ts";
import { foldText } from "./fold.ts";

/** Folded, mended text with the way back to the source it came from. */
export interface MappedText {
  readonly text: string;
  /** offsets[i] = source offset of text[i], strictly increasing. */
  readonly offsets: Int32Array;
}

const BLANK = /\s/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
const IS_BLANK = 1;
const IS_INVISIBLE = 2;
/** By code unit, since every character of a report is looked at. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const character = String.fromCharCode(code);
  return INVISIBLE.test(character) ? IS_INVISIBLE : BLANK.test(character) ? IS_BLANK : 0;
});
/** What keeps a blank beside it: letters and digits of scripts that put blanks between words, and the marks that stand among them. */
const WORD = /[0-9a-z\u00c0-\u024f]/;
const LETTER = /[a-z\u00c0-\u024f]/;
const WORD_MARK = /[.,:;!?)"'%&/+-]/;
/** A number whose thousands a blank may set apart; the head and every group keep their digits. */
const SPACED_THOUSANDS = /(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+)(?!\d)/g;
/** A number after one of these is a label ("表2 120人"), never the head of a thousands group; at a line's start it is more likely a list item. */
const LABEL_BEFORE = /(?:[表图例件第章节栏版]|^|\n)$/;
/** What must follow: a word, as a unit does. "100 200 300" in a row of cells is three numbers. */
const UNIT_AFTER = /^(?:\.\d{1,4})? ?[^\d\s.,:;，。、；)~—–+-]/;

/** Positions of the blanks that stand inside one number: "1 234人" → the blank; none in "2019 2020" and "100 200名". */
function findThousandsBlanks(folded: string): ReadonlySet<number> {
  const blanks = new Set<number>();
  for (const match of folded.matchAll(SPACED_THOUSANDS)) {
    const [whole, head = "", groups = ""] = match;
    const before = folded.slice(Math.max(0, match.index - 8), match.index);
    if (LABEL_BEFORE.test(before.replace(/[^\S\n]+$/, "")) || /[\d.,] $/.test(before)) continue;
    if (!UNIT_AFTER.test(folded.slice(match.index + whole.length, match.index + whole.length + 8))) continue;
    // Round hundreds side by side are a list, and so are more than two groups of three digits.
    if (head.length === 3 && (groups.length > 4 || (head.endsWith("0") && groups.endsWith("0")))) continue;
    for (let at = head.length; at < whole.length; at += 4) blanks.add(match.index + at);
  }
  return blanks;
}

/** Whether one blank must stay between the two characters: between Latin words, and between numbers that are not one number. */
function keepsBlank(left: string, right: string): boolean {
  if (WORD.test(left)) return WORD.test(right) || right === "(";
  if (left === ".") return WORD.test(right);
  return WORD_MARK.test(left) && LETTER.test(right);
}

/**
 * Joins the parts of `source` (half-open, in order, not overlapping), folds them, and drops line breaks and the blanks that Chinese
 * typesetting or a converter put between characters, digits and units; single blanks between Latin words and between separate numbers stay.
 * "有 2446 人，\n其中 1 234 名" → "有2446人，其中1234名"; "2019 2020" stays apart.
 */
export function mapText(source: string, parts: readonly Span[]): MappedText {
  const characters: string[] = [];
  const offsets: number[] = [];
  // Offset of a blank (or of a gap between parts) that may have to stand before the next character; -1 when there is none.
  let pending = -1;
  let joinsNumber = false;
  let previousEnd = -1;
  for (const part of parts) {
    if (pending === -1 && characters.length > 0 && previousEnd < part.start) {
      pending = previousEnd;
      // A bare line break inside a sentence may stand in the middle of a number; a page break may not be taken for one.
      joinsNumber = /^\r?\n$/.test(source.slice(previousEnd, part.start)) && /[\d.]$/.test(characters[characters.length - 1] ?? "");
    }
    previousEnd = part.end;
    const folded = foldText(source.slice(part.start, part.end));
    const thousandsBlanks = findThousandsBlanks(folded);
    for (let index = 0; index < folded.length; index += 1) {
      const character = folded[index] ?? "";
      const kind = KINDS[folded.charCodeAt(index)];
      if (kind === IS_INVISIBLE) continue;
      if (kind === IS_BLANK) {
        joinsNumber = pending === -1 && thousandsBlanks.has(index);
        if (pending === -1) pending = part.start + index;
        continue;
      }
      if (pending !== -1 && !joinsNumber && keepsBlank(characters[characters.length - 1] ?? "", character)) {
        characters.push(" ");
        offsets.push(pending);
      }
      pending = -1;
      joinsNumber = false;
      characters.push(character);
      offsets.push(part.start + index);
    }
  }
  return { text: characters.join(""), offsets: Int32Array.from(offsets) };
}

/** The whole of `source` as one part. */
export function mapWhole(source: string): MappedText {
  return mapText(source, [{ start: 0, end: source.length }]);
}

/** The source span of a span of mapped text: from its first character's offset to just after its last one's. Throws RangeError outside the text. */
export function toSource(mapped: MappedText, span: Span): Span {
  if (span.start < 0 || span.end < span.start || span.end > mapped.text.length) {
    throw new RangeError(`span [${span.start}, ${span.end}) leaves a mapped text of ${mapped.text.length} units`);
  }
  if (span.start === span.end) {
    const at = mapped.offsets[span.start] ?? (mapped.offsets[span.start - 1] ?? -1) + 1;
    return { start: at, end: at };
  }
  return { start: mapped.offsets[span.start] ?? 0, end: (mapped.offsets[span.end - 1] ?? 0) + 1 };
}
