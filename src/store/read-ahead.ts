import { read } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";

/** Bytes of one reading; what is read is thrown away, so all readings share one piece of memory. */
const PIECE = 1 << 25;

const readInto = promisify(read);

/**
 * Reads a file once, beside whatever else runs, so that the system holds it when it is needed: from a cold disk that takes seconds over
 * a province, and the vocabulary loads meanwhile. Nothing depends on it: resolves to the bytes read, 0 where the file cannot be read.
 */
export async function readAhead(path: string): Promise<number> {
  const file = await open(path).catch(() => null);
  if (file === null) return 0;
  try {
    const { size } = await file.stat();
    const scratch = Buffer.alloc(Math.min(size, PIECE));
    // All are asked for at once: the next must not wait until the vocabulary has loaded and somebody can ask for it.
    const pieces = Array.from({ length: Math.ceil(size / PIECE) }, (_, index) => readInto(file.fd, scratch, 0, scratch.length, index * PIECE));
    const read = await Promise.allSettled(pieces);
    return read.reduce((sum, piece) => sum + (piece.status === "fulfilled" ? piece.value.bytesRead : 0), 0);
  } finally {
    await file.close();
  }
}
