import { Hono } from "hono";
import { EXPORT_FORMATS, type ExportFormat } from "../contract/ask.ts";
import type { AskDeps } from "./ask.ts";
import { readAskRequest } from "./ask.ts";
import { HttpError } from "./errors.ts";

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** POST /api/export?format=docx|xlsx: the answer to a question as a document; the body is that of /api/ask. */
export function exportRoutes(deps: Pick<AskDeps, "viewOf">): Hono {
  const app = new Hono();
  app.post("/api/export", async (context) => {
    const format = EXPORT_FORMATS.find((known) => known === context.req.query("format"));
    if (format === undefined) throw new HttpError("invalid_request", `Give format=${EXPORT_FORMATS.join(" or format=")}.`);
    const answer = await deps.viewOf(context).ask(await readAskRequest(context));
    // Loaded when first needed: writing documents is rare, and its libraries are larger than the rest of the server.
    const { exportAnswer } = await import("../export/export-answer.ts");
    const bytes = await exportAnswer(answer, format);
    context.header("Content-Type", MEDIA_TYPES[format]);
    context.header("Content-Disposition", `attachment; filename="wenbao-${answer.id.replace(/[^\w-]/g, "")}.${format}"`);
    context.header("Cache-Control", "no-store");
    return context.body(new Uint8Array(bytes).buffer);
  });
  return app;
}
