import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { ReportAudit } from "../contract/audit.ts";
import type { FigureMatrix } from "../contract/matrix.ts";
import { openApiDocument } from "../contract/openapi.ts";
import type { Language } from "../domain/question.ts";
import type { FigureSourceStore } from "../list-figures.ts";
import { type AskDeps, askRoutes } from "./ask.ts";
import { errorResponse, HttpError } from "./errors.ts";
import { exportRoutes } from "./exports.ts";
import { type FeedbackDeps, feedbackRoutes } from "./feedback.ts";
import { figureRoutes } from "./figures.ts";
import { pageRoutes } from "./pages.ts";
import { type ReportSourceStore, reportRoutes } from "./reports.ts";
import { ROUTES } from "./routes.ts";
import { securityHeaders } from "./security-headers.ts";
import type { WebAssets } from "./web-assets.ts";

export interface AppDeps extends AskDeps, FeedbackDeps {
  readonly store: ReportSourceStore & FigureSourceStore;
  /** What in a report does not add up, is missing or misses a standard; null for an unknown id. */
  audit(reportId: string): ReportAudit | null;
  /** What each report gives, by indicator. */
  matrix(): FigureMatrix;
  readonly assets: WebAssets;
  readonly embedOrigins: readonly string[];
  /** Questions that the reports can answer, for the empty page. */
  suggest(language: Language): readonly string[];
}

const MAX_BODY_BYTES = 256 * 1024;

/** The whole HTTP interface over its dependencies; tests send it requests in memory. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.use(securityHeaders(deps.embedOrigins));
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => errorResponse(context, "body_too_large", `The body is larger than ${MAX_BODY_BYTES / 1024} kB.`),
    }),
  );
  app.use("/api/*", compress());
  app.route("/", askRoutes(deps));
  app.route("/", exportRoutes(deps));
  app.route("/", reportRoutes(deps.store));
  app.route("/", figureRoutes(deps.store));
  app.route("/", feedbackRoutes(deps));
  app.get("/api/matrix", (context) => context.json(deps.matrix()));
  app.get("/api/reports/:id/audit", (context) => {
    const audit = deps.audit(context.req.param("id"));
    if (audit === null) throw new HttpError("report_not_found", "There is no report with this id. GET /api/reports lists them.");
    return context.json(audit);
  });
  app.get("/api/suggestions", (context) => context.json({ suggestions: deps.suggest(context.req.query("language") === "en" ? "en" : "zh") }));
  app.get("/api/openapi.json", (context) => context.json(openApiDocument()));
  app.get("/healthz", (context) => context.json({ status: "ok", reports: deps.store.reports().length }));
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
