import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { AppError } from "./domain/issue.ts";
import { addressRangeSchema, headerSchema, hostNameSchema, listOf, onOff, originSchema, wholeNumber } from "./setting-values.ts";
import { SETTINGS } from "./settings.ts";

/** Everything that may be set from outside, parsed once; all folders are absolute. */
export interface Config {
  /** Holds the database and its vector cache. */
  readonly indexFolder: string;
  /** What `start` ingests. */
  readonly reportsFolder: string;
  readonly lexiconFolder: string;
  readonly standardsFolder: string;
  /** Short, former and English names of schools that people keep by hand; it need not exist. */
  readonly schoolsFile: string;
  /** What people set right by hand; it need not exist. */
  readonly correctionsFolder: string;
  readonly modelsFolder: string;
  /** The built page: HTML, scripts, styles. */
  readonly webFolder: string;
  readonly model: string;
  readonly port: number;
  readonly host: string;
  /** By which names it may be asked (null: any), and whether somebody listed them. */
  readonly hostNames: { readonly names: readonly string[] | null; readonly listed: boolean };
  /** A file with more bytes is refused before it is read; a ZIP file may have four times as many. */
  readonly maxFileBytes: number;
  /** Whether the parts compiled for this machine are used; the database driver always is. */
  readonly native: boolean;
  /** Whether questions that found no answer are kept. */
  readonly keepUnanswered: boolean;
  /** Whether names of private persons are masked in all that is shown. */
  readonly maskNames: boolean;
  /** Origins that may show the page in a frame and read from their pages, besides the server's own. */
  readonly embedOrigins: readonly string[];
  readonly access: AccessConfig;
  readonly running: RunningConfig;
}

/** How a server is run and watched. */
export interface RunningConfig {
  /** Requests per minute and client; 0: no limit. */
  readonly rateLimit: number;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly logQuestions: boolean;
  readonly metrics: boolean;
  readonly auditQuestions: boolean;
  readonly auditDays: number;
}

/** Who may read and who may administer. */
export interface AccessConfig {
  readonly reading: "open" | "token" | "proxy";
  /** SHA-256 in hex of the administrator's token of the settings; the token itself is not kept. */
  readonly adminTokenHash: string | null;
  /** Says which reports only some may see; it need not exist unless somebody named it (`groupsRequired`). */
  readonly groupsFile: string;
  readonly groupsRequired: boolean;
  /** Peers whose headers are believed: addresses, or ranges as `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[];
  readonly proxyUserHeader: string;
  readonly proxyGroupsHeader: string | null;
}

/** Command-line flags that stand above the environment. */
export interface ConfigFlags {
  readonly index?: string | undefined;
  readonly reports?: string | undefined;
  readonly corrections?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
}

/** src/config.ts and dist/wenbao.js both lie one folder below the package, so one line serves both. */
const packageFolder = fileURLToPath(new URL("..", import.meta.url));

const settingsSchema = z.object({
  WENBAO_INDEX: z.string().optional(),
  WENBAO_REPORTS: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "a port is a whole number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "a port is a whole number from 0 to 65535")
    .default(3000),
  WENBAO_HOST: z.string().default("127.0.0.1"),
  WENBAO_HOSTS: listOf(hostNameSchema),
  WENBAO_MODEL: z.string().default("wenbao-tiny-zh-en"),
  WENBAO_LEXICON: z.string().optional(),
  WENBAO_CORRECTIONS: z.string().optional(),
  WENBAO_SCHOOLS: z.string().optional(),
  WENBAO_MAX_FILE_MB: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "a size is a whole number of MB from 1 to 9999")
    .transform(Number)
    .default(100),
  WENBAO_NATIVE: z.enum(["on", "off"], "it is on or off").default("on"),
  WENBAO_KEEP_UNANSWERED: z.enum(["on", "off"], "it is on or off").default("on"),
  WENBAO_MASK_NAMES: onOff,
  WENBAO_EMBED_ORIGINS: listOf(originSchema),
  WENBAO_ACCESS: z.enum(["open", "token", "proxy"], "it is open, token or proxy").default("open"),
  WENBAO_ADMIN_TOKEN: z.string().min(32, "a token has at least 32 characters, made by chance (`openssl rand -hex 32`)").optional(),
  WENBAO_GROUPS: z.string().optional(),
  WENBAO_TRUSTED_PROXIES: listOf(addressRangeSchema),
  WENBAO_PROXY_USER_HEADER: headerSchema.default("X-Forwarded-User"),
  WENBAO_PROXY_GROUPS_HEADER: headerSchema.optional(),
  WENBAO_RATE_LIMIT: wholeNumber(0, 1_000_000).default(3000),
  WENBAO_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], "it is debug, info, warn, error or silent").default("info"),
  WENBAO_LOG_QUESTIONS: onOff,
  WENBAO_METRICS: onOff,
  WENBAO_AUDIT_QUESTIONS: onOff,
  WENBAO_AUDIT_DAYS: wholeNumber(1, 36_500).default(365),
});

/**
 * Flags over environment over defaults. Paths given by a person are taken from `workingFolder`, defaults from the package.
 * Throws AppError `invalid_setting` (bad value) or `unknown_setting` (a WENBAO_ name that is none, with the nearest one that is).
 */
export function readConfig(flags: ConfigFlags, environment: Readonly<Record<string, string | undefined>>, workingFolder: string): Config {
  refuseUnknownSettings(Object.keys(environment));
  const given: Record<string, string> = {};
  for (const { name } of SETTINGS) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") given[name] = value;
  }
  for (const { name, flag } of SETTINGS) {
    const value = flag === null ? undefined : flags[flag.slice(2) as keyof ConfigFlags];
    if (value !== undefined) given[name] = value;
  }
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? "");
    const setting = SETTINGS.find((one) => one.name === name);
    const flag = setting?.flag ?? null;
    const named = flag === null ? name : `${flag} (or ${name})`;
    const told = setting?.secret === true ? "given" : `"${given[name] ?? ""}"`;
    throw new AppError("invalid_setting", `${named} is ${told}, but ${issue?.message ?? "that is not valid"}. Set it to a valid value.`);
  }
  const settings = parsed.data;
  const hosts = settings.WENBAO_HOSTS;
  if (settings.WENBAO_ACCESS === "proxy" && settings.WENBAO_TRUSTED_PROXIES.length === 0) {
    throw new AppError(
      "invalid_setting",
      "WENBAO_ACCESS is proxy, but no proxy is trusted, so that nobody could read. Set WENBAO_TRUSTED_PROXIES to its address.",
    );
  }
  const place = (path: string | undefined, fallback: string): string =>
    path === undefined ? join(packageFolder, fallback) : isAbsolute(path) ? path : resolve(workingFolder, path);
  const modelFolder = /^(?:\.{1,2}[\\/]|[\\/]|[a-z]:)/i.test(settings.WENBAO_MODEL) ? resolve(workingFolder, settings.WENBAO_MODEL) : null;
  return {
    indexFolder: place(settings.WENBAO_INDEX, "indexes/default"),
    reportsFolder: place(settings.WENBAO_REPORTS, "data/reports"),
    lexiconFolder: place(settings.WENBAO_LEXICON, "data/lexicon"),
    correctionsFolder: place(settings.WENBAO_CORRECTIONS, "data/corrections"),
    schoolsFile: place(settings.WENBAO_SCHOOLS, "data/schools.json"),
    standardsFolder: join(packageFolder, "data/standards"),
    modelsFolder: modelFolder === null ? join(packageFolder, "data/models") : dirname(modelFolder),
    webFolder: join(packageFolder, "dist/web"),
    model: modelFolder === null ? settings.WENBAO_MODEL : basename(modelFolder),
    port: settings.PORT,
    host: settings.WENBAO_HOST,
    hostNames: {
      names: hosts.includes("*") || (hosts.length === 0 && !isLoopback(settings.WENBAO_HOST)) ? null : hosts,
      listed: hosts.length > 0,
    },
    maxFileBytes: settings.WENBAO_MAX_FILE_MB * 1_000_000,
    native: settings.WENBAO_NATIVE === "on",
    keepUnanswered: settings.WENBAO_KEEP_UNANSWERED === "on",
    maskNames: settings.WENBAO_MASK_NAMES,
    embedOrigins: settings.WENBAO_EMBED_ORIGINS,
    access: {
      reading: settings.WENBAO_ACCESS,
      adminTokenHash: settings.WENBAO_ADMIN_TOKEN === undefined ? null : createHash("sha256").update(settings.WENBAO_ADMIN_TOKEN).digest("hex"),
      groupsFile: place(settings.WENBAO_GROUPS, "data/groups.json"),
      groupsRequired: settings.WENBAO_GROUPS !== undefined,
      trustedProxies: settings.WENBAO_TRUSTED_PROXIES,
      proxyUserHeader: settings.WENBAO_PROXY_USER_HEADER,
      proxyGroupsHeader: settings.WENBAO_PROXY_GROUPS_HEADER ?? null,
    },
    running: {
      rateLimit: settings.WENBAO_RATE_LIMIT,
      logLevel: settings.WENBAO_LOG_LEVEL,
      logQuestions: settings.WENBAO_LOG_QUESTIONS,
      metrics: settings.WENBAO_METRICS,
      auditQuestions: settings.WENBAO_AUDIT_QUESTIONS,
      auditDays: settings.WENBAO_AUDIT_DAYS,
    },
  };
}

/** Whether only this machine reaches what listens there. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function refuseUnknownSettings(names: readonly string[]): void {
  const known = SETTINGS.map((setting) => setting.name);
  for (const name of names) {
    if (!name.startsWith("WENBAO_") || known.includes(name)) continue;
    const nearest = [...known].sort((a, b) => editDistance(a, name) - editDistance(b, name))[0];
    throw new AppError("unknown_setting", `${name} is not a setting. The nearest is ${nearest}; unset the other.`);
  }
}

/** How many single-character changes lead from one name to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
