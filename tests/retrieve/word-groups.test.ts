import { describe, expect, it } from "vitest";
import { shareHeld, wordGroups } from "../../src/retrieve/word-groups.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";

const groups = (words: string) => wordGroups(createBigramSegmenter(), words);

describe("wordGroups", () => {
  it("brings the words that reports use for a thing", () => {
    expect(groups("荣誉")[0]?.words).toContain("被评为");
    expect(shareHeld("2019年被评为文明单位", groups("荣誉"))).toBe(1);
    expect(shareHeld("学生参加了劳动", groups("荣誉"))).toBe(0);
  });

  it("takes a phrase with synonyms as one thing", () => {
    expect(groups("师资队伍")).toHaveLength(1);
    // Cut in two it would be 教学, which every report speaks of.
    expect(groups("教学楼").map(({ words }) => words[0])).toEqual(["教学楼"]);
    expect(shareHeld("更新教学用计算机", groups("教学楼"))).toBe(0);
  });

  it("gives an English word its Chinese ones, with the other words for the first of them", () => {
    expect(groups("job fair").map((group) => group.words)).toEqual([["招聘会", "招聘", "双选会"]]);
  });

  it("weighs a code above a common noun", () => {
    expect(shareHeld("职业认证(1+x)", groups("1+X证书"))).toBeGreaterThanOrEqual(0.75);
    expect(shareHeld("取得证书", groups("1+X证书"))).toBeLessThan(0.5);
  });

  it("asks about nothing where only filler is left", () => {
    expect(groups("有多少")).toEqual([]);
    expect(shareHeld("有", [])).toBe(0);
  });
});
