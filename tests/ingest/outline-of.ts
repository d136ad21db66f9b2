import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Report } from "../../src/domain/report.ts";
import { readReport } from "../../src/ingest/read-report.ts";

const folder = fileURLToPath(new URL("../fixtures/ingest/", import.meta.url));

export const readFixture = (file: string): Report => readReport(file, readFileSync(folder + file));

/** A report from words in the test. */
export const readText = (text: string, file = "report.txt"): Report => readReport(file, new TextEncoder().encode(text));

/** One line per block: headings as "level family text", paragraphs and tables with their parts joined by "⏎". */
export function outlineOf(report: Report): string[] {
  return report.blocks.map((block) => {
    const parts = block.parts.map((part) => report.text.slice(part.start, part.end)).join("⏎");
    return block.kind === "heading" ? `${block.level} ${block.family} ${block.label}|${block.title}` : `${block.kind}: ${parts}`;
  });
}

/** Headings alone, as "level text". */
export const headingsOf = (report: Report): string[] =>
  report.blocks.flatMap((block) => (block.kind === "heading" && block.family !== "title" ? [`${block.level} ${block.label}${block.title}`] : []));
