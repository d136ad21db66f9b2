import { randomUUID } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { AuditLog } from "../access/audit-log.ts";
import type { Peers } from "../access/peers.ts";
import { nameOf } from "../access/viewer.ts";
import type { Answer } from "../contract/answer.ts";
import { peerAddress } from "./access/peer.ts";
import { isAct } from "./acts.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** Where the server tells what it does. */
export interface Observers {
  readonly log: Log;
  /** Null: nothing is counted. */
  readonly metrics: Metrics | null;
  /** Keeps what administrators do; null: nowhere. */
  readonly audit: AuditLog | null;
  /** Whether the words of questions go into the log, and into the audit log. */
  readonly questions: { readonly log: boolean; readonly audit: boolean };
}

declare module "hono" {
  interface ContextVariableMap {
    /** Names the request in the logs and, as X-Request-Id, to its client. */
    requestId: string;
    /** What an administrative act was done to, where a route knows better than its address: a file's name. */
    actTarget: string | undefined;
  }
}

const REQUEST_ID = /^[\w-]{8,64}$/;
const MAX_LOGGED_CHARACTERS = 300;
const QUIET = /^\/(?:healthz|readyz|metrics|[^/]*\.(?:js|css|svg))$/;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Gives every request an id and tells how it went: never its query or body, in which questions are. */
export function observeRequests({ log, metrics }: Observers, peers: Peers): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = performance.now();
    const given = context.req.header("X-Request-Id") ?? "";
    const requestId = peers.isTrusted(peerAddress(context)) && REQUEST_ID.test(given) ? given : randomUUID();
    context.set("requestId", requestId);
    await next();
    context.res.headers.set("X-Request-Id", requestId);
    const ms = performance.now() - startedAt;
    const { method, path } = context.req;
    const { status } = context.res;
    metrics?.request({ method: METHODS.has(method) ? method : "other", route: routeOf(context), status, seconds: ms / 1_000 });
    const facts = { requestId, method, path: path.slice(0, MAX_LOGGED_CHARACTERS), status, ms: Math.round(ms * 10) / 10, ...clientOf(context, peers) };
    if (QUIET.test(path) && status < 400) log.debug(facts, "request");
    else log.info(facts, "request");
  };
}

/** The address is told where somebody was refused; for the rest a log of who read what is nobody's business. */
function clientOf(context: Context, peers: Peers): { readonly client?: string } {
  if (![401, 403, 429].includes(context.res.status)) return {};
  return { client: peers.clientAddress(peerAddress(context), context.req.header("X-Forwarded-For")) };
}

/** The address as the routes write it (`/api/reports/:id`), so that there are only so many of them. */
function routeOf(context: Context): string {
  return matchedRoutes(context).findLast(({ path }) => !path.includes("*"))?.path ?? "none";
}

/** Of these nothing was there to be done. */
const NO_ACT = new Set([404, 405]);

/**
 * Keeps every administrative act: who, what, with what outcome. One that was refused is kept where a token came with it; without any it
 * is no attempt worth keeping, and the disk could be filled with them.
 */
export function auditActs({ audit, log }: Observers, peers: Peers): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const viewer = context.get("viewer");
    const { status } = context.res;
    if (audit === null || !isAct(context.req) || NO_ACT.has(status)) return;
    if (status >= 400 && context.req.header("Authorization") === undefined) return;
    try {
      audit.record({
        who: viewer === undefined ? "anonymous" : nameOf(viewer),
        act: `${context.req.method} ${routeOf(context)}`,
        target: (context.get("actTarget") ?? context.req.path).slice(0, MAX_LOGGED_CHARACTERS),
        outcome: status < 400 ? "done" : `refused (${status})`,
        client: peers.clientAddress(peerAddress(context), context.req.header("X-Forwarded-For")),
        requestId: context.get("requestId"),
      });
    } catch (cause) {
      log.error({ err: cause, requestId: context.get("requestId") }, "an administrative act could not be kept");
    }
  };
}

/** Tells of an answer: what kind it was and how long it took, and the question where the settings ask for it. */
export function observeAnswer({ log, metrics, audit, questions }: Observers, context: Context, answer: Answer, seconds: number): void {
  metrics?.answer({ status: answer.status, intent: answer.intent, seconds });
  const requestId = context.get("requestId");
  log.info({ requestId, answer: answer.status, intent: answer.intent, ...(questions.log ? { question: answer.question } : {}) }, "answer");
  if (!questions.audit || audit === null) return;
  try {
    audit.record({ who: nameOf(context.get("viewer")), act: "ask", outcome: answer.status, requestId, question: answer.question });
  } catch (cause) {
    log.error({ err: cause, requestId }, "a question could not be kept");
  }
}
