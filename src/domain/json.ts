/** What a text says as JSON; null where it is none, for it comes from a file that may be damaged or cut off. The value is still to be checked. */
export function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
