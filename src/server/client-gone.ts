/** How Node tells that the connection was closed before all of a request had come. */
const CUT_OFF: Readonly<Record<string, string>> = { ECONNRESET: "aborted", ERR_STREAM_PREMATURE_CLOSE: "Premature close" };

/** Whether an error only says that the client went away, or was let go for being slow, in the midst of its request: no flaw of the server's. */
export function clientIsGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && CUT_OFF[error.code] === error.message;
}
