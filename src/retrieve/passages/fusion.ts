import type { FusedHit, Hit, RetrieverName } from "../../domain/evidence.ts";
import type { PassageId, ReportId } from "../../domain/ids.ts";
import type { Language } from "../../domain/question.ts";

/** How much each retriever's vote counts. */
export type FusionWeights = Readonly<Record<RetrieverName, number>>;

export interface FusedRank {
  readonly passageId: PassageId;
  readonly reportId: ReportId;
  readonly score: number;
  readonly contributions: FusedHit["contributions"];
}

/** Of Cormack, Clarke and Büttcher (2009): damps the lead of first places, so that agreement beats one high rank. */
const RANK_CONSTANT = 60;

/** Within one language words lead and meaning helps; across languages words match names and numbers alone (docs/fusion.md has the measurement). */
const SAME_LANGUAGE: FusionWeights = { terms: 1, bigrams: 1, dense: 0.1 };
const CROSS_LANGUAGE: FusionWeights = { terms: 0.01, bigrams: 0.01, dense: 1 };
/** Words of the glossary are fewer than the question's own: meaning, which reads all of it, keeps half the say of a list of words. */
const GLOSSED: FusionWeights = { terms: 1, bigrams: 1, dense: 0.5 };

/** `coverage`: how far a question was put into the passages' language (0…1); the weights move from those across languages to those of a glossed question. */
export function fusionWeights(query: Language, passage: Language, coverage = 0): FusionWeights {
  if (query === passage) return SAME_LANGUAGE;
  const share = Math.min(1, Math.max(0, coverage));
  const between = (name: RetrieverName) => share * GLOSSED[name] + (1 - share) * CROSS_LANGUAGE[name];
  return { terms: between("terms"), bigrams: between("bigrams"), dense: between("dense") };
}

/**
 * Weighted reciprocal rank fusion: a passage's score is the sum of weight / (60 + rank) over the retrievers that found it. Best first, ties
 * by passage id. The order of the hits given does not matter. A retriever of weight 0 finds nothing.
 */
export function fuseHits(hits: readonly Hit[], weights: FusionWeights): FusedRank[] {
  const byPassage = new Map<PassageId, Hit[]>();
  for (const hit of hits) {
    if (weights[hit.retriever] <= 0) continue;
    const found = byPassage.get(hit.passageId);
    if (found === undefined) byPassage.set(hit.passageId, [hit]);
    else found.push(hit);
  }
  return [...byPassage.values()].flatMap((found) => toFused(found, weights)).sort(byScore);
}

/** At most `perReport` passages of one report, while others have any; places that stay empty are filled with the best left over. Best first. */
export function capPerReport(ranked: readonly FusedRank[], limit: number, perReport: number): FusedRank[] {
  const taken = new Map<ReportId, number>();
  const within: FusedRank[] = [];
  const beyond: FusedRank[] = [];
  for (const rank of ranked) {
    const count = taken.get(rank.reportId) ?? 0;
    taken.set(rank.reportId, count + 1);
    (count < perReport ? within : beyond).push(rank);
  }
  const chosen = within.slice(0, limit);
  return [...chosen, ...beyond.slice(0, limit - chosen.length)].sort(byScore);
}

/** Summed in the order of retriever names: floating-point sums depend on their order. */
function toFused(found: readonly Hit[], weights: FusionWeights): FusedRank[] {
  const ordered = [...found].sort((a, b) => compareText(a.retriever, b.retriever) || a.rank - b.rank);
  const first = ordered[0];
  if (first === undefined) return [];
  return [
    {
      passageId: first.passageId,
      reportId: first.reportId,
      score: ordered.reduce((sum, hit) => sum + weights[hit.retriever] / (RANK_CONSTANT + hit.rank), 0),
      contributions: ordered.map(({ retriever, rank, score }) => ({ retriever, rank, score })),
    },
  ];
}

function byScore(a: FusedRank, b: FusedRank): number {
  return b.score - a.score || compareText(a.passageId, b.passageId);
}

/** By code unit, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
