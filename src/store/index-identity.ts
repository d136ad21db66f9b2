import { AppError } from "../domain/issue.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import type { Store } from "./store.ts";

/** Whether vectors of the one may be compared with vectors of the other. */
export function sameEmbedder(a: EmbedderIdentity, b: EmbedderIdentity): boolean {
  return (
    a.model === b.model &&
    a.dimension === b.dimension &&
    a.pooling === b.pooling &&
    a.queryPrefix === b.queryPrefix &&
    a.passagePrefix === b.passagePrefix &&
    a.weights === b.weights
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
    "The index was built with another embedding model; set WENBAO_MODEL back to that model, or run `ingest`, which reads and embeds the reports again.",
    { detail: `index: ${describe(built)}; now: ${describe(identity)}` },
  );
}

/** What to say of an index that another cutter's words stand in. */
export const CUT_OTHERWISE =
  "reports of the index were cut into words by another cutter than the one that cuts questions here, so that a rare word may not be found; run `ingest`, which reads them again";

/**
 * Whether words of some report were cut by another cutter than cuts the questions. The two agree on nearly all words, and pairs of
 * characters and meaning are searched besides: such an index answers, and the next `ingest` reads its reports again.
 */
export function isCutOtherwise(store: Pick<Store, "cutters">, segmenterId: string): boolean {
  return store.cutters().some((cutter) => cutter !== cutterOf(segmenterId));
}

/** Which cutter made an id, whatever words it was given: "nodejieba/common/1f3a" → "nodejieba". */
export function cutterOf(id: string): string {
  return id.split("/", 1)[0] ?? id;
}

function describe(identity: EmbedderIdentity): string {
  const weights = identity.weights === undefined ? "" : `, weights ${identity.weights.slice(0, 8)}`;
  return `${identity.model}, ${identity.dimension} dimensions, ${identity.pooling} pooling${weights}`;
}
