import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { AppError } from "../domain/issue.ts";
import { migrate } from "./migrations.ts";

/** The one handle type that the files of this folder share, so that the driver is imported here alone. */
export type Database = Sqlite.Database;
export type Statement<Bound extends unknown[], Row> = Sqlite.Statement<Bound, Row>;

/** Long enough for another process to finish writing its report. */
const BUSY_TIMEOUT_MS = 5_000;
/** Page cache in KiB (SQLite counts it as a negative number of pages). */
const CACHE_KIB = 16_384;

/** What can be told of a failure of the database, by the start of its code; the first that fits holds. */
const FAILURES: readonly { readonly start: string; readonly code: string; readonly message: string }[] = [
  ...["SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FORMAT"].map((start) => ({
    start,
    code: "index_damaged",
    message: "The index cannot be read; run `restore` with a backup, or delete its folder and run `ingest` again.",
  })),
  { start: "SQLITE_FULL", code: "disk_full", message: "The disk is full; nothing of this was written. Make room, then run it again." },
  { start: "SQLITE_BUSY", code: "index_busy", message: "Another program is writing the index; wait until it has ended, then run it again." },
  { start: "SQLITE_READONLY", code: "index_readonly", message: "The index may not be written by this account; check the permissions of its folder and files." },
  {
    start: "SQLITE_CANTOPEN",
    code: "index_unopenable",
    message: "The index cannot be opened; check that this account may read and write its folder (SQLite keeps a journal there).",
  },
  { start: "SQLITE_IOERR", code: "index_unreadable", message: "The disk failed while the index was read or written; check the disk, then run `check`." },
];

/** Where the database of an index folder lies. */
export function databasePath(folder: string): string {
  return join(folder, "wenbao.db");
}

export interface DatabaseOptions {
  readonly readonly: boolean;
  /** Most pages that the file may grow to, as on a disk with so much room; no limit unless given. */
  readonly maxPages?: number | undefined;
}

/**
 * Opens (and, unless readonly, creates and migrates) the database file; ":memory:" makes one without a file.
 * Throws AppError index_missing, index_newer, index_older, index_damaged or what else toStoreError tells.
 */
export function openDatabase(path: string, options: DatabaseOptions): Database {
  const inMemory = path === ":memory:";
  if (options.readonly && !inMemory && !existsSync(path)) {
    throw new AppError("index_missing", "There is no index yet; run `ingest` first.", { detail: path });
  }
  if (!options.readonly && !inMemory) makeFolder(dirname(path));
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { readonly: options.readonly && !inMemory, timeout: BUSY_TIMEOUT_MS });
    db.pragma("foreign_keys = ON");
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (!db.readonly) {
      db.pragma("journal_mode = WAL");
      // In WAL mode NORMAL never leaves a half-written transaction; a power cut may lose the last report, which is then read again.
      db.pragma("synchronous = NORMAL");
      if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
    }
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw toStoreError(error, path);
  }
}

export function isDatabaseError(error: unknown): error is Error {
  return error instanceof Sqlite.SqliteError;
}

/** The driver's own words for a compiled part that is not there, or was made for another machine or Node. */
const DRIVER_TROUBLE = /bindings file|ERR_DLOPEN_FAILED|NODE_MODULE_VERSION|invalid ELF|not a valid Win32/;

/** A failure of the database as an AppError that says what to do; any other error as it is. */
export function toStoreError(error: unknown, detail?: string): unknown {
  if (error instanceof Error && DRIVER_TROUBLE.test(`${"code" in error ? error.code : ""} ${error.message}`)) {
    const message =
      "The database driver (better-sqlite3) does not load on this machine, and nothing stands in for it. Run `npm rebuild better-sqlite3`, or install the bundle made for this system and Node.";
    return new AppError("driver_missing", message, { cause: error, detail: error.message.split("\n", 1)[0] ?? "" });
  }
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const failure = FAILURES.find(({ start }) => error.code.startsWith(start));
  return failure === undefined ? error : new AppError(failure.code, failure.message, { cause: error, detail: detail ?? error.message });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new AppError("index_unopenable", "The folder of the index cannot be made; check its path and permissions.", { cause, detail: folder });
  }
}
