import { Hono } from "hono";
import { openApiDocument } from "../contract/openapi.ts";
import { diffReports } from "../diff-reports.ts";
import type { ReportManager } from "../writing/manage-reports.ts";
import { type Access, openAccess } from "./access/access.ts";
import { adminOnly, mayRead } from "./access/guards.ts";
import { ANY_HOST, type HostNames } from "./access/known-host.ts";
import { adminReportRoutes } from "./admin-reports.ts";
import { askRoutes } from "./ask.ts";
import { clientIsGone } from "./client-gone.ts";
import { useEdge } from "./edge.ts";
import { errorResponse, HttpError } from "./errors.ts";
import { exportRoutes } from "./exports.ts";
import { type FeedbackDeps, feedbackRoutes } from "./feedback.ts";
import { figureRoutes } from "./figures.ts";
import { healthRoutes } from "./health.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { createLog } from "./log.ts";
import { type Observers, observeAnswer } from "./observe.ts";
import { pageRoutes } from "./pages.ts";
import type { ReadingView, ViewOf } from "./reading-view.ts";
import { reportRoutes } from "./reports.ts";
import { ROUTES } from "./routes.ts";
import type { WebAssets } from "./web-assets.ts";

export interface AppDeps extends ReadingView, FeedbackDeps {
  /** Changes the reports at an administrator's word; without it nothing is changed. */
  readonly manager?: ReportManager;
  readonly assets: WebAssets;
  readonly embedOrigins: readonly string[];
  /** By which names it may be asked; any unless given. */
  readonly hostNames?: HostNames;
  /** Takes what went wrong inside; it never reaches the client. */
  logError(cause: unknown): void;
  /** Who may do what; without it everybody reads everything and nobody administers. */
  readonly access?: Access;
  /** Where it tells what it does; without them nowhere. */
  readonly observers?: Observers;
  /** Knows when the server is to end; without one it never is. */
  readonly lifecycle?: Lifecycle;
  /** Requests per minute and client; without it, or 0, there is no limit. */
  readonly requestsPerMinute?: number;
}

const silent: Observers = { log: createLog("silent", () => {}), metrics: null, audit: null, questions: { log: false, audit: false } };

/** The whole HTTP interface over its dependencies; tests send it requests in memory. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  const { access = openAccess(deps), observers = silent, lifecycle = createLifecycle() } = deps;
  const { embedOrigins, hostNames = ANY_HOST, requestsPerMinute = 0 } = deps;
  useEdge(app, { access, observers, lifecycle, embedOrigins, hostNames, requestsPerMinute });
  const viewOf = observedViews(access, observers, lifecycle);
  app.route("/", askRoutes({ viewOf, logError: deps.logError, keepUnanswered: (answer) => deps.keepUnanswered?.(answer) }));
  app.route("/", exportRoutes({ viewOf }));
  app.route("/", adminReportRoutes({ manager: deps.manager ?? null, guards: [adminOnly(access)], logError: deps.logError }));
  app.route("/", reportRoutes(viewOf));
  app.route("/", figureRoutes({ viewOf, logError: deps.logError }));
  app.route("/", feedbackRoutes(deps));
  app.get("/api/matrix", (context) => context.json(viewOf(context).matrix()));
  app.get("/api/reports/:id/audit", (context) => {
    const audit = viewOf(context).audit(context.req.param("id"));
    if (audit === null) throw new HttpError("report_not_found", "There is no report with this id. GET /api/reports lists them.");
    return context.json(audit);
  });
  app.get("/api/reports/:id/diff/:other", (context) => {
    const diff = diffReports(viewOf(context).store, context.req.param("id"), context.req.param("other"));
    if (diff === null) throw new HttpError("report_not_found", "There is no report with one of these ids. GET /api/reports lists them.");
    return context.json(diff);
  });
  app.get("/api/suggestions", (context) => context.json({ suggestions: viewOf(context).suggest(context.req.query("language") === "en" ? "en" : "zh") }));
  app.get("/api/openapi.json", (context) => context.json(openApiDocument()));
  const { metrics } = observers;
  app.route("/", healthRoutes({ ...access, mayRead: (viewer) => mayRead(access.config, viewer), viewOf, lifecycle, metrics, logError: deps.logError }));
  app.route("/", pageRoutes(deps.assets));
  for (const { path } of ROUTES) {
    const methods = ROUTES.filter((route) => route.path === path).map(({ method }) => (method === "GET" ? "GET, HEAD" : method));
    app.all(path, (context) => {
      context.header("Allow", methods.join(", "));
      return errorResponse(context, "method_not_allowed", `This address takes ${methods.join(", ")} only.`);
    });
  }
  app.notFound((context) => errorResponse(context, "not_found", "There is nothing at this address."));
  app.onError((error, context) => {
    if (error instanceof HttpError) return errorResponse(context, error.code, error.message);
    // Nobody hears this, but it counts as what it is.
    if (clientIsGone(error)) return errorResponse(context, "invalid_request", "The request broke off before all of it had come.");
    deps.logError(error);
    return errorResponse(context, "internal", "Something went wrong inside; the cause is in the server's log.");
  });
  return app;
}

/** What each asker may see, their questions told to the observers and finished even when the server is to end. */
function observedViews(access: Access, observers: Observers, lifecycle: Lifecycle): ViewOf {
  return (context) => {
    const view = access.viewFor(context.get("viewer"));
    return {
      ...view,
      ask: async (request) => {
        const startedAt = performance.now();
        const answer = await lifecycle.track(view.ask(request));
        observeAnswer(observers, context, answer, (performance.now() - startedAt) / 1_000);
        return answer;
      },
    };
  };
}
