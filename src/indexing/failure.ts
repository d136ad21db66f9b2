import { AppError } from "../domain/issue.ts";
import type { IngestFailure } from "./events.ts";

/** One file's failure never stops the rest; one that nobody expected is told as such and keeps its cause for the log. */
export function failureOf(file: string, error: unknown): IngestFailure {
  if (error instanceof AppError) return { file, code: error.code, reason: error.safeMessage, values: error.values, cause: error };
  if (error instanceof Error && "syscall" in error) {
    const reason = "The file cannot be read. Check that it is there and that its permissions allow reading.";
    return { file, code: "unreadable_file", reason, values: {}, cause: error };
  }
  return { file, code: "internal_error", reason: "The program failed on this file. Please report it with the file.", values: {}, cause: error };
}
