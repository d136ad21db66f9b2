import { idleEntries, readGroups } from "../access/groups.ts";
import { readTokens, tokensPath } from "../access/token-file.ts";
import { isExpired } from "../access/tokens.ts";
import type { Config } from "../config.ts";
import { openReadOnlyStore } from "../runtime.ts";
import { SETTINGS } from "../settings.ts";
import { type Finding, fail, ok, warn } from "./examination.ts";
import { oneLine } from "./one-line.ts";

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;
/** Entries named in a line; the log of a starting server names them all. */
const MAX_NAMED = 3;

/** The settings that are set, by name alone: values may be secrets. That they are valid was seen to before any command runs. */
export function examineSettings(environment: Readonly<Record<string, string | undefined>>): Finding {
  const set = SETTINGS.filter(({ name }) => (environment[name] ?? "").trim() !== "").map(({ name }) => name);
  return ok(set.length === 0 ? "all at their defaults" : `valid; set: ${set.join(", ")}`);
}

/** Who may read and who may administer, and whether that is what somebody wanted. Throws AppError `tokens_damaged`. */
export function examineAccess(config: Config): Finding {
  const { reading, adminTokenHash } = config.access;
  const tokens = readTokens(tokensPath(config.indexFolder)).filter((token) => !isExpired(token, new Date()));
  const admins = tokens.filter(({ role }) => role === "admin").length + (adminTokenHash === null ? 0 : 1);
  const told = `reading ${reading}, ${tokens.length} tokens in force, ${admins === 0 ? "no administrator" : `${admins} administrators`}`;
  if (reading === "token" && tokens.length === 0 && adminTokenHash === null)
    return fail(`${told}: nobody can read. Make a token with \`wenbao token create\`.`);
  if (reading === "open" && !LOOPBACK.test(config.host)) return warn(`${told}: whoever reaches ${config.host}:${config.port} reads what no group closes`);
  return ok(told);
}

/** The groups' file, and entries of it that close nothing. Throws AppError `groups_damaged`. */
export function examineGroups(config: Config): Finding {
  const rules = readGroups(config.access.groupsFile, { required: config.access.groupsRequired });
  const told = `${rules.groups.length} groups, reports in none are for ${rules.others}`;
  if (rules.groups.length === 0) return ok(told);
  const store = openReadOnlyStore(config);
  try {
    const idle = idleEntries(rules, store.reports());
    const named = idle.slice(0, MAX_NAMED).map(oneLine).join("; ");
    return idle.length === 0 ? ok(told) : warn(`${told}; ${idle.length} entries fit no report, what they mean to close is open: ${named}`);
  } finally {
    store.close();
  }
}
