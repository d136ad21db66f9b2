import type { MiddlewareHandler } from "hono";
import { ANONYMOUS } from "../../access/viewer.ts";
import type { Access } from "./access.ts";

/**
 * Says of every response of the interface who may keep it. What has no rule of its own is kept by nobody. Where not everybody sees the
 * same, what is kept is kept by the asker alone and under who they are; and a copy is only ever confirmed (304) after it was found
 * among what they may see.
 */
export function cacheRules(access: Access): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    const rule = headers.get("Cache-Control");
    if (rule === null) headers.set("Cache-Control", "no-store");
    if (access.config.reading === "open" && access.seesEverything(ANONYMOUS)) return;
    if (rule !== null && !/\b(?:private|no-store)\b/.test(rule)) headers.set("Cache-Control", `private, ${rule}`);
    headers.append("Vary", "Authorization");
    if (access.config.reading === "proxy") headers.append("Vary", access.config.proxyUserHeader);
  };
}
