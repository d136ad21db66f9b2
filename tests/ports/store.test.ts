import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toFigureId, toIndicatorId, toOwnerId, toPassageId, toReportId } from "../../src/domain/ids.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { FigureFilter, Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aFigure, anIndexedReport, anOwner, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const embedder = createHashEmbedder();
const segmenter = createBigramSegmenter();

const TEXT_A = "清河职校有教师83人。\n学徒制试点由三家企业参与。就业率98.57%。";
const TEXT_B = "白山技校有教师120人。实训工位350个。";

const reportA = aReport(TEXT_A, { id: toReportId("a-2022"), owner: anOwner("a") });
const reportB = aReport(TEXT_B, { id: toReportId("b-2022"), owner: anOwner("b") });
const passagesA = [
  aPassage(reportA, 0, ["清河职校有教师83人。"], ["一、概况"]),
  aPassage(reportA, 1, ["学徒制试点由三家企业参与。", "就业率98.57%。"], ["三、产教融合", "（一）现代学徒制"]),
];
const passagesB = [aPassage(reportB, 0, ["白山技校有教师120人。"]), aPassage(reportB, 1, ["实训工位350个。"])];
const figuresA = [
  aFigure(reportA, "98.57%", {
    unit: "%",
    kind: "share",
    indicatorId: "employment_rate",
    indicator: { id: toIndicatorId("employment_rate"), name: "就业率", words: "就业率" },
  }),
  aFigure(reportA, "83人", { indicatorId: "teachers" }),
];
const figuresB = [
  aFigure(reportB, "120人", { indicatorId: "teachers" }),
  aFigure(reportB, "350个", { unit: "个", indicator: { id: null, name: "实训工位", words: "实训工位" } }),
];
const entryA = await anIndexedReport(embedder, reportA, passagesA, figuresA);
const entryB = await anIndexedReport(embedder, reportB, passagesB, figuresB);

const folders: string[] = [];
const STORES: readonly (readonly [string, () => Store])[] = [
  ["in memory", createMemoryStore],
  [
    "in a file",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "wenbao-store-"));
      folders.push(folder);
      return openStore(join(folder, "index", "wenbao.db"), { segmenter });
    },
  ],
];

describe.each(STORES)("a store %s", (_, open) => {
  let store: Store;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => {
    store.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test("is empty at first", () => {
    expect(store.generation()).toBe(0);
    expect(store.reports()).toEqual([]);
    expect(store.build()).toBeNull();
    expect(store.embedderIdentity()).toBeNull();
    expect(store.report(reportA.id)).toBeNull();
    expect(store.readText(reportA.id)).toBeNull();
    expect(store.figures({})).toEqual([]);
    expect([...store.vectors()]).toEqual([]);
  });

  test("gives back what was written", () => {
    store.replaceReport(entryB);
    store.replaceReport(entryA);
    expect(store.reports().map((record) => record.id)).toEqual(["a-2022", "b-2022"]);
    expect(store.report(reportA.id)).toMatchObject({
      owner: reportA.owner,
      passageCount: 2,
      figureCount: 2,
      characterCount: TEXT_A.length,
      sourcePath: "/reports/a-2022.txt",
    });
    expect(store.readText(reportA.id)).toBe(TEXT_A);
    expect(store.passagesOf(reportA.id)).toEqual(passagesA);
    expect(store.passages([toPassageId(reportB.id, 1), toPassageId(reportA.id, 9), toPassageId(reportA.id, 0)])).toEqual([passagesB[1], passagesA[0]]);
  });

  test("counts generations by committed changes", () => {
    store.replaceReport(entryA);
    store.replaceReport(entryB);
    expect(store.generation()).toBe(2);
    expect(store.removeReport(toReportId("nobody"))).toBe(false);
    expect(store.generation()).toBe(2);
    expect(store.removeReport(reportA.id)).toBe(true);
    expect(store.generation()).toBe(3);
    store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
    store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
    expect(store.generation()).toBe(4);
  });

  test("keeps nothing of a removed or replaced report", () => {
    store.replaceReport(entryA);
    store.replaceReport(entryB);
    const shorter = aReport("清河职校。", { id: reportA.id, owner: reportA.owner });
    const before = store.passageLabels({});
    store.replaceReport({
      ...entryA,
      report: shorter,
      passages: [aPassage(shorter, 0, ["清河职校。"])],
      vectors: entryA.vectors.slice(0, 1),
      figures: [],
    });
    expect(store.readText(reportA.id)).toBe("清河职校。");
    expect(store.searchPassages("terms", segmenter.searchTerms("学徒制"), {}, 10)).toEqual([]);
    expect(store.searchFigures(segmenter.searchTerms("就业率"), {}, 10)).toEqual([]);
    expect(store.figures({ ownerIds: [reportA.owner.id] })).toEqual([]);
    const label = store.passageLabel(toPassageId(reportA.id, 0));
    expect(before).not.toContain(label);
    store.removeReport(reportB.id);
    expect(store.passageLabels({})).toEqual([label]);
    expect([...store.vectors()].map((entry) => entry.label)).toEqual([label]);
  });

  test("leaves the old report in place when the new one cannot be written", () => {
    store.replaceReport(entryA);
    expect(() => store.replaceReport({ ...entryA, vectors: [] })).toThrow(RangeError);
    const twice = [aPassage(reportA, 0, ["就业率98.57%。"]), aPassage(reportA, 0, ["清河职校有教师83人。"])];
    expect(() => store.replaceReport({ ...entryA, passages: twice })).toThrow();
    expect(store.generation()).toBe(1);
    expect(store.passagesOf(reportA.id)).toEqual(passagesA);
    expect(store.figures({})).toHaveLength(2);
  });

  test("looks figures up completely, in the order of owner, report and place", () => {
    store.replaceReport(entryB);
    store.replaceReport(entryA);
    const values = (figures: ReturnType<Store["figures"]>) => figures.map((figure) => figure.source.raw);
    expect(values(store.figures({}))).toEqual(["83人", "98.57%", "120人", "350个"]);
    expect(values(store.figures({ indicatorIds: [toIndicatorId("teachers")] }))).toEqual(["83人", "120人"]);
    expect(values(store.figures({ units: ["%", "个"] }))).toEqual(["98.57%", "350个"]);
    expect(values(store.figures({ ownerIds: [toOwnerId("b")], units: ["人"] }))).toEqual(["120人"]);
    expect(values(store.figures({ reportIds: [] }))).toEqual([]);
    expect(store.figures({ ownerIds: [toOwnerId("a")] })).toEqual([figuresA[1], figuresA[0]]);
  });

  test("looks up an indicator over many owners as over few, in the same order", () => {
    store.replaceReport(entryB);
    store.replaceReport(entryA);
    const others = Array.from({ length: 20 }, (_, index) => toOwnerId(`other-${index}`));
    const indicatorIds = [toIndicatorId("teachers"), toIndicatorId("teachers"), toIndicatorId("none")];
    const wide = (ids: readonly string[], more: FigureFilter = {}) =>
      store.figures({ ownerIds: [...others, ...ids.map(toOwnerId)], indicatorIds, ...more }).map((figure) => figure.source.raw);
    expect(wide(["b", "a"])).toEqual(["83人", "120人"]);
    expect(wide(["b"])).toEqual(["120人"]);
    expect(wide(["a", "b"], { units: ["%"] })).toEqual([]);
    expect(wide(["a", "b"], { reportIds: [reportA.id] })).toEqual(["83人"]);
    expect(store.figures({ indicatorIds }).map((figure) => figure.source.raw)).toEqual(["83人", "120人"]);
    expect(store.figures({ ownerIds: others, indicatorIds })).toEqual([]);
  });

  test("looks up figures about parts by the part's name, within a filter", () => {
    const parts = ["数控专业", "护理专业", null].map((subject, index) => aFigure(reportA, "83人", { subject, id: toFigureId(reportA.id, 900 + index) }));
    store.replaceReport({ ...entryA, figures: parts });
    const about = (name: string, filter: FigureFilter = {}) => store.figuresAbout((subject) => subject.includes(name), filter).map(({ subject }) => subject);
    expect(about("数控")).toEqual(["数控专业"]);
    expect(about("")).toHaveLength(2);
    expect(about("数控", { reportIds: [reportB.id] })).toEqual([]);
    expect(about("数控", { ownerIds: [reportA.owner.id], units: [parts[0]?.unit ?? ""] })).toEqual(["数控专业"]);
    store.removeReport(reportA.id);
    expect(about("")).toEqual([]);
  });

  test("sees a change right after it, though look-ups are kept", () => {
    store.replaceReport(entryA);
    expect(store.figures({})).toHaveLength(2);
    store.replaceReport(entryB);
    expect(store.figures({})).toHaveLength(4);
    store.removeReport(reportA.id);
    expect(store.figures({})).toHaveLength(2);
  });

  test("finds figures by words, within a filter", () => {
    store.replaceReport(entryA);
    store.replaceReport(entryB);
    expect(store.searchFigures(segmenter.searchTerms("实训工位"), {}, 10)[0]?.figure.source.raw).toBe("350个");
    expect(store.searchFigures(segmenter.searchTerms("实训工位"), { ownerIds: [toOwnerId("a")] }, 10)).toEqual([]);
  });

  test("finds passages by terms and by pairs, in text and headings, within a filter", () => {
    store.replaceReport(entryA);
    store.replaceReport(entryB);
    for (const column of ["terms", "bigrams"] as const) {
      const found = store.searchPassages(column, segmenter.searchTerms("现代学徒制"), {}, 10);
      expect(found.map((hit) => hit.passageId)).toEqual([passagesA[1]?.id]);
      expect(found[0]?.score).toBeGreaterThan(0);
      expect(store.searchPassages(column, segmenter.searchTerms("现代学徒制"), { reportIds: [reportB.id] }, 10)).toEqual([]);
      expect(store.searchPassages(column, segmenter.searchTerms("教师"), { reportIds: [reportB.id] }, 10).map((hit) => hit.reportId)).toEqual([reportB.id]);
    }
  });

  test("takes what looks like query syntax for plain words", () => {
    store.replaceReport(entryA);
    const hostile = ['"', "教师 OR", "NEAR(", "terms:x", "*", "a* ^b", "'); DROP TABLE reports; --", "98.57", "\u0000", "((", "……"];
    for (const term of hostile) expect(() => store.searchPassages("terms", [term], {}, 5)).not.toThrow();
    expect(store.searchPassages("terms", hostile, {}, 5).map((hit) => hit.passageId)).toEqual([passagesA[1]?.id]);
    expect(store.searchPassages("terms", [], {}, 5)).toEqual([]);
    expect(store.searchPassages("terms", ["98"], {}, 5)).toEqual([]);
  });

  test("keeps vectors to the bit, ascending, those after a label alone when asked", () => {
    store.replaceReport(entryA);
    const [first, second] = [...store.vectors()];
    expect(first?.vector).toEqual(entryA.vectors[0]);
    expect(first?.reportId).toBe(reportA.id);
    expect([...store.vectors(first?.label)]).toEqual([second]);
    expect(store.passageIdOfLabel(first?.label ?? -1)).toBe(passagesA[0]?.id);
    expect(store.passageIdOfLabel(99_999)).toBeNull();
  });

  test("refuses another embedder while reports are in, and takes it after clear", () => {
    store.recordBuild({ embedder: embedder.identity, lexiconHash: "one" });
    store.replaceReport(entryA);
    store.recordBuild({ embedder: embedder.identity, lexiconHash: "two" });
    expect(store.build()?.lexiconHash).toBe("two");
    const other = createHashEmbedder("other").identity;
    expect(() => store.recordBuild({ embedder: other, lexiconHash: "two" })).toThrow(expect.objectContaining({ code: "index_of_other_model" }));
    store.clear();
    expect(store.reports()).toEqual([]);
    expect(store.searchPassages("terms", segmenter.searchTerms("教师"), {}, 5)).toEqual([]);
    store.recordBuild({ embedder: other, lexiconHash: "two" });
    expect(store.embedderIdentity()).toEqual(other);
  });
});
