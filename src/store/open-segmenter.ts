import type { Segmenter } from "../domain/ports.ts";
import { loadNative } from "./native.ts";

export interface OpenedSegmenter {
  readonly segmenter: Segmenter;
  /** Why the native cutter is not used; null when it is. */
  readonly standsInFor: string | null;
}

/** The native cutter with `words` (lexicon terms) in its dictionary, or where it does not load the one that runs on any machine. */
export async function openSegmenter(words: readonly string[]): Promise<OpenedSegmenter> {
  const native = loadNative("nodejieba");
  if (native.kind === "missing") {
    const { createWasmSegmenter } = await import("./wasm-segmenter.ts");
    return { segmenter: await createWasmSegmenter(words), standsInFor: native.why };
  }
  const { createJiebaSegmenter } = await import("./jieba-segmenter.ts");
  return { segmenter: createJiebaSegmenter(words), standsInFor: null };
}
