/** Most forms that one alias may expand to: a wider one is a slip of the pen, not a name. */
export const MAX_ALIAS_FORMS = 400;

/** Deepest nesting of brackets, so that a slip cannot exhaust the stack. */
const MAX_DEPTH = 8;

export type AliasExpansion = { readonly kind: "forms"; readonly forms: readonly string[] } | { readonly kind: "invalid"; readonly reason: string };

/** Signals a flaw inside the recursive descent; never leaves this module. */
class GrammarFlaw extends Error {}

interface Cursor {
  readonly pattern: string;
  at: number;
  depth: number;
}

const CLOSERS: Readonly<Record<string, string>> = { "[": "]", "(": ")" };

/**
 * Expands an alias pattern to its plain forms, in order, without repeats: `[x]` is optional, `(a|b)` are alternatives, both nest.
 * `"双师型[专任]教师(数|人数)"` → 双师型教师数, 双师型教师人数, 双师型专任教师数, 双师型专任教师人数 (order: left out first).
 * A flaw (unclosed bracket, empty form, more than {@link MAX_ALIAS_FORMS} forms) comes back as a reason, never as a throw.
 */
export function expandAlias(pattern: string): AliasExpansion {
  const cursor: Cursor = { pattern, at: 0, depth: 0 };
  try {
    const forms = [...new Set(readAlternatives(cursor, null))];
    if (forms.some((form) => form.trim() === "")) return { kind: "invalid", reason: "an alias form is empty" };
    return { kind: "forms", forms };
  } catch (error) {
    if (error instanceof GrammarFlaw) return { kind: "invalid", reason: error.message };
    throw error;
  }
}

function readAlternatives(cursor: Cursor, closer: string | null): string[] {
  const forms: string[] = [];
  for (;;) {
    forms.push(...readSequence(cursor));
    assertFew(forms.length);
    const next = cursor.pattern[cursor.at];
    if (next === "|" && closer !== null) {
      cursor.at += 1;
      continue;
    }
    if (next === undefined && closer === null) return forms;
    if (next === closer && closer !== null) {
      cursor.at += 1;
      return forms;
    }
    throw new GrammarFlaw(next === undefined ? `"${closer}" is missing` : `"${next}" at ${cursor.at} is out of place`);
  }
}

function readSequence(cursor: Cursor): string[] {
  let forms = [""];
  for (;;) {
    const next = cursor.pattern[cursor.at];
    if (next === undefined || next === "|" || next === "]" || next === ")") return forms;
    cursor.at += 1;
    const closer = CLOSERS[next];
    if (closer === undefined) {
      forms = forms.map((form) => form + next);
      continue;
    }
    cursor.depth += 1;
    if (cursor.depth > MAX_DEPTH) throw new GrammarFlaw(`it nests deeper than ${MAX_DEPTH}`);
    const inner = readAlternatives(cursor, closer);
    cursor.depth -= 1;
    const choices = next === "[" ? ["", ...inner] : inner;
    assertFew(forms.length * choices.length);
    forms = forms.flatMap((form) => choices.map((choice) => form + choice));
  }
}

function assertFew(count: number): void {
  if (count > MAX_ALIAS_FORMS) throw new GrammarFlaw(`it expands to more than ${MAX_ALIAS_FORMS} forms`);
}
