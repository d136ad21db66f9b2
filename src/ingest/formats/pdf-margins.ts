import type { PdfLine } from "./pdf-types.ts";

/** Where the text of a page begins and ends from left to right, in points. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

const MIN_LONG_LINES = 3;
/** A line of at least this share of the longest is long enough to tell the margins. */
const LONG = 0.7;

/** The margins of a page by its long lines; `fallback` where it has few. */
export function findMargins(lines: readonly PdfLine[], fallback: Margins | null): Margins {
  const widest = Math.max(0, ...lines.map((line) => line.right - line.left));
  const wanted = fallback === null ? widest : Math.max(widest, fallback.right - fallback.left);
  const long = lines.filter((line) => line.right - line.left >= wanted * LONG);
  if (long.length < MIN_LONG_LINES && fallback !== null) return fallback;
  return { left: Math.min(...long.map((line) => line.left), Number.POSITIVE_INFINITY), right: quantile(long.map((line) => line.right)) };
}

/** Nearly the farthest right: a mark that hangs over the margin is none of it. */
function quantile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 0;
}

/** The outer part of a page, above and below, in which running heads and page numbers stand. */
const MARGIN_ZONE = 0.13;
const MAX_HEAD = 60;
/** A head stands on this many pages, or on all of a short document. */
const MIN_REPEATS = 3;
const PAGE_NUMBER = /^[-—–~·•|\s第共页/\dPpage]{0,12}\d{1,4}[-—–~·•|\s第共页/\dof]{0,16}$/i;

/** Lines in the outer part of pages that repeat from page to page, or hold a page number alone. */
export function findPageFurniture(pages: readonly { readonly height: number; readonly lines: readonly PdfLine[] }[]): ReadonlySet<PdfLine> {
  const outer = pages.map(({ height, lines }) => {
    const near = [...lines.slice(0, 2), ...lines.slice(-2)];
    return [...new Set(near)].filter((line) => (line.y < height * MARGIN_ZONE || line.y > height * (1 - MARGIN_ZONE)) && line.text.length <= MAX_HEAD);
  });
  const counts = new Map<string, number>();
  for (const lines of outer) for (const key of new Set(lines.map(headKey))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const enough = Math.max(2, Math.min(MIN_REPEATS, pages.length));
  const found = new Set<PdfLine>();
  for (const lines of outer)
    for (const line of lines) {
      const repeats = headKey(line) !== "" && (counts.get(headKey(line)) ?? 0) >= enough;
      if (repeats || PAGE_NUMBER.test(line.text.trim())) found.add(line);
    }
  return found;
}

const headKey = (line: PdfLine): string => line.text.replace(/[\s\d—–|-]+/g, "");
