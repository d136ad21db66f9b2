import type { Figure } from "../domain/figure.ts";

/** More terms than any real question has; a longer one is searched by its first. */
const MAX_QUERY_TERMS = 96;
const PRIVATE_USE_START = 0xe000;
const PRIVATE_USE_SIZE = 0x1900;

/**
 * A term as one FTS5 token: the tokenizer splits at whatever is neither letter nor digit, so such characters are moved into the
 * private use area, which it takes for letters. "98.57" stays one token. A term without any letter or digit gives null.
 */
export function toToken(term: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(term)) return null;
  return term.replace(/[^\p{L}\p{N}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return String.fromCharCode(PRIVATE_USE_START + (code % PRIVATE_USE_SIZE));
  });
}

/** The column content for terms: tokens with blanks between. */
export function toColumn(terms: readonly string[]): string {
  return terms
    .map(toToken)
    .filter((token) => token !== null)
    .join(" ");
}

/** A MATCH expression: any of the terms, each a quoted string (never syntax), in the columns given. Null when nothing can be searched. */
export function toMatch(columns: readonly string[], terms: readonly string[]): string | null {
  const tokens = [...new Set(terms.map(toToken).filter((token) => token !== null))].slice(0, MAX_QUERY_TERMS);
  if (tokens.length === 0) return null;
  return `{${columns.join(" ")}} : (${tokens.map((token) => `"${token}"`).join(" OR ")})`;
}

/** The words by which a figure is named: indicator, the report's own words, sub-group, subject. */
export function figureName(figure: Figure): string {
  const { indicator, population, subject } = figure;
  const words = [subject, population, indicator.name, indicator.words].filter((word) => word !== null && word !== "");
  return [...new Set(words)].join(" ");
}

/** The words around a figure: section path and sentence. `reportText` is the text that its spans point into. */
export function figureContext(figure: Figure, reportText: string): string {
  return [...figure.source.section, reportText.slice(figure.source.context.start, figure.source.context.end)].join(" ");
}
