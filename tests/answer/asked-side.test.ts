import { describe, expect, it } from "vitest";
import { sideScore, tellingSide } from "../../src/answer/prose/asked-side.ts";

const same = (words: string): string => words;

describe("the side of a thing that is asked for", () => {
  it.each([
    ["德育由谁负责", "学校德育由政教处牵头。"],
    ["哪个部门管资助", "资助工作由学生科负责审核。"],
    ["Who is in charge of safety?", "成立由校长任组长的安全领导小组。"],
    ["改革的成效怎么样", "实行一年后，合格率由84%提高到95%。"],
    ["What were the results of the reform?", "投诉量比上年下降12个百分点。"],
  ])("%s: %s", (question, words) => {
    expect(sideScore(question, words)).toBeGreaterThan(0);
    expect(tellingSide(question, ["学校有社团21个。", words], same)).toEqual([words]);
  });

  it.each([
    ["德育由谁负责", "学校有社团21个。"],
    ["改革的成效怎么样", "学校推行模块化教学。"],
    ["学校有多少教师", "德育由政教处负责。"],
    ["教师负责什么", "合格率由84%提高到95%。"],
  ])("%s is not told by: %s", (question, words) => {
    expect(sideScore(question, words)).toBe(0);
  });

  it("keeps all sentences where none tells the side", () => {
    expect(tellingSide("德育由谁负责", ["甲。", "乙。"], same)).toEqual(["甲。", "乙。"]);
  });
});
