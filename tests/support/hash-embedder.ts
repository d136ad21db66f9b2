import type { Embedder } from "../../src/domain/ports.ts";
import { characterBigrams } from "../../src/text/tokens.ts";

const DIMENSION = 64;

/** A deterministic embedder without a model: each character bigram of the folded text falls into one of 64 places; equal words, near vectors. */
export function createHashEmbedder(model = "hash-64"): Embedder {
  return {
    identity: { model, dimension: DIMENSION, pooling: "mean", queryPrefix: "", passagePrefix: "" },
    maxCharacters: 400,
    embedQuery: async (text) => embed(text),
    embedPassages: async (texts) => texts.map(embed),
  };
}

function embed(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (const bigram of characterBigrams(text)) {
    const place = hash(bigram) % DIMENSION;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619) >>> 0;
  return value;
}
