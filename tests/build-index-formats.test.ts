import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerQuestion } from "../src/answer-question.ts";
import { buildIndex } from "../src/build-index.ts";
import { extractFigures } from "../src/figures/extract-figures.ts";
import type { IngestDeps } from "../src/indexing/deps.ts";
import { createSourceFiles } from "../src/ingest/discover.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { openVectorIndex } from "../src/store/vector-cache.ts";
import { createBigramSegmenter } from "./support/bigram-segmenter.ts";
import { makeDocx } from "./support/documents/make-docx.ts";
import { makePdf } from "./support/documents/make-pdf.ts";
import { makeXlsx } from "./support/documents/make-xlsx.ts";
import type { Piece } from "./support/documents/pieces.ts";
import { createHashEmbedder } from "./support/hash-embedder.ts";
import { createMemoryStore } from "./support/memory-store.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../data/lexicon", import.meta.url)));

let folder: string;
let deps: IngestDeps;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "formats-"));
  deps = { store: createMemoryStore(), embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon, extractFigures };
});
afterEach(() => {
  deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const pieces = (school: string, year: number, teachers = 96): Piece[] => [
  { kind: "title", text: school },
  { kind: "title", text: `${year}年度质量报告` },
  { kind: "heading", level: 1, text: "一、学校概况" },
  { kind: "paragraph", text: `${school}地处云杉市河东新区，校园占地58亩。` },
  { kind: "heading", level: 1, text: "二、教师队伍" },
  { kind: "paragraph", text: `学校现有专任教师${teachers}人，就业率98.5%。` },
];
const asText = (given: readonly Piece[]): string => given.map((piece) => ("text" in piece ? `${piece.text}\n` : "")).join("");

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const ingest = (files = createSourceFiles(), prune = false) => buildIndex({ ...deps, files }, { paths: [folder], prune });
const shown = (): string[] => deps.store.reports().map((record) => `${record.file} ${record.format}`);
const refusals = (summary: Awaited<ReturnType<typeof ingest>>): [string, string][] => summary.failed.map(({ file, code }) => [file, code]);

describe("reports as people have them", () => {
  it("go in from every format, and an answer from a PDF names the page", async () => {
    const filler: Piece[] = Array.from({ length: 40 }, (_, index) => ({ kind: "paragraph", text: `第${index + 1}段说明学校的办学历史与校园文化。` }));
    put("甲.docx", makeDocx(pieces("云杉卫生学校", 2020)));
    put("乙.pdf", makePdf([...pieces("云杉旅游学校", 2020).slice(0, 4), ...filler, ...pieces("云杉旅游学校", 2020, 77).slice(4)], { numbers: true }));
    put(
      "云杉体育学校2020年质量报告.xlsx",
      makeXlsx([
        {
          name: "计分卡",
          rows: [
            ["指标", "数值"],
            ["专任教师数", "55人"],
          ],
        },
      ]),
    );
    put("notes.json", "{}");
    put("~$甲.docx", "lock");
    const summary = await ingest();
    expect(refusals(summary)).toEqual([]);
    expect(shown().sort()).toEqual(["乙.pdf pdf", "云杉体育学校2020年质量报告.xlsx xlsx", "甲.docx docx"]);
    const vectors = openVectorIndex(deps.store, null);
    const answer = await answerQuestion(
      { store: deps.store, lexicon, embedder: deps.embedder, segmenter: deps.segmenter, vectors: () => vectors, clock: () => 0 },
      { question: "云杉旅游学校2020年有多少专任教师？" },
    );
    expect(answer.figures[0]).toMatchObject({ value: "77", unit: "人" });
    expect(answer.citations[0]).toMatchObject({ page: 2, quote: "学校现有专任教师77人，就业率98.5%。" });
  });

  it("go in from a ZIP file, names in any encoding, and leave with it", async () => {
    const gbName = Buffer.from([0xbc, 0xd7, 0x2e, 0x74, 0x78, 0x74]).toString("latin1");
    const zip = join(folder, "全县.zip");
    const make = (teachers: number): Uint8Array =>
      zipSync({
        "各校/乙.pdf": makePdf(pieces("云杉旅游学校", 2020, teachers)),
        [gbName]: strToU8(asText(pieces("云杉卫生学校", 2020))),
        "__MACOSX/._乙.pdf": strToU8("x"),
        "里面.zip": zipSync({ "x.txt": strToU8("x") }),
        "readme.txt": strToU8("about"),
      });
    put("全县.zip", make(96));
    const summary = await ingest();
    expect(refusals(summary)).toEqual([["全县.zip!/里面.zip", "archive_inside"]]);
    expect(shown()).toEqual(["全县.zip!/各校/乙.pdf pdf", "全县.zip!/甲.txt text"]);
    expect(await ingest()).toMatchObject({ unchanged: 2 });
    put("全县.zip", make(97));
    expect(await ingest()).toMatchObject({ unchanged: 1, replaced: 1 });
    rmSync(zip);
    expect((await ingest(createSourceFiles(), true)).removed).toHaveLength(2);
    expect(shown()).toEqual([]);
  });

  it("are told apart from the same text in another format", async () => {
    put("a.docx", makeDocx(pieces("云杉卫生学校", 2020)));
    put("b.txt", asText(pieces("云杉卫生学校", 2020)).replaceAll("\n", "\r\n\r\n"));
    put("c.pdf", makePdf(pieces("云杉卫生学校", 2020), { numbers: true }));
    put("d.pdf", makePdf(pieces("云杉卫生学校", 2019), { numbers: true }));
    put("e.pdf", makePdf(pieces("云杉卫生学校", 2020, 97), { numbers: true }));
    const summary = await ingest();
    expect(refusals(summary)).toEqual([
      ["b.txt", "duplicate_report"],
      ["c.pdf", "duplicate_report"],
    ]);
    for (const { reason } of summary.failed) expect(reason).toContain("a.docx");
    expect(deps.store.reports()).toHaveLength(3);
  });

  it("each get one clear line where they cannot be read, and the others go in", async () => {
    put("a.txt", asText(pieces("云杉卫生学校", 2020)));
    put("空.pdf", "");
    put("扫描.pdf", makePdf(pieces("云杉卫生学校", 2020), { scanned: true, numbers: true }));
    put("加密.pdf", makePdf(pieces("云杉卫生学校", 2020), { locked: true }));
    put("坏.docx", makeDocx(pieces("云杉卫生学校", 2020)).subarray(0, 500));
    put("旧.doc", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]));
    put("锁.docx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from("EncryptedPackage", "utf16le")]));
    put("富文本.rtf", "{\\rtf1 x}");
    put("图.txt", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    put("演示.pptx", zipSync({ "ppt/presentation.xml": strToU8("<p/>") }));
    put("空的.zip", zipSync({ "x.bin": strToU8("x") }));
    put("坏的.zip", "PK\u0003\u0004broken");
    put("行\n尾.pdf", "x");
    const big = put("大.pdf", "%PDF-1.7");
    truncateSync(big, 300_000_000);
    symlinkSync(folder, join(folder, "环"));
    const summary = await ingest();
    expect(summary.added).toBe(1);
    expect(Object.fromEntries(refusals(summary))).toEqual({
      "空.pdf": "empty_file",
      "扫描.pdf": "scanned_pdf",
      "加密.pdf": "encrypted_pdf",
      "坏.docx": "damaged_file",
      "旧.doc": "legacy_office",
      "锁.docx": "encrypted_file",
      "富文本.rtf": "unsupported_format",
      "图.txt": "not_text",
      "演示.pptx": "unsupported_format",
      "空的.zip": "empty_archive",
      "坏的.zip": "damaged_file",
      "行\ufffd尾.pdf": "damaged_file",
      "大.pdf": "file_too_large",
    });
    for (const { file, reason } of summary.failed) expect(`${file}: ${reason}`).toMatch(/^[^\n]+: [A-Z][^\n]+\. [A-Z][^\n]+\.$/);
  });

  it("are held to the limits that are set, inside a ZIP file too", async () => {
    put("a.txt", asText(pieces("云杉卫生学校", 2020)));
    put("b.zip", zipSync({ "c.txt": strToU8(asText(pieces("云杉旅游学校", 2020)).repeat(20)) }));
    put("d.zip", zipSync({ "e.txt": new Uint8Array(9000).map((_, index) => (index * 7919) % 251) }, { level: 0 }));
    const summary = await ingest(createSourceFiles(2000));
    expect(refusals(summary)).toEqual([
      ["d.zip", "file_too_large"],
      ["b.zip!/c.txt", "file_too_large"],
    ]);
    expect(shown()).toEqual(["a.txt text"]);
  });
});
