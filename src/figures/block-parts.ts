import type { IndicatorId } from "../domain/ids.ts";
import type { Span } from "../domain/span.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import type { LeftOut } from "../text/quantities.ts";
import { splitSentences } from "../text/sentences.ts";

/** Names without the entries whose context words stand neither in the sentence nor in its section's headings. */
export function inContext(names: AliasMatch[], sentence: string, path: readonly string[], lexicon: Lexicon): AliasMatch[] {
  const fits = (id: IndicatorId): boolean => {
    const context = lexicon.indicator(id)?.context;
    return context === undefined || context.some((word) => sentence.includes(word) || path.some((title) => foldText(title).includes(word)));
  };
  return names.flatMap((name) => {
    if (name.indicatorIds.every(fits)) return [name];
    const indicatorIds = name.indicatorIds.filter(fits);
    return indicatorIds.length === 0 ? [] : [{ ...name, indicatorIds }];
  });
}

/** Hundreds of digits and separators in a row are a dump, not prose. */
export const numberRuns = (text: string): LeftOut[] =>
  [...text.matchAll(/[\d,.，、 ]{300,}/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, reason: "number_run" }));

/** The text with `runs` turned into blanks, so that no offset moves. */
export function blankOut(text: string, runs: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const run of runs) {
    pieces.push(text.slice(at, run.start), " ".repeat(run.end - run.start));
    at = run.end;
  }
  return pieces.join("") + text.slice(at);
}

/** What lies inside a sentence, asked for sentence by sentence in order: each item is looked at once. */
export function walker<T extends Span>(items: readonly T[]): (sentence: Span) => T[] {
  let at = 0;
  return (sentence) => {
    const inside: T[] = [];
    for (let item = items[at]; item !== undefined && item.start < sentence.end; item = items[at]) {
      if (item.start >= sentence.start && item.end <= sentence.end) inside.push(item);
      at += 1;
    }
    return inside;
  };
}

/** Sentences, those longer than anyone writes cut at commas (or anywhere), so that the work per number has a bound. */
export function shortSentences(text: string): Span[] {
  return splitSentences(text).flatMap((sentence) => {
    const parts: Span[] = [];
    let start = sentence.start;
    while (sentence.end - start > MAX_SENTENCE) {
      const comma = text.slice(start, start + MAX_SENTENCE).lastIndexOf("，");
      const end = start + (comma > 0 ? comma + 1 : MAX_SENTENCE);
      parts.push({ start, end });
      start = end;
    }
    return [...parts, { start, end: sentence.end }];
  });
}

const MAX_SENTENCE = 600;

/** How far a name may reach on either side of an aside that stands inside it. */
const ASIDE_REACH = 14;

/** Names in the text, also where an aside in brackets stands inside one: 双师型（一体化）教师. */
export function findNames(text: string, lexicon: Lexicon): AliasMatch[] {
  const names = lexicon.aliases.find(text, ["zh", "prose"]);
  const across: AliasMatch[] = [];
  for (const aside of text.matchAll(/\([^()\d]{1,12}\)/g)) {
    const end = aside.index + aside[0].length;
    const from = Math.max(0, aside.index - ASIDE_REACH);
    // Quotes are passed over by the matcher, so an aside made of them leaves the offsets as they are.
    const masked = text.slice(from, aside.index) + '"'.repeat(aside[0].length) + text.slice(end, end + ASIDE_REACH);
    for (const match of lexicon.aliases.find(masked, ["zh", "prose"]))
      if (from + match.start < aside.index && from + match.end > end) across.push({ ...match, start: from + match.start, end: from + match.end });
  }
  return across.length === 0 ? names : [...names, ...across].sort((a, b) => a.start - b.start || b.end - a.end);
}
