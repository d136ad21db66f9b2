import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { bytesOf, encodeLegacy, utf16 } from "../support/documents/encode.ts";
import { makeHtml } from "../support/documents/make-html.ts";
import { piecesOf } from "../support/documents/pieces.ts";
import { assertInvariants } from "./assert-invariants.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const textOf = (file: string): string => readFileSync(new URL(`../fixtures/reports/${file}`, import.meta.url), "utf8");
const told = (report: Report) => ({
  owner: report.owner.name,
  year: report.year,
  sections: report.sections.map((section) => section.path),
  figures: extractFigures(report, lexicon).figures.map(({ value, unit, source }) => [value, unit, source.start, source.raw]),
});

/** What an encoding has no character for is asked about no further. */
const within = (text: string, label: "gb18030" | "big5"): string => new TextDecoder(label).decode(encodeLegacy(text, label));

describe.each([
  ["望海市商業職業學校-2021.txt", "big5"],
  ["望海市商業職業學校-2021.txt", "gb18030"],
  ["云岭县职业中等专业学校-2021.txt", "gb18030"],
] as const)("%s in %s", (file, label) => {
  const text = within(textOf(file), label);
  const plain = told(readReport(file, new TextEncoder().encode(text)));

  it("gives the same owner, sections and figures at the same places as in UTF-8", async () => {
    expect(plain.figures.length).toBeGreaterThan(30);
    const report = await readDocument(file, encodeLegacy(text, label));
    expect(told(report)).toEqual(plain);
    expect(report.issues).toContainEqual({ code: "encoding", severity: "note", message: `read as ${label}`, values: { encoding: label } });
    assertInvariants(report, 500);
  });

  it("gives the same as UTF-16, with and without a mark", async () => {
    for (const bytes of [utf16(text, false), bytesOf([0xff, 0xfe, ...utf16(text, false)]), bytesOf([0xfe, 0xff, ...utf16(text, true)])]) {
      expect(told(await readDocument(file, bytes))).toEqual(plain);
    }
  });

  it("gives the same figures as a web page that names it", async () => {
    const page = makeHtml(piecesOf(readReport(file, new TextEncoder().encode(text)))).replace(/charset="?[\w-]+"?/i, `charset=${label}`);
    const report = await readDocument(file.replace(".txt", ".html"), encodeLegacy(page, label));
    expect(told(report).figures.map(([value, unit]) => [value, unit])).toEqual(plain.figures.map(([value, unit]) => [value, unit]));
  });
});

describe("a text under the name of another format", () => {
  const text = textOf("云岭县职业中等专业学校-2021.txt");
  it.each(["a.pdf", "a.docx", "a.xlsx"])("is read as text from %s, and that is told", async (name) => {
    const report = await readDocument(name, new TextEncoder().encode(text));
    expect(told(report).figures).toEqual(told(readReport("a.txt", new TextEncoder().encode(text))).figures);
    expect(report.issues.map((issue) => issue.code)).toContain("wrong_extension");
  });

  it("is read in its own encoding", async () => {
    expect((await readDocument("a.pdf", encodeLegacy(text, "gb18030"))).issues.map((issue) => issue.code)).toEqual(
      expect.arrayContaining(["wrong_extension", "encoding"]),
    );
  });

  it("is not taken from bytes that only look like one", async () => {
    for (const bytes of [
      new TextEncoder().encode("Not Found"),
      encodeLegacy("出错", "gb18030"),
      bytesOf(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)),
    ]) {
      await expect(readDocument("a.pdf", bytes)).rejects.toMatchObject({ code: "damaged_file" });
    }
  });
});
