import { describe, expect, it } from "vitest";
import { isSameLevels, levelSpan } from "../../src/retrieve/figures/levels.ts";

describe("levelSpan", () => {
  it.each([
    ["全国", 0, false],
    ["国赛", 0, false],
    ["省部级", 1, false],
    ["區級", 3, false],
    ["省级以上", 1, true],
    ["省级及以上", 1, true],
    ["市级（含）以上", 2, true],
    // Above the highest there is nothing.
    ["国家级以上", 0, false],
  ])("%s → %s and above: %s", (population, rank, above) => expect(levelSpan(population)).toEqual({ rank, above }));

  it.each(["女", "全国示范", "高级", "三年以上", "以上"])("%s is no level", (population) => expect(levelSpan(population)).toBeNull());

  it("holds a level apart from it with those above", () => {
    expect(isSameLevels({ rank: 1, above: true }, { rank: 1, above: false })).toBe(false);
    expect(isSameLevels({ rank: 1, above: true }, { rank: 1, above: true })).toBe(true);
  });
});
