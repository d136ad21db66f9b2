/** A string, or a sign that opens, closes or parts. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

interface Level {
  /** Null in an array. */
  readonly keys: Set<string> | null;
  key: string;
}

/** Paths of the keys that stand twice in one object of a JSON text, of which a parser silently keeps the last; the text is taken to be valid. */
export function duplicateKeys(text: string): string[] {
  const open: Level[] = [];
  const found: string[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const level = open[open.length - 1];
    if (token === "{" || token === "[") open.push({ keys: token === "{" ? new Set() : null, key: "" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && level !== undefined && level.keys !== null) {
      level.key = String(JSON.parse(last));
      if (level.keys.has(level.key)) found.push(open.map(({ key }) => (key === "" ? "*" : key)).join("."));
      level.keys.add(level.key);
    }
    last = token;
  }
  return found;
}
