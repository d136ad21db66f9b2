import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/build-index.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import type { IngestDeps } from "../../src/indexing/deps.ts";
import { removeReport, undoRemoval } from "../../src/indexing/remove-reports.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { makeDocx } from "../support/documents/make-docx.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const NOW = new Date("2026-03-04T05:06:07Z");
const ID = "yunshan-weixiao-2020-quality";

let folder: string;
let deps: IngestDeps;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "remove-"));
  deps = { store: createMemoryStore(), embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures };
});
afterEach(() => {
  deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (school: string, teachers: number): string[] => [
  `${school}2020年度质量报告`,
  "一、学校概况",
  `${school}地处云杉市河东新区，校园占地58亩。`,
  "二、教师队伍",
  `学校现有专任教师${teachers}人，就业率98.5%。`,
];
const reportText = (school = "云杉卫生学校", teachers = 96): string => `${lines(school, teachers).join("\n")}\n`;
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const ingest = (paths: readonly string[] = [folder], given = deps) => buildIndex(given, { paths, prune: false });
const ids = (): string[] => deps.store.reports().map((record) => record.id);
const state = () => ({
  records: deps.store.reports(),
  texts: deps.store.reports().map((record) => deps.store.readText(record.id)),
  passages: deps.store.reports().map((record) => deps.store.passagesOf(record.id)),
  figures: deps.store.figures({}),
});

describe("a removed report", () => {
  it("is gone, stays out when its folder is read again, and is told as kept out", async () => {
    put("甲.txt", reportText());
    put("乙.txt", reportText("云杉旅游学校"));
    await ingest();
    expect(removeReport(deps.store, ID, NOW).file).toBe("甲.txt");
    expect(ids()).toEqual(["yunshan-lvxiao-2020-quality"]);
    const summary = await ingest();
    expect(summary).toMatchObject({ added: 0, unchanged: 1, failed: [], keptOut: [{ file: "甲.txt", removedId: ID, removedAt: NOW.toISOString() }] });
    expect(ids()).toEqual(["yunshan-lvxiao-2020-quality"]);
  });

  it("stays out when its file changes, is copied or comes in another format", async () => {
    put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    put("甲.txt", reportText("云杉卫生学校", 97));
    put("甲的副本.txt", reportText());
    const [title = "", heading = "", ...rest] = lines("云杉卫生学校", 96);
    put(
      "甲.docx",
      makeDocx([
        { kind: "title", text: title },
        { kind: "heading", level: 1, text: heading },
        ...rest.map((text, index) => ({ kind: index === 1 ? "heading" : "paragraph", level: 1, text }) as const),
      ]),
    );
    const summary = await ingest();
    expect(summary.keptOut.map((one) => one.file)).toEqual(["甲.docx", "甲.txt", "甲的副本.txt"]);
    expect(ids()).toEqual([]);
  });

  it("leaves another report of the same school and year alone", async () => {
    put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    put("定稿.txt", reportText("云杉卫生学校", 99));
    expect(await ingest()).toMatchObject({ added: 1, keptOut: [{ file: "甲.txt" }] });
  });

  it("comes in again when its file is given by name, and stays in from then on", async () => {
    const path = put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    expect(await ingest([path])).toMatchObject({ added: 1, keptOut: [] });
    expect(await ingest()).toMatchObject({ unchanged: 1, keptOut: [] });
    expect(deps.store.removedReports()).toEqual([]);
  });

  it("is not lost when its file is given by name and cannot be read", async () => {
    const path = put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    put("甲.txt", "");
    expect((await ingest([path])).failed).toMatchObject([{ code: "empty_file" }]);
    expect(await undoRemoval(deps, ID)).toEqual({ id: ID, file: "甲.txt", from: "kept", fileExists: true });
    expect(deps.store.readText(deps.store.reports()[0]?.id ?? ("" as never))).toContain("96人");
  });

  it("must be there", () => {
    expect(() => removeReport(deps.store, "none", NOW)).toThrow(expect.objectContaining({ code: "report_not_found" }));
  });
});

describe("undoing a removal", () => {
  it("brings the report back whole, and its file is unchanged for the next ingest", async () => {
    put("甲.txt", reportText());
    await ingest();
    const before = state();
    removeReport(deps.store, ID, NOW);
    expect(await undoRemoval(deps, ID)).toEqual({ id: ID, file: "甲.txt", from: "kept", fileExists: true });
    expect(state()).toEqual(before);
    expect(await ingest()).toMatchObject({ unchanged: 1, keptOut: [] });
  });

  it("brings it back without its file, and says that the file is gone", async () => {
    const path = put("甲.txt", reportText());
    await ingest();
    const before = state();
    removeReport(deps.store, ID, NOW);
    rmSync(path);
    expect(await undoRemoval(deps, ID)).toEqual({ id: ID, file: "甲.txt", from: "kept", fileExists: false });
    expect(state()).toEqual(before);
  });

  it("reads a file that has changed since", async () => {
    put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    put("甲.txt", reportText("云杉卫生学校", 97));
    expect(await undoRemoval(deps, ID)).toMatchObject({ id: ID, from: "file", fileExists: true });
    expect(state().texts[0]).toContain("97人");
    expect(deps.store.removedReports()).toEqual([]);
  });

  it("gives it a number where another file has its id by now, and refuses where it cannot be read again", async () => {
    const path = put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    put("乙.txt", reportText("云杉卫生学校", 99));
    await ingest();
    expect(await undoRemoval(deps, ID)).toMatchObject({ id: `${ID}-2`, from: "file" });
    expect(ids()).toEqual([ID, `${ID}-2`]);
    removeReport(deps.store, `${ID}-2`, NOW);
    expect(await undoRemoval(deps, `${ID}-2`)).toMatchObject({ id: `${ID}-2`, from: "kept" });
    removeReport(deps.store, ID, NOW);
    rmSync(join(folder, "乙.txt"));
    rmSync(path);
    put("丙.txt", reportText("云杉卫生学校", 101));
    await ingest();
    await expect(undoRemoval(deps, ID)).rejects.toMatchObject({ code: "id_taken" });
    expect(deps.store.removedReports()).toHaveLength(1);
  });

  it("makes vectors anew for another embedder", async () => {
    const path = put("甲.txt", reportText());
    await ingest();
    removeReport(deps.store, ID, NOW);
    rmSync(path);
    put("乙.txt", reportText("云杉旅游学校"));
    const other = { ...deps, embedder: createHashEmbedder("other") };
    await ingest([folder], other);
    expect(await undoRemoval(other, ID)).toMatchObject({ from: "kept", fileExists: false });
    expect([...deps.store.vectors()]).toHaveLength(deps.store.reports().reduce((sum, record) => sum + record.passageCount, 0));
  });

  it("knows only what was removed", async () => {
    await expect(undoRemoval(deps, "none")).rejects.toMatchObject({ code: "removed_not_found" });
  });
});
