import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { makeDocx } from "../support/documents/make-docx.ts";
import { makeHtml } from "../support/documents/make-html.ts";
import { makeMarkdown } from "../support/documents/make-markdown.ts";
import { makePdf } from "../support/documents/make-pdf.ts";
import { piecesOf } from "../support/documents/pieces.ts";
import { assertInvariants } from "./assert-invariants.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const files = ["../../data/reports/", "../fixtures/reports/"].flatMap((name) => {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  return readdirSync(folder)
    .filter((file) => /\.(?:txt|md)$/.test(file))
    .map((file) => ({ file, path: folder + file }));
});

const pathsOf = (report: Report): string[] => report.sections.map((section) => section.path.join(" > "));
const figuresOf = (report: Report): string[] =>
  extractFigures(report, lexicon).figures.map(({ indicator, value, unit, aspect, population, source }) => {
    expect(report.text.slice(source.start, source.end)).toBe(source.raw);
    return [indicator.id ?? indicator.words, population ?? "", value, unit, aspect].join(" ");
  });

/** Line breaks and the markers of Markdown aside, what is said is the same in every format; raw text may differ in blanks alone. */
describe.each(files)("$file in every format", ({ file, path }) => {
  const source = readReport(file, readFileSync(path));
  const pieces = piecesOf(source);
  const stem = file.replace(/\.\w+$/, "");
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  it.each([
    ["docx", () => makeDocx(pieces)],
    ["html", () => encode(makeHtml(pieces))],
    ["md", () => encode(makeMarkdown(pieces))],
    ["pdf", () => makePdf(pieces, { head: `${stem}质量年度报告`, numbers: true })],
  ] as const)("gives the same identity, sections and figures as %s", async (extension, make) => {
    const report = await readDocument(`${stem}.${extension}`, make());
    expect([report.id, report.owner.name, report.year, report.kind]).toEqual([source.id, source.owner.name, source.year, source.kind]);
    expect(pathsOf(report)).toEqual(pathsOf(source));
    expect(figuresOf(report)).toEqual(figuresOf(source));
    assertInvariants(report, 500);
  });
});
