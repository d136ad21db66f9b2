/** Dot product; of two unit vectors their cosine. Throws RangeError where the lengths differ. */
export function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  return dotAt(a, 0, b);
}

/** Dot product of `vector` with as many numbers of `block` from `base` on. Four sums at a time: half the time of one. */
export function dotAt(block: Float32Array, base: number, vector: Float32Array): number {
  const { length } = vector;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let index = 0;
  for (; index + 3 < length; index += 4) {
    const place = base + index;
    first += (block[place] ?? 0) * (vector[index] ?? 0);
    second += (block[place + 1] ?? 0) * (vector[index + 1] ?? 0);
    third += (block[place + 2] ?? 0) * (vector[index + 2] ?? 0);
    fourth += (block[place + 3] ?? 0) * (vector[index + 3] ?? 0);
  }
  for (; index < length; index++) first += (block[base + index] ?? 0) * (vector[index] ?? 0);
  return first + second + third + fourth;
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

/**
 * The mean of `rows` vectors that lie one behind the other, brought to length 1; of no row, or of rows that cancel out, the zero vector.
 * Row by row, as they lie in memory: the library's own mean goes by columns, which took a fifth of the time of ingest.
 */
export function unitMean(data: Float32Array, rows: number, dimension: number): Float32Array {
  const sum = new Float32Array(dimension);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < dimension; column++, at++) sum[column] = (sum[column] ?? 0) + (data[at] ?? 0);
  }
  const length = Math.hypot(...sum);
  return length === 0 ? sum : sum.map((value) => value / length);
}
