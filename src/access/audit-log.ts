import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import { parseJsonOrNull } from "../domain/json.ts";
import { giveToOwnerOf } from "./file-owner.ts";

/** One line of the audit log. `who` is a name (viewer.ts), never a secret; `question` is there only where the settings ask for it. */
export const auditEntrySchema = z.object({
  at: z.iso.datetime(),
  who: z.string(),
  /** What was done: a command of the terminal, or method and address. */
  act: z.string(),
  /** What it was done to, as far as known: arguments, a report's id, a file's name. */
  target: z.string().optional(),
  /** `done`, or why not. */
  outcome: z.string(),
  client: z.string().optional(),
  requestId: z.string().optional(),
  question: z.string().optional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export interface AuditLog {
  /** Adds a line, with the time. Throws AppError `audit_log_not_kept`. */
  record(entry: Omit<AuditEntry, "at">): void;
}

export interface AuditLogOptions {
  /** Files of days longer ago are deleted. */
  readonly keepDays: number;
  readonly clock: () => Date;
  /** Most bytes in one file; a day goes on in another. */
  readonly maxFileBytes?: number;
}

const FILE = /^audit-(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.jsonl$/;
const MAX_FILE_BYTES = 20_000_000;
const DAY_MS = 86_400_000;

export const auditLogFolder = (indexFolder: string): string => join(indexFolder, "audit-log");

/** The log of a folder: a file for each day (UTC), lines of JSON, each written in one piece, so that several programs may write at once. */
export function openAuditLog(folder: string, { keepDays, clock, maxFileBytes = MAX_FILE_BYTES }: AuditLogOptions): AuditLog {
  let file: { readonly day: string; readonly part: number } | null = null;
  const pathOf = (day: string, part: number): string => join(folder, part === 1 ? `audit-${day}.jsonl` : `audit-${day}.${part}.jsonl`);
  const isFull = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= maxFileBytes;

  function currentPath(now: Date): string {
    const day = now.toISOString().slice(0, 10);
    if (file?.day !== day) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      deleteBefore(folder, new Date(now.getTime() - keepDays * DAY_MS).toISOString().slice(0, 10));
      file = { day, part: 1 };
    }
    while (isFull(pathOf(day, file.part))) file = { day, part: file.part + 1 };
    return pathOf(day, file.part);
  }

  return {
    record(entry) {
      const now = clock();
      try {
        const path = currentPath(now);
        const isNew = !existsSync(path);
        appendFileSync(path, `${JSON.stringify({ at: now.toISOString(), ...entry })}\n`, { mode: 0o600 });
        if (isNew) giveToOwnerOf(dirname(folder), folder, path);
      } catch (cause) {
        throw new AppError(
          "audit_log_not_kept",
          "The audit log in the index folder cannot be written. Check who may write there and whether the disk is full.",
          {
            cause,
          },
        );
      }
    },
  };
}

function deleteBefore(folder: string, day: string): void {
  for (const name of readdirSync(folder)) {
    const dated = FILE.exec(name)?.[1];
    if (dated !== undefined && dated < day) rmSync(join(folder, name), { force: true });
  }
}

/** What has been kept, oldest first; a line cut short by a crash is left out. */
export function readAuditLog(folder: string): AuditEntry[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).flatMap((name) => {
    const [, day, part = "1"] = FILE.exec(name) ?? [];
    return day === undefined ? [] : [{ name, day, part: Number(part) }];
  });
  files.sort((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
  return files.flatMap(({ name }) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .flatMap((line) => {
        const parsed = auditEntrySchema.safeParse(parseJsonOrNull(line));
        return parsed.success ? [parsed.data] : [];
      }),
  );
}
