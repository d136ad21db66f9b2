import type { ReportId } from "../../domain/ids.ts";
import type { VectorIndex } from "../../domain/ports.ts";
import type { Store } from "../../store/store.ts";

/** Passages nearest to the question by meaning whose sentences are measured by it: they hold nearly all right ones (docs/last-look.md). */
const NEAR_PASSAGES = 4;

/** The passages of the reports that come nearest to what is asked by meaning, whatever words they hold. */
export async function nearPassages(
  { store, vectors }: { readonly store: Store; readonly vectors: () => VectorIndex },
  reportIds: readonly ReportId[],
  vector: Float32Array,
): Promise<ReadonlySet<string>> {
  const index = vectors();
  await index.ready();
  const hits = index.search(vector, NEAR_PASSAGES, new Set(store.passageLabels({ reportIds })));
  return new Set(hits.flatMap(({ label }) => store.passageIdOfLabel(label) ?? []));
}
