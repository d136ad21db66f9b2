import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { auditLogFolder, openAuditLog } from "../access/audit-log.ts";
import type { Config } from "../config.ts";
import { AppError } from "../domain/issue.ts";
import type { CliIo } from "./io.ts";

/** Commands that only tell; `serve` acts through others, who are kept one by one. All the rest change what is answered or who may ask. */
const READING = new Set(["ask", "eval", "figures", "list", "diff", "audit", "report", "lexicon", "feedback", "check", "log", "doctor", "serve"]);

export interface Act {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Keeps an administrative command in the audit log of the index that it was for. Where there is no index, there is nothing to keep it
 * for; where it cannot be written, that is told, but what is done is done.
 */
export function recordAct(config: Config, io: CliIo, { command, args }: Act, outcome: string): void {
  const [first = ""] = args;
  if (READING.has(command) || (command === "token" && first === "list") || !existsSync(config.indexFolder)) return;
  try {
    const log = openAuditLog(auditLogFolder(config.indexFolder), { keepDays: config.running.auditDays, clock: () => new Date() });
    log.record({ who: `shell:${accountName()}`, act: `wenbao ${command}`, target: args.join(" "), outcome });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (outcome === "done") io.err(`wenbao: ${error.safeMessage}\n`);
  }
}

/** A container may run under a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
