import type { Passage, Report } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";

/** How well a report was understood as a document. */
export interface Coverage {
  /** Share of the text's letters and digits that stand in a passage or a heading, 0…1. */
  readonly indexedShare: number;
  /** Headings by family. */
  readonly headings: Readonly<Record<string, number>>;
}

/** Measures a report against its passages. */
export function measureCoverage(report: Report, passages: readonly Passage[]): Coverage {
  const headings: Record<string, number> = {};
  const spans: Span[] = passages.flatMap((passage) => passage.parts);
  for (const block of report.blocks) {
    if (block.kind !== "heading") continue;
    headings[block.family] = (headings[block.family] ?? 0) + 1;
    spans.push(...block.parts);
  }
  const total = countInk(report.text);
  const covered = spans.reduce((sum, span) => sum + countInk(report.text.slice(span.start, span.end)), 0);
  return { indexedShare: total === 0 ? 0 : Math.min(1, covered / total), headings };
}

const countInk = (text: string): number => text.replace(/[^\p{L}\p{N}]+/gu, "").length;
