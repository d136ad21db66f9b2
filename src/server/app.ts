import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { openApiDocument } from "../contract/openapi.ts";
import { type Access, openAccess } from "./access/access.ts";
import { adminOnly, readersOnly } from "./access/guards.ts";
import { identify } from "./access/identify.ts";
import { askRoutes } from "./ask.ts";
import { errorResponse, HttpError } from "./errors.ts";
import { exportRoutes } from "./exports.ts";
import { type FeedbackDeps, feedbackRoutes } from "./feedback.ts";
import { figureRoutes } from "./figures.ts";
import { pageRoutes } from "./pages.ts";
import type { ReadingView, ViewOf } from "./reading-view.ts";
import { reportRoutes } from "./reports.ts";
import { ROUTES } from "./routes.ts";
import { securityHeaders } from "./security-headers.ts";
import type { WebAssets } from "./web-assets.ts";

export interface AppDeps extends ReadingView, FeedbackDeps {
  readonly assets: WebAssets;
  readonly embedOrigins: readonly string[];
  /** Takes what went wrong inside; it never reaches the client. */
  logError(cause: unknown): void;
  /** Who may do what; without it everybody reads everything and nobody administers. */
  readonly access?: Access;
}

const MAX_BODY_BYTES = 256 * 1024;

/** The whole HTTP interface over its dependencies; tests send it requests in memory. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  const access = deps.access ?? openAccess(deps);
  const viewOf: ViewOf = (context) => access.viewFor(context.get("viewer"));
  app.use(securityHeaders(deps.embedOrigins));
  app.use(identify(access));
  app.use(readersOnly(access));
  app.use("/api/admin/*", adminOnly(access));
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => errorResponse(context, "body_too_large", `The body is larger than ${MAX_BODY_BYTES / 1024} kB.`),
    }),
  );
  app.use("/api/*", compress());
  app.route("/", askRoutes({ viewOf, logError: deps.logError }));
  app.route("/", exportRoutes({ viewOf }));
  app.route("/", reportRoutes(viewOf));
  app.route("/", figureRoutes(viewOf));
  app.route("/", feedbackRoutes(deps));
  app.get("/api/matrix", (context) => context.json(viewOf(context).matrix()));
  app.get("/api/reports/:id/audit", (context) => {
    const audit = viewOf(context).audit(context.req.param("id"));
    if (audit === null) throw new HttpError("report_not_found", "There is no report with this id. GET /api/reports lists them.");
    return context.json(audit);
  });
  app.get("/api/suggestions", (context) => context.json({ suggestions: viewOf(context).suggest(context.req.query("language") === "en" ? "en" : "zh") }));
  app.get("/api/openapi.json", (context) => context.json(openApiDocument()));
  app.get("/healthz", (context) => context.json({ status: "ok", reports: viewOf(context).store.reports().length }));
  app.route("/", pageRoutes(deps.assets));
  for (const { path, method } of ROUTES) {
    app.all(path, (context) => {
      context.header("Allow", method === "GET" ? "GET, HEAD" : method);
      return errorResponse(context, "method_not_allowed", `This address takes ${method} only.`);
    });
  }
  app.notFound((context) => errorResponse(context, "not_found", "There is nothing at this address."));
  app.onError((error, context) => {
    if (error instanceof HttpError) return errorResponse(context, error.code, error.message);
    deps.logError(error);
    return errorResponse(context, "internal", "Something went wrong inside; the cause is in the server's log.");
  });
  return app;
}
