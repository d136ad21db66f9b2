import { describe, expect, it } from "vitest";
import { levelOf } from "../../src/retrieve/levels.ts";

describe("levelOf", () => {
  it.each([
    ["全国", "国家级"],
    ["国赛", "国家级"],
    ["省部级", "省级"],
    ["區級", "县级"],
    ["省级以上", null],
    ["女", null],
    ["全国示范", null],
  ])("%s → %s", (population, level) => expect(levelOf(population)).toBe(level));
});
