import type { TokenVector, TokenVectors } from "../domain/ports.ts";
import { dot } from "./vector-math.ts";

/** A model as far as single tokens need it. */
export interface TokenModel {
  /** The tokens of a text, in order, without markers. */
  encode(text: string): readonly number[];
  /** The vector of each of the ids, which are given as `rows` texts of equal length. */
  read(ids: readonly number[], rows: number): Promise<readonly Float32Array[]>;
}

/** Vectors kept: at most some 20 MB of whole numbers of 8 bits. A report's words are a few thousand tokens, the same in every report. */
const MAX_VECTORS = 40_000;
/** Tokens that the model reads at once. */
const BATCH = 1_024;
const LEVELS = 127;
/** Tokens of a probe text: the vector of each, among the others and alone, must point the same way. */
const PROBE = "学校专业教师";
const SAME_WAY = 0.999_99;

/**
 * The single tokens of a model that knows a token by itself, whatever stands beside it (the static kind). Null for a model that reads
 * tokens in their context: there a token has no vector of its own.
 */
export async function openTokenVectors(model: TokenModel): Promise<TokenVectors | null> {
  const kept = new Map<number, TokenVector>();

  async function vectorsOf(ids: readonly number[]): Promise<readonly TokenVector[]> {
    if (kept.size + ids.length > MAX_VECTORS) kept.clear();
    const unknown = ids.filter((id) => !kept.has(id));
    for (let start = 0; start < unknown.length; start += BATCH) {
      const batch = unknown.slice(start, start + BATCH);
      const rows = await model.read(batch, batch.length);
      for (const [index, id] of batch.entries()) kept.set(id, toTokenVector(rows[index] ?? new Float32Array(0)));
    }
    return ids.flatMap((id) => kept.get(id) ?? []);
  }

  const probe = model.encode(PROBE);
  const [together, alone] = [await model.read(probe, 1), await model.read(probe, probe.length)];
  const isFree = probe.length > 1 && probe.every((_, index) => pointTheSameWay(together[index], alone[index]));
  return isFree ? { idsOf: model.encode, vectorsOf } : null;
}

function pointTheSameWay(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  return a !== undefined && b !== undefined && dot(a, b) >= SAME_WAY * Math.hypot(...a) * Math.hypot(...b);
}

/** In 8 bits: a quarter of the memory, an error of less than a hundredth of the greatest number. */
function toTokenVector(row: Float32Array): TokenVector {
  const greatest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const places = Int8Array.from(row, (value) => (greatest === 0 ? 0 : Math.round((value / greatest) * LEVELS)));
  return { places, length: Math.hypot(...row), placesLength: Math.hypot(...places) };
}
