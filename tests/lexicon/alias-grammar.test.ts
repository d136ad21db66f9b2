import { describe, expect, test } from "vitest";
import { expandAlias, MAX_ALIAS_FORMS } from "../../src/lexicon/alias-grammar.ts";

describe("expandAlias", () => {
  test.each([
    ["占地面积", ["占地面积"]],
    ["[总]占地面积", ["占地面积", "总占地面积"]],
    ["(就业|升学)率", ["就业率", "升学率"]],
    ["双师[型|素质]教师", ["双师教师", "双师型教师", "双师素质教师"]],
    ["a[b(c|d[e])]f", ["af", "abcf", "abdf", "abdef"]],
    ["(a|a)b", ["ab"]],
    ["鉴（认）定", ["鉴（认）定"]],
  ])("reads %s", (pattern, forms) => {
    expect(expandAlias(pattern)).toEqual({ kind: "forms", forms });
  });

  test.each([
    ["(a|b", '")" is missing'],
    ["[a", '"]" is missing'],
    ["a]", '"]" at 1 is out of place'],
    ["(a]", '"]" at 2 is out of place'],
    ["a|b", '"|" at 1 is out of place'],
    ["[a]", "an alias form is empty"],
    ["", "an alias form is empty"],
    ["[a][b][c][d][e][f][g][h][i]x", `it expands to more than ${MAX_ALIAS_FORMS} forms`],
  ])("refuses %s", (pattern, reason) => {
    expect(expandAlias(pattern)).toEqual({ kind: "invalid", reason });
  });

  test("stops early on a pattern that would explode", () => {
    expect(expandAlias(`${"(a|b|c|d)".repeat(200)}x`).kind).toBe("invalid");
  });

  test("does not follow nesting without end", () => {
    expect(expandAlias("[".repeat(100_000)).kind).toBe("invalid");
  });
});
