import type { Embedder } from "../domain/ports.ts";

/** Bounds what is in memory at once; the embedder cuts it further. */
const BATCH_SIZE = 64;

/** Vectors of the texts, in order, made in bounded batches; `onBatch` is told how many are done. */
export async function embedAll(embedder: Embedder, texts: readonly string[], onBatch: (done: number) => void = () => undefined): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    vectors.push(...(await embedder.embedPassages(texts.slice(start, start + BATCH_SIZE))));
    onBatch(vectors.length);
  }
  return vectors;
}
