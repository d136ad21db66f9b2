import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";
import type { Peers } from "../../access/peers.ts";
import { HttpError } from "../errors.ts";
import { peerAddress } from "./peer.ts";

/** By which names a server may be asked, besides addresses and names that no public directory gives out. */
export interface HostNames {
  /** Lower case; `*.school.example` stands for any name below. Null: any name. */
  readonly names: readonly string[] | null;
  /** Whether somebody listed them: then they hold for what a trusted proxy hands on, too. */
  readonly listed: boolean;
}

export const ANY_HOST: HostNames = { names: null, listed: false };

/** Endings that are kept out of the public directory of names; who is reached by them is on this machine or in this house. */
const PRIVATE_ENDINGS = /(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|home\.arpa)$/;

/**
 * Refuses a request that came under a name of somebody else. A foreign page may have its own name lead to this machine (DNS rebinding); a
 * browser then takes the server for that page's own and lets it read everything. Addresses, names without a dot and private endings cannot
 * be made to do so.
 */
export function knownHost({ names, listed }: HostNames, peers: Pick<Peers, "isTrusted">): MiddlewareHandler {
  if (names === null) return (_, next) => next();
  const isListed = (host: string): boolean => names.some((name) => (name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name));
  return async (context, next) => {
    const host = hostOf(context.req.header("Host"));
    const isKnown = host === null || isPrivate(host) || isListed(host) || (!listed && peers.isTrusted(peerAddress(context)));
    if (!isKnown) throw new HttpError("forbidden", "This server is not known by that name. WENBAO_HOSTS lists the names by which it may be reached.");
    await next();
  };
}

/** The name without port; null where none came (no browser leaves it out). */
function hostOf(header: string | undefined): string | null {
  const name = header?.trim().toLowerCase() ?? "";
  if (name === "") return null;
  return (/^\[([^\]]*)\](?::\d*)?$/.exec(name)?.[1] ?? name.replace(/:\d*$/, "")).replace(/\.$/, "");
}

function isPrivate(host: string): boolean {
  return isIP(host) !== 0 || /^[a-z0-9_-]+$/.test(host) || PRIVATE_ENDINGS.test(host);
}
