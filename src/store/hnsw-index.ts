import type hnswlib from "hnswlib-node";
import type { VectorHit } from "../domain/ports.ts";
import { loadNative } from "./native.ts";

/** Graph parameters, kept in the cache's manifest: another set asks for a rebuild. */
export interface HnswParameters {
  readonly m: number;
  readonly efConstruction: number;
}

/** A graph over unit vectors under labels. Approximate: callers score its hits again. */
export interface HnswIndex {
  readonly count: number;
  labels(): readonly number[];
  add(label: number, vector: Float32Array): void;
  /** At most `limit` hits, best first; fewer where `accept` turns most of the neighbourhood down. */
  search(vector: Float32Array, limit: number, accept?: (label: number) => boolean): VectorHit[];
  write(file: string): void;
}

/** Inner product: of unit vectors the cosine, and unlike the package's own "cosine" safe with a zero vector. */
const SPACE = "ip";
const FIRST_CAPACITY = 1_024;
const GROWTH = 1.2;
/** Candidates looked at for each search, never fewer than twice the hits asked for; with the points they grow, or more of the nearest would be missed. */
const EF_SEARCH = 300;
const POINTS_FOR_CANDIDATE = 300;
const SEED = 100;

type Hnswlib = typeof hnswlib;

/** Why graphs cannot be used on this machine, so that all search is exact; null when they can. */
export function graphTrouble(): string | null {
  const native = loadNative<Hnswlib>("hnswlib-node");
  return native.kind === "missing" ? native.why : null;
}

function loadHnswlib(): Hnswlib {
  const native = loadNative<Hnswlib>("hnswlib-node");
  if (native.kind === "missing") throw new Error(native.why);
  return native.part;
}

/** A new, empty graph. Throws Error where the package does not load. */
export function createHnswIndex(dimension: number, { m, efConstruction }: HnswParameters): HnswIndex {
  const { HierarchicalNSW } = loadHnswlib();
  const graph = new HierarchicalNSW(SPACE, dimension);
  graph.initIndex({ maxElements: FIRST_CAPACITY, m, efConstruction, randomSeed: SEED });
  return wrap(graph, dimension);
}

/**
 * Opens a written graph. The package opens a file of any dimension and metric without complaint and gives plausible numbers:
 * check the manifest first (hnsw-cache.ts). Throws when the file is not a graph.
 */
export function readHnswIndex(file: string, dimension: number): HnswIndex {
  const { HierarchicalNSW } = loadHnswlib();
  const graph = new HierarchicalNSW(SPACE, dimension);
  graph.readIndexSync(file);
  return wrap(graph, dimension);
}

/** The same in a thread of its own; rejects when the file is not a graph. */
export async function readHnswIndexAside(file: string, dimension: number): Promise<HnswIndex> {
  const { HierarchicalNSW } = loadHnswlib();
  const graph = new HierarchicalNSW(SPACE, dimension);
  await graph.readIndex(file);
  return wrap(graph, dimension);
}

function wrap(graph: InstanceType<typeof hnswlib.HierarchicalNSW>, dimension: number): HnswIndex {
  function assertDimension(vector: Float32Array): void {
    if (vector.length !== dimension) throw new RangeError(`a vector of ${vector.length} numbers for an index of ${dimension}`);
  }
  return {
    get count() {
      return graph.getCurrentCount();
    },
    labels: () => graph.getIdsList(),
    add(label, vector) {
      assertDimension(vector);
      // A full graph throws. It grows by a part: a server that takes in one report must not take up the memory of a second province.
      if (graph.getCurrentCount() >= graph.getMaxElements()) graph.resizeIndex(Math.ceil(graph.getMaxElements() * GROWTH) + FIRST_CAPACITY);
      graph.addPoint(Array.from(vector), label);
    },
    search(vector, limit, accept) {
      assertDimension(vector);
      // More than there are throws: clamp.
      const count = graph.getCurrentCount();
      const wanted = Math.min(limit, count);
      if (wanted <= 0) return [];
      graph.setEf(Math.max(EF_SEARCH, Math.ceil(count / POINTS_FOR_CANDIDATE), wanted * 2));
      const { neighbors, distances } = graph.searchKnn(Array.from(vector), wanted, accept);
      return neighbors.map((label, index) => ({ label, similarity: 1 - (distances[index] ?? 1) }));
    },
    write: (file) => graph.writeIndexSync(file),
  };
}
