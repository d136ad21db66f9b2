import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJsonOrNull } from "../domain/json.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import { hashFile, hashFileAside } from "./hash-file.ts";
import { createHnswIndex, graphTrouble, type HnswIndex, type HnswParameters, readHnswIndex, readHnswIndexAside } from "./hnsw-index.ts";
import type { Store } from "./store.ts";

const GRAPH_FILE = "vectors.hnsw";
const MANIFEST_FILE = "vectors.json";
const FORMAT = 1;
const METRIC = "inner product of unit vectors";
/** Labels of replaced passages stay in the graph; above this share it is built anew. */
const MAX_DEAD_SHARE = 0.2;

/** Twice the construction effort takes twice the time (a province: minutes) for 0.2% more of the exact ten nearest (docs/scale.md). */
const PARAMETERS: HnswParameters = { m: 24, efConstruction: 100 };

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  metric: z.literal(METRIC),
  model: z.string(),
  dimension: z.number().int(),
  m: z.number().int(),
  efConstruction: z.number().int(),
  /** Points in the graph. */
  count: z.number().int(),
  /** The store's generation that it was last brought up to. */
  generation: z.number().int(),
  /** The store's digest at that generation: the cache of another index is not opened, be it as old. */
  digest: z.string(),
  /** Highest label in it: the store's vectors after it are missing. */
  lastLabel: z.number().int(),
  /** Of vectors.hnsw: a damaged file, or one of another run, is not opened. */
  sha256: z.string(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** What became of the cache file. */
export type CacheState = "current" | "caught_up" | "rebuilt";

export interface CachedGraph {
  readonly graph: HnswIndex;
  readonly state: CacheState;
}

/**
 * The graph over all vectors of the store: from the file when its manifest fits, caught up with what was written since, else
 * (or without a folder) built from the stored vectors. May hold labels that the store no longer has. Null on an index without vectors, and where graphs cannot be used.
 */
export function openHnswCache(store: Store, folder: string | null): CachedGraph | null {
  const identity = store.embedderIdentity();
  const labels = store.passageLabels({});
  if (identity === null || labels.length === 0 || graphTrouble() !== null) return null;
  const manifest = folder === null ? null : readManifest(folder);
  const graph = folder !== null && manifest !== null && fits(manifest, store, identity) ? readGraph(folder, manifest) : null;
  if (manifest === null || graph === null) return { graph: buildGraph(store, identity.dimension), state: "rebuilt" };
  if (manifest.generation === store.generation()) return { graph, state: "current" };

  for (const { label, vector } of store.vectors(manifest.lastLabel)) graph.add(label, vector);
  const live = new Set(labels);
  const dead = graph.labels().filter((label) => !live.has(label)).length;
  if (dead > graph.count * MAX_DEAD_SHARE) return { graph: buildGraph(store, identity.dimension), state: "rebuilt" };
  return { graph, state: "caught_up" };
}

/** Vectors that a reader adds to a graph on opening it (some tenths of a millisecond each). */
const MAX_READER_CATCH_UP = 2_000;

/** What a reader has of a graph's file before it is caught up. */
export interface FetchedGraph {
  readonly graph: HnswIndex;
  /** Of the file that it was read from. */
  readonly sha256: string;
}

/** Reads and checks the graph's file beside whatever else is done: from a cold disk that takes seconds over a province. Null where none fits. */
export async function fetchGraph(store: Store, folder: string): Promise<FetchedGraph | null> {
  const manifest = fittingManifest(store, folder);
  const file = join(folder, GRAPH_FILE);
  if (manifest === null || !existsSync(file) || (await hashFileAside(file)) !== manifest.sha256) return null;
  const graph = await readHnswIndexAside(file, manifest.dimension);
  return graph.count === manifest.count ? { graph, sha256: manifest.sha256 } : null;
}

/**
 * The graph of the file for a reader, caught up; null where that would take long: no file that fits, or too much written since. Builds nothing.
 * `fetched` stands for the file where it is the one that the manifest names.
 */
export function readHnswCache(store: Store, folder: string, fetched: FetchedGraph | null = null): HnswIndex | null {
  const manifest = fittingManifest(store, folder);
  if (manifest === null) return null;
  const fresh = [];
  for (const entry of store.vectors(manifest.lastLabel)) {
    if (fresh.length === MAX_READER_CATCH_UP) return null;
    fresh.push(entry);
  }
  const graph = fetched?.sha256 === manifest.sha256 ? fetched.graph : readGraph(folder, manifest);
  if (graph !== null) for (const { label, vector } of fresh) graph.add(label, vector);
  return graph;
}

/** Null where graphs cannot be used, and where the one of the folder is of another index or model. */
function fittingManifest(store: Store, folder: string): Manifest | null {
  const identity = store.embedderIdentity();
  const manifest = readManifest(folder);
  return graphTrouble() !== null || identity === null || manifest === null || !fits(manifest, store, identity) ? null : manifest;
}

/** Whether a reader finds the graph as it should be: up to date, behind the store (it is caught up), or not to be used (search is exact). */
export function cacheStanding(store: Store, folder: string): "current" | "behind" | "unusable" {
  const manifest = fittingManifest(store, folder);
  if (manifest === null || readGraph(folder, manifest) === null) return "unusable";
  return manifest.generation === store.generation() ? "current" : "behind";
}

/** Brings the files `vectors.hnsw` and `vectors.json` up to the store; each is written aside and renamed. Not for readers. */
export function saveVectorCache(store: Store, folder: string): CacheState | null {
  // A graph that another machine keeps beside the index is left as it is; it is caught up there.
  if (graphTrouble() !== null) return null;
  const generation = store.generation();
  const identity = store.embedderIdentity();
  const opened = openHnswCache(store, folder);
  if (opened === null || identity === null) {
    for (const name of [GRAPH_FILE, MANIFEST_FILE]) rmSync(join(folder, name), { force: true });
    return null;
  }
  const { graph, state } = opened;
  if (state === "current") return state;
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `${GRAPH_FILE}.tmp`);
  graph.write(aside);
  const manifest: Manifest = {
    format: FORMAT,
    metric: METRIC,
    model: identity.model,
    dimension: identity.dimension,
    ...PARAMETERS,
    count: graph.count,
    generation,
    digest: store.digestAt(generation) ?? "",
    lastLabel: maximum(graph.labels()),
    sha256: hashFile(aside),
  };
  const manifestAside = join(folder, `${MANIFEST_FILE}.tmp`);
  writeFileSync(manifestAside, `${JSON.stringify(manifest, null, 2)}\n`);
  // Killed between the two renames, the hash in the old manifest does not fit the new graph: it is built anew, never served wrong.
  renameSync(aside, join(folder, GRAPH_FILE));
  renameSync(manifestAside, join(folder, MANIFEST_FILE));
  return state;
}

function buildGraph(store: Store, dimension: number): HnswIndex {
  const graph = createHnswIndex(dimension, PARAMETERS);
  for (const { label, vector } of store.vectors()) graph.add(label, vector);
  return graph;
}

/** Null when there is none, or none that is whole. */
function readManifest(folder: string): Manifest | null {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) return null;
  const parsed = manifestSchema.safeParse(parseJsonOrNull(readFileSync(file, "utf8")));
  return parsed.success ? parsed.data : null;
}

function readGraph(folder: string, manifest: Manifest): HnswIndex | null {
  const file = join(folder, GRAPH_FILE);
  if (!existsSync(file) || hashFile(file) !== manifest.sha256) return null;
  const graph = readHnswIndex(file, manifest.dimension);
  return graph.count === manifest.count ? graph : null;
}

function fits(manifest: Manifest, store: Store, identity: EmbedderIdentity): boolean {
  return (
    manifest.model === identity.model &&
    manifest.dimension === identity.dimension &&
    manifest.m === PARAMETERS.m &&
    manifest.efConstruction === PARAMETERS.efConstruction &&
    manifest.digest === store.digestAt(manifest.generation)
  );
}

function maximum(labels: readonly number[]): number {
  return labels.reduce((highest, label) => Math.max(highest, label), 0);
}
