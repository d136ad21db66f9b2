import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildIndex, type IngestOptions } from "../../src/build-index.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import type { IngestDeps } from "../../src/indexing/deps.ts";
import { removeReport } from "../../src/indexing/remove-reports.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { type Watching, watchReports } from "../../src/writing/watch-reports.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));

let folder: string;
let deps: IngestDeps;
let watching: Watching | null;
let told: string[];
let errors: unknown[];
let failNext: boolean;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch-"));
  deps = { store: createMemoryStore(), embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures };
  [watching, told, errors, failNext] = [null, [], [], false];
});
afterEach(async () => {
  await watching?.close();
  deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const writer = {
    ingest: async (options: IngestOptions) => {
      if (failNext) {
        failNext = false;
        throw new Error("disk");
      }
      return buildIndex(deps, options);
    },
  };
  watching = watchReports({
    folder,
    writer,
    settleMs: 60,
    onEvent: (event) => {
      if (event.kind === "failed") told.push(`${event.failure.file} ${event.failure.code}`);
      else if (event.kind === "removed") told.push(`removed ${event.id}`);
      else if (event.kind === "finished") told.push(`${event.result.file} ${event.result.outcome}`);
    },
    onError: (cause) => errors.push(cause),
  });
  await watching.ready;
}
const put = (name: string, school: string, teachers = 96): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), `${school}\n2020年度质量报告\n\n一、学校概况\n${school}校园占地58亩。\n二、教师队伍\n学校现有专任教师${teachers}人。\n`);
};
const files = (): string[] => deps.store.reports().map((record) => record.file);
const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

describe("a watched folder", { timeout: 480_000 }, () => {
  it("brings in what is there, and then what is new, changed, renamed and gone", async () => {
    put("甲.txt", "云杉卫生学校");
    await start();
    expect(files()).toEqual(["甲.txt"]);
    put("深/处/乙.txt", "云杉旅游学校");
    await until(() => expect(files()).toEqual(["深/处/乙.txt", "甲.txt"]));
    put("甲.txt", "云杉卫生学校", 97);
    await until(() => expect(told).toContain("甲.txt replaced"));
    renameSync(join(folder, "甲.txt"), join(folder, "丙.txt"));
    await until(() => expect(files()).toEqual(["深/处/乙.txt", "丙.txt"]));
    rmSync(join(folder, "深"), { recursive: true });
    await until(() => expect(files()).toEqual(["丙.txt"]));
    expect([told.filter((line) => line.startsWith("removed")).length > 0, errors]).toEqual([true, []]);
  });

  it("follows the settings beside a file", async () => {
    put("甲.txt", "云杉卫生学校");
    await start();
    writeFileSync(join(folder, "甲.txt.meta.json"), '{"year": 2018}');
    await until(() => expect(deps.store.reports().map((record) => record.year)).toEqual([2018]));
    rmSync(join(folder, "甲.txt.meta.json"));
    await until(() => expect(deps.store.reports().map((record) => record.year)).toEqual([2020]));
  });

  it("tells what it cannot read, goes on after a failure, and passes over what is no report", async () => {
    await start();
    writeFileSync(join(folder, "空.pdf"), "");
    await until(() => expect(told).toEqual(["空.pdf empty_file"]));
    failNext = true;
    put("甲.txt", "云杉卫生学校");
    await until(() => expect(errors).toHaveLength(1));
    put(".hidden.txt", "云杉商贸学校");
    put("~$乙.docx", "云杉商贸学校");
    put("乙.txt", "云杉旅游学校");
    await until(() => expect(files()).toEqual(["乙.txt"]));
  });

  it("leaves out what a person removed", async () => {
    put("甲.txt", "云杉卫生学校");
    await start();
    removeReport(deps.store, deps.store.reports()[0]?.id ?? "", new Date("2026-01-02T03:04:05Z"));
    put("甲.txt", "云杉卫生学校", 97);
    put("乙.txt", "云杉旅游学校");
    await until(() => expect(files()).toEqual(["乙.txt"]));
  });

  it("does not forget everything where the folder is empty or gone at the start", async () => {
    put("甲.txt", "云杉卫生学校");
    await buildIndex(deps, { paths: [folder], prune: false });
    rmSync(join(folder, "甲.txt"));
    await start();
    expect(files()).toEqual(["甲.txt"]);
    await watching?.close();
    rmSync(folder, { recursive: true });
    await start();
    expect([files(), errors]).toEqual([["甲.txt"], []]);
  });
});
