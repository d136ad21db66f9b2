import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";

const lexicon = loadLexicon("data/lexicon");
const figuresOf = (...paragraphs: readonly string[]) => {
  const text = ["# 河东省云渚职业技术学校2021年度质量报告", ...paragraphs].join("\n\n");
  return extractFigures(readReport("云渚.md", new TextEncoder().encode(text)), lexicon).figures;
};
const TABLE = "| 系部 | 专任教师（人） | 在校生（人） |\n|---|---|---|\n| 机电系 | 60 | 900 |\n| 商贸系 | 40 | 700 |\n| 合计 | 100 | 1600 |";

describe("what a note below a table leaves out", () => {
  it("makes the column's cells a part", () => {
    const figures = figuresOf(TABLE, "注：专任教师不含公共基础部22人。");
    expect(figures.find(({ source }) => source.raw === "100")?.population).toBe("不含公共基础部");
    expect(figures.find(({ source }) => source.raw === "1600")?.population).toBeNull();
  });

  it.each([
    ["a sentence that is no note", "学校专任教师不含公共基础部22人。"],
    ["a note of something else", "注：数据截至2021年8月31日。"],
  ])("is not read from %s", (_, line) => {
    const figures = figuresOf(TABLE, line);
    expect(figures.find(({ source }) => source.raw === "100")?.population).toBeNull();
  });
});

describe("names that a report equates", () => {
  it("are both what the number is of, under ids of their own", () => {
    const told = figuresOf("一体化教师（即通常所说的“双师型”教师）86人，占专业课教师的71.1%。").filter(({ source }) => source.raw === "86人");
    expect(told.map(({ indicator }) => indicator.id)).toEqual(["integrated_teachers", "dual_qualified_teachers"]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ["a report that tells the other name itself", ["一体化教师（即“双师型”教师）86人。", "“双师型”教师92人。"]],
    ["brackets that equate nothing", ["一体化教师（含“双师型”教师）86人。"]],
  ])("are not taken together in %s", (_, paragraphs) => {
    expect(figuresOf(...paragraphs).filter(({ rule }) => rule === "equated")).toEqual([]);
  });
});
