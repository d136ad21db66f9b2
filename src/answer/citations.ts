import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import { coverSpans, type Span, sliceSpan } from "../domain/span.ts";

/** A place in a report that an answer rests on, numbered in order of first use. `marks` grow as figures of the same sentence are used. */
export interface CitedPlace {
  readonly number: number;
  readonly reportId: ReportId;
  /** What is quoted, page breaks left out; covers start…end. */
  readonly parts: readonly Span[];
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Span[];
  /** What stands between the parts when they are read out: nothing where a page break cut a sentence, a blank after a heading. */
  readonly joint: "" | " ";
}

/** A line break with what a converter put around it. */
const BREAK = /\s*[\r\n\f\v\u2028\u2029]+\s*/g;
const PAGE_NUMBER_LINE = /^[-—–\s]*\d{1,4}[-—–\s]*$/;

/** The pieces of a span between its line breaks; one piece where it has none. A line that holds a page number alone is no piece. */
export function splitAtBreaks(text: string, span: Span): readonly Span[] {
  const quote = sliceSpan(text, span);
  const pieces: Span[] = [];
  let from = 0;
  for (const match of quote.matchAll(BREAK)) {
    pieces.push({ start: span.start + from, end: span.start + match.index });
    from = match.index + match[0].length;
  }
  pieces.push({ start: span.start + from, end: span.end });
  const filled = pieces.filter((piece) => piece.end > piece.start);
  const kept =
    filled.length > 2
      ? filled.filter((piece, index) => index === 0 || index === filled.length - 1 || !PAGE_NUMBER_LINE.test(text.slice(piece.start, piece.end)))
      : filled;
  return kept.length === 0 ? [span] : kept;
}

/** The span without blanks at its ends. */
export function trimSpan(text: string, span: Span): Span {
  const quote = sliceSpan(text, span);
  const start = span.start + (quote.length - quote.trimStart().length);
  const end = span.end - (quote.length - quote.trimEnd().length);
  return start < end ? { start, end } : span;
}

/** The sentence around a figure, as pieces between page breaks. A context that does not cover its number is a fault of the index and is not used. */
export function contextParts(text: string, figure: Figure): readonly Span[] {
  const { context, start, end } = figure.source;
  const covered = context.start <= start && end <= context.end;
  return splitAtBreaks(text, trimSpan(text, covered ? context : { start, end }));
}

/** Collects citations; the same place twice is one citation. */
export interface CitationList {
  readonly cite: (reportId: ReportId, parts: readonly Span[], marks: readonly Span[], joint?: CitedPlace["joint"]) => number;
  readonly places: () => readonly CitedPlace[];
}

export function createCitationList(): CitationList {
  const places: CitedPlace[] = [];
  const indexByPlace = new Map<string, number>();
  return {
    cite: (reportId, parts, marks, joint = "") => {
      const { start, end } = coverSpans(parts);
      const key = `${reportId} ${start} ${end}`;
      const index = indexByPlace.get(key) ?? places.length;
      const held = places[index];
      if (held === undefined) {
        indexByPlace.set(key, index);
        places.push({ number: places.length + 1, reportId, parts, start, end, marks: mergeMarks([], marks), joint });
        return places.length;
      }
      places[index] = { ...held, marks: mergeMarks(held.marks, marks) };
      return held.number;
    },
    places: () => places,
  };
}

function mergeMarks(held: readonly Span[], added: readonly Span[]): readonly Span[] {
  const fresh = added.filter((mark) => !held.some((other) => other.start === mark.start && other.end === mark.end));
  return [...held, ...fresh].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The page, from 1, on which a place begins; null where the report has no pages. */
export function pageOf(pages: readonly Span[] | undefined, start: number): number | null {
  const index = pages?.findIndex((page) => page.start <= start && start < page.end) ?? -1;
  return index === -1 ? null : index + 1;
}

/** Where the reader opens the place: an id in the address, offsets last. */
export function citationUrl(place: CitedPlace): string {
  return `/reader?report=${encodeURIComponent(place.reportId)}&start=${place.start}&end=${place.end}`;
}
