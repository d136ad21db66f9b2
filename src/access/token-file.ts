import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import { giveToOwnerOf } from "./file-owner.ts";
import { followFile } from "./follow-file.ts";
import { findToken, isExpired, type TokenRecord, tokenRecordSchema } from "./tokens.ts";

const FILE = "tokens.json";
const fileSchema = z.strictObject({ version: z.literal(1), tokens: z.array(tokenRecordSchema) });

/** Where the tokens of an index are kept: beside it, so that each index has its own. */
export const tokensPath = (indexFolder: string): string => join(indexFolder, FILE);

/** The tokens of a file, none where there is no file. Throws AppError `tokens_damaged`. */
export function readTokens(path: string): readonly TokenRecord[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new AppError("tokens_damaged", `${FILE} in the index folder cannot be read. Check who may read it.`, { cause });
  }
  try {
    return fileSchema.parse(JSON.parse(text)).tokens;
  } catch (cause) {
    throw new AppError("tokens_damaged", `${FILE} in the index folder is damaged. Bring it back from a copy, or delete it and make new tokens.`, { cause });
  }
}

/**
 * Changes the file in one step: whoever reads sees all of the change or nothing. The new file is opened before the old one is read and
 * only where there is none, so that of two changes at once one is refused and none lost. Throws AppError `tokens_busy` or `tokens_damaged`.
 */
export function changeTokens(path: string, change: (tokens: readonly TokenRecord[]) => readonly TokenRecord[]): void {
  const fresh = `${path}.new`;
  mkdirSync(dirname(path), { recursive: true });
  const file = openNew(fresh);
  try {
    writeSync(file, `${JSON.stringify({ version: 1, tokens: change(readTokens(path)) }, null, 2)}\n`);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(fresh, { force: true });
    throw error;
  }
  closeSync(file);
  giveToOwnerOf(dirname(path), fresh);
  renameSync(fresh, path);
}

function openNew(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (cause) {
    const busy = (cause as NodeJS.ErrnoException).code === "EEXIST";
    const reason = busy
      ? `Another program is changing the tokens. If none is, delete ${FILE}.new in the index folder.`
      : `${FILE} in the index folder cannot be written. Check who may write there.`;
    throw new AppError(busy ? "tokens_busy" : "tokens_not_kept", reason, { cause });
  }
}

/** The tokens as a server sees them: a change by the command line holds from the next request on. */
export interface TokenBook {
  /** Null for a secret that is unknown, revoked or has run out. */
  find(secret: string): TokenRecord | null;
  /** Whether an administrator's token is in force. */
  hasAdmin(): boolean;
}

/** Follows the file. A damaged one lets nobody in and is told to `onDamage`, once for each state of it. */
export function openTokenBook(path: string, clock: () => Date, onDamage: (cause: unknown) => void): TokenBook {
  const current = followFile<readonly TokenRecord[]>(path, readTokens, (cause) => {
    onDamage(cause);
    return [];
  });
  return {
    find: (secret) => findToken(current(), secret, clock()),
    hasAdmin: () => current().some((record) => record.role === "admin" && !isExpired(record, clock())),
  };
}
