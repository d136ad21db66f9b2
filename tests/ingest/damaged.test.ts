import { describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/issue.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { makeDocx } from "../support/documents/make-docx.ts";
import { makeHtml } from "../support/documents/make-html.ts";
import { makePdf } from "../support/documents/make-pdf.ts";
import { makeXlsx } from "../support/documents/make-xlsx.ts";
import type { Piece } from "../support/documents/pieces.ts";
import { fc } from "../support/property.ts";
import { assertInvariants } from "./assert-invariants.ts";

const pieces: Piece[] = [
  { kind: "title", text: "云杉卫生学校2020年度质量报告" },
  { kind: "heading", level: 1, text: "一、教师队伍" },
  { kind: "paragraph", text: "学校现有专任教师96人，就业率98.5%。" },
  {
    kind: "table",
    rows: [
      ["指标", "数值"],
      ["在校生数", "2446"],
      ["班级数", "50"],
    ].map((row) => row.map((text) => ({ text }))),
  },
];
const documents: readonly (readonly [string, Uint8Array])[] = [
  ["云杉卫生学校.docx", makeDocx(pieces)],
  ["云杉卫生学校.pdf", makePdf(pieces, { numbers: true })],
  [
    "云杉卫生学校.xlsx",
    makeXlsx([
      {
        name: "计分卡",
        rows: [
          ["指标", "数值"],
          ["就业率", { value: 0.985, style: 1 }],
        ],
      },
    ]),
  ],
  ["云杉卫生学校.html", new TextEncoder().encode(makeHtml(pieces))],
];

/** A file is read, or refused with a reason; what nobody expected is neither. */
describe.each(documents)("%s, damaged", (file, bytes) => {
  it("is read or refused in words", async () => {
    const damage = fc.record({
      keep: fc.integer({ min: 1, max: bytes.length }),
      changes: fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ keep, changes }) => {
        const damaged = Uint8Array.from(bytes);
        for (const [at, value] of changes) damaged[at] = value;
        try {
          assertInvariants(await readDocument(file, damaged.subarray(0, keep)), 500);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.safeMessage).toMatch(/\. [A-Z].*\.$/);
        }
      }),
      // The library searches a whole PDF for what its damaged table has lost.
      { numRuns: file.endsWith(".pdf") ? 30 : 150 },
    );
  });
});
