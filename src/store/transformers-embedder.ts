import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureExtractionPipeline } from "@xenova/transformers";
import { AppError } from "../domain/issue.ts";
import type { Embedder, EmbedderIdentity } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";
import { openTokenVectors, type TokenModel } from "./token-vectors.ts";
import { unitMean } from "./vector-math.ts";

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

/** A Chinese character is at most one token in the vocabularies in use, save rare ones; a tenth is left for those, prefix and markers. */
const CHARACTERS_PER_TOKEN = 0.9;
const DEFAULT_TOKEN_LIMIT = 512;
const WEIGHTS = "onnx/model_quantized.onnx";

/**
 * Opens a feature-extraction model (8-bit weights) as an Embedder. Traditional characters are folded to simplified first.
 * A text without any token gives the zero vector, near to nothing. Throws AppError model_missing or model_failed.
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const extract = await openPipeline(options);
  const family = FAMILIES.find((entry) => entry.name.test(options.model)) ?? OTHER_FAMILY;

  // One text at a time: nothing is padded, and memory does not grow with how many are asked for.
  async function embedOne(text: string): Promise<Float32Array> {
    const ownMean = family.pooling === "mean";
    const output = await extract([text], ownMean ? { pooling: "none" } : { pooling: family.pooling, normalize: true });
    try {
      const [, tokens = 0, dimension = 0] = output.dims;
      const data = output.data instanceof Float32Array ? output.data : Float32Array.from(output.data as ArrayLike<number>);
      // A copy: what the library gave goes with the output.
      return ownMean ? unitMean(data, tokens, dimension) : withoutNaN(data.slice());
    } finally {
      output.dispose();
    }
  }
  async function embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(await embedOne(family.passagePrefix + foldText(text)));
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
      ...hashOfWeights(options),
    },
    maxCharacters: family.maxCharacters ?? Math.floor(tokenLimit(extract) * CHARACTERS_PER_TOKEN),
    embedQuery: (text) => embedOne(family.queryPrefix + foldText(text)),
    embedPassages,
    tokens: family.pooling === "mean" ? await openTokenVectors(await tokenModel(extract)) : null,
  };
}

/** Nothing for a model that lies in no folder. */
export function hashOfWeights({ model, modelsFolder }: TransformersEmbedderOptions): Pick<EmbedderIdentity, "weights"> {
  const file = join(modelsFolder, model, WEIGHTS);
  return existsSync(file) ? { weights: createHash("sha256").update(readFileSync(file)).digest("hex") } : {};
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

async function tokenModel(extract: FeatureExtractionPipeline): Promise<TokenModel> {
  const { Tensor } = await import("@xenova/transformers");
  return {
    encode: (text) => extract.tokenizer.encode(foldText(text), { add_special_tokens: false }),
    read: async (ids, rows) => {
      const shape = [rows, ids.length / rows];
      const output: unknown = await extract.model({
        input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape),
      });
      const hidden = typeof output === "object" && output !== null && "last_hidden_state" in output ? output.last_hidden_state : null;
      if (!(hidden instanceof Tensor)) return [];
      try {
        const dimension = hidden.dims.at(-1) ?? 0;
        const data = Float32Array.from(hidden.data as ArrayLike<number>);
        return ids.map((_, index) => data.slice(index * dimension, (index + 1) * dimension));
      } finally {
        hidden.dispose();
      }
    },
  };
}

function tokenLimit(extract: FeatureExtractionPipeline): number {
  const limit: unknown = extract.tokenizer.model_max_length;
  return typeof limit === "number" && Number.isFinite(limit) && limit > 0 && limit < 100_000 ? limit : DEFAULT_TOKEN_LIMIT;
}

/** Zero tokens give no number. */
function withoutNaN(vector: Float32Array): Float32Array {
  return vector.some(Number.isNaN) ? new Float32Array(vector.length) : vector;
}
