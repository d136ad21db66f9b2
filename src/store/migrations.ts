import { AppError } from "../domain/issue.ts";
import type { Database } from "./database.ts";
import { countTotals, readTotals, writeTotals } from "./full-text-totals.ts";

/**
 * The schema, step by step: migration i brings `user_version` from i to i + 1. A step that shipped is never edited; add another.
 * Labels are never used twice (AUTOINCREMENT), so that the vector cache can tell an old passage from the one that took its place.
 */
const MIGRATIONS: readonly ((db: Database) => void)[] = [
  createTables,
  countSearchRowsAgain,
  dropFigureVectors,
  keepRemovedReports,
  addSubjects,
  addCutters,
  nameChangedReports,
];

/** Brings the database up to date, in one transaction. Throws AppError index_newer, and on a read-only handle index_older. */
export function migrate(db: Database): void {
  const version = schemaVersion(db);
  if (version > MIGRATIONS.length) {
    throw new AppError("index_newer", "The index was made by a newer version of this program; update it, or run `ingest` into a new folder.", {
      detail: `schema ${version}, known ${MIGRATIONS.length}`,
    });
  }
  if (version === MIGRATIONS.length) return;
  if (db.readonly) {
    throw new AppError("index_older", "The index was made by an older version of this program; run `ingest` once to bring it up to date.", {
      detail: `schema ${version}, known ${MIGRATIONS.length}`,
    });
  }
  db.transaction(() => {
    // Read again under the lock: another process may have migrated meanwhile.
    const current = schemaVersion(db);
    for (const step of MIGRATIONS.slice(current)) step(db);
    db.pragma(`user_version = ${Math.max(current, MIGRATIONS.length)}`);
  }).immediate();
}

function schemaVersion(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** Reports replaced under the first version left their words in the totals that scores are computed from. */
function countSearchRowsAgain(db: Database): void {
  for (const table of ["passage_terms", "figure_terms"] as const) {
    const totals = countTotals(db, table);
    if (totals.some((total, index) => total !== readTotals(db, table)[index])) writeTotals(db, table, totals);
  }
}

/** No search went by them, and they were two thirds of what an ingest embedded. The pages that they free take what is written next. */
function dropFigureVectors(db: Database): void {
  db.exec("DROP TABLE figure_vectors");
}

/** What a person took out is kept whole, by the file that it came from, so that it stays out and can be put back. */
function keepRemovedReports(db: Database): void {
  db.exec(`
    CREATE TABLE removed_reports (
      source_path TEXT PRIMARY KEY,
      id TEXT NOT NULL,
      removed_at TEXT NOT NULL,
      body TEXT NOT NULL,
      record TEXT NOT NULL,
      kept BLOB NOT NULL
    );
  `);
}

/** A part that a question names is looked for by its name; most figures are about the whole and stay out of the index. */
function addSubjects(db: Database): void {
  db.exec(`
    ALTER TABLE figures ADD COLUMN subject TEXT GENERATED ALWAYS AS (json ->> '$.subject') VIRTUAL;
    CREATE INDEX figures_by_subject ON figures(subject) WHERE subject IS NOT NULL;
  `);
}

/** Until here there was one cutter alone. */
function addCutters(db: Database): void {
  db.exec("ALTER TABLE reports ADD COLUMN cutter TEXT NOT NULL DEFAULT 'nodejieba'");
}

/** What was kept in memory of all other reports stays good after a change of one; earlier changes, and those of the whole index, name none. */
function nameChangedReports(db: Database): void {
  db.exec("ALTER TABLE generations ADD COLUMN report TEXT");
}

/** FTS5 tables keep no content of their own: text is stored once. `terms` arrive cut and encoded (full-text.ts), blanks between them. */
function createTables(db: Database): void {
  db.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE generations (generation INTEGER PRIMARY KEY, digest TEXT NOT NULL);
    INSERT INTO generations VALUES (0, '');

    CREATE TABLE reports (
      id TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      record TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE report_texts (
      report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
      text TEXT NOT NULL
    );

    CREATE TABLE passages (
      label INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      section_path TEXT NOT NULL,
      parts TEXT NOT NULL,
      text TEXT NOT NULL
    );
    CREATE INDEX passages_by_report ON passages(report, ordinal);
    CREATE TABLE passage_vectors (
      label INTEGER PRIMARY KEY REFERENCES passages(label) ON DELETE CASCADE,
      vector BLOB NOT NULL
    );
    CREATE VIRTUAL TABLE passage_terms USING fts5(
      terms, bigrams, heading_terms, heading_bigrams,
      content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
    );

    CREATE TABLE figures (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      owner TEXT NOT NULL,
      indicator TEXT,
      unit TEXT NOT NULL,
      start INTEGER NOT NULL,
      json TEXT NOT NULL
    );
    CREATE INDEX figures_by_report ON figures(report);
    CREATE INDEX figures_by_owner ON figures(owner, report, start);
    CREATE INDEX figures_by_indicator ON figures(indicator, owner, report, start);
    CREATE INDEX figures_by_unit ON figures(unit);
    CREATE TABLE figure_vectors (
      row INTEGER PRIMARY KEY REFERENCES figures(row) ON DELETE CASCADE,
      vector BLOB NOT NULL
    );
    CREATE VIRTUAL TABLE figure_terms USING fts5(
      name, context,
      content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
    );
  `);
}
