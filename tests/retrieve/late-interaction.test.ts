import { describe, expect, test } from "vitest";
import type { TokenVector, TokenVectors } from "../../src/domain/ports.ts";
import { lateInteraction } from "../../src/retrieve/passages/late-interaction.ts";

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
    idsOf: (text) => text.split(" ").filter(Boolean).map(idOf),
    vectorsOf: async (ids) => ids.map(vectorOf),
  };
}

describe("lateInteraction", () => {
  test("the text with the word that the others lack comes first, however long it is", async () => {
    const [short, long] = await lateInteraction(wordTokens(), "school library", ["school", "a b c d e f g h school i j k library l m"]);
    expect(long).toBeGreaterThan(short ?? 1);
  });

  test("what every text has tells nothing: the order is that of the rest", async () => {
    const [with_, without] = await lateInteraction(wordTokens(), "school library", ["school library a", "school b a"]);
    expect(with_).toBeGreaterThan(without ?? 1);
    const [one, other] = await lateInteraction(wordTokens(), "school", ["school a", "school b"]);
    expect(one).toBeCloseTo(other ?? 0, 6);
  });

  test("a near token counts by how near it is", async () => {
    const [exact, near, none] = await lateInteraction(wordTokens({}, { 图书馆: "library" }), "library", ["library a", "图书馆 b", "c d"]);
    expect(exact).toBeGreaterThan(near ?? 1);
    expect(near).toBeGreaterThan(none ?? 1);
    expect(none).toBeCloseTo(0, 5);
  });

  test("two tokens side by side may be what one token asks for", async () => {
    const axes: Readonly<Record<string, readonly number[]>> = { 图书: [100, 0, 0], 馆: [0, 100, 0], library: [70, 70, 0], other: [0, 0, 100] };
    const words = Object.keys(axes);
    const model: TokenVectors = {
      idsOf: (text) => text.split(" ").map((word) => words.indexOf(word)),
      vectorsOf: async (ids) =>
        ids.map((id) => ({ places: Int8Array.from(axes[words[id] ?? ""] ?? []), placesLength: Math.hypot(...(axes[words[id] ?? ""] ?? [])), length: 1 })),
    };
    const [beside, apart] = await lateInteraction(model, "library", ["图书 馆 other other", "图书 other 馆 other"]);
    expect(beside).toBeGreaterThan((apart ?? 1) + 0.1);
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
