import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toIndicatorId, toReportId } from "../../src/domain/ids.ts";
import { backupIndex, restoreIndex } from "../../src/store/backup.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { IndexedReport, Store } from "../../src/store/store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aFigure, anIndexedReport, anOwner, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { fc } from "../support/property.ts";

/** A store keeps much of the index in memory: whatever others commit, it must see the same as one that has just been opened. */
const segmenter = createBigramSegmenter();
const embedder = createHashEmbedder();
const INDICATORS = ["teachers.fulltime", "students.total"] as const;
// So many that a look-up over all of them goes by the indicator.
const IDS = Array.from({ length: 12 }, (_, index) => `r${String.fromCharCode(97 + index)}`);

async function entryOf(id: string, count: number): Promise<IndexedReport> {
  const lines = Array.from({ length: 1 + (count % 3) }, (_, index) => `${id}有教师${count + index}人。`);
  const text = lines.join("");
  const report = aReport(text, { id: toReportId(id), version: createHash("sha256").update(text).digest("hex"), owner: anOwner(`owner-${id}`) });
  const passages = lines.map((line, index) => aPassage(report, index, [line]));
  const figures = lines.map((_, index) =>
    aFigure(report, `${count + index}人`, {
      ownerId: report.owner.id,
      indicatorId: INDICATORS[(count + index) % 2] ?? INDICATORS[0],
      value: String(count + index),
    }),
  );
  return anIndexedReport(embedder, report, passages, figures);
}

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-kept-"));
  path = join(folder, "wenbao.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

function seen(store: Store, near = openVectorIndex(store, null)) {
  const ownerIds = store.reports().map(({ owner }) => owner.id);
  const vector = [...store.vectors()].at(-1)?.vector ?? new Float32Array(64);
  return {
    reports: store.reports(),
    texts: IDS.map((id) => store.readText(toReportId(id))),
    figures: store.figures({}),
    one: store.figures({ ownerIds: ownerIds.slice(0, 1) }),
    byIndicator: INDICATORS.map((id) => store.figures({ indicatorIds: [toIndicatorId(id)], ownerIds })),
    bySomeOwners: store.figures({ indicatorIds: INDICATORS.map(toIndicatorId), ownerIds: ownerIds.slice(1) }),
    found: store.searchFigures(segmenter.searchTerms("教师"), {}, 5),
    count: near.count,
    near: near.search(vector, 5),
  };
}

function seenAnew(): ReturnType<typeof seen> {
  const fresh = openStore(path, { segmenter, readonly: true });
  const all = seen(fresh);
  fresh.close();
  return all;
}

type Change = { readonly id: string; readonly count: number | null };
const change: fc.Arbitrary<Change> = fc.record({ id: fc.constantFrom(...IDS), count: fc.option(fc.nat(200)) });

test("a store that has long been open sees every commit of another, several between two looks included", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 4 }), async (rounds) => {
      const writer = openStore(path, { segmenter });
      writer.clear();
      const reader = openStore(path, { segmenter, readonly: true });
      const near = openVectorIndex(reader, null);
      seen(reader, near);
      for (const changes of rounds) {
        for (const { id, count } of changes) {
          if (count === null) writer.removeReport(toReportId(id));
          else writer.replaceReport(await entryOf(id, count));
        }
        expect(seen(reader, near)).toEqual(seenAnew());
        expect(seen(writer)).toEqual(seenAnew());
      }
      for (const store of [writer, reader]) store.close();
    }),
    { numRuns: 25 },
  );
});

test("a backup that is restored, with numbers that were in use, is seen whole", async () => {
  const writer = openStore(path, { segmenter });
  writer.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  for (const id of IDS) writer.replaceReport(await entryOf(id, 7));
  const copy = join(folder, "copy.db");
  await backupIndex(path, copy);
  for (const [index, id] of IDS.entries()) writer.replaceReport(await entryOf(id, 40 + index));
  const near = openVectorIndex(writer, null);
  const before = seen(writer, near);
  await restoreIndex(copy, path);
  expect(seen(writer, near)).toEqual(seenAnew());
  expect(seen(writer, near)).not.toEqual(before);
  writer.close();
});
