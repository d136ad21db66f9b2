/**
 * npx tsx training/parity.ts MODELS_FOLDER MODEL REFERENCE.json
 * Holds the program's token ids and vectors against those of training (written by run.py): no id may differ, no component by more than 0.01.
 */
import { readFileSync } from "node:fs";
import { env, PreTrainedTokenizer } from "@xenova/transformers";
import { createTransformersEmbedder } from "../src/store/transformers-embedder.ts";
import { foldText } from "../src/text/fold.ts";

interface Reference {
  readonly text: string;
  readonly ids: readonly number[];
  readonly vector: readonly number[];
}

const TOLERANCE = 0.01;
const [modelsFolder = "", model = "", file = ""] = process.argv.slice(2);
const rows = JSON.parse(readFileSync(file, "utf8")) as readonly Reference[];
env.localModelPath = modelsFolder;
env.allowRemoteModels = false;
const tokenizer = await PreTrainedTokenizer.from_pretrained(model);
const embedder = await createTransformersEmbedder({ model, modelsFolder });
let otherIds = 0;
let furthest = 0;
for (const { text, ids, vector } of rows) {
  const found = tokenizer.encode(foldText(text), { add_special_tokens: false });
  if (found.length !== ids.length || found.some((id, place) => id !== ids[place])) otherIds += 1;
  const [embedded] = await embedder.embedPassages([text]);
  vector.forEach((value, place) => {
    furthest = Math.max(furthest, Math.abs(value - (embedded?.[place] ?? Number.NaN)));
  });
}
console.log(`${model}: ${rows.length} texts, ${otherIds} with other token ids, vectors within ${furthest.toExponential(1)}`);
if (otherIds > 0 || !(furthest <= TOLERANCE)) process.exitCode = 1;
