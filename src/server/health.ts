import { Hono } from "hono";
import type { Viewer } from "../access/viewer.ts";
import { HttpError } from "./errors.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Metrics } from "./metrics.ts";
import type { ViewOf } from "./reading-view.ts";

export interface HealthDeps {
  readonly viewOf: ViewOf;
  /** Whether this viewer is told how many reports there are. */
  mayRead(viewer: Viewer): boolean;
  seesEverything(viewer: Viewer): boolean;
  readonly lifecycle: Lifecycle;
  readonly metrics: Metrics | null;
  logError(cause: unknown): void;
}

/** For machines that watch over this one: GET /healthz (is it alive), /readyz (shall it be asked), /metrics. */
export function healthRoutes(deps: HealthDeps): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => {
    const { viewer } = context.var;
    return context.json({ status: "ok", ...(deps.mayRead(viewer) ? { reports: deps.viewOf(context).store.reports().length } : {}) });
  });
  app.get("/readyz", (context) => {
    if (deps.lifecycle.isStopping()) throw new HttpError("not_ready", "The server is stopping.");
    try {
      deps.viewOf(context).store.reports();
    } catch (cause) {
      deps.logError(cause);
      throw new HttpError("not_ready", "The index cannot be read; the cause is in the server's log.");
    }
    return context.json({ status: "ready" });
  });
  app.get("/metrics", async (context) => {
    if (deps.metrics === null) throw new HttpError("not_found", "There is nothing at this address.");
    // The numbers count what is hidden from some, too.
    if (!deps.seesEverything(context.get("viewer"))) throw new HttpError("forbidden", "The numbers are for those who may read every report.");
    context.header("Content-Type", deps.metrics.contentType);
    return context.body(await deps.metrics.text());
  });
  return app;
}
