import { describe, expect, it } from "vitest";
import { chunkReport } from "../../src/ingest/chunk.ts";
import { readFixture, readText } from "./outline-of.ts";

const tablesOf = (report: ReturnType<typeof readText>) => report.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
const say = (report: ReturnType<typeof readText>) =>
  tablesOf(report).map((table) =>
    table.rows.map((row) =>
      row.map((cell) =>
        [report.text.slice(cell.span.start, cell.span.end), cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.header ? "h" : ""].join(","),
      ),
    ),
  );

describe("tables", () => {
  it("read pipes, HTML with merged cells and tabs, spans without markup", () => {
    expect(say(readFixture("tables.md"))).toMatchInlineSnapshot(`
      [
        [
          [
            "指标,0,0,1,1,h",
            "2022年,0,1,1,1,h",
            "2023年,0,2,1,1,h",
          ],
          [
            "占地面积,1,0,1,1,",
            "210,1,1,1,1,",
            "210,1,2,1,1,",
          ],
          [
            "在校生,2,0,1,1,",
            "3105,2,1,1,1,",
            "3240,2,2,1,1,",
          ],
          [
            "说明 \\| 备注,3,0,1,1,",
            "秋季,3,1,1,1,",
            "秋季,3,2,1,1,",
          ],
        ],
        [
          [
            "类别,0,0,2,1,h",
            "人数,0,1,1,2,h",
          ],
          [
            "男,1,1,1,1,h",
            "女,1,2,1,1,h",
          ],
          [
            "专任教师,2,0,1,1,",
            "88,2,1,1,1,",
            "121,2,2,1,1,",
          ],
          [
            "兼职教师,3,0,2,1,",
            "12,3,1,1,1,",
            "7,3,2,1,1,",
          ],
          [
            "3,4,1,1,1,",
            ",4,2,1,1,",
          ],
        ],
        [
          [
            "去向,0,0,1,1,h",
            "人数,0,1,1,1,h",
            "占比,0,2,1,1,h",
          ],
          [
            "升学,1,0,1,1,",
            "402,1,1,1,1,",
            "61.5%,1,2,1,1,",
          ],
          [
            "就业,2,0,1,1,",
            "231,2,1,1,1,",
            "35.3%,2,2,1,1,",
          ],
        ],
      ]
    `);
  });

  it("read the pipes of a plain text too, with and without the row of dashes, and no line that merely holds one", () => {
    const rows = "| 指标 | 2021年 | 2022年 |\n| --- | --- | --- |\n| 在校生 | 3105 | 3240 |\n";
    const bare = "| 项目 | 人数 |\n| 升学 | 402 |\n";
    const report = readText(`云杉技工学校2022年质量报告\n\n一、数据\n\n${rows}\n说明：招生|就业两线并行。\n学校 | 年度报告\n正文一句。\n\n${bare}`);
    expect(say(report).map((table) => table.map((row) => row.map((cell) => cell.split(",")[0])))).toEqual([
      [
        ["指标", "2021年", "2022年"],
        ["在校生", "3105", "3240"],
      ],
      [
        ["项目", "人数"],
        ["升学", "402"],
      ],
    ]);
  });

  it("take the numbered line above as caption", () => {
    const report = readFixture("tables.md");
    const [first, second] = tablesOf(report);
    expect(report.text.slice(first?.caption?.start, first?.caption?.end)).toBe("表1 办学条件对照表（单位：亩、人）");
    expect(second?.caption).toBeNull();
  });

  it("repeat caption and header in the text of each passage, and only there", () => {
    const rows = Array.from({ length: 60 }, (_, index) => `| 专业部第${index}教研室 | ${index + 10} | ${index * 3} |`).join("\n");
    const report = readText(`# 云杉技工学校2020年质量报告\n\n## 一、数据\n\n表1 各部人数\n\n| 部门 | 教师 | 学生 |\n|---|---|---|\n${rows}\n`, "a.md");
    const passages = chunkReport(report, { maxCharacters: 400 });
    expect(passages.length).toBeGreaterThan(2);
    for (const passage of passages) expect(passage.text).toMatch(/^表1各部人数\n部门 教师 学生\n专业部第/);
    const starts = passages.flatMap((passage) => passage.parts.map((part) => part.start));
    expect(new Set(starts).size).toBe(starts.length);
  });

  it("cut a row that is longer than a passage at its cells and sentences", () => {
    const cell = "这一格写得很长，说的是全年工作。".repeat(60);
    const report = readText(`# 云杉技工学校2020年质量报告\n\n## 一、数据\n\n| 项目 | 内容 |\n|---|---|\n| 工作 | ${cell} |\n`, "a.md");
    for (const passage of chunkReport(report, { maxCharacters: 300 })) expect(passage.text.length).toBeLessThanOrEqual(300);
  });

  it("leave an unclosed HTML table and a lone pipe as text", () => {
    const report = readText("# 云杉技工学校2020年质量报告\n\n## 一、数据\n\n<table><tr><td>甲\n\n甲|乙是两个班。\n", "a.md");
    expect(tablesOf(report)).toEqual([]);
  });
});
