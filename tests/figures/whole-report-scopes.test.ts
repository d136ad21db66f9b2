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
    const figures = figuresOf(TABLE, "注：专任教师不含公共基础部22人。", "学校有专任教师122人。");
    expect(figures.find(({ source }) => source.raw === "100")?.population).toBe("不含公共基础部");
    expect(figures.find(({ source }) => source.raw === "1600")?.population).toBeNull();
  });

  it("leaves what is told nowhere else as it is", () => {
    expect(figuresOf(TABLE, "注：专任教师不含公共基础部22人。").find(({ source }) => source.raw === "100")?.population).toBeNull();
  });

  it.each([
    ["a sentence that is no note", "学校专任教师不含公共基础部22人。"],
    ["a note of something else", "注：数据截至2021年8月31日。"],
  ])("is not read from %s", (_, line) => {
    const figures = figuresOf(TABLE, line, "学校有专任教师122人。");
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

describe("the new site of a school", () => {
  const SITE = "新校区占地57600平方米，校舍建筑面积41230平方米。";
  const subjectOf = (raw: string, ...paragraphs: readonly string[]) => figuresOf(...paragraphs).find(({ source }) => source.raw === raw)?.subject;

  it("is the school's once it moved there as a whole", () => {
    expect(subjectOf("57600平方米", "学校2011年整体迁入文澜湖新校区。", SITE)).toBeNull();
  });

  it.each([
    ["it is to move", ["学校计划2023年整体迁入文澜湖新校区。", SITE]],
    ["nothing tells that it moved", [SITE]],
    ["the school's own is told", ["学校2011年整体迁入新校区。", "学校占地78000平方米。", SITE]],
  ])("stays a site of it where %s", (_, paragraphs) => {
    expect(subjectOf("57600平方米", ...paragraphs)).toBe("新校区");
  });
});
