import { describe, expect, it } from "vitest";
import { inStandardWords } from "../../src/understand/regional-words.ts";

describe("words of a region", () => {
  it.each([
    ["而家有幾多學生", "现在有多少學生"],
    ["邊間學校多啲", "哪所學校多些"],
    ["兩間學校", "兩所学校"],
    ["有冇泳池", "有无泳池"],
    ["平阳有多少学生", "平阳有多少学生"],
    ["几个多媒体教室", "几个多媒体教室"],
    ["How many students?", "How many students?"],
    ["", ""],
  ])("%s → %s, of the same length", (asked, told) => {
    expect(inStandardWords(asked)).toBe(told);
    expect(told).toHaveLength(asked.length);
  });
});
