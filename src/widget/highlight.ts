/** Half-open, in UTF-16 units of the report's text, like every offset of the contract. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A stretch of text under the same set of layers ("quote", "number", "heading"). */
export interface Segment<Layer extends string> {
  readonly text: string;
  readonly layers: ReadonlySet<Layer>;
}

/**
 * Cuts text.slice(window) wherever a span of a layer begins or ends. The segments join to the window's text exactly, and those of
 * one layer join to its spans' text: what is shown highlighted is what was cited.
 */
export function cutSegments<Layer extends string>(
  text: string,
  window: TextSpan,
  layers: readonly { readonly layer: Layer; readonly spans: readonly TextSpan[] }[],
): Segment<Layer>[] {
  const clamp = (offset: number): number => Math.min(Math.max(offset, window.start), window.end);
  const edges = new Set([window.start, window.end]);
  for (const { spans } of layers) {
    for (const span of spans) {
      edges.add(clamp(span.start));
      edges.add(clamp(span.end));
    }
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const segments: Segment<Layer>[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1];
    if (end === undefined) break;
    const covering = layers.filter(({ spans }) => spans.some((span) => span.start <= start && end <= span.end)).map(({ layer }) => layer);
    segments.push({ text: text.slice(start, end), layers: new Set(covering) });
  }
  return segments;
}

/** The spans of the lines of text.slice(window), each with its line break. */
export function lineSpans(text: string, window: TextSpan): TextSpan[] {
  const lines: TextSpan[] = [];
  let start = window.start;
  while (start < window.end) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? window.end : Math.min(found + 1, window.end);
    lines.push({ start, end });
    start = end;
  }
  return lines;
}

/** The window of `reach` characters around a span, widened to whole lines. */
export function windowAround(text: string, span: TextSpan, reach: number): TextSpan {
  const first = Math.max(0, span.start - reach);
  const last = Math.min(text.length, span.end + reach);
  const lineEnd = text.indexOf("\n", last);
  return { start: first === 0 ? 0 : text.lastIndexOf("\n", first - 1) + 1, end: lineEnd === -1 ? text.length : lineEnd + 1 };
}
