import { describe, expect, it } from "vitest";
import { chineseOrdinal, readLabel } from "../../src/ingest/labels.ts";
import { foldText } from "../../src/text/fold.ts";
import cases from "../specs/heading-labels.json" with { type: "json" };

describe("readLabel", () => {
  it.each(cases)("$line → $family", ({ line, family, numbers, rest }) => {
    const label = readLabel(foldText(line));
    expect(label?.family ?? null).toBe(family);
    if (label === null) return;
    expect(label.numbers).toEqual(numbers);
    expect(line.slice(label.end)).toBe(rest);
  });
});

describe("chineseOrdinal", () => {
  it.each([
    ["一", 1],
    ["十", 10],
    ["十二", 12],
    ["二十", 20],
    ["三十一", 31],
  ])("%s → %i", (text, value) => expect(chineseOrdinal(text)).toBe(value));
  it.each(["", "百", "零", "十十十一", "学"])("refuses %j", (text) => expect(chineseOrdinal(text)).toBeNull());
});
