import type { Answer } from "../contract/answer.ts";
import type { AskedSlots, Turn } from "../contract/ask.ts";
import type { ApiFailure } from "./api.ts";

/** A question and what came of it. */
export interface Exchange {
  readonly question: string;
  readonly slots: AskedSlots | undefined;
  /** The questions before it in the talk, oldest first. */
  readonly after: readonly string[];
  readonly outcome:
    | { readonly kind: "waiting" }
    | { readonly kind: "answered"; readonly answer: Answer }
    | { readonly kind: "failed"; readonly failure: ApiFailure };
}

/** Turns sent with a question; what was understood before is found in the last few. */
const MAX_HISTORY_TURNS = 20;
const MAX_TURN_CHARACTERS = 4_000;
const STORAGE_KEY = "wenbao-talk";

/** What is sent as history: questions and answers so far, those of a link's earlier questions without their answers. */
export function toHistory(exchanges: readonly Exchange[], linked: readonly string[]): Turn[] {
  const earlier: Turn[] = linked.map((content) => ({ role: "user", content }));
  const turns = exchanges.flatMap(({ question, outcome }): Turn[] =>
    outcome.kind === "answered"
      ? [
          { role: "user", content: question },
          { role: "assistant", content: outcome.answer.text.slice(0, MAX_TURN_CHARACTERS) },
        ]
      : [],
  );
  return [...earlier, ...turns].slice(-MAX_HISTORY_TURNS);
}

/** Keeps a talk for this tab, under the address that it stands at, so that a reload loses nothing. */
export function keepTalk(address: string, exchanges: readonly Exchange[]): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ address, exchanges }));
  } catch {
    // Storage is refused or full: the talk then lives as long as the page.
  }
}

/** The talk kept for this address; none where another was left. */
export function keptTalk(address: string): readonly Exchange[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null") as { address: string; exchanges: readonly Exchange[] } | null;
    return kept !== null && kept.address === address ? kept.exchanges : [];
  } catch {
    return [];
  }
}
