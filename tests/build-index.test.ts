import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../src/build-index.ts";
import type { Embedder } from "../src/domain/ports.ts";
import { extractFigures } from "../src/figures/extract-figures.ts";
import type { IngestDeps } from "../src/indexing/deps.ts";
import type { IngestEvent } from "../src/indexing/events.ts";
import { removeReport } from "../src/indexing/remove-reports.ts";
import { createSourceFiles } from "../src/ingest/discover.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { createBigramSegmenter } from "./support/bigram-segmenter.ts";
import { createHashEmbedder } from "./support/hash-embedder.ts";
import { createMemoryStore } from "./support/memory-store.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../data/lexicon", import.meta.url)));

let folder: string;
let deps: IngestDeps;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ingest-"));
  deps = { store: createMemoryStore(), embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures };
});
afterEach(() => {
  deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const reportText = (school: string, year: number, teachers = 96): string =>
  `${school}\n${year}年度质量报告\n\n一、学校概况\n${school}地处云杉市河东新区，校园占地58亩。\n二、教师队伍\n学校现有专任教师${teachers}人，就业率98.5%。\n`;

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const ingest = (paths: readonly string[] = [folder], prune = false, given: IngestDeps = deps) => buildIndex(given, { paths, prune });
const ids = (): string[] => deps.store.reports().map((record) => record.id);

describe("buildIndex", () => {
  it("reads folders recursively and leaves hidden files, settings and notes out", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    put("深/处/乙.md", reportText("云杉旅游学校", 2021));
    put(".hidden.txt", reportText("云杉体育学校", 2021));
    put("README.md", "# About these files");
    put("notes.json", "{}");
    const summary = await ingest();
    expect(summary).toMatchObject({ added: 2, replaced: 0, unchanged: 0, removed: [], failed: [] });
    expect(deps.store.reports().map((record) => [record.id, record.file])).toEqual([
      ["yunshan-lvxiao-2021-quality", "深/处/乙.md"],
      ["yunshan-weixiao-2020-quality", "甲.txt"],
    ]);
    expect(summary.reports[0]).toMatchObject({ outcome: "added", indexedShare: 1, headings: { title: 1, chinese: 2 } });
    expect(deps.store.figures({}).length).toBeGreaterThan(0);
    expect(deps.store.passagesOf(summary.reports[0]?.report.id ?? ("" as never)).length).toBe(summary.reports[0]?.passageCount);
  });

  it("shows a client nothing of where files lie", async () => {
    const path = put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest([path]);
    expect(deps.store.reports()[0]?.file).toBe("甲.txt");
    expect(deps.store.reports()[0]?.sourcePath).toBe(path);
  });

  it("skips unchanged files, replaces changed ones under the same id, and reads again when the vocabulary changes", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    const generation = deps.store.generation();
    expect(await ingest()).toMatchObject({ added: 0, replaced: 0, unchanged: 1 });
    expect(deps.store.generation()).toBe(generation);
    put("甲.txt", reportText("云杉卫生学校", 2020, 97));
    expect(await ingest()).toMatchObject({ replaced: 1 });
    expect(ids()).toEqual(["yunshan-weixiao-2020-quality"]);
    expect(await ingest([folder], false, { ...deps, lexicon: { ...lexicon, hash: "other" } })).toMatchObject({ replaced: 1 });
  });

  it("reads reports again that lie elsewhere when the vocabulary changes", async () => {
    put("一/甲.txt", reportText("云杉卫生学校", 2020));
    put("二/乙.txt", reportText("云杉旅游学校", 2020));
    await ingest();
    const changed = { ...deps, lexicon: { ...lexicon, hash: "other" } };
    expect(await ingest([join(folder, "一")], false, changed)).toMatchObject({ replaced: 2 });
    expect(await ingest([folder], false, changed)).toMatchObject({ unchanged: 2 });
  });

  it("leaves the others to a later ingest where one file is to be read alone", async () => {
    const path = put("一/甲.txt", reportText("云杉卫生学校", 2020));
    put("二/乙.txt", reportText("云杉旅游学校", 2020));
    await ingest();
    const changed = { ...deps, lexicon: { ...lexicon, hash: "other" } };
    expect(await buildIndex(changed, { paths: [path], prune: false, alone: true })).toMatchObject({ replaced: 1, unchanged: 0 });
    expect(await ingest([folder], false, changed)).toMatchObject({ replaced: 1, unchanged: 1 });
  });

  it("empties and fills an index that another embedder built", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    const other = { ...deps, embedder: createHashEmbedder("another") };
    expect(await ingest([folder], false, other)).toMatchObject({ added: 1, failed: [] });
    expect(deps.store.embedderIdentity()?.model).toBe("another");
  });

  it("moves a report whose year was corrected to its new id", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    put("甲.txt", reportText("云杉卫生学校", 2021));
    expect(await ingest()).toMatchObject({ added: 0, replaced: 1 });
    expect(ids()).toEqual(["yunshan-weixiao-2021-quality"]);
  });

  it("gives a second file of one owner, year and kind a number, whatever the order of paths", async () => {
    const first = put("甲.txt", reportText("云杉卫生学校", 2020));
    const second = put("乙.txt", reportText("云杉卫生学校", 2020, 99));
    await ingest([first, second]);
    expect(deps.store.reports().map((record) => [record.id, record.file])).toEqual([
      ["yunshan-weixiao-2020-quality", "乙.txt"],
      ["yunshan-weixiao-2020-quality-2", "甲.txt"],
    ]);
    expect(deps.store.reports()[1]?.issues.map((issue) => issue.code)).toContain("same_year_twice");
    put("甲.txt", reportText("云杉卫生学校", 2020, 100));
    await ingest();
    expect(deps.store.reports().map((record) => record.file)).toEqual(["乙.txt", "甲.txt"]);
  });

  it("refuses the very same text under another name", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    put("乙.txt", reportText("云杉卫生学校", 2020));
    const summary = await ingest();
    expect(summary.failed).toMatchObject([{ file: "甲.txt", code: "duplicate_report" }]);
    expect(ids()).toHaveLength(1);
  });

  it("follows a renamed file instead of counting it twice", async () => {
    const path = put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    renameSync(path, join(folder, "丙.txt"));
    await ingest();
    expect(deps.store.reports().map((record) => [record.id, record.file])).toEqual([["yunshan-weixiao-2020-quality", "丙.txt"]]);
  });

  it("keeps owners apart whose names are spelt alike", async () => {
    put("a.txt", reportText("宜春市卫生学校", 2020));
    put("b.txt", reportText("伊春市卫生学校", 2020));
    await ingest();
    const owners = deps.store.reports().map((record) => record.owner);
    expect(new Set(owners.map((owner) => owner.id)).size).toBe(2);
    expect(deps.store.figures({}).every((figure) => owners.some((owner) => owner.id === figure.ownerId))).toBe(true);
    const before = ids();
    put("a.txt", reportText("宜春市卫生学校", 2020, 50));
    put("b.txt", reportText("伊春市卫生学校", 2020, 51));
    await ingest();
    expect(ids()).toEqual(before);
  });

  it("goes on after a file that fails, and names each", async () => {
    put("a.txt", "");
    put("b.txt", Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d]));
    put("c.pdf", "%PDF-1.7");
    put("d.txt", reportText("云杉卫生学校", 2020));
    const summary = await ingest([folder, join(folder, "missing")]);
    expect(summary.added).toBe(1);
    expect(summary.failed.map(({ file, code }) => [file.split("/").pop(), code])).toEqual([
      ["missing", "path_missing"],
      ["a.txt", "empty_file"],
      ["b.txt", "damaged_file"],
      ["c.pdf", "damaged_file"],
    ]);
    for (const { reason } of summary.failed) expect(reason).not.toContain(folder);
  });

  it("leaves the old state of a report when embedding the new one fails", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    put("甲.txt", reportText("云杉卫生学校", 2020, 97));
    const broken: Embedder = { ...deps.embedder, embedPassages: async () => Promise.reject(new Error("out of memory")) };
    const summary = await ingest([folder], false, { ...deps, embedder: broken });
    expect(summary.failed).toMatchObject([{ code: "internal_error" }]);
    expect(summary.failed[0]?.reason).not.toContain("memory");
    expect(deps.store.readText(deps.store.reports()[0]?.id ?? ("" as never))).toContain("96人");
  });

  it("prunes only below the given paths, and only when asked", async () => {
    const gone = put("一/甲.txt", reportText("云杉卫生学校", 2020));
    const other = put("二/乙.txt", reportText("云杉旅游学校", 2020));
    put("一/丙.txt", reportText("云杉体育学校", 2020));
    await ingest();
    rmSync(gone);
    rmSync(other);
    expect(await ingest([join(folder, "一")])).toMatchObject({ removed: [] });
    expect(await ingest([join(folder, "一")], true)).toMatchObject({ removed: ["yunshan-weixiao-2020-quality"] });
    expect(ids()).toEqual(["yunshan-lvxiao-2020-quality", "yunshan-tixiao-2020-quality"]);
  });

  it("takes settings beside a file, reads again when they change, and refuses bad ones", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    put("甲.txt.meta.json", JSON.stringify({ school: "云杉护理学校", year: 2018 }));
    await ingest();
    expect(ids()).toEqual(["yunshan-huxiao-2018-quality"]);
    put("甲.txt.meta.json", JSON.stringify({ school: "云杉护理学校", year: 2019 }));
    await ingest();
    expect(ids()).toEqual(["yunshan-huxiao-2019-quality"]);
    put("甲.txt.meta.json", JSON.stringify({ schol: "x" }));
    expect((await ingest()).failed).toMatchObject([{ code: "settings_invalid" }]);
  });

  it("takes settings beside a ZIP file: for all in it, for what they name, and before those in it", async () => {
    const text = (school: string): Uint8Array => strToU8(reportText(school, 2020));
    const inside = {
      "一/甲.txt": text("云杉卫生学校"),
      "乙.txt": text("云杉旅游学校"),
      "丙.txt": text("云杉体育学校"),
      "constructor.txt": text("云杉美术学校"),
    };
    put("a.zip", zipSync({ ...inside, "乙.txt.meta.json": strToU8('{"year": 2016}'), "丙.txt.meta.json": strToU8('{"year": 2017}') }));
    put("a.zip.meta.json", JSON.stringify({ year: 2018, files: { "一/甲.txt": { school: "云杉护理学校" }, "丙.txt": { year: 2019 } } }));
    expect(await ingest()).toMatchObject({ added: 4, failed: [] });
    expect(ids()).toEqual(["yunshan-huxiao-2018-quality", "yunshan-lvxiao-2016-quality", "yunshan-tixiao-2019-quality", "yunshanmeishu-xuexiao-2018-quality"]);
    rmSync(join(folder, "a.zip.meta.json"));
    await ingest([`${folder}/a.zip!/一/甲.txt`]);
    expect(ids()).toContain("yunshan-weixiao-2020-quality");
    expect((await ingest([`${folder}/a.zip!/none.txt`])).failed).toMatchObject([{ code: "path_missing" }]);
    put("a.zip.meta.json", JSON.stringify({ files: { "乙.txt": { year: "x" } } }));
    expect((await ingest()).failed.map(({ code }) => code)).toEqual(["settings_invalid", "settings_invalid", "settings_invalid", "settings_invalid"]);
  });

  it("walks a folder that links to itself once", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    symlinkSync(folder, join(folder, "loop"));
    symlinkSync(join(folder, "nowhere.txt"), join(folder, "broken.txt"));
    expect(await ingest()).toMatchObject({ added: 1, failed: [] });
  });

  it("tells how far it is", async () => {
    put("甲.txt", reportText("云杉卫生学校", 2020));
    put("乙.txt", "");
    const events: IngestEvent[] = [];
    await buildIndex(deps, { paths: [folder], prune: false, onProgress: (event) => events.push(event) });
    expect(events.map((event) => event.kind)).toEqual(["discovered", "started", "failed", "started", "embedded", "finished"]);
    expect(events[0]).toEqual({ kind: "discovered", total: 2 });
  });

  it("never embeds more than the model reads", async () => {
    put("甲.txt", `${reportText("云杉卫生学校", 2020)}三、说明\n${"学生，".repeat(900)}共有教师97人${"，学校".repeat(900)}。\n`);
    const lengths: number[] = [];
    const watched: Embedder = {
      ...deps.embedder,
      maxCharacters: 120,
      embedPassages: (texts) => {
        lengths.push(...texts.map((text) => text.length));
        return deps.embedder.embedPassages(texts);
      },
    };
    await ingest([folder], false, { ...deps, embedder: watched });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(120);
  });
});

describe("files that a watch found", () => {
  const watched = (paths: readonly string[], prune = true) => buildIndex(deps, { paths, prune, below: folder });

  it("are shown as their folder's ingest shows them", async () => {
    const path = put("深/乙.md", reportText("云杉旅游学校", 2021));
    await ingest();
    put("深/乙.md", reportText("云杉旅游学校", 2021, 97));
    expect(await watched([path])).toMatchObject({ replaced: 1, failed: [] });
    expect(deps.store.reports().map((record) => record.file)).toEqual(["深/乙.md"]);
  });

  it("are taken out when they are gone, and so is what lay in a folder that is gone", async () => {
    const path = put("甲.txt", reportText("云杉卫生学校", 2020));
    put("深/处/乙.md", reportText("云杉旅游学校", 2021));
    put("丙.txt", reportText("云杉体育学校", 2020));
    await ingest();
    rmSync(path);
    rmSync(join(folder, "深"), { recursive: true });
    expect(await watched([path, join(folder, "深")])).toMatchObject({ removed: expect.arrayContaining(["yunshan-weixiao-2020-quality"]), failed: [] });
    expect(ids()).toEqual(["yunshan-tixiao-2020-quality"]);
  });

  it("do not bring back what a person removed", async () => {
    const path = put("甲.txt", reportText("云杉卫生学校", 2020));
    await ingest();
    removeReport(deps.store, "yunshan-weixiao-2020-quality", new Date("2026-01-02T03:04:05Z"));
    put("甲.txt", reportText("云杉卫生学校", 2020, 97));
    expect(await watched([path])).toMatchObject({ added: 0, keptOut: [{ file: "甲.txt" }] });
  });
});

describe("an ingest that is asked to stop", () => {
  it("ends before the next file and keeps what is in", async () => {
    for (const name of ["云杉卫生学校", "云杉旅游学校", "云杉体育学校"]) put(`${name}.txt`, reportText(name, 2020));
    const finished: string[] = [];
    const onProgress = (event: IngestEvent): void => void (event.kind === "finished" && finished.push(event.result.file));
    const summary = await buildIndex(deps, { paths: [folder], prune: false, onProgress, isStopped: () => finished.length === 2 });
    expect([summary.added, deps.store.reports().length]).toEqual([2, 2]);
  });
});

describe("ingesting many files", () => {
  it("looks at each file a bounded number of times, however many reports are in", async () => {
    const schools = Array.from(
      { length: 24 },
      (_, index) => `云杉第${["一", "二", "三", "四", "五", "六"][index % 6]}${["卫生", "旅游", "体育", "商贸"][Math.floor(index / 6)]}学校`,
    );
    for (const school of schools) put(`${school}.txt`, reportText(school, 2020));
    const real = createSourceFiles();
    let looks = 0;
    const files = { ...real, exists: (path: string) => ++looks > 0 && real.exists(path) };
    await ingest([folder], false, { ...deps, files });
    expect(deps.store.reports()).toHaveLength(24);
    expect(looks).toBeLessThanOrEqual(24 * 3);
  });
});
