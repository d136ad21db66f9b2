import type { Segmenter } from "../../domain/ports.ts";
import type { Passage } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { keepByObject } from "../../text/keep-by-text.ts";
import { mapText, toSource } from "../../text/mapped-text.ts";
import { splitSentences } from "../../text/sentences.ts";
import { characterBigrams } from "../../text/tokens.ts";

/** A sentence of a passage: its text as mended, and the source it came from (several parts where a page break cut it). */
export interface PassageSentence {
  readonly text: string;
  readonly parts: readonly Span[];
}

/** What a sentence is measured against. Weights say how rare each term is; an unknown term weighs nothing. */
export interface SentenceQuery {
  readonly terms: ReadonlySet<string>;
  readonly bigrams: ReadonlySet<string>;
}

const MAX_HIGHLIGHTS = 3;
/** Further sentences must reach this share of the best one's score. */
const LEAST_SHARE = 0.4;
const BIGRAM_SHARE = 0.5;
/** How much a cosine of 1 counts beside the words, in units of the best lexical score. */
const DENSE_SHARE = 1;
/** Share of the length normalisation, as `b` in BM25. */
const LENGTH_SHARE = 0.3;

/** The sentences of a passage in order. `source` is the report's text. */
export const passageSentences = (source: string, passage: Passage): readonly PassageSentence[] => sentencesOf(passage, source);

const sentencesOf = keepByObject((passage: Passage, source: string): readonly PassageSentence[] =>
  apartAtItems(source, passage.parts).flatMap((parts) => {
    const mapped = mapText(source, parts);
    return splitSentences(mapped.text).map((span) => ({
      text: mapped.text.slice(span.start, span.end),
      parts: clipTo(toSource(mapped, span), parts),
    }));
  }),
);

/** What stands between two items of a list: a line break and a mark. */
const ITEM_MARK = /\n[ \t]{0,8}[-*+•·▪●○◆■□►–][ \t]*$/;
const LONGEST_MARK = 16;

/** Items of a list end without a full stop, and are sentences apart all the same. */
function apartAtItems(source: string, parts: readonly Span[]): readonly (readonly Span[])[] {
  const groups: Span[][] = [];
  for (const [index, part] of parts.entries()) {
    const before = source.slice(Math.max(parts[index - 1]?.end ?? part.start, part.start - LONGEST_MARK), part.start);
    const last = groups.at(-1);
    if (last === undefined || ITEM_MARK.test(before)) groups.push([part]);
    else last.push(part);
  }
  return groups;
}

/** Scores per passage and sentence, from shared words and character pairs; rare ones (among all the sentences given) count more. */
export function scoreSentences(passages: readonly (readonly PassageSentence[])[], query: SentenceQuery, segmenter: Segmenter): number[][] {
  const shared = passages.map((sentences) => sentences.map(({ text }) => sharedWords(text, query, segmenter)));
  const weights = inverseFrequencies(shared.flat());
  const lengths = passages.flat().map(({ text }) => text.length);
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return shared.map((rows, passageIndex) =>
    rows.map((words, index) => {
      const length = passages[passageIndex]?.[index]?.text.length ?? 0;
      const sum = words.reduce((total, { word, share }) => total + share * (weights.get(word) ?? 0), 0);
      return sum / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, meanLength));
    }),
  );
}

/**
 * The best sentences' source parts, best first, at most three; the first sentence when none scores. `similarities` (cosine to the
 * question) stand in where question and passage share no words, as across languages.
 */
export function pickHighlights(sentences: readonly PassageSentence[], scores: readonly number[], similarities: readonly number[] | null): (readonly Span[])[] {
  const best = Math.max(0, ...scores);
  const ranked = sentences
    .map((sentence, index) => {
      const lexical = best === 0 ? 0 : (scores[index] ?? 0) / best;
      return { sentence, index, score: lexical + DENSE_SHARE * Math.max(0, similarities?.[index] ?? 0) };
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const top = ranked[0];
  if (top === undefined) return [];
  const enough = ranked.filter(({ score }) => score > 0 && score >= top.score * LEAST_SHARE).slice(0, MAX_HIGHLIGHTS);
  return (enough.length === 0 ? [top] : enough).map(({ sentence }) => sentence.parts);
}

interface SentenceWords {
  readonly terms: ReadonlySet<string>;
  readonly bigrams: ReadonlySet<string>;
}

/** Sentences kept with their words for later questions: some megabytes. */
const MAX_KEPT = 4_000;
/** The same sentences come up again and again; their words depend on text and segmenter alone, so keeping them changes no answer. */
const keptBySegmenter = new WeakMap<Segmenter, Map<string, SentenceWords>>();

function wordsOf(text: string, segmenter: Segmenter): SentenceWords {
  const kept = keptBySegmenter.get(segmenter) ?? new Map<string, SentenceWords>();
  keptBySegmenter.set(segmenter, kept);
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const words = { terms: new Set(segmenter.searchTerms(text)), bigrams: new Set(characterBigrams(text)) };
  kept.set(text, words);
  return words;
}

function sharedWords(text: string, query: SentenceQuery, segmenter: Segmenter): { readonly word: string; readonly share: number }[] {
  const { terms, bigrams } = wordsOf(text, segmenter);
  return [
    ...[...query.terms].filter((term) => terms.has(term)).map((term) => ({ word: `term ${term}`, share: 1 })),
    ...[...query.bigrams].filter((bigram) => bigrams.has(bigram)).map((bigram) => ({ word: `pair ${bigram}`, share: BIGRAM_SHARE })),
  ];
}

/** Each word's log of (sentences / sentences with it), smoothed, always above 0. */
function inverseFrequencies(sentences: readonly (readonly { readonly word: string }[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of sentences) for (const { word } of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5))]));
}

/** `span` without what lies between the parts. */
function clipTo(span: Span, parts: readonly Span[]): Span[] {
  return parts.map((part) => ({ start: Math.max(part.start, span.start), end: Math.min(part.end, span.end) })).filter((piece) => piece.start < piece.end);
}
