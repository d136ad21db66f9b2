import { type Context, Hono, type MiddlewareHandler } from "hono";
import { streamSSE } from "hono/streaming";
import type { ErrorCode } from "../contract/errors.ts";
import { identityChangeSchema, type UploadEvent, type UploadResult, uploadQuerySchema } from "../contract/manage.ts";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent } from "../indexing/events.ts";
import type { ReportManager, UploadOutcome } from "../writing/manage-reports.ts";
import { clientIsGone } from "./client-gone.ts";
import { HttpError } from "./errors.ts";
import { readBody } from "./read-json.ts";
import { toRefusal, toRemoved, toTakenIn, toUploadResult } from "./tell-reports.ts";

export interface AdminReportDeps {
  /** Null: this server changes nothing. */
  readonly manager: ReportManager | null;
  /** Runs before each of these routes and lets administrators alone through. */
  readonly guards: readonly MiddlewareHandler[];
  /** Takes what went wrong inside; it never reaches the client. */
  logError(cause: unknown): void;
}

/** Adding, removing, naming and bringing back reports while the server answers. */
export function adminReportRoutes(deps: AdminReportDeps): Hono {
  const app = new Hono();
  const manager = (): ReportManager => {
    if (deps.manager === null) throw new HttpError("admin_disabled", "This server does not change its reports.");
    return deps.manager;
  };
  // One by one, since other methods at these addresses are for everybody.
  const guarded = (method: string, path: string, run: (context: Context) => Promise<Response> | Response): void => {
    for (const guard of deps.guards) app.on(method, path, guard);
    app.on(method, path, (context) => told(() => run(context)));
  };
  guarded("GET", "/api/reports/removed", (context) => context.json({ removed: manager().removed().map(toRemoved) }));
  app.on(["PUT", "POST", "PATCH", "DELETE"], "/api/reports/removed", (context) => {
    context.header("Allow", "GET, HEAD");
    throw new HttpError("method_not_allowed", "This address takes GET only.");
  });
  guarded("PUT", "/api/reports", (context) => putReport(context, manager(), deps));
  guarded("DELETE", "/api/reports/:id", async (context) => {
    const { id, file } = await manager().remove(idOf(context));
    return context.json({ id, file });
  });
  guarded("POST", "/api/reports/:id/restore", async (context) => context.json(await manager().restore(idOf(context))));
  guarded("PATCH", "/api/reports/:id", async (context) => {
    const change = await readBody(context, identityChangeSchema);
    const outcome = await manager().identify(idOf(context), change);
    const [report] = outcome.reports;
    return report === undefined ? answerUpload(context, outcome) : context.json(toTakenIn(report));
  });
  return app;
}

const idOf = (context: Context): string => context.req.param("id") ?? "";

/** The whole body is the file. Streamed to disk, so that its size does not count for the memory. */
async function putReport(context: Context, manager: ReportManager, deps: AdminReportDeps): Promise<Response> {
  const query = uploadQuerySchema.safeParse(context.req.query());
  if (!query.success) {
    const issue = query.error.issues[0];
    throw new HttpError("invalid_request", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}. The query takes name, school and year.`);
  }
  const body = context.req.raw.body;
  if (body === null) throw new HttpError("invalid_request", "The body is empty. Send the file as the body.");
  context.set("actTarget", query.data.name.slice(0, 200));
  const upload = { ...query.data, body };
  if (!/\btext\/event-stream\b/i.test(context.req.header("Accept") ?? "")) return answerUpload(context, await manager.upload(upload));
  context.header("Cache-Control", "no-store");
  context.header("X-Accel-Buffering", "no");
  return streamSSE(context, async (stream) => {
    let sending: Promise<unknown> = Promise.resolve();
    const send = (event: UploadEvent): void => {
      sending = sending.then(() => stream.writeSSE({ event: event.event, data: JSON.stringify(event.data) }));
    };
    try {
      const outcome = await manager.upload(upload, (event) => toWireEvents(event).forEach(send));
      send({ event: "done", data: toUploadResult(outcome) });
    } catch (cause) {
      const error = toHttpError(cause);
      if (error === null && !clientIsGone(cause)) deps.logError(cause);
      send({
        event: "error",
        data: { code: error?.code ?? "internal", message: error?.message ?? "Something went wrong inside; the cause is in the server's log." },
      });
    }
    await sending;
  });
}

/** A file that gave nothing is an error of the one shape, with what is known beside it. */
function answerUpload(context: Context, outcome: UploadOutcome): Response {
  const result: UploadResult = toUploadResult(outcome);
  if (result.outcome !== "refused") return context.json(result, result.outcome === "added" ? 201 : 200);
  const message = result.refused[0]?.message ?? "The file holds no report. Send a report.";
  return context.json({ error: { code: "file_refused", message }, ...result }, 422);
}

function toWireEvents(event: IngestEvent): UploadEvent[] {
  switch (event.kind) {
    case "started":
      return [{ event: "started", data: { file: event.file, number: event.number, total: event.total } }];
    case "embedded":
      return [{ event: "embedded", data: { file: event.file, done: event.done, total: event.total } }];
    case "finished":
      return [{ event: "finished", data: toTakenIn(event.result) }];
    case "failed":
      return [{ event: "failed", data: toRefusal(event.failure) }];
    case "discovered":
    case "keptOut":
      return [];
  }
}

/** Which error of the interface tells a failure of the inside that a person can act on. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  report_not_found: "report_not_found",
  removed_not_found: "report_not_found",
  unsafe_name: "invalid_request",
  file_too_large: "body_too_large",
  file_gone: "conflict",
  id_taken: "conflict",
  reading_broke_off: "file_refused",
  stopped: "not_ready",
  index_busy: "not_ready",
  disk_full: "not_ready",
  settings_invalid: "file_refused",
  unsupported_format: "file_refused",
};

async function told(run: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await run();
  } catch (cause) {
    throw toHttpError(cause) ?? cause;
  }
}

/** Null for what nobody but the log shall be told. */
function toHttpError(cause: unknown): HttpError | null {
  if (cause instanceof HttpError) return cause;
  const code = cause instanceof AppError ? CODES[cause.code] : undefined;
  return code === undefined || !(cause instanceof AppError) ? null : new HttpError(code, cause.safeMessage);
}
