import { statSync } from "node:fs";

/**
 * What a file holds, read again whenever it has changed, so that a change by hand or by the command line holds from the next request
 * on. What `read` throws goes to `onFailure`, once for each state of the file, which says what holds instead (`last`: what held so far).
 */
export function followFile<T>(path: string, read: (path: string) => T, onFailure: (cause: unknown, last: T | null) => T): () => T {
  let kept: { readonly stamp: string; readonly value: T } | null = null;
  return () => {
    const stamp = stampOf(path);
    if (kept?.stamp === stamp) return kept.value;
    let value: T;
    try {
      value = read(path);
    } catch (cause) {
      value = onFailure(cause, kept?.value ?? null);
    }
    kept = { stamp, value };
    return value;
  };
}

/** Tells one state of a file from the next; a file put in its place has another number. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "none" : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}
