import { describe, expect, it } from "vitest";
import type { Embedder } from "../../src/domain/ports.ts";
import { keepSentences, sentenceSimilarities } from "../../src/retrieve/passages/sentence-vectors.ts";

/** Turns a text into a vector by its length alone, and tells what it was given. */
function countingEmbedder(): Embedder & { readonly given: string[] } {
  const given: string[] = [];
  const toVector = (text: string): Float32Array => Float32Array.from([text.length, 1]);
  return {
    identity: { name: "counting", version: "1", dimensions: 2 } as unknown as Embedder["identity"],
    maxCharacters: 100,
    given,
    embedQuery: async (text) => toVector(text),
    embedPassages: async (texts) => {
      given.push(...texts);
      return texts.map(toVector);
    },
  };
}

const vector = Float32Array.from([1, 0]);

describe("sentenceSimilarities", () => {
  it("leaves a list without similarities by which there would be too many", async () => {
    expect(await sentenceSimilarities(countingEmbedder(), [["甲", "乙乙"], ["丙", "丁", "戊"], ["己"]], vector, 4)).toEqual([[1, 2], null, [1]]);
  });

  it("gives the same whatever was asked before", async () => {
    const embedder = countingEmbedder();
    await keepSentences(embedder, ["甲", "乙乙", "丙"]);
    expect(await sentenceSimilarities(embedder, [["甲", "乙乙"], ["丙", "丁", "戊"], ["己"]], vector, 4)).toEqual([[1, 2], null, [1]]);
  });

  it("embeds a sentence once", async () => {
    const embedder = countingEmbedder();
    await sentenceSimilarities(embedder, [["甲", "甲"], null, ["乙乙"]], vector);
    await sentenceSimilarities(embedder, [["乙乙", "丙"]], vector);
    expect(embedder.given).toEqual(["甲", "乙乙", "丙"]);
  });
});
