import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env, PreTrainedTokenizer } from "@xenova/transformers";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createTransformersEmbedder } from "../../src/store/transformers-embedder.ts";
import { foldText } from "../../src/text/fold.ts";

/** Written by training/run.py: what the training side makes of these texts. `vectors` holds the first components for each model. */
const specSchema = z.array(z.object({ text: z.string(), ids: z.array(z.number()), vectors: z.record(z.string(), z.array(z.number())) }));
const spec = specSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, "../specs/embedder-parity.json"), "utf8")));
const modelsFolder = join(import.meta.dirname, "../../data/models");
const TOLERANCE = 0.01;

describe.each(Object.keys(spec[0]?.vectors ?? {}))("%s", (model) => {
  test("cuts every text into the tokens of training", async () => {
    env.localModelPath = modelsFolder;
    env.allowRemoteModels = false;
    const tokenizer = await PreTrainedTokenizer.from_pretrained(model);
    for (const { text, ids } of spec) expect([text, tokenizer.encode(foldText(text), { add_special_tokens: false })]).toEqual([text, ids]);
  });

  test("gives the vectors of training, whatever else is in the batch", async () => {
    const embedder = await createTransformersEmbedder({ model, modelsFolder });
    const found = await embedder.embedPassages(spec.map(({ text }) => text));
    spec.forEach(({ text, vectors }, row) => {
      const expected = vectors[model] ?? [];
      const furthest = expected.map((value, place) => Math.abs(value - (found[row]?.[place] ?? Number.NaN)));
      expect(expected.length, text).toBe(16);
      expect(Math.max(...furthest), text).toBeLessThan(TOLERANCE);
    });
  });
});

test("there are models to hold against training", () => {
  expect(Object.keys(spec[0]?.vectors ?? {})).toContain("wenbao-tiny-zh-en");
});
