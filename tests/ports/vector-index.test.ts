import { describe, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import type { VectorIndex } from "../../src/domain/ports.ts";
import { createExactIndex } from "../../src/store/exact-index.ts";
import type { LabelledVector, Store } from "../../src/store/store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { dot } from "../../src/store/vector-math.ts";
import { fc } from "../support/property.ts";
import { randomUnitVectors } from "../support/vectors.ts";

type Build = (entries: readonly LabelledVector[]) => VectorIndex;

/** As much of a store as a vector index reads. */
function storeOf(entries: readonly LabelledVector[]): Store {
  const dimension = entries[0]?.vector.length ?? 0;
  const reads: Pick<Store, "generation" | "digestAt" | "vectors" | "vectorOf" | "passageLabels" | "embedderIdentity"> = {
    generation: () => 1,
    digestAt: () => null,
    vectors: () => entries,
    vectorOf: (label) => entries.find((entry) => entry.label === label)?.vector ?? null,
    passageLabels: () => entries.map(({ label }) => label),
    embedderIdentity: () => ({ model: "m", dimension, pooling: "mean", queryPrefix: "", passagePrefix: "" }),
  };
  return reads as Store;
}

const INDEXES: readonly (readonly [string, Build])[] = [
  ["exact", createExactIndex],
  ["graph", (entries) => openVectorIndex(storeOf(entries), null, { exactLimit: 0 })],
];

function label(vectors: readonly Float32Array[]): LabelledVector[] {
  return vectors.map((vector, index) => ({ label: index * 3 + 1, reportId: toReportId("r"), vector }));
}

describe.each(INDEXES)("the %s vector index", (_, build) => {
  test("finds every vector as its own nearest", () => {
    const entries = label(randomUnitVectors(300, 24, 7));
    const index = build(entries);
    expect(index.count).toBe(300);
    for (const entry of entries) {
      const [hit] = index.search(entry.vector, 1);
      expect(hit?.label).toBe(entry.label);
      expect(hit?.similarity).toBeCloseTo(1, 5);
    }
  });

  test("orders hits by exact cosine, clamps the limit, and lets a filter decide", () => {
    const entries = label(randomUnitVectors(60, 8, 11));
    const index = build(entries);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 9 }), (limit, at, step) => {
        const query = entries[at]?.vector ?? new Float32Array(8);
        const within = new Set(entries.map((entry) => entry.label).filter((one) => one % step === 0));
        const found = index.search(query, limit, within);
        const expected = entries
          .filter((entry) => within.has(entry.label))
          .map((entry) => ({ label: entry.label, similarity: dot(entry.vector, query) }))
          .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
          .slice(0, limit);
        expect(found).toEqual(expected);
      }),
    );
  });

  test("finds all that a narrow filter lets pass", () => {
    const entries = label(randomUnitVectors(2_000, 16, 13));
    const index = build(entries);
    const wanted = new Set([1, 2_998, 5_998]);
    const hits = index.search(entries[500]?.vector ?? new Float32Array(16), 10, wanted);
    expect(new Set(hits.map((hit) => hit.label))).toEqual(wanted);
  });

  test("an empty index finds nothing, and a query of another dimension is refused", () => {
    expect(build([]).search(new Float32Array(8), 5)).toEqual([]);
    expect(() => build(label(randomUnitVectors(5, 8, 1))).search(new Float32Array(9), 2)).toThrow(RangeError);
  });
});
