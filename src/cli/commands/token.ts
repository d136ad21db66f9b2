import { changeTokens, readTokens, tokensPath } from "../../access/token-file.ts";
import { createToken, isExpired, type TokenRecord } from "../../access/tokens.ts";
import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

export type TokenAction = "create" | "list" | "revoke";

export interface TokenOptions {
  readonly id: string | undefined;
  readonly name?: string;
  readonly role?: string;
  readonly groups?: string;
  readonly days?: string;
  readonly json?: boolean;
}

const MAX_NAME_CHARACTERS = 100;

/** `wenbao token create|list|revoke`: a running server takes a change at once. */
export async function tokenCommand(config: Config, io: CliIo, action: TokenAction, options: TokenOptions): Promise<number> {
  const path = tokensPath(config.indexFolder);
  if (action === "create") return create(path, io, options);
  if (action === "revoke") return revoke(path, io, options.id);
  for (const token of readTokens(path)) io.out(options.json === true ? `${JSON.stringify(withoutHash(token))}\n` : tell(token));
  return EXIT.ok;
}

function create(path: string, io: CliIo, { name = "", role = "reader", groups = "", days }: TokenOptions): number {
  const named = name.trim();
  if (named === "" || named.length > MAX_NAME_CHARACTERS) throw new AppError("usage", "Say whose token it is: --name, 100 characters at most.");
  if (role !== "reader" && role !== "admin") throw new AppError("usage", `--role is "${role}". Give reader or admin.`);
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) throw new AppError("usage", `--days is "${days}". Give a whole number from 1 to 99999.`);
  const list = groups
    .split(",")
    .map((group) => group.trim())
    .filter((group) => group !== "");
  const { secret, record } = createToken({ name: named, role, groups: list, days: days === undefined ? null : Number(days) }, new Date());
  changeTokens(path, (tokens) => [...tokens, record]);
  io.err(`made ${tell(record)}This is its only showing; it is kept as a hash:\n`);
  io.out(`${secret}\n`);
  return EXIT.ok;
}

function revoke(path: string, io: CliIo, id: string | undefined): number {
  if (id === undefined) throw new AppError("usage", "Say which token: `wenbao token revoke ID`; `wenbao token list` tells the ids.");
  if (!readTokens(path).some((token) => token.id === id))
    throw new AppError("token_not_found", `There is no token "${id}". \`wenbao token list\` tells the ids.`);
  changeTokens(path, (tokens) => tokens.filter((token) => token.id !== id));
  io.err(`revoked ${id}\n`);
  return EXIT.ok;
}

function withoutHash({ hash: _, ...rest }: TokenRecord): Omit<TokenRecord, "hash"> {
  return rest;
}

function tell(token: TokenRecord): string {
  const until = token.expiresAt === null ? "until revoked" : `${isExpired(token, new Date()) ? "ran out" : "until"} ${token.expiresAt.slice(0, 10)}`;
  return `${token.id}\t${token.role}\t${oneLine(token.name)}\t${token.groups.map(oneLine).join(",") || "-"}\t${until}\n`;
}
