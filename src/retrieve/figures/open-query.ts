import type { Embedder } from "../../domain/ports.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { ExpectedAnswer } from "../said/expected-answer.ts";
import type { WordGroup } from "../word-groups.ts";
import type { Active } from "./contrast.ts";
import type { FigureFit } from "./figure-fit.ts";
import type { FigureSearchDeps } from "./figures.ts";
import type { AskedMeasure } from "./measures.ts";
import { byPrecision } from "./precision.ts";

/** A figure with all that speaks for it as the answer. */
export interface Scored extends FigureFit {
  readonly score: number;
}

/** For an entry that no figure bears: a number of open words may stand for it only when it fits better than for open words. */
export interface OpenStanding {
  readonly strict?: boolean;
  readonly least?: number;
  /** Words that must stand with the number, in whatever form: what narrows an entry that is given only as a whole. */
  readonly must?: string;
  /** Whether a word names something else, so that it may stand for nothing that is asked. */
  readonly not?: (word: string) => boolean;
}

/** What is looked for where no lexicon entry covers what is asked. */
export interface OpenQuery {
  readonly standing?: OpenStanding;
  readonly parsed: ParsedQuestion;
  readonly measure: AskedMeasure;
  readonly groups: readonly WordGroup[];
  readonly expected: ExpectedAnswer;
  /** Share of the words asked for that the groups stand for, 0…1. */
  readonly coverage: number;
  /** Of an English name its head noun, which what answers must hold: certificates are no contests, for all that both are of vocational skills. */
  readonly head: readonly WordGroup[];
  /** Found once: a question over all schools scores the figures of thousands. */
  readonly contrasts: readonly Active[];
}

export interface OpenSearchDeps extends FigureSearchDeps {
  readonly embedder: Embedder;
}

/** Best first; of two alike the more precise value. */
export function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || byPrecision(a.figure, b.figure);
}
