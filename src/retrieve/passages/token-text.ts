import type { TokenVector, TokenVectors } from "../../domain/ports.ts";

/** A text as it is compared token by token. Places are those of `tokens`. */
export interface TokenText {
  /** Each token once. */
  readonly tokens: readonly TokenVector[];
  readonly ids: readonly number[];
  /** Two tokens side by side, and the length of their sum: many a word is cut in two. */
  readonly pairs: readonly { readonly first: number; readonly second: number; readonly length: number }[];
  /** Stretches of the text, each with the weight of its tokens and the length of their weighed sum. */
  readonly windows: readonly TokenWindow[];
}

export interface TokenWindow {
  readonly places: readonly number[];
  readonly weights: readonly number[];
  readonly length: number;
}

/** Tokens of a window; the next begins at its middle. */
const WINDOW = 24;
/** A token that stands n times in a text counts n to this power: the damping of the bundled models (training/tiny.py). */
const REPEATED = 0.6;
/** Texts kept as they were read, some 5 KB each. */
export const MAX_KEPT_TEXTS = 2_000;

/** The same passages come up again and again; what is kept depends on model and text alone, so keeping it changes no answer. */
const keptByModel = new WeakMap<TokenVectors, Map<string, TokenText>>();

/** The texts' tokens, pairs of tokens and windows, in the order of the texts. */
export async function readTokenTexts(model: TokenVectors, texts: readonly string[]): Promise<readonly TokenText[]> {
  const kept = keptByModel.get(model) ?? new Map<string, TokenText>();
  keptByModel.set(model, kept);
  if (kept.size + texts.length > MAX_KEPT_TEXTS) kept.clear();
  const unread = [...new Set(texts)].filter((text) => !kept.has(text));
  const sequences = unread.map((text) => model.idsOf(text));
  const ids = [...new Set(sequences.flat())];
  const vectors = await model.vectorsOf(ids);
  const vectorOf = new Map(ids.map((id, at) => [id, vectors[at]]));
  for (const [at, text] of unread.entries()) kept.set(text, toTokenText(sequences[at] ?? [], vectorOf));
  return texts.map((text) => kept.get(text) ?? EMPTY);
}

const EMPTY: TokenText = { tokens: [], ids: [], pairs: [], windows: [] };

function toTokenText(sequence: readonly number[], vectorOf: ReadonlyMap<number, TokenVector | undefined>): TokenText {
  const ids: number[] = [];
  const tokens: TokenVector[] = [];
  const placeOf = new Map<number, number>();
  for (const id of sequence) {
    const vector = vectorOf.get(id);
    if (vector === undefined || placeOf.has(id)) continue;
    placeOf.set(id, tokens.length);
    ids.push(id);
    tokens.push(vector);
  }
  const places = sequence.flatMap((id) => placeOf.get(id) ?? []);
  return { tokens, ids, pairs: pairsOf(places, tokens), windows: windowsOf(places, tokens) };
}

function pairsOf(places: readonly number[], tokens: readonly TokenVector[]): TokenText["pairs"] {
  const seen = new Set<number>();
  return places.slice(1).flatMap((second, at) => {
    const first = places[at] ?? second;
    const key = first * tokens.length + second;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ first, second, length: lengthOfSum(tokens, [first, second], [1, 1]) }];
  });
}

function windowsOf(places: readonly number[], tokens: readonly TokenVector[]): TokenWindow[] {
  const windows: TokenWindow[] = [];
  for (let start = 0; start === 0 || start + WINDOW / 2 < places.length; start += WINDOW / 2) {
    windows.push(weighTokens(places.slice(start, start + WINDOW), tokens));
  }
  return windows;
}

/** The tokens at these places as one text: each once, weighed by how often it stands there. */
export function weighTokens(places: readonly number[], tokens: readonly TokenVector[]): TokenWindow {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const own = [...counts.keys()];
  const weights = [...counts.values()].map((count) => count ** REPEATED);
  return { places: own, weights, length: lengthOfSum(tokens, own, weights) };
}

function lengthOfSum(tokens: readonly TokenVector[], places: readonly number[], weights: readonly number[]): number {
  return Math.hypot(...sumOf(tokens, places, weights));
}

/** The weighed sum of the tokens at these places. */
export function sumOf(tokens: readonly TokenVector[], places: readonly number[], weights: readonly number[]): Float32Array {
  const sum = new Float32Array(tokens[0]?.places.length ?? 0);
  for (const [at, place] of places.entries()) {
    const token = tokens[place];
    if (token === undefined || token.placesLength === 0) continue;
    const factor = ((weights[at] ?? 0) * token.length) / token.placesLength;
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + factor * (token.places[index] ?? 0);
  }
  return sum;
}
