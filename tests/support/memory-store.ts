import { openStore } from "../../src/store/sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "./bigram-segmenter.ts";

/** An empty index in memory, with the segmenter that needs no dictionary. */
export function createMemoryStore(): Store {
  return openStore(":memory:", { segmenter: createBigramSegmenter() });
}
