import { describe, expect, it } from "vitest";
import { viewOfStore, viewOfVectors } from "../../src/access/store-view.ts";
import { toPassageId, toReportId } from "../../src/domain/ids.ts";
import type { Store } from "../../src/store/store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aFigure, anIndexedReport, anOwner, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const embedder = createHashEmbedder();
const IDS = ["a", "b", "c", "d"].map((name) => toReportId(`${name}-2022`));
const SEEN = [IDS[1], IDS[3]];

/** Four reports over the same words, so that each search would find all of them. */
async function entryOf(place: number) {
  const report = aReport(`第${place}校有教师${100 + place}人。实训工位${350 + place}个。`, {
    id: toReportId(`${"abcd"[place]}-2022`),
    owner: anOwner(`o${place}`),
  });
  const passages = [aPassage(report, 0, [report.text.split("。")[0] ?? ""]), aPassage(report, 1, [`实训工位${350 + place}个。`])];
  return anIndexedReport(embedder, report, passages, [
    aFigure(report, `${100 + place}人`, { indicatorId: "teachers" }),
    aFigure(report, `${350 + place}个`, { indicatorId: "seats", unit: "个", subject: "实训中心" }),
  ]);
}

const entries = await Promise.all(IDS.map((_, place) => entryOf(place)));

function storeOf(places: readonly number[]): Store {
  const store = createMemoryStore();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  for (const place of places) store.replaceReport(entries[place] ?? (entries[0] as (typeof entries)[number]));
  return store;
}

const full = storeOf([0, 1, 2, 3]);
const view = viewOfStore(full, ({ id }) => SEEN.includes(id));
/** What the view shall not be told from, but for labels, which count what was ever put in. */
const clean = storeOf([1, 3]);
const terms = createBigramSegmenter().searchTerms("教师实训工位");

const READS: Readonly<Record<string, (store: Store) => unknown>> = {
  reports: (store) => store.reports(),
  report: (store) => IDS.map((id) => store.report(id)),
  readText: (store) => IDS.map((id) => store.readText(id)),
  textReader: (store) => IDS.map(store.textReader()),
  figures: (store) => store.figures({}),
  "figures of reports": (store) => IDS.map((id) => store.figures({ reportIds: [id] })),
  "figures of owners": (store) => store.figures({ ownerIds: entries.map(({ report }) => report.owner.id) }),
  figuresAbout: (store) => store.figuresAbout((subject) => subject === "实训中心", {}),
  searchFigures: (store) => store.searchFigures(["教师"], {}, 2).map(({ figure }) => figure),
  "searchFigures in reports": (store) => store.searchFigures(["教师"], { reportIds: IDS }, 2).map(({ figure }) => figure),
  searchPassages: (store) => store.searchPassages("terms", terms, {}, 4).map(({ passageId }) => passageId),
  "searchPassages in one": (store) => IDS.map((id) => store.searchPassages("bigrams", terms, { reportIds: [id] }, 4).map(({ passageId }) => passageId)),
  passages: (store) => store.passages(IDS.flatMap((id) => [toPassageId(id, 0), toPassageId(id, 1)])),
  passagesOf: (store) => IDS.map((id) => store.passagesOf(id)),
  "which have a label": (store) => IDS.map((id) => store.passageLabel(toPassageId(id, 0)) === null),
  "what has a label": (store) => [...Array(20).keys()].flatMap((label) => store.passageIdOfLabel(label) ?? []),
  "labels of reports": (store) => IDS.map((id) => store.passageLabels({ reportIds: [id] }).length),
  passageLabels: (store) => store.passageLabels({}).length,
  vectors: (store) => [...store.vectors()].map(({ reportId, vector }) => [reportId, [...vector]]),
  vectorOf: (store) => [...Array(20).keys()].flatMap((label) => [...(store.vectorOf(label) ?? [])]),
  removedReports: (store) => store.removedReports(),
  keptReport: (store) => IDS.map((id) => store.keptReport(id)),
  embedderIdentity: (store) => store.embedderIdentity(),
};

describe("a view of the store", () => {
  it.each(Object.keys(READS))("reads as an index without the others: %s", (name) => {
    const read = READS[name];
    expect(read?.(view)).toEqual(read?.(clean));
    // The reading tells the whole from the part at all.
    if (!["removedReports", "keptReport", "embedderIdentity"].includes(name)) expect(read?.(view)).not.toEqual(read?.(full));
  });

  it("covers every method that reads, and refuses those that write", () => {
    const reads = new Set(Object.keys(READS));
    const apart = ["generation", "digestAt", "build", "cutters"];
    const others = Object.keys(view).filter((name) => !reads.has(name) && !apart.includes(name) && !["passageIdOfLabel", "passageLabel"].includes(name));
    for (const name of others) expect(() => (view[name as keyof Store] as () => unknown)(), name).toThrow("cannot be written");
    expect(others).toContain("replaceReport");
    expect(full.reports()).toHaveLength(4);
  });

  it("keeps the very same list until the index changes", () => {
    const store = storeOf([0, 1]);
    const seen = viewOfStore(store, ({ id }) => SEEN.includes(id));
    const before = seen.reports();
    expect(seen.reports()).toBe(before);
    store.replaceReport(entries[3] as (typeof entries)[number]);
    expect(seen.reports().map(({ id }) => id)).toEqual(SEEN);
  });

  it("finds the nearest of what it shows, however near the rest is", async () => {
    const vectors = openVectorIndex(full, null);
    const near = viewOfVectors(vectors, view);
    const query = await embedder.embedQuery(entries[0]?.passages[0]?.text ?? "");
    const found = (index: typeof near) => index.search(query, 3).map(({ label }) => full.passageIdOfLabel(label)?.slice(0, 6));
    expect(found(vectors)).toContain("a-2022");
    expect(new Set(found(near))).toEqual(new Set(["b-2022", "d-2022"]));
    expect(near.count).toBe(4);
    expect(near.search(query, 3, new Set())).toEqual([]);
  });
});
