import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { AppError } from "../../src/domain/issue.ts";
import { backupIndex, restoreIndex } from "../../src/store/backup.ts";
import { checkIndex } from "../../src/store/check-index.ts";
import { openDatabase, toStoreError } from "../../src/store/database.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { ingestGenerated, writeGenerated } from "./support.ts";

const segmenter = createBigramSegmenter();
let folder = "";
let path = "";
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-check-"));
  path = join(folder, "index", "wenbao.db");
  writeGenerated(join(folder, "reports"), [0, 1]);
  store = openStore(path, { segmenter });
  await ingestGenerated(store, join(folder, "reports"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const change = (sql: string): void => {
  const db = openDatabase(path, { readonly: false });
  db.pragma("foreign_keys = OFF");
  db.exec(sql);
  db.close();
};

describe("wenbao check", () => {
  test("finds nothing in a sound index, and counts what is in it", () => {
    const check = checkIndex(path);
    expect(check.faults).toEqual([]);
    expect([check.reports, check.passages > 50, check.figures > 100]).toEqual([2, true, true]);
  });

  test.each<readonly [string, string, string]>([
    ["text", "a changed text", "UPDATE report_texts SET text = '前' || text"],
    ["figure", "a figure moved by one", "UPDATE figures SET json = json_set(json, '$.source.start', json_extract(json, '$.source.start') + 1) WHERE row = 3"],
    ["passage", "a passage outside its text", `UPDATE passages SET parts = '[{"start":5,"end":9999999}]' WHERE label = 2`],
    ["vectors", "a vector that is gone", "DELETE FROM passage_vectors WHERE label = 4"],
    ["vectors", "a vector of another length", "UPDATE passage_vectors SET vector = x'00000000' WHERE label = 2"],
    ["full_text", "search rows that are gone", "DELETE FROM passage_terms WHERE rowid = 5"],
    ["counts", "a figure that is gone", "DELETE FROM figures WHERE row = 7; DELETE FROM figure_terms WHERE rowid = 7"],
    ["foreign_key", "a passage of no report", "UPDATE passages SET report = 'nobody' WHERE label = 1"],
  ])("tells %s of %s", (code, _, sql) => {
    change(sql);
    expect(checkIndex(path).faults.map((fault) => fault.code)).toContain(code);
  });
});

describe("backup and restore", () => {
  test("a backup made while others write is a whole index; restoring it brings back what it held", async () => {
    const file = join(folder, "kept", "one.db");
    const before = store.reports();
    expect((await backupIndex(path, file)).reports).toBe(2);
    await expect(backupIndex(path, file)).rejects.toMatchObject({ code: "backup_exists" });
    const [first] = before;
    store.removeReport(first?.id ?? toReportId(""));
    const reader = openStore(path, { segmenter, readonly: true });
    expect(reader.reports()).toHaveLength(1);
    await restoreIndex(file, path);
    // Both handles were open all the while.
    for (const held of [store, reader]) expect(held.reports()).toEqual(before);
    expect(checkIndex(path).faults).toEqual([]);
    expect(existsSync(`${file}.part`)).toBe(false);
    reader.close();
  });

  test("an index can be restored into an empty folder", async () => {
    const file = join(folder, "two.db");
    await backupIndex(path, file);
    const other = join(folder, "new", "wenbao.db");
    await restoreIndex(file, other);
    const restored = openStore(other, { segmenter, readonly: true });
    expect(restored.reports()).toEqual(store.reports());
    expect(restored.embedderIdentity()).toEqual(createHashEmbedder().identity);
    restored.close();
  });

  test("what is no sound index is neither backed up nor restored, and nothing changes", async () => {
    const text = join(folder, "text.db");
    writeFileSync(text, "no database, and long enough to be none".repeat(50));
    await expect(restoreIndex(text, path)).rejects.toMatchObject({ code: "index_damaged" });
    await expect(restoreIndex(join(folder, "none.db"), path)).rejects.toMatchObject({ code: "backup_missing" });
    const spoilt = join(folder, "spoilt.db");
    await backupIndex(path, spoilt);
    const db = openDatabase(spoilt, { readonly: false });
    db.exec("UPDATE report_texts SET text = 'x' || text");
    db.close();
    await expect(restoreIndex(spoilt, path)).rejects.toMatchObject({ code: "backup_failed" });
    expect(store.reports()).toHaveLength(2);
    change("UPDATE report_texts SET text = 'x' || text");
    await expect(backupIndex(path, join(folder, "never.db"))).rejects.toMatchObject({ code: "backup_failed" });
    expect(existsSync(join(folder, "never.db"))).toBe(false);
  });
});

describe("trouble with the disk", () => {
  test("a full disk stops a report whole, says so, and leaves the rest as it was", async () => {
    const before = store.reports();
    const pages = openDatabase(path, { readonly: true });
    const used = Number(pages.pragma("page_count", { simple: true }));
    pages.close();
    writeGenerated(join(folder, "reports"), [2, 3, 4]);
    const full = openStore(path, { segmenter, maxPages: used + 40 });
    const { failed, added } = await ingestGenerated(full, join(folder, "reports"));
    expect([failed.map(({ code }) => code), added]).toEqual([["disk_full", "disk_full", "disk_full"], 0]);
    expect(full.reports()).toEqual(before);
    full.close();
    expect(checkIndex(path).faults).toEqual([]);
    expect((await ingestGenerated(store, join(folder, "reports"))).added).toBe(3);
  });

  test("a writer that waits in vain is told that another is at it", () => {
    const other = openDatabase(path, { readonly: false });
    other.exec("BEGIN IMMEDIATE");
    const waiting = openDatabase(path, { readonly: false });
    waiting.pragma("busy_timeout = 10");
    expect(() => {
      try {
        waiting.exec("BEGIN IMMEDIATE");
      } catch (error) {
        throw toStoreError(error);
      }
    }).toThrow(expect.objectContaining({ code: "index_busy" }));
    other.close();
    waiting.close();
  });

  test("pages overwritten in the middle of the file are told, not served as if nothing were wrong", () => {
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096 * 3, 4096 * 40);
    writeFileSync(path, bytes);
    let told: string[];
    try {
      told = checkIndex(path).faults.map(({ code }) => code);
    } catch (error) {
      told = [error instanceof AppError ? error.code : String(error)];
    }
    expect(["database", "index_damaged"]).toContain(told[0]);
    rmSync(join(folder, "index"), { recursive: true });
    store = openStore(path, { segmenter });
  });

  test("a folder that cannot be made or read is told with its remedy", () => {
    expect(() => openStore(join(path, "below-a-file", "wenbao.db"), { segmenter })).toThrow(expect.objectContaining({ code: "index_unopenable" }));
    expect(() => openStore(folder, { segmenter })).toThrow(expect.objectContaining({ code: "index_unopenable" }));
  });
});
