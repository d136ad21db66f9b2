/** The token that this tab sends, where the server asks for one. Kept for the tab alone: closing it forgets the token. */

const STORAGE_KEY = "wenbao-token";
/** Where storage is refused (some frames), the token holds for this page alone. */
let held: string | null = null;

export function keptToken(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? held;
  } catch {
    return held;
  }
}

/** Null forgets it. */
export function keepToken(token: string | null): void {
  held = token;
  try {
    if (token === null) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, token);
  } catch {
    // See `held`.
  }
}

/** Headers of every request of the pages: that it is theirs, so that no prompt of the browser's comes up, and who asks. A header cannot hold what is no plain ASCII: such a token is none of the server's. */
export function tokenHeaders(): Readonly<Record<string, string>> {
  const token = keptToken();
  return { "X-Wenbao-Page": "1", ...(token === null || !/^[\x21-\x7e]{1,1000}$/.test(token) ? {} : { Authorization: `Bearer ${token}` }) };
}
