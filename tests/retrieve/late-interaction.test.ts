import { describe, expect, test } from "vitest";
import type { TokenVector, TokenVectors } from "../../src/domain/ports.ts";
import { lateInteraction } from "../../src/retrieve/late-interaction.ts";

/** Words between blanks; each has an axis of its own, save those that are said to be near to another. */
function wordTokens(lengths: Readonly<Record<string, number>> = {}, near: Readonly<Record<string, string>> = {}): TokenVectors {
  const known: string[] = [];
  const idOf = (word: string) => (known.includes(word) ? known.indexOf(word) : known.push(word) - 1);
  const vectorOf = (id: number): TokenVector => {
    const word = known[id] ?? "";
    const places = new Int8Array(64);
    places[idOf(near[word] ?? word)] = near[word] === undefined ? 100 : 80;
    if (near[word] !== undefined) places[idOf(word)] = 60;
    return { places, placesLength: Math.hypot(...places), length: lengths[word] ?? 1 };
  };
  return {
    idsOf: (text) => [...new Set(text.split(" ").filter(Boolean).map(idOf))].sort((a, b) => a - b),
    vectorsOf: async (ids) => ids.map(vectorOf),
  };
}

describe("lateInteraction", () => {
  test("the text with the word that the others lack comes first, however long it is", async () => {
    const [short, long] = await lateInteraction(wordTokens(), "school library", ["school", "a b c d e f g h school i j k library l m"]);
    expect(long).toBeGreaterThan(short ?? 1);
  });

  test("what every text has says nothing", async () => {
    expect(await lateInteraction(wordTokens(), "school", ["school a", "school b"])).toEqual([0, 0]);
  });

  test("a near token counts by how near it is", async () => {
    const [exact, near, none] = await lateInteraction(wordTokens({}, { 图书馆: "library" }), "library", ["library a", "图书馆 b", "c d"]);
    expect(exact).toBeCloseTo(1, 5);
    expect(near).toBeCloseTo(0.8, 5);
    expect(none).toBeCloseTo(0, 5);
  });

  test("a rare word outweighs a common one", async () => {
    const [rare, common] = await lateInteraction(wordTokens({ 现代学徒制: 3 }), "现代学徒制 开展", ["现代学徒制 x", "开展 y"]);
    expect(rare).toBeGreaterThan(common ?? 1);
  });

  test("no text, no token, no question: no score", async () => {
    expect(await lateInteraction(wordTokens(), "school", [])).toEqual([]);
    expect(await lateInteraction(wordTokens(), "", ["school"])).toEqual([0]);
    expect(await lateInteraction(wordTokens(), "school", ["", "library"])).toEqual([0, 0]);
  });
});
