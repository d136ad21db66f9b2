import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Embedder } from "../../src/domain/ports.ts";
import { createTransformersEmbedder } from "../../src/store/transformers-embedder.ts";
import { dot } from "../../src/store/vector-math.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

const modelsFolder = join(import.meta.dirname, "../../data/models");
const bundled = await createTransformersEmbedder({ model: "wenbao-tiny-zh-en", modelsFolder });
const small = await createTransformersEmbedder({ model: "wenbao-small-zh-en", modelsFolder });
const EMBEDDERS: readonly (readonly [string, Embedder])[] = [
  ["fake", createHashEmbedder()],
  ["bundled", bundled],
  ["small", small],
];

describe.each(EMBEDDERS)("the %s embedder", (_, embedder) => {
  test("gives unit vectors of its dimension, in the order of the texts", async () => {
    const texts = ["毕业生就业率98.57%", "双师型教师", "学校占地面积160亩，建筑面积三万平方米", "x", "图书馆"];
    const vectors = await embedder.embedPassages(texts);
    expect(vectors.map((vector) => vector.length)).toEqual(texts.map(() => embedder.identity.dimension));
    for (const [index, vector] of vectors.entries()) {
      expect(dot(vector, vector)).toBeCloseTo(1, 4);
      const [alone] = await embedder.embedPassages([texts[index] ?? ""]);
      expect(dot(vector, alone ?? vector)).toBeCloseTo(1, 4);
    }
    expect(await embedder.embedPassages([])).toEqual([]);
  });

  test("gives the zero vector for a text without words, never NaN", async () => {
    for (const text of ["", "  \n"]) {
      const vector = await embedder.embedQuery(text);
      expect([...vector]).toEqual(new Array(embedder.identity.dimension).fill(0));
    }
  });

  test("takes traditional characters for their simplified ones", async () => {
    expect(dot(await embedder.embedQuery("雙師型教師比例"), await embedder.embedQuery("双师型教师比例"))).toBeCloseTo(1, 4);
  });

  test("reads a text of maxCharacters to its end", async () => {
    const filler = "学校开展教学改革工作。".repeat(100).slice(0, embedder.maxCharacters - 6);
    const [plain, other] = await embedder.embedPassages([`${filler}学校开展教学`, `${filler}火车轮船飞机`]);
    expect(plain).not.toEqual(other);
  });
});

test("the bundled model finds across languages what it is asked", async () => {
  const question = await bundled.embedQuery("How many teachers does the school have?");
  const [teachers, library] = await bundled.embedPassages(["学校现有教师一百余人", "图书馆藏书六万册"]);
  expect(dot(question, teachers ?? question)).toBeGreaterThan(dot(question, library ?? question));
});

test("the identity tells the weights, so that a model made again under its name is another one", () => {
  const sums = readFileSync(join(modelsFolder, "wenbao-tiny-zh-en/SHA256SUMS"), "utf8");
  expect(sums).toContain(`${bundled.identity.weights}  onnx/model_quantized.onnx`);
  expect(small.identity.weights).not.toBe(bundled.identity.weights);
});

test("a model that is not there is refused by code, without its path in the safe message, and nothing is fetched", async () => {
  for (const model of ["no-such-model", "someone/no-such-model"]) {
    await expect(createTransformersEmbedder({ model, modelsFolder })).rejects.toMatchObject({
      code: "model_missing",
      safeMessage: expect.not.stringContaining(modelsFolder),
    });
  }
});

describe("single tokens", () => {
  test("a model without context tells them; one that reads in context does not", () => {
    expect(bundled.tokens).not.toBeNull();
    expect(small.tokens).toBeNull();
  });

  test("the sum of a text's tokens points where the text's vector does", async () => {
    const text = "学校图书馆藏书六万册";
    const tokens = bundled.tokens;
    if (tokens === undefined || tokens === null) throw new Error("the bundled model tells its tokens");
    const vectors = await tokens.vectorsOf([...new Set(tokens.idsOf(text))]);
    const sum = new Float32Array(bundled.identity.dimension);
    for (const { places, placesLength, length } of vectors)
      for (const [at, place] of places.entries()) sum[at] = (sum[at] ?? 0) + (place * length) / placesLength;
    expect(dot(sum, await bundled.embedQuery(text)) / Math.hypot(...sum)).toBeGreaterThan(0.99);
  });

  test("traditional characters give the same tokens", () => {
    expect(bundled.tokens?.idsOf("圖書館")).toEqual(bundled.tokens?.idsOf("图书馆"));
  });
});
