import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import type { IndexedReport, Store } from "../../src/store/store.ts";
import { aFigure, anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const embedder = createHashEmbedder();

async function entryOf(id: string, count: number): Promise<IndexedReport> {
  const report = aReport(`清河职校有教师${count}人。实训楼建成。`, { id: toReportId(id) });
  const passages = [aPassage(report, 0, [`清河职校有教师${count}人。`]), aPassage(report, 1, ["实训楼建成。"])];
  return { ...(await anIndexedReport(embedder, report, passages, [aFigure(report, `${count}人`)])), sourcePath: `/reports/${id}.txt` };
}

const [a, b] = [await entryOf("a", 83), await entryOf("b", 84)];
let store: Store;
beforeEach(() => {
  store = createMemoryStore();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  store.replaceReport(a);
  store.replaceReport(b);
});
afterEach(() => store.close());

/** All that the index tells of a report. */
const stateOf = (id: IndexedReport["report"]["id"]) => ({
  record: store.report(id),
  text: store.readText(id),
  passages: store.passagesOf(id),
  figures: store.figures({ reportIds: [id] }),
  hits: store.searchPassages("bigrams", ["教师"], { reportIds: [id] }, 5).map((hit) => hit.passageId),
  vectors: [...store.vectors()].filter((one) => one.reportId === id).map((one) => [...one.vector]),
});

describe("removed reports", () => {
  it("are gone from the index and kept whole beside it", () => {
    const before = stateOf(a.report.id);
    const generation = store.generation();
    expect(store.setAside(a.report.id, { at: "2026-01-02T03:04:05.000Z", body: "x" })).toBe(true);
    expect(store.generation()).toBe(generation + 1);
    expect(store.reports().map((record) => record.id)).toEqual(["b"]);
    expect(stateOf(a.report.id)).toEqual({ record: null, text: null, passages: [], figures: [], hits: [], vectors: [] });
    expect(store.removedReports()).toEqual([{ record: before.record, removedAt: "2026-01-02T03:04:05.000Z", body: "x" }]);
    const kept = store.keptReport(a.report.id);
    expect(kept?.embedder).toEqual(embedder.identity);
    if (kept !== null) store.putBack(kept.entry);
    expect(stateOf(a.report.id)).toEqual(before);
    expect(store.removedReports()).toEqual([]);
    expect(store.keptReport(a.report.id)).toBeNull();
  });

  it("changes nothing for an id that is not in", () => {
    const generation = store.generation();
    expect(store.setAside(toReportId("none"), { at: "2026-01-02T03:04:05.000Z", body: "" })).toBe(false);
    expect(store.keptReport(toReportId("none"))).toBeNull();
    expect(store.forgetRemoved("/reports/none.txt")).toBe(false);
    expect([store.generation(), store.removedReports()]).toEqual([generation, []]);
  });

  it("keeps one state of a file, the latest, and survives a rebuild of the index", () => {
    store.setAside(a.report.id, { at: "2026-01-02T03:04:05.000Z", body: "x" });
    store.replaceReport(a);
    store.setAside(a.report.id, { at: "2026-01-03T03:04:05.000Z", body: "y" });
    store.setAside(b.report.id, { at: "2026-01-04T03:04:05.000Z", body: "z" });
    store.clear();
    expect(store.removedReports().map(({ record, body }) => [record.id, body])).toEqual([
      ["b", "z"],
      ["a", "y"],
    ]);
    expect(store.forgetRemoved(a.sourcePath)).toBe(true);
    expect(store.removedReports().map(({ record }) => record.id)).toEqual(["b"]);
  });
});
