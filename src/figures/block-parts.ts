import type { IndicatorId } from "../domain/ids.ts";
import type { Span } from "../domain/span.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import type { LeftOut } from "../text/quantities.ts";
import { splitSentences } from "../text/sentences.ts";
import { FILLER } from "./cues.ts";

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

const ASIDE = /\([^()\d]{1,12}\)/g;
/** 国家级、省级培训: of a list of levels the last is left, so that what they share stands whole. */
const LISTED_LEVELS = /(?:国家|省|市|县|区|校|院)级[、和及与](?=(?:国家|省|市|县|区|校|院)级)/g;
/** The matcher passes over quotes, so that what is turned into them leaves all offsets as they are. */
const passOver = (text: string): string => '"'.repeat(text.length);

/** Other words for students, as many characters long. */
const PUPILS = /(?<![大中小])学子|(?<!大|中|小|校)同学(?![会录习])|(?<=(?:在校|在读|住校|寄宿|毕业)的?)孩子/g;
const PUPIL = "学生";

/** Names in the text, also where an aside in brackets, a level or a word that adds nothing stands inside one: 双师型（一体化）教师, 专业学习方面满意度. */
export function findNames(text: string, lexicon: Lexicon): AliasMatch[] {
  const names = lexicon.aliases.find(text, ["zh", "prose"]);
  const masked = text.replace(ASIDE, passOver).replace(FILLER, passOver).replace(LISTED_LEVELS, passOver).replace(PUPILS, PUPIL);
  if (masked === text) return names;
  const known = new Set(names.map(({ start, end }) => `${start}:${end}`));
  const across = changedStretches(text, masked)
    .flatMap(({ start, end }) =>
      lexicon.aliases.find(masked.slice(start, end), ["zh", "prose"]).map((name) => ({ ...name, start: name.start + start, end: name.end + start })),
    )
    .filter(({ start, end }) => !known.has(`${start}:${end}`));
  return across.length === 0 ? names : [...names, ...across].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** No name runs across one of these. */
const NEVER_IN_NAME = /[。；;]/g;

/** The stretches between full stops and semicolons in which `masked` is not `text`: only there can it hold other names. */
function changedStretches(text: string, masked: string): Span[] {
  const stretches: Span[] = [];
  let start = 0;
  for (const { index } of [...masked.matchAll(NEVER_IN_NAME), { index: masked.length }]) {
    if (!text.startsWith(masked.slice(start, index), start)) stretches.push({ start, end: index });
    start = index + 1;
  }
  return stretches;
}
