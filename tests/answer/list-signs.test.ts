import { describe, expect, it } from "vitest";
import { countItems } from "../../src/answer/prose/list-signs.ts";

describe("countItems", () => {
  it.each([
    ["开设机电、数控、会计三个专业。", 3],
    ["主要项目有《垃圾桶》,《分拣装置》和《控制器》。", 3],
    ["今年与青禾精密机械有限公司,白川汽车电控有限公司,云岭县实验幼儿园等签约。", 3],
    ["学校位于县城东门外。", 1],
  ])("%s lists %i", (words, items) => {
    expect(countItems(words)).toBe(items);
  });
});
