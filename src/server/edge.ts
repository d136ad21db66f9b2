import type { Context, Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { Access } from "./access/access.ts";
import { cacheRules } from "./access/caching.ts";
import { crossOrigin } from "./access/cross-origin.ts";
import { adminOnly, readersOnly } from "./access/guards.ts";
import { identify } from "./access/identify.ts";
import { type HostNames, knownHost } from "./access/known-host.ts";
import { rateLimit } from "./access/rate-limit.ts";
import { isUpload } from "./acts.ts";
import { errorResponse, HttpError } from "./errors.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { auditActs, type Observers, observeRequests } from "./observe.ts";
import { securityHeaders } from "./security-headers.ts";

export interface EdgeDeps {
  readonly access: Access;
  readonly observers: Observers;
  readonly lifecycle: Lifecycle;
  readonly hostNames: HostNames;
  readonly embedOrigins: readonly string[];
  /** Requests per minute and client; 0: no limit. */
  readonly requestsPerMinute: number;
}

const MAX_BODY_BYTES = 256 * 1024;
const ADMIN = "/api/admin/*";

/** All that a request passes before it comes to a route, in this order; what refuses comes before what costs. */
export function useEdge(app: Hono, deps: EdgeDeps): void {
  const { access, observers } = deps;
  app.use(observeRequests(observers, access.peers));
  app.use(securityHeaders(deps.embedOrigins));
  app.use(closeWhenStopping(deps.lifecycle));
  app.use(knownHost(deps.hostNames, access.peers));
  app.use(rateLimit({ perMinute: deps.requestsPerMinute, peers: access.peers }));
  app.use(crossOrigin(deps.embedOrigins));
  app.use("/api/*", cacheRules(access));
  app.use(plainBodiesOnly);
  app.use("/api/*", auditActs(observers, access.peers));
  app.use(identify(access));
  app.use(readersOnly(access));
  app.use(ADMIN, adminOnly(access));
  const limit = limitBody(MAX_BODY_BYTES);
  app.use((context, next) => (isUpload(context.req) ? next() : limit(context, next)));
  app.use("/api/*", compress());
}

function limitBody(maxSize: number): MiddlewareHandler {
  const onError = (context: Context): Response => errorResponse(context, "body_too_large", `The body is larger than ${Math.floor(maxSize / 1024)} kB.`);
  return bodyLimit({ maxSize, onError });
}

/** Nothing that a client sends is unpacked on the way in: what is small when packed may be endless. */
const plainBodiesOnly: MiddlewareHandler = async (context, next) => {
  const encoding = context.req.header("Content-Encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity") throw new HttpError("unsupported_media_type", "Send the body as it is, without Content-Encoding.");
  await next();
};

/** A connection that stays open would keep a stopping server waiting. */
function closeWhenStopping(lifecycle: Lifecycle): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (lifecycle.isStopping()) context.res.headers.set("Connection", "close");
  };
}
