import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { backupIndex, restoreIndex } from "../../src/store/backup.ts";
import { checkIndex } from "../../src/store/check-index.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { readTotals } from "../../src/store/full-text-totals.ts";
import { createReportRows } from "../../src/store/report-rows.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { IndexedReport, Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aFigure, anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

const segmenter = createBigramSegmenter();
const embedder = createHashEmbedder();

async function entryOf(id: string, count: number): Promise<IndexedReport> {
  const text = `清河职校有教师${count}人。现代学徒制试点扎实推进。`;
  const report = aReport(text, { id: toReportId(id), version: createHash("sha256").update(text).digest("hex") });
  const passages = [aPassage(report, 0, [`清河职校有教师${count}人。`]), aPassage(report, 1, ["现代学徒制试点扎实推进。"])];
  return anIndexedReport(embedder, report, passages, [aFigure(report, `${count}人`, { subject: "教学部" })]);
}

const kept = [await entryOf("a", 83), await entryOf("b", 84)];
const gone = await entryOf("c", 85);

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-schema-"));
  path = join(folder, "wenbao.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

type OldVersion = 1 | 2 | 3 | 4 | 5 | 6;

/** What each later schema changed, as it shipped; frozen like the first. */
const LATER: readonly (readonly [version: OldVersion, sql: string])[] = [
  [3, "DROP TABLE figure_vectors"],
  [
    4,
    `CREATE TABLE removed_reports (source_path TEXT PRIMARY KEY, id TEXT NOT NULL, removed_at TEXT NOT NULL, body TEXT NOT NULL, record TEXT NOT NULL,
      kept BLOB NOT NULL)`,
  ],
  [
    5,
    `ALTER TABLE figures ADD COLUMN subject TEXT GENERATED ALWAYS AS (json ->> '$.subject') VIRTUAL;
     CREATE INDEX figures_by_subject ON figures(subject) WHERE subject IS NOT NULL`,
  ],
];

/** An index as the program of that schema left it: figures with vectors, and in the first version totals that count a deleted report. */
function writeOldIndex(version: OldVersion): void {
  const db: Database = new Sqlite(path);
  db.pragma("foreign_keys = ON");
  db.exec(readFileSync(new URL("schemas/v1.sql", import.meta.url), "utf8"));
  db.pragma(`user_version = ${version}`);
  // What writes rows knows the newest schema alone; the column goes before the file is closed.
  db.exec("ALTER TABLE reports ADD COLUMN cutter TEXT");
  const rows = createReportRows(db, segmenter);
  const insert = (entry: IndexedReport): void => {
    rows.insert(entry);
    db.prepare("INSERT INTO figure_vectors SELECT row, zeroblob(256) FROM figures WHERE report = ?").run(entry.report.id);
  };
  db.transaction(() => {
    db.prepare("INSERT INTO meta VALUES ('embedder', ?), ('lexicon', 'l')").run(JSON.stringify(embedder.identity));
    insert(gone);
  })();
  db.transaction(() => {
    if (version === 1) {
      db.exec("DELETE FROM passage_terms; DELETE FROM figure_terms; DELETE FROM reports");
    } else rows.remove(gone.report.id);
    for (const entry of kept) insert(entry);
    db.exec("INSERT INTO generations VALUES (1, 'd1'), (2, 'd2')");
    for (const [since, sql] of LATER) if (version >= since) db.exec(sql);
    if (version < 6) db.exec("ALTER TABLE reports DROP COLUMN cutter");
  })();
  db.close();
}

/** All that a question could see of a store. */
function seen(store: Store): unknown {
  const words = segmenter.searchTerms("教师现代学徒制");
  return {
    reports: store.reports(),
    texts: store.reports().map(({ id }) => store.readText(id)),
    passages: store.reports().flatMap(({ id }) => store.passagesOf(id)),
    figures: store.figures({}),
    found: (["terms", "bigrams"] as const).map((column) => store.searchPassages(column, words, {}, 9)),
    about: store.figuresAbout(() => true, {}),
    foundFigures: store.searchFigures(words, {}, 9),
    vectors: [...store.vectors()].map(({ reportId, vector }) => ({ reportId, vector })),
    build: store.build(),
  };
}

function freshIndex(): unknown {
  const store = openStore(":memory:", { segmenter });
  store.recordBuild({ embedder: embedder.identity, lexiconHash: "l" });
  for (const entry of kept) store.replaceReport(entry);
  const all = seen(store);
  store.close();
  return all;
}

test.each([1, 2, 3, 4, 5, 6] as const)("an index of schema %i is brought up to date with all that it held, and answers as a new one", (version) => {
  writeOldIndex(version);
  expect(() => openStore(path, { segmenter, readonly: true })).toThrow(expect.objectContaining({ code: "index_older" }));
  openDatabase(path, { readonly: false }).close();
  expect(checkIndex(path).faults).toEqual([]);
  const store = openStore(path, { segmenter });
  expect(seen(store)).toEqual(freshIndex());
  store.replaceReport(gone);
  store.removeReport(gone.report.id);
  expect(seen(store)).toEqual(freshIndex());
  store.close();
  expect(checkIndex(path)).toMatchObject({ reports: 2, passages: 4, figures: 2, faults: [] });
});

test("a migration that fails half-way changes nothing, and is made up for at the next start", () => {
  writeOldIndex(1);
  const db = new Sqlite(path);
  const totals = () => readTotals(db, "passage_terms");
  const before = totals();
  db.exec("ALTER TABLE figure_vectors RENAME TO elsewhere");
  expect(() => openDatabase(path, { readonly: false })).toThrow("no such table");
  expect([db.pragma("user_version", { simple: true }), totals()]).toEqual([1, before]);
  db.exec("ALTER TABLE elsewhere RENAME TO figure_vectors");
  const store = openStore(path, { segmenter });
  expect(seen(store)).toEqual(freshIndex());
  expect(totals()).not.toEqual(before);
  store.close();
  db.close();
});

test("a backup of an older schema is brought up to date when it is restored; the backup file stays as it is", async () => {
  writeOldIndex(1);
  const before = readFileSync(path);
  const target = join(folder, "restored", "wenbao.db");
  const check = await restoreIndex(path, target);
  expect([check.reports, check.faults]).toEqual([2, []]);
  expect(readFileSync(path)).toEqual(before);
  const store = openStore(target, { segmenter, readonly: true });
  expect(seen(store)).toEqual(freshIndex());
  store.close();
  await expect(backupIndex(path, join(folder, "copy.db"))).rejects.toMatchObject({ code: "index_older" });
});
