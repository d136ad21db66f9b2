import { describe, expect, it } from "vitest";
import { hearNames } from "../../src/understand/detect/hear-names.ts";

const TEXT = "与榆澜精工合作，组建榆澜班两个。榆澜班学生四十人。沈柏青老师获奖。学校在清河镇设点，清荷社区参与。";
const hear = (question: string): string => hearNames(question, ["柏川县职业技术学校"], () => [TEXT]);

describe("names typed in pinyin", () => {
  it.each([
    ["How many students are in the Yulan class?", "How many students are in the 榆澜 class?"],
    ["Who is Shen Baiqing?", "Who is 沈柏青?"],
    ["Does Baichuan work with Yulan?", "Does Baichuan work with 榆澜?"],
  ])("%s → %s", (question, heard) => expect(hear(question)).toBe(heard));

  it.each(["How many students has Baichuan?", "What is taught in English?", "Is there a Yunmeng class?", "Yulan class size", "How far is it to Qinghe?"])(
    "leaves alone: %s",
    (question) => expect(hear(question)).toBe(question),
  );
});
