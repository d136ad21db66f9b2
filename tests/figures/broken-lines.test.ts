import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";

const lexicon = loadLexicon("data/lexicon");
const valuesOf = (body: string): string[] => {
  const bytes = new TextEncoder().encode(`青原县职业高级中学2021年质量报告\n\n一、基本情况\n${body}`);
  return extractFigures(readReport("青原县职业高级中学-2021.txt", bytes), lexicon).figures.map((figure) => `${figure.value}${figure.unit}`);
};

describe("numbers cut by a line break", () => {
  it.each([
    ["学校共有在校生23\n47人，专任教师164人。", ["2347人", "164人"]],
    ["校舍建筑面积34150平\n方米，藏书6.6万\n册。", ["34150平方米", "66000册"]],
    ["毕业生就业率98.\n5%。", ["98.5%"]],
    ["在校生2347\n\n15人参加了培训。", ["15人"]],
  ])("reads %j", (body, values) => {
    expect(valuesOf(body)).toEqual(values);
  });
});
