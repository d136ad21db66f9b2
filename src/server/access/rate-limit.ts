import { isIPv6 } from "node:net";
import type { MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Peers } from "../../access/peers.ts";
import { HttpError } from "../errors.ts";
import { peerAddress } from "./peer.ts";

export interface RateLimitDeps {
  /** Requests that one client may make in a minute; 0: as many as they like. */
  readonly perMinute: number;
  readonly peers: Peers;
}

const WINDOW_SECONDS = 60;
/** A token that does not hold counts for so many more requests: who tries tokens is no reader. */
const WRONG_TOKEN_COST = 20;
/** Asked by machines that watch over this one; cheap, and to be answered above all when much is asked. */
const UNCOUNTED = new Set(["/healthz", "/readyz"]);

/** Refuses with `too_many_requests` and Retry-After who asks more than their share. Runs before anything that costs time. */
export function rateLimit({ perMinute, peers }: RateLimitDeps): MiddlewareHandler {
  if (perMinute === 0) return (_, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return async (context, next) => {
    if (UNCOUNTED.has(context.req.path)) return next();
    const client = clientKey(peers.clientAddress(peerAddress(context), context.req.header("X-Forwarded-For")));
    try {
      await limiter.consume(client);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      context.header("Retry-After", String(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))));
      throw new HttpError("too_many_requests", "Too many requests came from this address. Wait as long as Retry-After says (seconds).");
    }
    await next();
    if (context.res.status === 401 && context.req.header("Authorization") !== undefined) await limiter.penalty(client, WRONG_TOKEN_COST);
  };
}

/** Whoever has one IPv6 address commonly has the 2^64 beside it. */
function clientKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter((part) => part !== "");
  const right = tail === undefined ? [] : tail.split(":").filter((part) => part !== "");
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}
