/** Dot product; of two unit vectors their cosine. Throws RangeError where the lengths differ. */
export function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** The bytes of a vector, little-endian float32, for a BLOB. */
export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Back from the BLOB; copied, because a driver's buffer need not be aligned to four bytes. */
export function fromBlob(blob: Uint8Array): Float32Array {
  const bytes = new Uint8Array(blob);
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT));
}

export interface Scored {
  readonly label: number;
  readonly score: number;
}

/** Collects the `limit` best of what it is offered. */
export interface TopList {
  offer(label: number, score: number): void;
  /** Best first, ties by the smaller label. */
  best(): readonly Scored[];
}

export function createTopList(limit: number): TopList {
  const kept: Scored[] = [];
  return {
    offer(label, score) {
      const worst = kept[kept.length - 1];
      if (kept.length >= limit && (worst === undefined || !precedes(score, label, worst))) return;
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = kept[middle];
        if (other === undefined || precedes(score, label, other)) high = middle;
        else low = middle + 1;
      }
      kept.splice(low, 0, { label, score });
      if (kept.length > limit) kept.pop();
    },
    best: () => kept,
  };
}

function precedes(score: number, label: number, other: Scored): boolean {
  return score > other.score || (score === other.score && label < other.label);
}
