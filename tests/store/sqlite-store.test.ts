import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { openDatabase } from "../../src/store/database.ts";
import { assertEmbedder } from "../../src/store/index-identity.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

const segmenter = createBigramSegmenter();
const embedder = createHashEmbedder();
const report = aReport("清河职校有教师83人。");
const entry = await anIndexedReport(embedder, report, [aPassage(report, 0, ["清河职校有教师83人。"])]);

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-sqlite-"));
  path = join(folder, "wenbao.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a reader of a missing index is told to ingest, without the path in the safe message", () => {
  expect(() => openStore(path, { segmenter, readonly: true })).toThrow(
    expect.objectContaining({ code: "index_missing", safeMessage: expect.not.stringContaining(folder), message: expect.stringContaining(path) }),
  );
});

test("an index of a newer schema is refused, not changed", () => {
  const db = openDatabase(path, { readonly: false });
  db.pragma("user_version = 99");
  db.close();
  for (const readonly of [true, false]) expect(() => openStore(path, { segmenter, readonly })).toThrow(expect.objectContaining({ code: "index_newer" }));
});

test("an index of an older schema is brought up to date by a writer alone", () => {
  writeFileSync(path, "");
  expect(() => openStore(path, { segmenter, readonly: true })).toThrow(expect.objectContaining({ code: "index_older" }));
  openStore(path, { segmenter }).close();
  expect(openStore(path, { segmenter, readonly: true }).reports()).toEqual([]);
});

test("a file that is no database is refused by code", () => {
  writeFileSync(path, "this is plain text, long enough to be no header of a database at all".repeat(20));
  expect(() => openStore(path, { segmenter })).toThrow(expect.objectContaining({ code: "index_damaged" }));
});

test("a reader sees what a writer commits while both are open, and cannot write", () => {
  const writer = openStore(path, { segmenter });
  const reader = openStore(path, { segmenter, readonly: true });
  expect(reader.reports()).toHaveLength(0);
  writer.replaceReport(entry);
  expect(reader.generation()).toBe(1);
  expect(reader.reports()).toHaveLength(1);
  expect(reader.searchPassages("terms", segmenter.searchTerms("教师"), {}, 5)).toHaveLength(1);
  expect(() => reader.removeReport(report.id)).toThrow();
  writer.close();
  reader.close();
});

test("an index outlives its process", () => {
  const first = openStore(path, { segmenter });
  first.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  first.replaceReport(entry);
  first.close();
  const second = openStore(path, { segmenter, readonly: true });
  expect(second.build()).toEqual({ embedder: embedder.identity, lexiconHash: "l" });
  expect([...second.vectors()].map(({ vector }) => vector)).toEqual(entry.vectors);
  second.close();
});

test("assertEmbedder lets a new index and the same model pass, and refuses any other identity", () => {
  const { identity } = embedder;
  expect(() => assertEmbedder({ embedderIdentity: () => null }, identity)).not.toThrow();
  expect(() => assertEmbedder({ embedderIdentity: () => ({ ...identity }) }, identity)).not.toThrow();
  const changes = [
    ...[{ model: "x" }, { dimension: 65 }, { pooling: "cls" as const }, { queryPrefix: "query: " }, { passagePrefix: "passage: " }],
    { weights: "0f" },
  ];
  for (const change of changes) {
    expect(() => assertEmbedder({ embedderIdentity: () => ({ ...identity, ...change }) }, identity)).toThrow(
      expect.objectContaining({ code: "index_of_other_model" }),
    );
  }
});

test("the list of reports that a writer keeps is the one that a reader finds", async () => {
  const writer = openStore(path, { segmenter });
  expect(writer.reports()).toEqual([]);
  const ids = ["b", "d", "a", "c", "b"].map(toReportId);
  for (const [index, id] of ids.entries()) {
    const one = aReport(`清河职校有教师8${index}人。`, { id });
    writer.replaceReport(await anIndexedReport(embedder, one, [aPassage(one, 0, [one.text])]));
  }
  writer.removeReport(toReportId("d"));
  writer.removeReport(toReportId("no such report"));
  const reader = openStore(path, { segmenter, readonly: true });
  expect(writer.reports().map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(writer.reports()).toEqual(reader.reports());
  for (const id of ids) expect([writer.report(id), writer.readText(id)]).toEqual([reader.report(id), reader.readText(id)]);
  // What another process commits is seen, too.
  const other = openStore(path, { segmenter });
  other.removeReport(toReportId("a"));
  writer.removeReport(toReportId("c"));
  expect(writer.reports().map(({ id }) => id)).toEqual(["b"]);
  for (const store of [writer, reader, other]) store.close();
});
