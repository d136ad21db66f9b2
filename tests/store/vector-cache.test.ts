import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { openHnswCache, saveVectorCache } from "../../src/store/hnsw-cache.ts";
import type { Store } from "../../src/store/store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { anIndexedReport, anOwner, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const embedder = createHashEmbedder();
const CHARACTERS = "校师生课书桌灯窗门墙路桥车船机电光水火木金土山石田禾米麦豆瓜";

/** A report of as many passages as asked, each of two characters of its own. */
async function write(store: Store, id: string, count: number): Promise<void> {
  const words = Array.from(
    { length: count },
    (_, index) => `${CHARACTERS[index % CHARACTERS.length]}${CHARACTERS[(index * 7 + 3) % CHARACTERS.length]}${id}${index}`,
  );
  const report = aReport(words.join("。"), { id: toReportId(id), owner: anOwner(id) });
  store.replaceReport(
    await anIndexedReport(
      embedder,
      report,
      words.map((word, index) => aPassage(report, index, [word])),
    ),
  );
}

let folder = "";
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-vectors-"));
  store = createMemoryStore();
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  await write(store, "a", 20);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const graphFile = () => join(folder, "vectors.hnsw");
const manifestFile = () => join(folder, "vectors.json");
const manifest = () => JSON.parse(readFileSync(manifestFile(), "utf8"));
const rewrite = (change: Record<string, unknown>) => writeFileSync(manifestFile(), JSON.stringify({ ...manifest(), ...change }));

test("is written whole, named in a manifest, and leaves nothing aside", () => {
  expect(saveVectorCache(store, folder)).toBe("rebuilt");
  expect(readdirSync(folder).sort()).toEqual(["vectors.hnsw", "vectors.json"]);
  expect(manifest()).toMatchObject({ model: "hash-64", dimension: 64, count: 20, generation: store.generation(), m: 24 });
  expect(saveVectorCache(store, folder)).toBe("current");
  expect(openHnswCache(store, folder)?.state).toBe("current");
});

test("is caught up with what was written since", async () => {
  saveVectorCache(store, folder);
  await write(store, "b", 3);
  const opened = openHnswCache(store, folder);
  expect(opened?.state).toBe("caught_up");
  expect([...(opened?.graph.labels() ?? [])].sort((a, b) => a - b)).toEqual([...store.passageLabels({})]);
  expect(saveVectorCache(store, folder)).toBe("caught_up");
  expect(openHnswCache(store, folder)?.state).toBe("current");
});

test("is built anew when too many of its passages are gone", async () => {
  await write(store, "b", 20);
  saveVectorCache(store, folder);
  store.removeReport(toReportId("a"));
  const opened = openHnswCache(store, folder);
  expect(opened?.state).toBe("rebuilt");
  expect(opened?.graph.count).toBe(20);
});

test.each<readonly [string, () => void]>([
  ["missing", () => rmSync(graphFile())],
  ["without its manifest", () => rmSync(manifestFile())],
  ["cut short", () => truncateSync(graphFile(), 500)],
  ["overwritten with something else", () => writeFileSync(graphFile(), "not a graph")],
  ["with a manifest that is no JSON", () => writeFileSync(manifestFile(), "{")],
  ["of another format", () => rewrite({ format: 99 })],
  ["of another model", () => rewrite({ model: "other" })],
  ["of another dimension", () => rewrite({ dimension: 32 })],
  ["of another metric", () => rewrite({ metric: "l2" })],
  ["of other parameters", () => rewrite({ m: 4 })],
  ["of another count", () => rewrite({ count: 21 })],
])("a cache %s is built anew from the store, never served", (_, spoil) => {
  saveVectorCache(store, folder);
  spoil();
  const opened = openHnswCache(store, folder);
  expect(opened?.state).toBe("rebuilt");
  expect(opened?.graph.count).toBe(20);
  expect(saveVectorCache(store, folder)).toBe("rebuilt");
  expect(openHnswCache(store, folder)?.state).toBe("current");
});

test("a cache of another index is not served, though generations and labels are the same", async () => {
  saveVectorCache(store, folder);
  const other = createMemoryStore();
  other.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  await write(other, "x", 20);
  expect(other.generation()).toBe(store.generation());
  expect(other.passageLabels({})).toEqual(store.passageLabels({}));
  expect(openHnswCache(other, folder)?.state).toBe("rebuilt");
  const wanted = [...other.vectors()][3];
  expect(openVectorIndex(other, folder, { exactLimit: 0 }).search(wanted?.vector ?? new Float32Array(64), 1)[0]?.label).toBe(wanted?.label);
  other.close();
});

test("an index without vectors leaves no cache", () => {
  saveVectorCache(store, folder);
  store.removeReport(toReportId("a"));
  expect(saveVectorCache(store, folder)).toBeNull();
  expect(existsSync(graphFile())).toBe(false);
});

test.each([
  ["exact", 20_000],
  ["graph", 0],
])("the %s index follows the store: what was committed is found, what was removed is not", async (_, exactLimit) => {
  saveVectorCache(store, folder);
  const index = openVectorIndex(store, folder, { exactLimit });
  expect(index.count).toBe(20);
  await write(store, "b", 2);
  expect(index.count).toBe(22);
  const [label] = store.passageLabels({ reportIds: [toReportId("b")] });
  const vector = [...store.vectors()].find((entry) => entry.label === label)?.vector ?? new Float32Array(64);
  expect(index.search(vector, 1)[0]?.label).toBe(label);
  store.removeReport(toReportId("b"));
  expect(index.search(vector, 50).map((hit) => hit.label)).toEqual(expect.not.arrayContaining([label]));
  expect(index.search(vector, 50)).toHaveLength(20);
});

test("a reader whose cache is missing or far behind searches exactly and builds nothing", async () => {
  const index = openVectorIndex(store, folder, { exactLimit: 0 });
  const [first] = [...store.vectors()];
  expect(index.search(first?.vector ?? new Float32Array(64), 1)[0]?.label).toBe(first?.label);
  expect(readdirSync(folder)).toEqual([]);
});

test("an index follows a change of the model", async () => {
  const index = openVectorIndex(store, folder);
  expect(index.count).toBe(20);
  store.clear();
  expect(index.count).toBe(0);
  store.recordBuild({ embedder: { ...embedder.identity, model: "other", dimension: 2 }, lexiconHash: "l" });
  const report = aReport("甲乙", { id: toReportId("z") });
  store.replaceReport({
    report,
    passages: [aPassage(report, 0, ["甲乙"])],
    figures: [],
    vectors: [Float32Array.of(0, 1)],
    contentHash: "h",
    sourcePath: "/z",
  });
  expect(index.search(Float32Array.of(0, 1), 3)).toEqual([{ label: store.passageLabels({})[0], similarity: 1 }]);
});

test("beside a graph a filter reads the vectors that it lets pass, not all of them", async () => {
  saveVectorCache(store, folder);
  await write(store, "b", 2);
  let read = 0;
  const counted: Store = {
    ...store,
    vectorOf(label) {
      read++;
      return store.vectorOf(label);
    },
  };
  const index = openVectorIndex(counted, folder, { exactLimit: 0 });
  expect(index.count).toBe(22);
  read = 0;
  const within = new Set(store.passageLabels({ reportIds: [toReportId("b")] }));
  const vector = store.vectorOf([...within][1] ?? 0) ?? new Float32Array(64);
  expect(index.search(vector, 5, within).map(({ label }) => label)).toEqual([[...within][1], [...within][0]]);
  expect(read).toBe(2);
  expect(index.search(vector, 5, new Set([...within, 1_000_000]))).toHaveLength(2);
});

test("what is read aside finds the same, and the file is not read again", async () => {
  saveVectorCache(store, folder);
  const [first] = [...store.vectors()];
  const query = first?.vector ?? new Float32Array(64);
  const expected = openVectorIndex(store, folder, { exactLimit: 0 }).search(query, 5);
  const index = openVectorIndex(store, folder, { exactLimit: 0 });
  await Promise.all([index.ready(), index.ready()]);
  rmSync(graphFile());
  expect(index.search(query, 5)).toEqual(expected);
  await index.ready();
});

test("what is written while the graph is read aside is found", async () => {
  saveVectorCache(store, folder);
  const index = openVectorIndex(store, folder, { exactLimit: 0 });
  const ready = index.ready();
  await write(store, "b", 2);
  await ready;
  expect(index.count).toBe(22);
  const [label] = store.passageLabels({ reportIds: [toReportId("b")] });
  expect(index.search(store.vectorOf(label ?? 0) ?? new Float32Array(64), 1)[0]?.label).toBe(label);
});

test.each([
  ["damaged", (): void => truncateSync(graphFile(), 100)],
  ["missing", (): void => rmSync(graphFile())],
])("a %s graph is found out aside, and search is exact", async (_, spoil) => {
  saveVectorCache(store, folder);
  spoil();
  const index = openVectorIndex(store, folder, { exactLimit: 0 });
  await index.ready();
  const [first] = [...store.vectors()];
  expect(index.search(first?.vector ?? new Float32Array(64), 1)[0]?.label).toBe(first?.label);
});
