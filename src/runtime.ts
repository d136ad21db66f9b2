import { type AnswerDeps, answerQuestion } from "./answer-question.ts";
import type { Config } from "./config.ts";
import type { Answer } from "./contract/answer.ts";
import type { AskRequest } from "./contract/ask.ts";
import type { Segmenter } from "./domain/ports.ts";
import { type Lexicon, loadLexicon } from "./lexicon/lexicon.ts";
import { databasePath } from "./store/database.ts";
import { assertEmbedder } from "./store/index-identity.ts";
import { openStore } from "./store/sqlite-store.ts";
import type { Store } from "./store/store.ts";

/** An index opened to be asked. */
export interface Runtime {
  readonly store: Store;
  readonly lexicon: Lexicon;
  ask(request: AskRequest): Promise<Answer>;
  close(): void;
}

/** Stands in where nothing is cut: a store opened for look-ups alone never segments. */
const noSegmenter: Segmenter = { id: "none", cut: () => [], searchTerms: () => [] };

/** Opens the index for look-ups alone, without dictionary and model. Throws AppError `index_missing` where there is none. */
export function openReadOnlyStore(config: Config): Store {
  return openStore(databasePath(config.indexFolder), { segmenter: noSegmenter, readonly: true });
}

/** Opens the index with all that an answer needs. `onWithheld` is told of answers that the number gate stopped. */
export async function openRuntime(config: Config, onWithheld?: (detail: string) => void): Promise<Runtime> {
  // First, so that a missing index is told before a model is loaded.
  openReadOnlyStore(config).close();
  const [{ createJiebaSegmenter }, { createTransformersEmbedder }, { openVectorIndex }] = await loadHeavyParts();
  const lexicon = loadLexicon(config.lexiconFolder);
  const segmenter = createJiebaSegmenter(lexicon.aliases.terms);
  const embedder = await createTransformersEmbedder({ model: config.model, modelsFolder: config.modelsFolder });
  const store = openStore(databasePath(config.indexFolder), { segmenter, readonly: true });
  assertEmbedder(store, embedder.identity);
  const vectors = openVectorIndex(store, config.indexFolder);
  const deps: AnswerDeps = {
    store,
    lexicon,
    embedder,
    segmenter,
    vectors: () => vectors,
    clock: () => performance.now(),
    observe: (step) => {
      if (step.kind === "withheld") onWithheld?.(JSON.stringify(step.breaks));
    },
  };
  return { store, lexicon, ask: (request) => answerQuestion(deps, request), close: () => store.close() };
}

/** Native and heavy packages load when they are needed: listing figures and help start without them. */
function loadHeavyParts() {
  return Promise.all([import("./store/jieba-segmenter.ts"), import("./store/transformers-embedder.ts"), import("./store/vector-cache.ts")]);
}
