import { describe, expect, it } from "vitest";
import { joinWrapped } from "../../src/ingest/formats/pdf-lines.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { makePdf, type PdfOptions } from "../support/documents/make-pdf.ts";
import type { Piece } from "../support/documents/pieces.ts";
import { assertInvariants } from "./assert-invariants.ts";
import { gridsOf } from "./grid-of.ts";
import { headingsOf, outlineOf } from "./outline-of.ts";

const TITLE: Piece[] = [
  { kind: "title", text: "云杉卫生学校" },
  { kind: "title", text: "2020年度质量报告" },
];
const paragraph = (text: string): Piece => ({ kind: "paragraph", text });
const heading = (text: string): Piece => ({ kind: "heading", level: 1, text });
const read = async (pieces: readonly Piece[], options: PdfOptions = {}) => {
  const report = await readDocument("云杉.pdf", makePdf([...TITLE, ...pieces], options));
  assertInvariants(report, 500);
  return report;
};
/** As long as wanted, each part told from the next by its number. */
const prose = (count: number): string =>
  `${Array.from({ length: count }, (_, index) => `第${index + 1}项工作投入资金${(index + 1) * 1234}万元并按期完成验收`).join("，")}。`;

describe("PDFs with text", () => {
  it("join the lines of a paragraph without a blank, also inside a number, and tell paragraphs apart", async () => {
    const report = await read([heading("一、概况"), paragraph(prose(6)), paragraph(prose(7)), heading("二、成效"), paragraph(prose(1))]);
    expect(outlineOf(report).slice(1)).toEqual([
      "1 chinese 一、|概况",
      `paragraph: ${prose(6)}`,
      `paragraph: ${prose(7)}`,
      "1 chinese 二、|成效",
      `paragraph: ${prose(1)}`,
    ]);
  });

  it("join a sentence over a page break, and keep heads and page numbers in the text alone", async () => {
    const report = await read([heading("一、概况"), ...Array.from({ length: 3 }, () => paragraph(prose(40)))], {
      head: "云杉卫生学校质量年度报告",
      numbers: true,
    });
    const paragraphs = report.blocks.filter((block) => block.kind === "paragraph");
    expect(paragraphs.map((block) => block.parts.map((part) => report.text.slice(part.start, part.end)).join(""))).toEqual([prose(40), prose(40), prose(40)]);
    expect(paragraphs.some((block) => block.parts.length > 1)).toBe(true);
    expect(report.text).toContain("- 2 -");
    expect(report.pages?.length).toBeGreaterThan(2);
    expect(report.issues.map((issue) => issue.code)).toContain("running_heads");
  });

  it("know the page of each place", async () => {
    const report = await read([heading("一、概况"), ...Array.from({ length: 3 }, () => paragraph(prose(40)))], { numbers: true });
    const pages = report.pages ?? [];
    expect(pages[0]?.start).toBe(0);
    expect(pages.at(-1)?.end).toBe(report.text.length);
    pages.forEach((page, index) => {
      expect(report.text.slice(page.start, page.end)).toContain(`- ${index + 1} -`);
      if (index > 0) expect(page.start).toBe(pages[index - 1]?.end);
    });
  });

  it("leave a contents page out, dots and all", async () => {
    const dots = "…".repeat(12);
    const report = await read([
      heading("目录"),
      heading(`一、概况${dots}1`),
      heading(`二、成效${dots}2`),
      heading(`三、展望${dots}3`),
      heading("一、概况"),
      paragraph(prose(2)),
      heading("二、成效"),
      paragraph(prose(2)),
      heading("三、展望"),
      paragraph(prose(2)),
    ]);
    expect(headingsOf(report)).toEqual(["1 一、概况", "1 二、成效", "1 三、展望"]);
    expect(report.issues.map((issue) => issue.code)).toContain("contents_page");
  });

  it("read drawn tables with merged cells and wrapped words", async () => {
    const rows = [
      [
        { text: "类别", rows: 2 },
        { text: "人数", columns: 2 },
      ],
      [{ text: "2019年" }, { text: "2020年" }],
      [{ text: "具有企业经历的专业课教师数量" }, { text: "2,140" }, { text: "96" }],
    ];
    const report = await read([heading("一、教师"), paragraph("表1 教师情况"), { kind: "table", rows }, paragraph(prose(2))]);
    expect(gridsOf(report)).toEqual([
      [
        ["[类别 0,0,2×1]", "[人数 0,1,1×2]"],
        ["[2019年]", "[2020年]"],
        ["具有企业经历的专业课教师数量", "2,140", "96"],
      ],
    ]);
    expect(outlineOf(report).at(-1)).toBe(`paragraph: ${prose(2)}`);
  });

  it("carry a table on over a page break", async () => {
    const rows = [["指标", "数值"], ...Array.from({ length: 40 }, (_, index) => [`指标${index + 1}`, String(index * 7)])].map((row) =>
      row.map((text) => ({ text })),
    );
    const report = await read([heading("一、数据"), { kind: "table", rows }, paragraph(prose(1))], { numbers: true, head: "云杉卫生学校质量年度报告" });
    const grids = gridsOf(report);
    expect(grids).toHaveLength(1);
    expect(grids[0]).toHaveLength(41);
    expect(grids[0]?.at(-1)).toEqual(["指标40", "273"]);
    expect(report.text).toContain("- 2 -");
  });

  it("read tables whose columns no line parts", async () => {
    const rows = [
      ["指标", "2019年", "2020年"],
      ["就业率", "97.5%", "98.57%"],
      ["在校生数", "", "2446人"],
      ["专任教师数", "92人", "96人"],
    ].map((row) => row.map((text) => ({ text })));
    const report = await read([heading("一、数据"), paragraph(prose(3)), { kind: "table", rows }, paragraph(prose(3))], { openTables: true });
    expect(gridsOf(report)).toEqual([
      [
        ["[指标]", "[2019年]", "[2020年]"],
        ["就业率", "97.5%", "98.57%"],
        ["在校生数", "2446人"],
        ["专任教师数", "92人", "96人"],
      ],
    ]);
    expect(report.blocks.map((block) => block.kind)).toEqual(["heading", "heading", "paragraph", "table", "paragraph"]);
  });

  it("read two columns one after the other", async () => {
    const report = await read([heading("一、概况"), paragraph(prose(6)), heading("二、成效"), paragraph(prose(7)), paragraph(prose(2))], { columns: true });
    const paragraphs = report.blocks.filter((block) => block.kind === "paragraph");
    expect(headingsOf(report)).toEqual(["1 一、概况", "1 二、成效"]);
    expect(paragraphs.map((block) => block.parts.map((part) => report.text.slice(part.start, part.end)).join(""))).toEqual([prose(6), prose(7), prose(2)]);
  });

  it("are read to their end whatever is drawn on a page", async () => {
    const cells = Array.from({ length: 30 }, (_, row) => Array.from({ length: 30 }, (_, column) => ({ text: String((row * column) % 10) })));
    const tables = Array.from({ length: 3 }, (): Piece => ({ kind: "table", rows: cells }));
    const report = await read([heading("一、数据"), ...tables]);
    expect(gridsOf(report).flat()).toHaveLength(90);
  });

  it("say plainly what cannot be read", async () => {
    const codeOf = (bytes: Uint8Array): Promise<unknown> =>
      readDocument("a.pdf", bytes).then(
        () => "read",
        (error: { code: string }) => error.code,
      );
    expect(await codeOf(makePdf(TITLE, { scanned: true, numbers: true }))).toBe("scanned_pdf");
    expect(await codeOf(makePdf(TITLE, { locked: true }))).toBe("encrypted_pdf");
    expect(await codeOf(new TextEncoder().encode("%PDF-1.7\nnothing"))).toBe("damaged_file");
    const whole = makePdf([...TITLE, paragraph(prose(3))]);
    expect(await codeOf(whole.subarray(0, 300))).toBe("damaged_file");
  });

  it("are known by their content under another name", async () => {
    const report = await readDocument("云杉.txt", makePdf([...TITLE, heading("一、概况"), paragraph(prose(2))]));
    expect([report.format, report.issues.map((issue) => issue.code)]).toEqual(["pdf", ["wrong_extension"]]);
  });
});

describe("joining lines", () => {
  it.each([
    ["共有教师24", "46人", "共有教师2446人"],
    ["其中高级", "教师", "其中高级教师"],
    ["vocational", "school", "vocational school"],
    ["inter-", "national", "international"],
    ["占98.", "57%", "占98.57%"],
    ["使用ERP", "2020版", "使用ERP 2020版"],
    ["the 12", "schools", "the 12 schools"],
    ["比例为98", "%", "比例为98%"],
  ])("%s + %s", (text, next, joined) => {
    expect(joinWrapped(text, next)).toBe(joined);
  });
});
