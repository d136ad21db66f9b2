import type { FusedHit, Hit, RetrieverName } from "../../domain/evidence.ts";
import type { PassageId } from "../../domain/ids.ts";
import type { Embedder, Segmenter, VectorIndex } from "../../domain/ports.ts";
import type { Language } from "../../domain/question.ts";
import type { Passage } from "../../domain/report.ts";
import type { PassageFilter, Store } from "../../store/store.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { glossEnglish, STOP_WORDS } from "../english/glossary.ts";
import { capPerReport, type FusedRank, type FusionWeights, fuseHits, fusionWeights } from "./fusion.ts";
import { type PassageSentence, passageSentences, pickHighlights, scoreSentences } from "./highlights.ts";
import { lateInteraction } from "./late-interaction.ts";
import { sentenceSimilarities } from "./sentence-vectors.ts";

export interface PassageSearchDeps {
  readonly store: Store;
  readonly segmenter: Segmenter;
  readonly embedder: Embedder;
  /** The vector index of the store's present state. */
  readonly vectors: () => VectorIndex;
}

export interface PassageQuery {
  readonly text: string;
  readonly language: Language;
  readonly filter: PassageFilter;
  readonly limit: number;
  /** Most passages of one report, while others have any. */
  readonly perReport?: number;
  /** Further words to look for, such as the Chinese names of what an English question asks about. */
  readonly expansions?: readonly string[];
  /** In place of those that the languages call for; for measurements. */
  readonly weights?: FusionWeights;
}

/** Hits of each retriever before fusion. */
const LEAST_DEPTH = 50;
const DEPTH_PER_HIT = 5;
/** Share of an English question's words that must be in the glossary: a few words of many say something else than the question. */
const LEAST_COVERAGE = 0.5;
/** The glossary's words are one of several ways to say a word; the names that a caller gives are those of the reports. */
const TRUST_IN_GLOSSARY = 0.5;

/**
 * Passages by words, character pairs and meaning, fused; best first, ties by id, with the sentences that answer best.
 * "现代学徒制是怎么开展的" → the passages below the heading that names 现代学徒制 first.
 */
export async function searchPassages(deps: PassageSearchDeps, asked: PassageQuery): Promise<FusedHit[]> {
  if (asked.limit <= 0 || asked.filter.reportIds?.length === 0) return [];
  const query = { ...asked, filter: withoutIdleFilter(deps.store, asked.filter) };
  const wording = reword(query);
  const vector = await deps.embedder.embedQuery(wording.texts.join(" "));
  const depth = Math.max(LEAST_DEPTH, query.limit * DEPTH_PER_HIT);
  const words = toWords(deps.segmenter, wording.texts);
  await deps.vectors().ready();
  const hits = [
    ...rankTerms("terms", deps.store.searchPassages("terms", [...words.terms], query.filter, depth)),
    ...rankTerms("bigrams", deps.store.searchPassages("bigrams", [...words.bigrams], query.filter, depth)),
    ...(await rankVectors(deps, { ...query, vector, depth, texts: wording.texts })),
  ];
  const ranked = fuseByLanguage(deps.store, hits, query, wording);
  const chosen = capPerReport(ranked, query.limit, query.perReport ?? query.limit);
  return addHighlights(deps, chosen, { ...words, vector, language: query.language });
}

/** A filter that lets every report pass is none: looking up which passages pass it takes longer than the search. */
function withoutIdleFilter(store: Store, filter: PassageFilter): PassageFilter {
  if (filter.reportIds === undefined) return filter;
  const passing = new Set<string>(filter.reportIds);
  return store.reports().every(({ id }) => passing.has(id)) ? {} : filter;
}

/** A question as it is searched for. */
interface Wording {
  /** The question and its words in the other language. */
  readonly texts: readonly string[];
  /** How far those words make it a search within the passages' own language, 0…1. */
  readonly coverage: number;
}

/** An English question gets the Chinese words that the caller knows, and where most of it is in the glossary those of the glossary. */
function reword({ text, language, expansions = [] }: PassageQuery): Wording {
  const glossed = language === "en" ? glossEnglish(text) : { words: [], coverage: 0 };
  const known = glossed.coverage >= LEAST_COVERAGE ? glossed : { words: [], coverage: 0 };
  return { texts: [text, ...expansions, ...known.words], coverage: expansions.length > 0 ? 1 : TRUST_IN_GLOSSARY * known.coverage };
}

interface QueryWords {
  readonly terms: ReadonlySet<string>;
  readonly bigrams: ReadonlySet<string>;
}

interface HighlightQuery extends QueryWords {
  readonly vector: Float32Array;
  readonly language: Language;
}

function toWords(segmenter: Segmenter, texts: readonly string[]): QueryWords {
  const keep = (word: string) => !STOP_WORDS.has(word);
  return {
    terms: new Set(texts.flatMap((one) => segmenter.searchTerms(one)).filter(keep)),
    bigrams: new Set(texts.flatMap((one) => characterBigrams(one)).filter(keep)),
  };
}

function rankTerms(retriever: RetrieverName, found: ReturnType<Store["searchPassages"]>): Hit[] {
  return found.map(({ passageId, reportId, score }, index) => ({ passageId, reportId, retriever, score, rank: index + 1 }));
}

interface VectorQuery extends PassageQuery {
  readonly vector: Float32Array;
  readonly depth: number;
  readonly texts: readonly string[];
}

async function rankVectors(deps: PassageSearchDeps, query: VectorQuery): Promise<Hit[]> {
  const { store, vectors } = deps;
  const within = query.filter.reportIds === undefined ? undefined : new Set(store.passageLabels(query.filter));
  const found = vectors().search(query.vector, query.depth, within);
  const ids = found.flatMap(({ label, similarity }) => {
    const passageId = similarity > 0 ? store.passageIdOfLabel(label) : null;
    return passageId === null ? [] : [{ passageId, similarity }];
  });
  const passages = new Map(store.passages(ids.map(({ passageId }) => passageId)).map((passage) => [passage.id, passage]));
  const near = ids.flatMap(({ passageId, similarity }) => {
    const passage = passages.get(passageId);
    return passage === undefined ? [] : [{ passage, similarity }];
  });
  return (await compareTokens(deps.embedder, query, near))
    .sort((a, b) => b.similarity - a.similarity || (a.passage.id < b.passage.id ? -1 : 1))
    .map(({ passage, similarity }, index) => ({ passageId: passage.id, reportId: passage.reportId, retriever: "dense", score: similarity, rank: index + 1 }));
}

interface NearPassage {
  readonly passage: Passage;
  readonly similarity: number;
}

/** Across languages, where meaning decides alone, what is near by its mean is compared token by token, too (docs/fusion.md has the measurement). */
async function compareTokens({ tokens }: Embedder, query: VectorQuery, near: readonly NearPassage[]): Promise<NearPassage[]> {
  const foreign = near.filter(({ passage }) => passageLanguage(passage) !== query.language);
  if (tokens === null || tokens === undefined || foreign.length < 2) return [...near];
  const scores = await lateInteraction(
    tokens,
    query.text,
    foreign.map(({ passage }) => passage.text),
  );
  const scoreOf = new Map(foreign.map(({ passage }, index) => [passage.id, scores[index] ?? 0]));
  return near.map(({ passage, similarity }) => ({ passage, similarity: (similarity + (scoreOf.get(passage.id) ?? similarity)) / 2 }));
}

/** Each passage is weighed by its own language against the question's. */
function fuseByLanguage(store: Store, hits: readonly Hit[], query: PassageQuery, { coverage }: Wording): FusedRank[] {
  const languages = new Map<PassageId, Language>();
  for (const passage of store.passages([...new Set(hits.map(({ passageId }) => passageId))])) languages.set(passage.id, passageLanguage(passage));
  const ranked = (["zh", "en"] as const).flatMap((language) =>
    fuseHits(
      hits.filter(({ passageId }) => languages.get(passageId) === language),
      query.weights ?? fusionWeights(query.language, language, coverage),
    ),
  );
  return ranked.sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}

/** A report's passage is Chinese as soon as it has a Chinese character: names and abbreviations in Latin letters are common there. */
function passageLanguage(passage: Passage): Language {
  return /[\u3400-\u9fff]/.test(passage.text) ? "zh" : "en";
}

async function addHighlights(deps: PassageSearchDeps, chosen: readonly FusedRank[], query: HighlightQuery): Promise<FusedHit[]> {
  const passagesById = new Map(deps.store.passages(chosen.map(({ passageId }) => passageId)).map((passage) => [passage.id, passage]));
  const found = chosen.flatMap((rank) => {
    const passage = passagesById.get(rank.passageId);
    return passage === undefined ? [] : [{ rank, passage }];
  });
  const sentences = readSentences(
    deps.store,
    found.map(({ passage }) => passage),
  );
  const scores = scoreSentences(sentences, query, deps.segmenter);
  // Across languages, or where no word of the question stands in the passage, the meaning must choose the sentence.
  const unsure = found.map(({ passage }, index) => {
    const list = sentences[index] ?? [];
    const isUnsure = passageLanguage(passage) !== query.language || (scores[index] ?? []).every((score) => score === 0);
    return isUnsure && list.length > 1 ? list.map(({ text }) => text) : null;
  });
  const similarities = await sentenceSimilarities(deps.embedder, unsure, query.vector);
  return found.map(({ rank, passage }, index) => ({
    passage,
    score: rank.score,
    contributions: rank.contributions,
    highlights: pickHighlights(sentences[index] ?? [], scores[index] ?? [], similarities[index] ?? null),
  }));
}

function readSentences(store: Store, passages: readonly Passage[]): (readonly PassageSentence[])[] {
  const texts = new Map<string, string>();
  return passages.map((passage) => {
    const text = texts.get(passage.reportId) ?? store.readText(passage.reportId) ?? "";
    texts.set(passage.reportId, text);
    return passageSentences(text, passage);
  });
}
