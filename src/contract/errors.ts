import { z } from "zod";

/** Codes of the errors that the HTTP interface gives; each has one status. Clients may rely on both. */
export const ERROR_STATUS = {
  invalid_json: 400,
  invalid_request: 400,
  empty_question: 400,
  question_too_long: 400,
  token_required: 401,
  admin_disabled: 403,
  forbidden: 403,
  not_found: 404,
  report_not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  file_refused: 422,
  too_many_requests: 429,
  internal: 500,
  not_ready: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** The one shape of every error. `message` is for a person and never carries an internal message. */
export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ErrorBody = z.infer<typeof errorSchema>;
