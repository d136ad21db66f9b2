import { expect } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import type { Span } from "../../src/domain/span.ts";
import { chunkReport, passageInput } from "../../src/ingest/chunk.ts";

/** How many passages or headings each character of the text stands in. */
function countUses(report: Report, spans: readonly Span[]): Uint8Array {
  const uses = new Uint8Array(report.text.length);
  for (const span of spans) for (let at = span.start; at < span.end; at += 1) uses[at] = (uses[at] ?? 0) + 1;
  return uses;
}

/** What holds for every report that is read, whatever its format. */
export function assertInvariants(report: Report, maxCharacters: number): void {
  const { text, blocks, sections } = report;
  let before = 0;
  for (const block of blocks) {
    for (const part of block.parts) {
      expect(part.start).toBeGreaterThanOrEqual(before);
      expect(part.end).toBeGreaterThan(part.start);
      expect(part.end).toBeLessThanOrEqual(text.length);
      before = part.end;
    }
    if (block.kind === "heading" && block.label !== "") expect(text.slice(block.parts[0]?.start).startsWith(block.label[0] ?? "")).toBe(true);
    if (block.kind === "table")
      for (const cell of block.rows.flat()) expect(text.slice(cell.span.start, cell.span.end)).toBe(text.slice(cell.span.start, cell.span.end).trim());
  }
  sections.forEach((section, index) => {
    expect(section.span.end).toBe(sections[index + 1]?.span.start ?? text.length);
    expect(section.path.length).toBeLessThanOrEqual(Math.max(section.level, 0));
  });

  const passages = chunkReport(report, { maxCharacters });
  const body = blocks
    .filter((block) => block.kind !== "heading")
    .flatMap((block) => [...block.parts, ...(block.kind === "table" && block.caption !== null ? [block.caption] : [])]);
  const inBody = countUses(report, body);
  const inPassages = countUses(
    report,
    passages.flatMap((passage) => passage.parts),
  );
  for (let at = 0; at < text.length; at += 1) {
    if (/[\p{L}\p{N}]/u.test(text[at] ?? "")) expect([at, inPassages[at]]).toEqual([at, inBody[at]]);
  }
  for (const passage of passages) {
    expect(passage.text.trim()).not.toBe("");
    expect(passageInput(passage, { maxCharacters }).length).toBeLessThanOrEqual(maxCharacters);
    const section = sections.find((one) => passage.parts.every((part) => part.start >= one.span.start && part.end <= one.span.end));
    expect(section?.path).toEqual(passage.sectionPath);
  }
}
