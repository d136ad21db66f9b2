import type { VectorHit, VectorIndex } from "../domain/ports.ts";
import { createExactIndex, type ExactIndex } from "./exact-index.ts";
import { openHnswCache, readHnswCache } from "./hnsw-cache.ts";
import type { HnswIndex } from "./hnsw-index.ts";
import type { LabelledVector, Store } from "./store.ts";
import { dot } from "./vector-math.ts";

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

interface Kept extends Searched {
  readonly generation: number;
  /** Of that generation: one that has another since belongs to a backup that was put in place of the index. */
  readonly digest: string | null;
  readonly model: string;
}

interface Searched {
  /** Ascending. */
  readonly labels: readonly number[];
  /** Grows with what is added, for copying it would take longer than most questions over a province. */
  readonly live: Set<number>;
  /** Read when it is first needed: a graph holds all vectors, too, and over a province either takes 300 MB. */
  exact: ExactIndex | null;
  readonly graph: HnswIndex | null;
}

interface OpenGraph {
  readonly graph: HnswIndex;
  readonly live: ReadonlySet<number>;
}

/**
 * Nearest passages of the store, by label. Follows the store: a search after a commit sees what was committed. Exact below
 * `exactLimit` vectors; above, the graph of `folder` (null: built in memory) proposes and exact scores decide. A graph file that is
 * missing, damaged or far behind is not built anew here, since that takes minutes over a province: the search is exact meanwhile.
 */
export function openVectorIndex(store: Store, folder: string | null, { exactLimit = EXACT_LIMIT }: VectorIndexOptions = {}): VectorIndex {
  let kept: Kept | null = null;

  const openGraph = (count: number): HnswIndex | null => {
    if (count <= exactLimit) return null;
    return folder === null ? (openHnswCache(store, null)?.graph ?? null) : readHnswCache(store, folder);
  };

  function current(): Kept {
    const generation = store.generation();
    if (kept?.generation === generation) return kept;
    const model = JSON.stringify(store.embedderIdentity());
    const before = kept?.model === model && kept.digest === store.digestAt(kept.generation) ? kept : null;
    const state = before === null ? open() : follow(before);
    kept = { generation, digest: store.digestAt(generation), model, ...state };
    return kept;
  }

  function open(): Searched {
    const read = readLabels();
    return { ...read, exact: null, graph: openGraph(read.labels.length) };
  }

  /** All labels, where the index has grown by `added` alone; null where passages are gone, too. */
  function grown(before: Searched, added: readonly LabelledVector[]): Pick<Searched, "labels" | "live"> | null {
    const count = store.reports().reduce((sum, report) => sum + report.passageCount, 0);
    if (before.labels.length + added.length !== count) return null;
    for (const { label } of added) before.live.add(label);
    return { labels: [...before.labels, ...added.map(({ label }) => label)], live: before.live };
  }

  function readLabels(): Pick<Searched, "labels" | "live"> {
    const labels = store.passageLabels({});
    return { labels, live: new Set(labels) };
  }

  /** Takes in what was committed since, without reading the rest again. */
  function follow(before: Searched): Searched {
    const added = [...store.vectors(before.labels.at(-1) ?? 0)];
    const { labels, live } = grown(before, added) ?? readLabels();
    const { exact } = before;
    // Read between two commits of another process, it may hold some of them already.
    exact?.update(
      added.filter(({ label }) => !exact.has(label)),
      (label) => live.has(label),
    );
    let { graph } = before;
    if (graph === null) graph = openGraph(labels.length);
    else for (const { label, vector } of added) graph.add(label, vector);
    const isWorn = graph !== null && graph.count - labels.length > graph.count * MAX_DEAD_SHARE;
    return { exact, labels, live, graph: isWorn ? null : graph };
  }

  function exactOf(state: Searched): ExactIndex {
    state.exact ??= createExactIndex(store.vectors());
    return state.exact;
  }

  return {
    get count() {
      return current().live.size;
    },
    search(vector, limit, accept) {
      const state = current();
      const { labels, graph } = state;
      if (graph === null || (accept !== undefined && labels.filter(accept).length <= exactLimit)) return exactOf(state).search(vector, limit, accept);
      const hits = searchGraph(store, { graph, live: state.live }, vector, limit, accept);
      return hits.length < Math.min(limit, labels.length) ? exactOf(state).search(vector, limit, accept) : hits;
    },
  };
}

/** The graph's proposals, those of replaced passages left out, in the order of their exact scores. */
function searchGraph(store: Store, { graph, live }: OpenGraph, vector: Float32Array, limit: number, accept?: (label: number) => boolean): VectorHit[] {
  return graph
    .search(vector, limit * OVERFETCH, (label) => live.has(label) && (accept === undefined || accept(label)))
    .flatMap(({ label }): VectorHit[] => {
      const held = store.vectorOf(label);
      return held === null ? [] : [{ label, similarity: dot(held, vector) }];
    })
    .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
    .slice(0, limit);
}
