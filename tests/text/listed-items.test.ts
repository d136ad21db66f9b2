import { describe, expect, it } from "vitest";
import { enumeratedItems, numberedPoints } from "../../src/text/listed-items.ts";
import lists from "../specs/listed-items.json" with { type: "json" };
import points from "../specs/numbered-points.json" with { type: "json" };

describe("enumeratedItems", () => {
  it.each(lists as readonly { text: string; near?: string; items: readonly string[] }[])("$text", ({ text, near, items }) => {
    const weigh = (words: string): number => (near !== undefined && words.includes(near) ? 1 : 0);
    expect(enumeratedItems(text, weigh).map(({ start, end }) => text.slice(start, end))).toEqual(items);
  });
});

describe("numberedPoints", () => {
  it.each(points as readonly { texts: readonly string[]; points: readonly string[] }[])("$texts", ({ texts, points: wanted }) => {
    expect(numberedPoints(texts).map(({ text, start, end }) => texts[text]?.slice(start, end))).toEqual(wanted);
  });
});
