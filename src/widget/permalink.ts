import type { AskedSlots } from "../contract/ask.ts";

/** What reproduces an answer: the question, what was set by hand, and the questions before it where it follows up on them. */
export interface Asked {
  readonly question: string;
  readonly slots?: AskedSlots | undefined;
  readonly after: readonly string[];
}

/** Earlier questions that a link carries; understanding looks no further back. */
const MAX_AFTER = 6;

/** The query of a link: "?q=那平湖呢？&after=…" (encoded). `kept` are parameters of the present address that hold for any answer. */
export function toQuery({ question, slots, after }: Asked, kept: URLSearchParams): string {
  const query = new URLSearchParams({ q: question });
  if (slots !== undefined && Object.keys(slots).length > 0) query.set("slots", JSON.stringify(slots));
  for (const earlier of after.slice(-MAX_AFTER)) query.append("after", earlier);
  for (const name of ["school", "reports", "language"]) {
    const value = kept.get(name);
    if (value !== null) query.set(name, value);
  }
  return `?${query}`;
}

/** Reads a link's query; null where it asks nothing. Slots that are no JSON object are left out: the server checks the rest. */
export function readQuery(query: URLSearchParams): Asked | null {
  const question = query.get("q")?.trim() ?? "";
  if (question === "") return null;
  return { question, slots: readSlots(query.get("slots")), after: query.getAll("after").slice(-MAX_AFTER) };
}

function readSlots(text: string | null): AskedSlots | undefined {
  if (text === null) return undefined;
  try {
    const slots: unknown = JSON.parse(text);
    return typeof slots === "object" && slots !== null && !Array.isArray(slots) ? slots : undefined;
  } catch {
    return undefined;
  }
}
