import type { Span } from "../domain/span.ts";
import { type MappedText, toSource } from "../text/mapped-text.ts";
import { splitClauses, splitSentences } from "../text/sentences.ts";

/** What a passage is before it has its place in the report. */
export interface Piece {
  readonly parts: readonly Span[];
  readonly text: string;
}

/** Characters that a piece should have and may have at most. */
export interface Room {
  readonly target: number;
  readonly room: number;
}

/** A paragraph whole, or cut at sentence ends into pieces of about the same length. */
export function chunkText(mapped: MappedText, parts: readonly Span[], limits: Room): Piece[] {
  const { text } = mapped;
  if (text.length === 0) return [];
  if (text.length <= limits.target) return [pieceOf(mapped, parts, { start: 0, end: text.length })];
  const units = contiguous(splitSentences(text), text.length).flatMap((sentence) => splitLong(text, sentence, limits.room));
  const wanted = Math.ceil(text.length / Math.ceil(text.length / limits.target));
  const cuts: Span[] = [];
  for (const unit of units) {
    const last = cuts[cuts.length - 1];
    const joined = last === undefined ? 0 : unit.end - last.start;
    // Near the wanted length the nearer of the two ends is taken.
    const fits = last !== undefined && joined <= limits.room && (joined <= wanted || joined - wanted < wanted - (last.end - last.start));
    if (last !== undefined && fits) cuts[cuts.length - 1] = { start: last.start, end: unit.end };
    else cuts.push(unit);
  }
  return cuts.map((cut) => pieceOf(mapped, parts, cut));
}

/** Spans that cover 0…length without a hole: what lies between two spans goes to the earlier one. */
function contiguous(spans: readonly Span[], length: number): Span[] {
  if (spans.length === 0) return length === 0 ? [] : [{ start: 0, end: length }];
  return spans.map((span, index) => ({ start: index === 0 ? 0 : span.start, end: spans[index + 1]?.start ?? length }));
}

/** A sentence longer than the room is cut at its clauses, a clause longer than that anywhere. */
function splitLong(text: string, sentence: Span, room: number): Span[] {
  if (sentence.end - sentence.start <= room) return [sentence];
  const clauses = contiguous(splitClauses(text.slice(sentence.start, sentence.end)), sentence.end - sentence.start);
  return clauses.flatMap((clause) => {
    const cuts: Span[] = [];
    for (let start = sentence.start + clause.start; start < sentence.start + clause.end; start += room) {
      cuts.push({ start, end: Math.min(start + room, sentence.start + clause.end) });
    }
    return cuts;
  });
}

function pieceOf(mapped: MappedText, parts: readonly Span[], span: Span): Piece {
  const source = toSource(mapped, span);
  const own = parts.map((part) => ({ start: Math.max(part.start, source.start), end: Math.min(part.end, source.end) })).filter((part) => part.start < part.end);
  return { parts: own, text: mapped.text.slice(span.start, span.end) };
}
