import type { Context, MiddlewareHandler } from "hono";
import type { Peers } from "../../access/peers.ts";
import type { TokenBook } from "../../access/token-file.ts";
import { hashSecret, isSameHash, SECRET_PREFIX } from "../../access/tokens.ts";
import { ANONYMOUS, type Groups, type Viewer } from "../../access/viewer.ts";
import type { AccessConfig } from "../../config.ts";
import { HttpError } from "../errors.ts";
import { peerAddress } from "./peer.ts";

export interface IdentifyDeps {
  readonly config: AccessConfig;
  readonly tokens: TokenBook;
  readonly peers: Peers;
}

declare module "hono" {
  interface ContextVariableMap {
    /** Who is asking; set before any route runs. */
    viewer: Viewer;
  }
}

const ALL_GROUPS = "*";
/** A name as people and directories write it: letters of any script, no comma (two headers joined), nothing that ends a line. */
const USER_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@+\\-]{0,127}$/u;

/** Finds out who is asking and says so to all that follows, as `viewer`. Refuses with `token_required` a token of ours that does not hold. */
export function identify(deps: IdentifyDeps): MiddlewareHandler {
  return async (context, next) => {
    context.set("viewer", tokenHolder(context, deps) ?? proxyUser(context, deps) ?? ANONYMOUS);
    await next();
  };
}

function tokenHolder(context: Context, { config, tokens }: IdentifyDeps): Viewer | null {
  const credentials = readCredentials(context.req.header("Authorization"));
  if (credentials === null) return null;
  const { secret, presented } = credentials;
  if (config.adminTokenHash !== null && isSameHash(hashSecret(secret), config.adminTokenHash)) {
    return { kind: "token", id: null, name: "WENBAO_ADMIN_TOKEN", role: "admin", groups: "all", presented };
  }
  const record = tokens.find(secret);
  if (record !== null) {
    const groups: Groups = record.role === "admin" || record.groups.includes(ALL_GROUPS) ? "all" : record.groups;
    return { kind: "token", id: record.id, name: record.name, role: record.role, groups, presented };
  }
  // A proxy may hand on a password of its own that is none of ours; it says nothing here.
  if (config.reading !== "token" && !secret.startsWith(SECRET_PREFIX)) return null;
  throw new HttpError("token_required", "This token does not hold: it is unknown, was revoked or has run out.");
}

/** A token comes as `Bearer`, or from a browser's own prompt as the password of `Basic`; the user name there may be anything. */
function readCredentials(header: string | undefined): { readonly secret: string; readonly presented: "bearer" | "basic" } | null {
  const [, scheme = "", value = ""] = /^(bearer|basic) +([^\s]{1,1000})$/i.exec(header ?? "") ?? [];
  if (value === "") return null;
  if (scheme.toLowerCase() === "bearer") return { secret: value, presented: "bearer" };
  const [, ...password] = Buffer.from(value, "base64").toString("utf8").split(":");
  return { secret: password.join(":"), presented: "basic" };
}

/** Headers of anybody but a trusted proxy are not looked at: whoever connects can write them. */
function proxyUser(context: Context, { config, peers }: IdentifyDeps): Viewer | null {
  if (config.reading !== "proxy" || !peers.isTrusted(peerAddress(context))) return null;
  const name = decodeHeader(context.req.header(config.proxyUserHeader));
  if (!USER_NAME.test(name)) return null;
  const given = config.proxyGroupsHeader === null ? "" : decodeHeader(context.req.header(config.proxyGroupsHeader));
  const groups = given.split(",").map((group) => group.trim());
  return { kind: "user", name, groups: groups.filter((group) => group !== "" && group !== ALL_GROUPS) };
}

/** Node gives a header's bytes one by one as characters; Chinese names come as UTF-8. */
function decodeHeader(value = ""): string {
  return Buffer.from(value, "latin1").toString("utf8").trim().normalize("NFC");
}
