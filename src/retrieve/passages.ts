import type { FusedHit, Hit, RetrieverName } from "../domain/evidence.ts";
import type { PassageId } from "../domain/ids.ts";
import type { Embedder, Segmenter, VectorIndex } from "../domain/ports.ts";
import type { Language } from "../domain/question.ts";
import type { Passage } from "../domain/report.ts";
import type { PassageFilter, Store } from "../store/store.ts";
import { dot } from "../store/vector-math.ts";
import { foldText } from "../text/fold.ts";
import { characterBigrams, detectLanguage } from "../text/tokens.ts";
import { capPerReport, type FusedRank, type FusionWeights, fuseHits, fusionWeights } from "./fusion.ts";
import { type PassageSentence, passageSentences, pickHighlights, scoreSentences } from "./highlights.ts";

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
/** Sentences embedded for one question, where words do not help to choose (0.3 ms each). */
const MAX_EMBEDDED_SENTENCES = 40;

/**
 * Passages by words, character pairs and meaning, fused; best first, ties by id, with the sentences that answer best.
 * "现代学徒制是怎么开展的" → the passages below the heading that names 现代学徒制 first.
 */
export async function searchPassages(deps: PassageSearchDeps, query: PassageQuery): Promise<FusedHit[]> {
  if (query.limit <= 0 || query.filter.reportIds?.length === 0) return [];
  const vector = await deps.embedder.embedQuery(query.text);
  const depth = Math.max(LEAST_DEPTH, query.limit * DEPTH_PER_HIT);
  const words = toWords(deps.segmenter, query);
  const hits = [
    ...rankTerms("terms", deps.store.searchPassages("terms", [...words.terms], query.filter, depth)),
    ...rankTerms("bigrams", deps.store.searchPassages("bigrams", [...words.bigrams], query.filter, depth)),
    ...rankVectors(deps, vector, query.filter, depth),
  ];
  const ranked = fuseByLanguage(deps.store, hits, query);
  const chosen = capPerReport(ranked, query.limit, query.perReport ?? query.limit);
  return addHighlights(deps, chosen, words, vector);
}

interface QueryWords {
  readonly terms: ReadonlySet<string>;
  readonly bigrams: ReadonlySet<string>;
}

function toWords(segmenter: Segmenter, { text, expansions = [] }: PassageQuery): QueryWords {
  const texts = [text, ...expansions];
  return {
    terms: new Set(texts.flatMap((one) => segmenter.searchTerms(one))),
    bigrams: new Set(texts.flatMap((one) => characterBigrams(foldText(one)))),
  };
}

function rankTerms(retriever: RetrieverName, found: ReturnType<Store["searchPassages"]>): Hit[] {
  return found.map(({ passageId, reportId, score }, index) => ({ passageId, reportId, retriever, score, rank: index + 1 }));
}

function rankVectors({ store, vectors }: PassageSearchDeps, vector: Float32Array, filter: PassageFilter, depth: number): Hit[] {
  const labels = filter.reportIds === undefined ? null : new Set(store.passageLabels(filter));
  const found = vectors().search(vector, depth, labels === null ? undefined : (label) => labels.has(label));
  const ids = found.flatMap(({ label, similarity }) => {
    const passageId = similarity > 0 ? store.passageIdOfLabel(label) : null;
    return passageId === null ? [] : [{ passageId, similarity }];
  });
  const passages = new Map(store.passages(ids.map(({ passageId }) => passageId)).map((passage) => [passage.id, passage]));
  return ids
    .flatMap(({ passageId, similarity }) => {
      const passage = passages.get(passageId);
      return passage === undefined ? [] : [{ passageId, reportId: passage.reportId, retriever: "dense" as const, score: similarity }];
    })
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1))
    .map((hit, index) => ({ ...hit, rank: index + 1 }));
}

/** Each passage is weighed by its own language against the question's. */
function fuseByLanguage(store: Store, hits: readonly Hit[], query: PassageQuery): FusedRank[] {
  const languages = new Map<PassageId, Language>();
  for (const passage of store.passages([...new Set(hits.map(({ passageId }) => passageId))])) languages.set(passage.id, detectLanguage(passage.text));
  const ranked = (["zh", "en"] as const).flatMap((language) =>
    fuseHits(
      hits.filter(({ passageId }) => languages.get(passageId) === language),
      query.weights ?? fusionWeights(query.language, language),
    ),
  );
  return ranked.sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}

async function addHighlights(deps: PassageSearchDeps, chosen: readonly FusedRank[], words: QueryWords, vector: Float32Array): Promise<FusedHit[]> {
  const passagesById = new Map(deps.store.passages(chosen.map(({ passageId }) => passageId)).map((passage) => [passage.id, passage]));
  const found = chosen.flatMap((rank) => {
    const passage = passagesById.get(rank.passageId);
    return passage === undefined ? [] : [{ rank, passage }];
  });
  const sentences = readSentences(
    deps.store,
    found.map(({ passage }) => passage),
  );
  const scores = scoreSentences(sentences, words, deps.segmenter);
  const similarities = await sentenceSimilarities(deps.embedder, sentences, scores, vector);
  return found.map(({ rank, passage }, index) => ({
    passage,
    score: rank.score,
    contributions: rank.contributions,
    highlights: pickHighlights(sentences[index] ?? [], scores[index] ?? [], similarities[index] ?? null),
  }));
}

function readSentences(store: Store, passages: readonly Passage[]): PassageSentence[][] {
  const texts = new Map<string, string>();
  return passages.map((passage) => {
    const text = texts.get(passage.reportId) ?? store.readText(passage.reportId) ?? "";
    texts.set(passage.reportId, text);
    return passageSentences(text, passage);
  });
}

/** Cosines of the sentences of those passages where no word of the question stands (across languages, mostly); null for the others. */
async function sentenceSimilarities(
  embedder: Embedder,
  sentences: readonly (readonly PassageSentence[])[],
  scores: readonly (readonly number[])[],
  vector: Float32Array,
): Promise<(number[] | null)[]> {
  let left = MAX_EMBEDDED_SENTENCES;
  const wanted = sentences.map((list, index) => {
    const isNeeded = list.length > 1 && list.length <= left && (scores[index] ?? []).every((score) => score === 0);
    if (isNeeded) left -= list.length;
    return isNeeded;
  });
  const texts = sentences.flatMap((list, index) => (wanted[index] ? list.map(({ text }) => text) : []));
  const vectors = texts.length === 0 ? [] : await embedder.embedPassages(texts);
  let next = 0;
  return sentences.map((list, index) => (wanted[index] ? list.map(() => dot(vectors[next++] ?? vector, vector)) : null));
}
