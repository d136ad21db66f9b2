/** What is sent to be answered, not to change anything. */
const READING_POSTS = new Set(["/api/ask", "/api/export", "/api/feedback"]);
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request is one that changes the index, as far as its method and address tell. Told by what reading is, not by a list of
 * acts, so that a new act is one without being named here.
 */
export function isAct({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return !SAFE_METHODS.has(method) && !READING_POSTS.has(path);
}

/** A report on its way in: its route writes it to the disk as it comes, and counts its bytes. */
export function isUpload({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method === "PUT" && path === "/api/reports";
}
