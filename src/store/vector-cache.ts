import type { VectorHit, VectorIndex } from "../domain/ports.ts";
import { createExactIndex, type ExactIndex } from "./exact-index.ts";
import { type FetchedGraph, fetchGraph, openHnswCache, readHnswCache } from "./hnsw-cache.ts";
import type { HnswIndex } from "./hnsw-index.ts";
import type { LabelledVector, Store } from "./store.ts";
import { createTopList, dot } from "./vector-math.ts";

/** Up to here exact search takes no longer than the graph and is always right. */
const EXACT_LIMIT = 20_000;
/** The graph is asked for more than wanted, because exact scores order its hits anew. */
const OVERFETCH = 2;
/** Most passages of a filter whose vectors are read from the store, some ten microseconds each; above, the graph is asked. */
const MOST_READ = 4_000;
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
  /** Read when it is first needed, and never beside a graph, which holds all vectors, too: over a province either takes 400 MB. */
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
  let fetched: FetchedGraph | null = null;
  let opening: Promise<void> | null = null;

  const openGraph = (count: number): HnswIndex | null => {
    if (count <= exactLimit) return null;
    return folder === null ? (openHnswCache(store, null)?.graph ?? null) : readHnswCache(store, folder, fetched);
  };

  async function openAside(from: string): Promise<void> {
    try {
      if (countPassages() > exactLimit) fetched = await fetchGraph(store, from);
      current();
    } finally {
      fetched = null;
      opening = null;
    }
  }

  function countPassages(): number {
    return store.reports().reduce((sum, report) => sum + report.passageCount, 0);
  }

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
    if (before.labels.length + added.length !== countPassages()) return null;
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
    return graph === null || isWorn ? { exact, labels, live, graph: null } : { exact: null, labels, live, graph };
  }

  function exactOf(state: Searched): ExactIndex {
    state.exact ??= createExactIndex(store.vectors());
    return state.exact;
  }

  return {
    get count() {
      return current().live.size;
    },
    async ready() {
      if (kept !== null || folder === null) return;
      opening ??= openAside(folder);
      await opening;
    },
    search(vector, limit, within) {
      const state = current();
      const { labels, live, graph } = state;
      if (graph === null) return exactOf(state).search(vector, limit, within);
      if (within !== undefined && within.size <= MOST_READ) return searchStored(store, live, vector, limit, within);
      const hits = searchGraph(store, { graph, live }, vector, limit, within);
      if (hits.length >= Math.min(limit, within?.size ?? labels.length)) return hits;
      return searchStored(store, live, vector, limit, within ?? live);
    },
  };
}

/** Exact, over vectors read one by one: beside a graph no second copy of all is kept for the sake of a few. */
function searchStored(store: Store, live: ReadonlySet<number>, vector: Float32Array, limit: number, within: ReadonlySet<number>): VectorHit[] {
  const top = createTopList(limit);
  for (const label of within) {
    const held = live.has(label) ? store.vectorOf(label) : null;
    if (held !== null) top.offer(label, dot(held, vector));
  }
  return top.best().map(({ label, score }) => ({ label, similarity: score }));
}

/** The graph's proposals, those of replaced passages left out, in the order of their exact scores. */
function searchGraph(store: Store, { graph, live }: OpenGraph, vector: Float32Array, limit: number, within?: ReadonlySet<number>): VectorHit[] {
  // The graph asks for every point that it comes by: nothing is to be asked while all of them are live.
  const isWhole = within === undefined && graph.count === live.size;
  const passes = (label: number): boolean => live.has(label) && (within === undefined || within.has(label));
  return graph
    .search(vector, limit * OVERFETCH, isWhole ? undefined : passes)
    .flatMap(({ label }): VectorHit[] => {
      const held = store.vectorOf(label);
      return held === null ? [] : [{ label, similarity: dot(held, vector) }];
    })
    .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
    .slice(0, limit);
}
