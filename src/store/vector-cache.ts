import type { VectorHit, VectorIndex } from "../domain/ports.ts";
import { createExactIndex, type ExactIndex } from "./exact-index.ts";
import { openHnswCache } from "./hnsw-cache.ts";
import type { HnswIndex } from "./hnsw-index.ts";
import type { Store } from "./store.ts";

/** Up to here exact search takes no longer than the graph and is always right. */
const EXACT_LIMIT = 20_000;
/** The graph is asked for more than wanted, because exact scores order its hits anew. */
const OVERFETCH = 2;

export interface VectorIndexOptions {
  /** Most vectors (after filtering) that are searched exactly. */
  readonly exactLimit?: number;
}

/**
 * Nearest passages of the store, by label. Follows the store: a search after a commit sees what was committed. Exact below
 * `exactLimit` vectors; above, the graph of `folder` (null: built in memory) proposes and exact scores decide.
 */
export function openVectorIndex(store: Store, folder: string | null, { exactLimit = EXACT_LIMIT }: VectorIndexOptions = {}): VectorIndex {
  let kept: { readonly generation: number; readonly exact: ExactIndex; readonly graph: HnswIndex | null } | null = null;

  function current() {
    const generation = store.generation();
    if (kept === null || kept.generation !== generation) {
      const exact = createExactIndex(store.vectors());
      const graph = exact.count > exactLimit ? (openHnswCache(store, folder)?.graph ?? null) : null;
      kept = { generation, exact, graph };
    }
    return kept;
  }

  return {
    get count() {
      return current().exact.count;
    },
    search(vector, limit, accept) {
      const { exact, graph } = current();
      if (graph === null || (accept !== undefined && exact.labels.filter(accept).length <= exactLimit)) return exact.search(vector, limit, accept);
      const hits = searchGraph(graph, exact, vector, limit, accept);
      return hits.length < Math.min(limit, exact.count) ? exact.search(vector, limit, accept) : hits;
    },
  };
}

/** The graph's proposals, those of replaced passages left out, in the order of their exact scores. */
function searchGraph(graph: HnswIndex, exact: ExactIndex, vector: Float32Array, limit: number, accept?: (label: number) => boolean): VectorHit[] {
  const isLive = (label: number) => exact.has(label) && (accept === undefined || accept(label));
  return graph
    .search(vector, limit * OVERFETCH, isLive)
    .map(({ label }): VectorHit => ({ label, similarity: exact.similarity(label, vector) }))
    .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
    .slice(0, limit);
}
