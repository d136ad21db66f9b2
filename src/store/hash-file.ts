import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";

/** Over a province the graph has 400 MB, which read at once would stay in the memory for long. */
const HASHED_AT_ONCE = 1 << 20;
/** A larger piece when others are answered meanwhile: each piece comes back through the event loop, and is hashed in some milliseconds. */
const HASHED_ASIDE = 1 << 22;

/** SHA-256 of a file's bytes, in hex. Throws where it cannot be read. */
export function hashFile(path: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(HASHED_AT_ONCE);
  const file = openSync(path, "r");
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** The same beside whatever else is done; the system holds the file afterwards. Rejects where it cannot be read. */
export async function hashFileAside(path: string): Promise<string> {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(HASHED_ASIDE);
  const file = await open(path, "r");
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
