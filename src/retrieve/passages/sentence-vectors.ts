import type { Embedder } from "../../domain/ports.ts";
import { createLimited, type Limited } from "../../store/limited.ts";
import { dot } from "../../store/vector-math.ts";

/** Sentences measured for one question (0.3–0.5 ms each where they are not kept yet) where nothing else is said; lists beyond stay without similarities. */
const MAX_MEASURED = 48;
/** Vectors kept for later questions: some 6 MB. */
export const MAX_KEPT_SENTENCES = 4_000;

/** The same few sentences come up again and again; a vector depends on model and text alone, so keeping it changes no answer. */
const keptByEmbedder = new WeakMap<Embedder, Limited<string, Float32Array>>();

function keptOf(embedder: Embedder): Limited<string, Float32Array> {
  const kept = keptByEmbedder.get(embedder) ?? createLimited<string, Float32Array>(MAX_KEPT_SENTENCES, MAX_KEPT_SENTENCES);
  keptByEmbedder.set(embedder, kept);
  return kept;
}

/** The vectors of sentences; those not kept are embedded, and kept from then on. */
async function vectorsOf(embedder: Embedder, texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
  const kept = keptOf(embedder);
  const found = new Map(
    texts.flatMap((text): [string, Float32Array][] => {
      const vector = kept.get(text);
      return vector === undefined ? [] : [[text, vector]];
    }),
  );
  const fresh = texts.filter((text) => !found.has(text));
  const vectors = fresh.length === 0 ? [] : await embedder.embedPassages(fresh);
  for (const [index, text] of fresh.entries()) {
    const vector = vectors[index];
    if (vector === undefined) continue;
    kept.set(text, vector, 1);
    found.set(text, vector);
  }
  return found;
}

/** Embeds sentences beforehand, so that the first question that meets them need not. Changes no answer. */
export async function keepSentences(embedder: Embedder, texts: readonly string[]): Promise<void> {
  await vectorsOf(embedder, [...new Set(texts)]);
}

/**
 * Cosines of the texts to `vector`, list by list; a list by which there would be more than `most` in all gives null, as does a null list. What is kept
 * from questions before has no say in it: the same question gets the same answer.
 */
export async function sentenceSimilarities(
  embedder: Embedder,
  lists: readonly (readonly string[] | null)[],
  vector: Float32Array,
  most = MAX_MEASURED,
): Promise<(readonly number[] | null)[]> {
  const measured = new Set<string>();
  const taken = lists.map((list) => {
    const added = new Set((list ?? []).filter((text) => !measured.has(text)));
    if (list === null || measured.size + added.size > most) return null;
    for (const text of added) measured.add(text);
    return list;
  });
  const vectors = await vectorsOf(embedder, [...measured]);
  return taken.map((list) => (list === null ? null : list.map((text) => similarity(vectors.get(text), vector))));
}

function similarity(found: Float32Array | undefined, vector: Float32Array): number {
  return found === undefined ? 0 : dot(found, vector);
}
