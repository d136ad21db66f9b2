import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/ingest/read-document.ts";
import { docxOf, paragraph, STYLES } from "../support/documents/make-docx.ts";
import { gridsOf } from "./grid-of.ts";
import { headingsOf, outlineOf } from "./outline-of.ts";

const TITLE = paragraph("云杉卫生学校") + paragraph("2020年度质量报告");
const read = (body: string, parts: Readonly<Record<string, string>> = {}) =>
  readDocument("云杉.docx", docxOf(TITLE + body, { "word/styles.xml": STYLES, ...parts }));
const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const numbered = (numId: number, level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
const level = (at: number, format: string, text: string, extra = ""): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${extra}<w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "decimal", "%2.")}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, "decimal", "%1")}${level(1, "decimal", "%1.%2")}${level(2, "bullet", "•")}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>`;
const PROSE = "学校现有专任教师96人，其中高级职称教师31人，占专任教师总数的百分之三十二。";

describe("Word documents", () => {
  it("take headings from styles, inherited ones too, and never from a long paragraph in a heading's style", async () => {
    const report = await read(
      paragraph("学校概况", style("1")) + paragraph(PROSE) + paragraph("师资队伍", style("my2")) + paragraph(PROSE, style("2")) + paragraph(PROSE),
    );
    expect(headingsOf(report)).toEqual(["1 学校概况", "2 师资队伍"]);
  });

  it("write out the numbers that Word counts, each list by itself", async () => {
    const report = await read(
      [
        paragraph("学校概况", style("1") + numbered(5, 0)),
        paragraph(PROSE),
        paragraph("师资队伍", style("1") + numbered(5, 0)),
        paragraph("专任教师", style("2") + numbered(5, 1)),
        paragraph(PROSE),
        paragraph("兼职教师", style("2") + numbered(5, 1)),
        paragraph(PROSE),
        paragraph("服务贡献", style("1") + numbered(5, 0)),
        paragraph("对外培训", style("2") + numbered(5, 1)),
        paragraph(PROSE),
      ].join(""),
      { "word/numbering.xml": NUMBERING },
    );
    expect(headingsOf(report)).toEqual(["1 一、学校概况", "1 二、师资队伍", "2 1.专任教师", "2 2.兼职教师", "1 三、服务贡献", "2 1.对外培训"]);
  });

  it("count levels below levels, start where a list says, and print no bullet", async () => {
    const report = await read(
      [
        paragraph("概况", style("1") + numbered(6, 0)),
        paragraph("规模", style("2") + numbered(6, 1)),
        paragraph(PROSE),
        paragraph("占地五十八亩，建筑三万平方米。", numbered(6, 2)),
        paragraph("成效", style("1") + numbered(7, 0)),
        paragraph(PROSE),
      ].join(""),
      { "word/numbering.xml": NUMBERING },
    );
    expect(report.text).toContain("1 概况\n1.1 规模\n");
    expect(report.text).toContain("\n占地五十八亩");
    expect(report.text).toContain("\n4 成效\n");
  });

  it("keep cells merged down and across, words of a nested table, and the header rows that Word repeats", async () => {
    const cell = (text: string, properties = ""): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
    const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
    const table = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("类别", '<w:vMerge w:val="restart"/>')}${cell("人数", span(2))}</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("", "<w:vMerge/>")}${cell("2019年")}${cell("2020年")}</w:tr><w:tr>${cell("专任教师")}<w:tc><w:p/><w:tbl><w:tr>${cell("9")}${cell("0")}</w:tr></w:tbl><w:p/></w:tc>${cell("96")}</w:tr></w:tbl>`;
    const report = await read(paragraph("教师", style("1")) + paragraph("表1 教师情况") + table);
    expect(gridsOf(report)).toEqual([
      [
        ["[类别 0,0,2×1]", "[人数 0,1,1×2]"],
        ["[2019年]", "[2020年]"],
        ["专任教师", "9\n0", "96"],
      ],
    ]);
    expect(report.blocks.at(-1)).toMatchObject({ kind: "table", caption: { start: report.text.indexOf("表1") } });
  });

  it("read a frame drawn as a table of one cell as paragraphs", async () => {
    const report = await read(`${paragraph("教师", style("1"))}<w:tbl><w:tr><w:tc>${paragraph(PROSE)}</w:tc></w:tr></w:tbl>`);
    expect(outlineOf(report).at(-1)).toBe(`paragraph: ${PROSE}`);
  });

  it("leave out deleted and hidden words, field codes, fallbacks of drawings and the contents", async () => {
    const body = [
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph("学校概况 1")}</w:sdtContent></w:sdt>`,
      paragraph("学校概况\t1", style("toc1")),
      paragraph("学校概况", style("1")),
      `<w:p><w:r><w:t>现有教师</w:t></w:r><w:del><w:r><w:delText>88</w:delText><w:t>88</w:t></w:r></w:del><w:ins><w:r><w:t>96</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGEREF 7</w:instrText></w:r><w:r><w:t>人</w:t><w:noBreakHyphen/><w:t>整。</w:t></w:r></w:p>`,
      `<w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:txbxContent>${paragraph("框内文字共十二人。")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph("框内文字共十二人。")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ];
    const report = await read(body.join(""));
    expect(outlineOf(report).slice(1)).toEqual(["1 markdown |学校概况", "paragraph: 现有教师96人-整。", "paragraph: 框内文字共十二人。"]);
    expect(report.issues.map((issue) => issue.code)).toContain("contents_page");
    const span = report.issues.find((issue) => issue.code === "contents_page")?.span;
    expect(report.text.slice(span?.start, span?.end)).toBe("学校概况 1");
  });

  it("say plainly what is wrong with a file", async () => {
    const whole = docxOf(TITLE + paragraph(PROSE));
    const codeOf = (bytes: Uint8Array, file = "a.docx"): Promise<unknown> =>
      readDocument(file, bytes).then(
        () => "read",
        (error: { code: string }) => error.code,
      );
    expect(await codeOf(whole.subarray(0, whole.length / 2))).toBe("damaged_file");
    expect(await codeOf(docxOf("<w:p><w:r>"))).toBe("damaged_file");
    expect(await codeOf(docxOf(""))).toBe("empty_file");
    expect(await codeOf(new TextEncoder().encode("只是文字"))).toBe("damaged_file");
    expect(await codeOf(docxOf("\u0020".repeat(6_000_000)))).toBe("zip_bomb");
    expect(await codeOf(docxOf("<w:sdt>".repeat(100_000)))).toBe("damaged_file");
  });
});
