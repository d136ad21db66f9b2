import type { Embedder } from "../../domain/ports.ts";
import { dot } from "../../store/vector-math.ts";

/** Sentences embedded anew for one question (0.3–0.5 ms each) where nothing else is said; those beyond stay without a similarity. */
const MAX_EMBEDDED = 24;
/** Vectors kept for later questions: some 6 MB. */
const MAX_KEPT = 4_000;

/** The same few sentences come up again and again; a vector depends on model and text alone, so keeping it changes no answer. */
const keptByEmbedder = new WeakMap<Embedder, Map<string, Float32Array>>();

/** Cosines of the texts to `vector`, list by list; a list that would take more than `most` new ones gives null, as does a null list. */
export async function sentenceSimilarities(
  embedder: Embedder,
  lists: readonly (readonly string[] | null)[],
  vector: Float32Array,
  most = MAX_EMBEDDED,
): Promise<(readonly number[] | null)[]> {
  const kept = keptByEmbedder.get(embedder) ?? new Map<string, Float32Array>();
  keptByEmbedder.set(embedder, kept);
  if (kept.size > MAX_KEPT) kept.clear();
  const fresh = new Set<string>();
  const taken = lists.map((list) => {
    const unknown = (list ?? []).filter((text) => !kept.has(text) && !fresh.has(text));
    if (list === null || fresh.size + unknown.length > most) return null;
    for (const text of unknown) fresh.add(text);
    return list;
  });
  const texts = [...fresh];
  const vectors = texts.length === 0 ? [] : await embedder.embedPassages(texts);
  texts.forEach((text, index) => {
    const found = vectors[index];
    if (found !== undefined) kept.set(text, found);
  });
  return taken.map((list) => (list === null ? null : list.map((text) => similarity(kept.get(text), vector))));
}

function similarity(found: Float32Array | undefined, vector: Float32Array): number {
  return found === undefined ? 0 : dot(found, vector);
}
