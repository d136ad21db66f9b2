import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FeatureExtractionPipeline } from "@xenova/transformers";
import { AppError } from "../domain/issue.ts";
import type { Embedder, EmbedderIdentity } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";

export interface TransformersEmbedderOptions {
  /** Folder name below `modelsFolder`, or a hub id such as "Xenova/multilingual-e5-small". */
  readonly model: string;
  readonly modelsFolder: string;
  /** Lets a hub id that is not found below `modelsFolder` be fetched. Off: nothing needs the network. */
  readonly allowRemote?: boolean;
}

/** How a family of models wants to be called. The first whose name fits holds. */
interface ModelFamily {
  readonly name: RegExp;
  readonly pooling: EmbedderIdentity["pooling"];
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Longest passage in characters; null = derived from the token limit. */
  readonly maxCharacters: number | null;
}

const FAMILIES: readonly ModelFamily[] = [
  // An average over more than 400 characters goes flat.
  { name: /static|^wenbao-(?:tiny|small)-/i, pooling: "mean", queryPrefix: "", passagePrefix: "", maxCharacters: 400 },
  { name: /\be5\b/i, pooling: "mean", queryPrefix: "query: ", passagePrefix: "passage: ", maxCharacters: null },
  { name: /\bbge\b.*\bzh\b/i, pooling: "cls", queryPrefix: "为这个句子生成表示以用于检索相关文章：", passagePrefix: "", maxCharacters: null },
  { name: /\bbge\b/i, pooling: "cls", queryPrefix: "", passagePrefix: "", maxCharacters: null },
];
const OTHER_FAMILY: ModelFamily = { name: /(?:)/, pooling: "mean", queryPrefix: "", passagePrefix: "", maxCharacters: null };

/** Memory is bounded by it; padding makes larger batches slower, not faster. */
const BATCH_SIZE = 8;
/** A Chinese character is at most one token in the vocabularies in use, save rare ones; a tenth is left for those, prefix and markers. */
const CHARACTERS_PER_TOKEN = 0.9;
const DEFAULT_TOKEN_LIMIT = 512;

/**
 * Opens a feature-extraction model (8-bit weights) as an Embedder. Traditional characters are folded to simplified first.
 * A text without any token gives the zero vector, near to nothing. Throws AppError model_missing or model_failed.
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const extract = await openPipeline(options);
  const family = FAMILIES.find((entry) => entry.name.test(options.model)) ?? OTHER_FAMILY;

  async function embedBatch(texts: readonly string[]): Promise<Float32Array[]> {
    const output = await extract([...texts], { pooling: family.pooling, normalize: true });
    try {
      const dimension = output.dims[output.dims.length - 1] ?? 0;
      const data = Float32Array.from(output.data as ArrayLike<number>);
      return texts.map((_, row) => withoutNaN(data.slice(row * dimension, (row + 1) * dimension)));
    } finally {
      output.dispose();
    }
  }
  async function embedOne(text: string): Promise<Float32Array> {
    const [vector] = await embedBatch([text]);
    if (vector === undefined) throw new AppError("model_failed", "The embedding model gave no answer.", { detail: options.model });
    return vector;
  }
  async function embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors = new Array<Float32Array>(texts.length);
    // Texts of like length share a batch: little is padded.
    const order = texts.map((text, index) => ({ text: family.passagePrefix + foldText(text), index })).sort((a, b) => a.text.length - b.text.length);
    for (let start = 0; start < order.length; start += BATCH_SIZE) {
      const batch = order.slice(start, start + BATCH_SIZE);
      const found = await embedBatch(batch.map(({ text }) => text));
      batch.forEach(({ index }, row) => {
        vectors[index] = found[row] ?? new Float32Array(0);
      });
    }
    return vectors;
  }

  // The first run allocates and is slow; it also tells the dimension.
  const probe = await embedOne("学校");
  return {
    identity: {
      model: options.model,
      dimension: probe.length,
      pooling: family.pooling,
      queryPrefix: family.queryPrefix,
      passagePrefix: family.passagePrefix,
    },
    maxCharacters: family.maxCharacters ?? Math.floor(tokenLimit(extract) * CHARACTERS_PER_TOKEN),
    embedQuery: (text) => embedOne(family.queryPrefix + foldText(text)),
    embedPassages,
  };
}

async function openPipeline({ model, modelsFolder, allowRemote = false }: TransformersEmbedderOptions): Promise<FeatureExtractionPipeline> {
  const isLocal = existsSync(join(modelsFolder, model, "config.json"));
  if (!isLocal && !(allowRemote && model.includes("/"))) {
    throw new AppError("model_missing", "The embedding model is not in the models folder; check WENBAO_MODEL.", { detail: join(modelsFolder, model) });
  }
  // Loaded here and not at the top: commands that embed nothing start a quarter of a second sooner.
  const { env, pipeline } = await import("@xenova/transformers");
  env.localModelPath = modelsFolder;
  env.allowLocalModels = true;
  env.allowRemoteModels = !isLocal;
  try {
    // One thread: a question is a single short text, and threads that spin take the cores from the rest.
    return await pipeline("feature-extraction", model, { dtype: "q8", session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 } });
  } catch (cause) {
    throw new AppError("model_failed", "The embedding model could not be opened.", { detail: join(modelsFolder, model), cause });
  }
}

function tokenLimit(extract: FeatureExtractionPipeline): number {
  const limit: unknown = extract.tokenizer.model_max_length;
  return typeof limit === "number" && Number.isFinite(limit) && limit > 0 && limit < 100_000 ? limit : DEFAULT_TOKEN_LIMIT;
}

/** Zero tokens are averaged to NaN. */
function withoutNaN(vector: Float32Array): Float32Array {
  return vector.some(Number.isNaN) ? new Float32Array(vector.length) : vector;
}
