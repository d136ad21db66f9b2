import { AppError } from "../domain/issue.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";

/** Whether vectors of the one may be compared with vectors of the other. */
export function sameEmbedder(a: EmbedderIdentity, b: EmbedderIdentity): boolean {
  return (
    a.model === b.model && a.dimension === b.dimension && a.pooling === b.pooling && a.queryPrefix === b.queryPrefix && a.passagePrefix === b.passagePrefix
  );
}

/**
 * Refuses an index whose vectors were made by another model: its distances would look plausible and mean nothing.
 * A new index passes. Throws AppError index_of_other_model.
 */
export function assertEmbedder(store: { embedderIdentity(): EmbedderIdentity | null }, identity: EmbedderIdentity): void {
  const built = store.embedderIdentity();
  if (built === null || sameEmbedder(built, identity)) return;
  throw new AppError(
    "index_of_other_model",
    "The index was built with another embedding model; set WENBAO_MODEL back to that model, or run `ingest` into a new folder (--index DIR).",
    { detail: `index: ${describe(built)}; now: ${describe(identity)}` },
  );
}

function describe(identity: EmbedderIdentity): string {
  return `${identity.model}, ${identity.dimension} dimensions, ${identity.pooling} pooling`;
}
