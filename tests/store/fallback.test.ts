import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import type { Segmenter } from "../../src/domain/ports.ts";
import { toStoreError } from "../../src/store/database.ts";
import { isCutOtherwise } from "../../src/store/index-identity.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { createWasmSegmenter } from "../../src/store/wasm-segmenter.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

const WORDS = ["双师型教师", "生师比", "专任教师", "现代学徒制", "在校生数", "技能大赛"];
const SENTENCES = [
  "学校现有专任教师83人，其中双师型教师42人，占50.6%。",
  "2021年毕业生就业率为98.57%，生师比13.37:1。",
  "现代学徒制试点由三家企业参与，共建实训基地5个。",
  "学校与ESP32、1+X证书制度试点单位合作开展培训。",
  "师资队伍建设：引进高层次人才3名，开展技能大赛。",
];
const embedder = createHashEmbedder();

describe("the cutter that runs on any machine", () => {
  const native = createJiebaSegmenter(WORDS);

  test.each(SENTENCES)("cuts as the native one: %s", async (sentence) => {
    const wasm = await createWasmSegmenter(WORDS);
    expect(wasm.cut(sentence)).toEqual(native.cut(sentence));
    expect(new Set(wasm.searchTerms(sentence))).toEqual(new Set(native.searchTerms(sentence)));
  });

  test("tells itself from the native one, over the same words", async () => {
    const wasm = await createWasmSegmenter(WORDS);
    expect(wasm.id).not.toBe(native.id);
    expect(wasm.id.split("/").at(-1)).toBe(native.id.split("/").at(-1));
  });
});

describe("an index whose words were cut by another cutter", () => {
  const named = (id: string): Segmenter => ({ ...createBigramSegmenter(), id });
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wenbao-cutter-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("is known as such until each report has been read again", async () => {
    const path = join(folder, "wenbao.db");
    const entries = await Promise.all(
      ["a", "b"].map((id) => {
        const report = aReport("清河职校有教师83人。", { id: toReportId(id) });
        return anIndexedReport(embedder, report, [aPassage(report, 0, [report.text])]);
      }),
    );
    const first = openStore(path, { segmenter: named("nodejieba/common/1") });
    expect(isCutOtherwise(first, "nodejieba/common/1")).toBe(false);
    for (const entry of entries) first.replaceReport(entry);
    expect(isCutOtherwise(first, "nodejieba/common/2")).toBe(false);
    expect(isCutOtherwise(first, "jieba-wasm/common/1")).toBe(true);
    first.close();
    const second = openStore(path, { segmenter: named("jieba-wasm/common/1") });
    for (const entry of entries) {
      expect(isCutOtherwise(second, "jieba-wasm/common/1")).toBe(true);
      second.replaceReport(entry);
    }
    expect([isCutOtherwise(second, "jieba-wasm/common/1"), second.cutters()]).toEqual([false, ["jieba-wasm"]]);
    second.close();
  });
});

describe("without native parts", () => {
  afterEach(() => {
    vi.resetModules();
  });

  test("search is exact, a graph beside the index is left as it is, and the cutter stands in", async () => {
    vi.resetModules();
    const { forbidNative } = await import("../../src/store/native.ts");
    const { saveVectorCache, cacheStanding } = await import("../../src/store/hnsw-cache.ts");
    const { graphTrouble } = await import("../../src/store/hnsw-index.ts");
    const { openSegmenter } = await import("../../src/store/open-segmenter.ts");
    const { openVectorIndex } = await import("../../src/store/vector-cache.ts");
    const folder = mkdtempSync(join(tmpdir(), "wenbao-native-"));
    const store = openStore(join(folder, "wenbao.db"), { segmenter: createBigramSegmenter() });
    store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
    const report = aReport("清河职校有教师83人。实训工位多。", { id: toReportId("a") });
    store.replaceReport(await anIndexedReport(embedder, report, [aPassage(report, 0, ["清河职校有教师83人。"]), aPassage(report, 1, ["实训工位多。"])]));
    expect(graphTrouble()).toBeNull();
    expect(saveVectorCache(store, folder)).toBe("rebuilt");
    const [first] = [...store.vectors()];
    const vector = first?.vector ?? new Float32Array(64);
    const before = openVectorIndex(store, folder, { exactLimit: 0 }).search(vector, 2);
    forbidNative();
    expect(graphTrouble()).toContain("WENBAO_NATIVE");
    expect([saveVectorCache(store, folder), cacheStanding(store, folder)]).toEqual([null, "unusable"]);
    expect(openVectorIndex(store, folder, { exactLimit: 0 }).search(vector, 2)).toEqual(before);
    const { segmenter, standsInFor } = await openSegmenter(WORDS);
    expect([segmenter.id.split("/")[0], standsInFor]).toEqual(["jieba-wasm", "WENBAO_NATIVE is off"]);
    store.close();
    rmSync(folder, { recursive: true });
  });

  test("a database driver that does not load is told with its remedy: nothing stands in for it", () => {
    const broken = [
      new Error("Could not locate the bindings file. Tried:\n → /x/build/better_sqlite3.node"),
      Object.assign(new Error("/x/better_sqlite3.node: wrong architecture"), { code: "ERR_DLOPEN_FAILED" }),
      new Error("The module was compiled against a different Node.js version using NODE_MODULE_VERSION 115."),
    ];
    for (const error of broken) {
      expect(toStoreError(error)).toMatchObject({ code: "driver_missing", safeMessage: expect.stringContaining("npm rebuild better-sqlite3") });
    }
    const other = new Error("something else");
    expect(toStoreError(other)).toBe(other);
  });
});
