import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { AppError } from "../domain/issue.ts";
import { migrate } from "./migrations.ts";

/** The one handle type that the files of this folder share, so that the driver is imported here alone. */
export type Database = Sqlite.Database;

/** Long enough for another process to finish writing its report. */
const BUSY_TIMEOUT_MS = 5_000;
/** Page cache in KiB (SQLite counts it as a negative number of pages). */
const CACHE_KIB = 16_384;

const DAMAGED_CODES = new Set(["SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FORMAT"]);

/** Where the database of an index folder lies. */
export function databasePath(folder: string): string {
  return join(folder, "wenbao.db");
}

/**
 * Opens (and, unless readonly, creates and migrates) the database file; ":memory:" makes one without a file.
 * Throws AppError index_missing, index_newer, index_older or index_damaged.
 */
export function openDatabase(path: string, options: { readonly readonly: boolean }): Database {
  const inMemory = path === ":memory:";
  if (options.readonly && !inMemory && !existsSync(path)) {
    throw new AppError("index_missing", "There is no index yet; run `ingest` first.", { detail: path });
  }
  if (!options.readonly && !inMemory) mkdirSync(dirname(path), { recursive: true });
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { readonly: options.readonly && !inMemory, timeout: BUSY_TIMEOUT_MS });
    db.pragma("foreign_keys = ON");
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (!db.readonly) {
      db.pragma("journal_mode = WAL");
      // In WAL mode NORMAL never leaves a half-written transaction; a power cut may lose the last report, which is then read again.
      db.pragma("synchronous = NORMAL");
    }
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof Sqlite.SqliteError && DAMAGED_CODES.has(error.code) ? damaged(path, error) : error;
  }
}

function damaged(path: string, cause: Error): AppError {
  return new AppError("index_damaged", "The index cannot be read; delete its folder and run `ingest` again.", { detail: path, cause });
}
