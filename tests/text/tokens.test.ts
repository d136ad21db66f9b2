import { describe, expect, it } from "vitest";
import { characterBigrams, detectLanguage } from "../../src/text/tokens.ts";

describe("characterBigrams", () => {
  it("pairs Chinese characters and keeps words and numbers whole", () => {
    expect(characterBigrams("“雙師型”83人，占98.5% PLC-1200")).toEqual(["双师", "师型", "83", "人", "占", "98.5", "plc", "1200"]);
    expect(characterBigrams("")).toEqual([]);
  });
});

describe("detectLanguage", () => {
  it.each([
    ["平湖技师学院有多少学生？", "zh"],
    ["which school has more 双师型 teachers", "en"],
    ["what is the employment rate of 平阳县职业中等专业学校", "en"],
    ["employment rate 是多少", "zh"],
    ["平阳职专 employment rate", "zh"],
    ["hello", "en"],
    ["2020", "zh"],
    ["哪所學校占地面積最大", "zh"],
  ])("%s → %s", (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
