import type { HonoRequest, MiddlewareHandler } from "hono";
import { isAct } from "../acts.ts";
import { HttpError } from "../errors.ts";

const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of `origins` read over HTTP, the same list that may show the page in a frame. No cookie or browser password goes with such
 * a request: a page that needs a token sends one. Nothing that changes the index is offered to other sites. Requests to change something that
 * a browser says come from a page of another site are refused.
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const patterns = origins.map(toPattern);
  return async (context, next) => {
    const { req } = context;
    const origin = req.header("Origin")?.toLowerCase() ?? "";
    const isAllowed = !isAct(intended(req)) && !/^\/api\/admin(?:\/|$)/.test(req.path) && patterns.some((pattern) => pattern.test(origin));
    if (isAllowed && req.method === "OPTIONS" && req.header("Access-Control-Request-Method") !== undefined) {
      context.header("Access-Control-Allow-Origin", origin);
      context.header("Vary", "Origin", { append: true });
      context.header("Access-Control-Allow-Methods", "GET, POST");
      context.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept");
      context.header("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
      return context.body(null, 204);
    }
    if (!isAllowed && !["GET", "HEAD", "OPTIONS"].includes(req.method) && req.header("Sec-Fetch-Site") === "cross-site") {
      throw new HttpError("forbidden", "Pages of this site may not ask here. WENBAO_EMBED_ORIGINS names those that may.");
    }
    await next();
    if (!isAllowed) return;
    context.res.headers.set("Access-Control-Allow-Origin", origin);
    context.res.headers.append("Vary", "Origin");
    context.res.headers.set("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id, Content-Disposition");
  };
}

/** A browser asks beforehand (OPTIONS) for what it means to send. */
function intended(req: HonoRequest): { readonly method: string; readonly path: string } {
  return { method: (req.method === "OPTIONS" ? req.header("Access-Control-Request-Method") : undefined) ?? req.method, path: req.path };
}

/** An origin as written in the settings; `*.` stands for any names below, never for none and never for another host. */
function toPattern(origin: string): RegExp {
  const escaped = origin.replace(/[.+?^$()|[\]{}\\]/g, "\\$&").replace("*\\.", "(?:[a-z0-9-]+\\.)+");
  return new RegExp(`^${escaped}$`);
}
