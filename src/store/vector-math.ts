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

/** The `limit` best of a stream of scored things, best first, ties by the smaller label. */
export function topByScore(entries: Iterable<{ readonly label: number; readonly score: number }>, limit: number): { label: number; score: number }[] {
  if (limit <= 0) return [];
  const best: { label: number; score: number }[] = [];
  for (const { label, score } of entries) {
    const worst = best[best.length - 1];
    if (best.length >= limit && worst !== undefined && !precedes(score, label, worst.score, worst.label)) continue;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = best[middle];
      if (other !== undefined && precedes(other.score, other.label, score, label)) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, { label, score });
    if (best.length > limit) best.pop();
  }
  return best;
}

function precedes(score: number, label: number, otherScore: number, otherLabel: number): boolean {
  return score > otherScore || (score === otherScore && label < otherLabel);
}
