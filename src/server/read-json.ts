import type { Context } from "hono";
import type { z } from "zod";
import { HttpError } from "./errors.ts";

/** The body as `schema` wants it. Throws HttpError `unsupported_media_type`, `invalid_json` or `invalid_request`, which names the first flaw. */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const type = context.req.header("Content-Type");
  if (type !== undefined && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new HttpError("unsupported_media_type", "Send the body as JSON, with Content-Type: application/json.");
  }
  const parsed = schema.safeParse(await readJson(context));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join(".") ?? "";
  throw new HttpError("invalid_request", `${path === "" ? "The body" : path}: ${issue?.message ?? "not valid"}.`);
}

async function readJson(context: Context): Promise<unknown> {
  const bytes = await context.req.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError("invalid_json", "The body is not valid JSON in UTF-8.");
  }
}
