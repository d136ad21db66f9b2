import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "../domain/issue.ts";
import { checkIndex, type IndexCheck } from "./check-index.ts";
import { openDatabase } from "./database.ts";

/**
 * Copies the database as of one moment, while others read and write it, into a file that must not be there yet. The copy is checked
 * before it gets its name. Throws AppError backup_exists, backup_failed, index_missing and what opening throws.
 */
export async function backupIndex(path: string, file: string): Promise<IndexCheck> {
  if (existsSync(file)) throw new AppError("backup_exists", "The backup file is there already; give another name, or remove it first.", { detail: file });
  const aside = `${file}.part`;
  const db = openDatabase(path, { readonly: true });
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(aside, { force: true });
    await db.backup(aside);
    keepInOneFile(aside);
    const check = checkIndex(aside);
    if (check.faults.length > 0) throw damagedCopy("The index has faults, so no backup was made; `wenbao check` tells them.", check);
    renameSync(aside, file);
    return check;
  } finally {
    db.close();
    removeDatabase(aside);
  }
}

/**
 * Puts a backup in the place of the index, in one transaction: a server that has it open goes on with the restored state. The file is
 * checked first; nothing is changed where it has faults. Throws AppError backup_missing, backup_failed and what opening throws.
 */
export async function restoreIndex(file: string, path: string): Promise<IndexCheck> {
  if (!existsSync(file)) throw new AppError("backup_missing", "There is no such backup file.", { detail: file });
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.restoring`;
  try {
    copyFileSync(file, aside);
    // Opened for writing, a backup of an older version is brought up to date; the file itself stays as it is.
    openDatabase(aside, { readonly: false }).close();
    const check = checkIndex(aside);
    if (check.faults.length > 0) throw damagedCopy("The backup file has faults; nothing was changed.", check);
    const generation = existsSync(path) ? lastGeneration(path) : 0;
    await copyInto(aside, path);
    markRestored(path, generation);
    return check;
  } finally {
    removeDatabase(aside);
  }
}

/** Without a write-ahead journal, the file can be read where nothing may be written beside it. */
function keepInOneFile(path: string): void {
  const db = openDatabase(path, { readonly: false });
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}

async function copyInto(from: string, path: string): Promise<void> {
  const source = openDatabase(from, { readonly: true });
  try {
    await source.backup(path);
  } finally {
    source.close();
  }
}

function damagedCopy(message: string, { faults }: IndexCheck): AppError {
  return new AppError("backup_failed", message, { detail: faults.map(({ where, detail }) => `${where}: ${detail}`).join("; ") });
}

function lastGeneration(path: string): number {
  const db = openDatabase(path, { readonly: false });
  try {
    return db.prepare<[], number>("SELECT max(generation) FROM generations").pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

/** Whoever holds the index open goes by the generation: it must be one that neither state has had. */
function markRestored(path: string, before: number): void {
  const db = openDatabase(path, { readonly: false });
  try {
    db.transaction(() => {
      const last = db.prepare<[], { generation: number; digest: string }>("SELECT * FROM generations ORDER BY generation DESC LIMIT 1").get();
      const generation = Math.max(before, last?.generation ?? 0) + 1;
      const digest = createHash("sha256")
        .update(`${last?.digest ?? ""}restore\0${generation}`)
        .digest("hex");
      db.prepare("INSERT INTO generations (generation, digest) VALUES (?, ?)").run(generation, digest);
    }).immediate();
  } finally {
    db.close();
  }
}

function removeDatabase(path: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(path + ending, { force: true });
}
