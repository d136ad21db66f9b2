import { describe, expect, it } from "vitest";
import { tellsOtherYear, tellsYear } from "../../src/answer/prose/other-year.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";

const asks = (question: string) => ({ parsed: { question } as ParsedQuestion });

describe("years that a question gives beside those of a sentence", () => {
  it.each([
    ["学校是2019年才建的吗", "学校创建于1979年", true],
    ["学校是1979年建的吗", "学校创建于1979年", false],
    ["学校是2019年才建的吗", "学校位于开发区，占地176亩，建筑面积20194平方米", false],
    ["学校建了多久", "学校创建于1979年", false],
    ["2016年升格为技师学院了吗", "2016年升格为高级技工学校，2019年升格为技师学院", true],
    ["2019年升格为技师学院了吗", "2016年升格为高级技工学校，2019年升格为技师学院", false],
    ["2016年升格成什么", "2016年升格为高级技工学校，2019年升格为技师学院", false],
    ["Was the school founded in 2019?", "学校创建于1979年", true],
  ])("%s | %s", (question, words, expected) => {
    expect(tellsOtherYear(asks(question), words)).toBe(expected);
  });

  it("a long number is no year", () => {
    expect(tellsYear("建筑面积20194平方米")).toBe(false);
    expect(tellsYear("２０１９年")).toBe(true);
  });
});
