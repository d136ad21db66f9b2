import type { Span } from "./span.ts";

/** An occurrence in a text with its normalised form; rewriting `term` never moves the span. */
export interface Token extends Span {
  readonly term: string;
}

/** Cuts Chinese (and mixed) text into words. Tokens come in order, do not overlap, and cover all but blank space. */
export interface Segmenter {
  /** Names dictionary and mode, for the index manifest. */
  readonly id: string;
  cut(text: string): Token[];
  /** Terms for search: may overlap and repeat; digits and Latin words stay whole; folded to lower case. */
  searchTerms(text: string): string[];
}

export interface EmbedderIdentity {
  readonly model: string;
  readonly dimension: number;
  readonly pooling: "mean" | "cls";
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** SHA-256 of the weights, where they lie in a folder: a model made again under its old name is another model. */
  readonly weights?: string;
}

/** The vector of one token: `places` tell its direction (whole numbers, `placesLength` long), `length` how much say the token has in a text. */
export interface TokenVector {
  readonly places: Int8Array;
  readonly placesLength: number;
  readonly length: number;
}

/** The single tokens of texts, for comparing texts word by word. */
export interface TokenVectors {
  /** The tokens of a text, in order. */
  idsOf(text: string): readonly number[];
  /** A vector for each of the tokens, in their order. */
  vectorsOf(ids: readonly number[]): Promise<readonly TokenVector[]>;
}

/** Turns text into unit-length vectors. Input longer than the model reads is cut by nobody in silence: `chunk` respects `maxCharacters`. */
export interface Embedder {
  readonly identity: EmbedderIdentity;
  /** Longest passage, in characters, that is sure to be read whole. */
  readonly maxCharacters: number;
  embedQuery(text: string): Promise<Float32Array>;
  embedPassages(texts: readonly string[]): Promise<Float32Array[]>;
  /** Null (or not given) where the model knows a token only in its context. */
  readonly tokens?: TokenVectors | null;
}

export interface VectorHit {
  readonly label: number;
  /** Cosine similarity, -1…1. */
  readonly similarity: number;
}

/** Nearest neighbours over unit vectors under integer labels. */
export interface VectorIndex {
  readonly count: number;
  /** Resolves when a search need not wait for what is read from a disk; a search before that reads it itself. */
  ready(): Promise<void>;
  /** At most `limit` hits, best first; of `within` alone where it is given. */
  search(vector: Float32Array, limit: number, within?: ReadonlySet<number>): VectorHit[];
}
