import type { VectorHit, VectorIndex } from "../domain/ports.ts";
import { createExactIndex, type ExactIndex } from "./exact-index.ts";
import { openHnswCache, readHnswCache } from "./hnsw-cache.ts";
import type { HnswIndex } from "./hnsw-index.ts";
import type { Store } from "./store.ts";

/** Up to here exact search takes no longer than the graph and is always right. */
const EXACT_LIMIT = 20_000;
/** The graph is asked for more than wanted, because exact scores order its hits anew. */
const OVERFETCH = 2;
/** Above this share of replaced passages the graph is left aside until an ingest has built it anew. */
const MAX_DEAD_SHARE = 0.2;

export interface VectorIndexOptions {
  /** Most vectors (after filtering) that are searched exactly. */
  readonly exactLimit?: number;
}

interface Kept {
  readonly generation: number;
  readonly model: string;
  readonly exact: ExactIndex;
  readonly graph: HnswIndex | null;
  readonly lastLabel: number;
}

/**
 * Nearest passages of the store, by label. Follows the store: a search after a commit sees what was committed. Exact below
 * `exactLimit` vectors; above, the graph of `folder` (null: built in memory) proposes and exact scores decide. A graph file that is
 * missing, damaged or far behind is not built anew here, since that takes minutes over a province: the search is exact meanwhile.
 */
export function openVectorIndex(store: Store, folder: string | null, { exactLimit = EXACT_LIMIT }: VectorIndexOptions = {}): VectorIndex {
  let kept: Kept | null = null;

  const openGraph = (exact: ExactIndex): HnswIndex | null => {
    if (exact.count <= exactLimit) return null;
    return folder === null ? (openHnswCache(store, null)?.graph ?? null) : readHnswCache(store, folder);
  };

  function current(): Kept {
    const generation = store.generation();
    if (kept?.generation === generation) return kept;
    const model = JSON.stringify(store.embedderIdentity());
    kept = kept === null || kept.model !== model ? open(generation, model) : follow(kept, generation);
    return kept;
  }

  function open(generation: number, model: string): Kept {
    const exact = createExactIndex(store.vectors());
    return { generation, model, exact, graph: openGraph(exact), lastLabel: exact.labels.at(-1) ?? 0 };
  }

  /** Takes in what was committed since, without reading the rest again. */
  function follow(before: Kept, generation: number): Kept {
    const { exact } = before;
    const live = new Set(store.passageLabels({}));
    const added = [...store.vectors(before.lastLabel)];
    exact.update(added, (label) => live.has(label));
    let graph = before.graph;
    if (graph === null) graph = openGraph(exact);
    else for (const { label, vector } of added) graph.add(label, vector);
    const isWorn = graph !== null && graph.count - exact.count > graph.count * MAX_DEAD_SHARE;
    return { ...before, generation, graph: isWorn ? null : graph, lastLabel: added.at(-1)?.label ?? before.lastLabel };
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
