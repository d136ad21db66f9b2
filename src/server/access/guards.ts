import type { MiddlewareHandler } from "hono";
import type { TokenBook } from "../../access/token-file.ts";
import { isAdmin, type Viewer } from "../../access/viewer.ts";
import type { AccessConfig } from "../../config.ts";
import { HttpError } from "../errors.ts";

export interface GuardDeps {
  readonly config: AccessConfig;
  readonly tokens: Pick<TokenBook, "hasAdmin">;
}

/**
 * Lets administrators alone through; `identify` has run before. Refuses with `admin_disabled` while there is no administrator at all,
 * `token_required` without a token, and `forbidden` with one that does not allow it or came from a browser's prompt (any site can make a
 * browser send that one).
 */
export function adminOnly({ config, tokens }: GuardDeps): MiddlewareHandler {
  return async (context, next) => {
    if (config.adminTokenHash === null && !tokens.hasAdmin()) {
      throw new HttpError("admin_disabled", "Administration is off. Make a token with `wenbao token create --role admin`, or set WENBAO_ADMIN_TOKEN.");
    }
    const viewer = context.get("viewer");
    if (!isAdmin(viewer)) {
      if (viewer.kind !== "token") throw new HttpError("token_required", "Send an administrator's token: Authorization: Bearer …");
      throw new HttpError("forbidden", "This takes an administrator's token, sent as Authorization: Bearer …");
    }
    await next();
  };
}

/** What anybody may load: it holds nothing of the reports, and a launcher or a probe must get it before anybody has named themselves. */
const PUBLIC = /^\/(?:healthz|readyz|api\/openapi\.json|[a-z][a-zA-Z0-9.-]*\.(?:js|css|svg))$/;

/** The pages hold nothing of the reports either: they ask for the token themselves, in the page's own words, also in a frame. */
const PAGES = /^\/(?:figures|reports|reader)?$/;

/** Whether a viewer may read at all; which reports they see is another matter. */
export function mayRead({ reading }: Pick<AccessConfig, "reading">, viewer: Viewer): boolean {
  return reading === "open" || viewer.kind !== "anonymous";
}

/** Lets those through who may read. `identify` has run before. */
export function readersOnly({ config }: Pick<GuardDeps, "config">): MiddlewareHandler {
  return async (context, next) => {
    const { path } = context.req;
    const isPublic = PUBLIC.test(path) || (config.reading === "token" && PAGES.test(path));
    if (!mayRead(config, context.get("viewer")) && !isPublic) {
      // A browser that is told so asks its user for the token, who gives it as the password; our own pages ask by themselves.
      if (config.reading === "token" && context.req.header("X-Wenbao-Page") === undefined)
        context.header("WWW-Authenticate", 'Basic realm="Wenbao", charset="UTF-8"');
      throw new HttpError("token_required", config.reading === "token" ? "Reading takes a token." : "Reading takes a name given by the proxy.");
    }
    await next();
  };
}
