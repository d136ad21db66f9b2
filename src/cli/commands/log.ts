import { type AuditEntry, auditLogFolder, readAuditLog } from "../../access/audit-log.ts";
import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

const DAY_MS = 86_400_000;

/** `wenbao log`: the audit log, oldest first. */
export async function logCommand(config: Config, io: CliIo, options: { readonly json: boolean; readonly days: string | undefined }): Promise<number> {
  const { days } = options;
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) throw new AppError("usage", `--days is "${days}". Give a whole number from 1 to 99999.`);
  const since = days === undefined ? "" : new Date(Date.now() - Number(days) * DAY_MS).toISOString();
  for (const entry of readAuditLog(auditLogFolder(config.indexFolder))) {
    if (entry.at >= since) io.out(options.json ? `${JSON.stringify(entry)}\n` : tell(entry));
  }
  return EXIT.ok;
}

function tell({ at, who, act, target, outcome, question }: AuditEntry): string {
  return `${[at, who, act, target ?? question ?? "-", outcome].map(oneLine).join("\t")}\n`;
}
