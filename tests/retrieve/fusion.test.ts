import { describe, expect, test } from "vitest";
import type { Hit, RetrieverName } from "../../src/domain/evidence.ts";
import { toPassageId, toReportId } from "../../src/domain/ids.ts";
import { capPerReport, type FusionWeights, fuseHits, fusionWeights } from "../../src/retrieve/passages/fusion.ts";
import { fc } from "../support/property.ts";

const EQUAL: FusionWeights = { terms: 1, bigrams: 1, dense: 1 };

function aHit(retriever: RetrieverName, report: string, ordinal: number, rank: number): Hit {
  const reportId = toReportId(report);
  return { retriever, reportId, passageId: toPassageId(reportId, ordinal), rank, score: 1 / rank };
}

/** Rankings as retrievers give them: each passage at most once in each, ranks from 1. */
const anyHits = fc
  .record({ terms: anyRanking(), bigrams: anyRanking(), dense: anyRanking() })
  .map((rankings) =>
    (["terms", "bigrams", "dense"] as const).flatMap((retriever) =>
      rankings[retriever].map(([report, ordinal], index) => aHit(retriever, report, ordinal, index + 1)),
    ),
  );

function anyRanking() {
  return fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(9)), { maxLength: 20, selector: ([report, ordinal]) => `${report}${ordinal}` });
}

describe("fuseHits", () => {
  test("adds weight / (60 + rank) over the retrievers", () => {
    const [first, second] = fuseHits([aHit("terms", "a", 1, 1), aHit("dense", "a", 2, 1), aHit("bigrams", "a", 2, 3)], { terms: 1, bigrams: 0.5, dense: 2 });
    expect(first).toMatchObject({
      passageId: "a#p2",
      contributions: [
        { retriever: "bigrams", rank: 3 },
        { retriever: "dense", rank: 1 },
      ],
    });
    expect(first?.score).toBeCloseTo(0.5 / 63 + 2 / 61, 12);
    expect(second?.score).toBeCloseTo(1 / 61, 12);
  });

  test("lets agreement beat one first place", () => {
    const hits = [aHit("terms", "a", 1, 1), aHit("terms", "a", 2, 2), aHit("dense", "a", 2, 2)];
    expect(fuseHits(hits, EQUAL)[0]?.passageId).toBe("a#p2");
  });

  test("breaks ties by passage id", () => {
    const hits = [aHit("terms", "b", 1, 1), aHit("dense", "a", 7, 1), aHit("bigrams", "a", 10, 1)];
    expect(fuseHits(hits, EQUAL).map((rank) => rank.passageId)).toEqual(["a#p10", "a#p7", "b#p1"]);
  });

  test("counts a weight of 0 as none, and only that", () => {
    expect(fuseHits([aHit("terms", "a", 1, 1)], { terms: 0, bigrams: 1, dense: 1 })).toEqual([]);
    expect(fuseHits([aHit("terms", "a", 1, 1)], { terms: 0.001, bigrams: 0, dense: 0 })).toHaveLength(1);
  });

  test("gives the same ranking, to the bit, whatever the order of the hits", () => {
    fc.assert(
      fc.property(
        anyHits.chain((hits) => fc.tuple(fc.constant(hits), fc.shuffledSubarray(hits, { minLength: hits.length }))),
        ([hits, shuffled]) => {
          const weights = { terms: 1, bigrams: 0.7, dense: 0.3 };
          expect(fuseHits(shuffled, weights)).toEqual(fuseHits(hits, weights));
        },
      ),
    );
  });

  test("keeps every passage once, in falling score, and a better rank never lowers one", () => {
    fc.assert(
      fc.property(anyHits, (hits) => {
        const fused = fuseHits(hits, EQUAL);
        expect(new Set(fused.map((rank) => rank.passageId))).toEqual(new Set(hits.map((hit) => hit.passageId)));
        expect(fused.length).toBe(new Set(hits.map((hit) => hit.passageId)).size);
        fused.reduce((before, rank) => {
          expect(rank.score).toBeLessThanOrEqual(before);
          return rank.score;
        }, Number.POSITIVE_INFINITY);
        const worst = hits.find((hit) => hit.rank > 1);
        if (worst === undefined) return;
        const better = hits.map((hit) => (hit === worst ? { ...hit, rank: 1 } : hit));
        const scoreIn = (list: typeof fused) => list.find((rank) => rank.passageId === worst.passageId)?.score ?? 0;
        expect(scoreIn(fuseHits(better, EQUAL))).toBeGreaterThan(scoreIn(fused));
      }),
    );
  });
});

describe("capPerReport", () => {
  test("holds one report back while others have any, and fills up with it afterwards", () => {
    const ranked = fuseHits([aHit("terms", "a", 1, 1), aHit("terms", "a", 2, 2), aHit("terms", "a", 3, 3), aHit("terms", "b", 1, 9)], EQUAL);
    expect(capPerReport(ranked, 2, 1).map((rank) => rank.passageId)).toEqual(["a#p1", "b#p1"]);
    expect(capPerReport(ranked, 3, 1).map((rank) => rank.passageId)).toEqual(["a#p1", "a#p2", "b#p1"]);
  });

  test("always gives as many as there are, up to the limit, and only exceeds the cap when nothing else is left", () => {
    fc.assert(
      fc.property(anyHits, fc.nat(25), fc.integer({ min: 1, max: 5 }), (hits, limit, perReport) => {
        const ranked = fuseHits(hits, EQUAL);
        const chosen = capPerReport(ranked, limit, perReport);
        expect(chosen).toHaveLength(Math.min(limit, ranked.length));
        const chosenIds = new Set(chosen.map((rank) => rank.passageId));
        const count = (list: typeof ranked, report: string) => list.filter((rank) => rank.reportId === report).length;
        const exceeds = ["a", "b", "c"].some((report) => count(chosen, report) > perReport);
        const leftWithin = ranked.filter((rank) => !chosenIds.has(rank.passageId) && count(chosen, rank.reportId) < perReport);
        if (exceeds) expect(leftWithin).toEqual([]);
      }),
    );
  });
});

test("within one language words lead, across languages meaning does", () => {
  for (const language of ["zh", "en"] as const) {
    const same = fusionWeights(language, language);
    expect(same.terms).toBeGreaterThan(same.dense);
    expect(same.dense).toBeGreaterThan(0);
  }
  for (const [query, passage] of [
    ["en", "zh"],
    ["zh", "en"],
  ] as const) {
    const cross = fusionWeights(query, passage);
    expect(cross.dense).toBeGreaterThan(cross.terms + cross.bigrams);
    expect(cross.terms).toBeGreaterThan(0);
  }
});

describe("fusionWeights", () => {
  test("meaning leads across languages, words lead within one, and a glossed question lies between", () => {
    const [same, across, glossed] = [fusionWeights("zh", "zh"), fusionWeights("en", "zh"), fusionWeights("en", "zh", 1)];
    expect(same.dense).toBeLessThan(same.terms);
    expect(across.dense).toBeGreaterThan(across.terms);
    expect(glossed.dense / glossed.terms).toBeGreaterThan(same.dense / same.terms);
    expect(glossed.dense / glossed.terms).toBeLessThan(across.dense / across.terms);
  });

  test("coverage changes nothing within one language, and is held between 0 and 1", () => {
    expect(fusionWeights("zh", "zh", 0.7)).toEqual(fusionWeights("zh", "zh"));
    expect(fusionWeights("en", "zh", 7)).toEqual(fusionWeights("en", "zh", 1));
    expect(fusionWeights("en", "zh", -1)).toEqual(fusionWeights("en", "zh"));
  });
});
