/** A half-open stretch [start, end) of a text, in UTF-16 code units (what `String.prototype.slice` counts). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The characters that `span` covers. Throws RangeError where the span leaves the text: a citation may never be clipped in silence. */
export function sliceSpan(text: string, span: Span): string {
  if (span.start < 0 || span.end < span.start || span.end > text.length) {
    throw new RangeError(`span [${span.start}, ${span.end}) leaves a text of ${text.length} units`);
  }
  return text.slice(span.start, span.end);
}

/** Whether the two half-open spans share at least one unit. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` covers all of `inner`. */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The smallest span that covers every part. Throws RangeError on an empty list. */
export function coverSpans(parts: readonly Span[]): Span {
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (first === undefined || last === undefined) throw new RangeError("no spans to cover");
  return { start: first.start, end: last.end };
}
