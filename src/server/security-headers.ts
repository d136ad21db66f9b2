import type { MiddlewareHandler } from "hono";

/**
 * Headers of every response. Scripts and styles come from this server's files alone (none inline), nothing may be parsed as markup
 * by script (trusted types), and only `embedOrigins` may show the page in a frame.
 */
export function securityHeaders(embedOrigins: readonly string[]): MiddlewareHandler {
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...embedOrigins].join(" ")}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("X-Permitted-Cross-Domain-Policies", "none");
    // For browsers that do not know frame-ancestors; where others may embed the page, only that one can say so.
    if (embedOrigins.length === 0) headers.set("X-Frame-Options", "SAMEORIGIN");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    // The launcher is made to be loaded by other sites; nothing else is.
    headers.set("Cross-Origin-Resource-Policy", context.req.path === "/widget.js" ? "cross-origin" : "same-origin");
  };
}
