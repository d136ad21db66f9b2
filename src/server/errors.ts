import type { Context } from "hono";
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from "../contract/errors.ts";

/** A refusal on its way to the client. Only the server throws it; everything else that is thrown becomes `internal`. */
export class HttpError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "HttpError";
    this.code = code;
  }
}

export function errorResponse(context: Context, code: ErrorCode, message: string): Response {
  const body: ErrorBody = { error: { code, message } };
  return context.json(body, ERROR_STATUS[code]);
}
