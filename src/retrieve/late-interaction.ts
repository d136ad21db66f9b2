import type { TokenVector, TokenVectors } from "../domain/ports.ts";

/** A token's say grows with its vector's length to this power: rare words are long. Of 1, 1.5 and 2 (docs/fusion.md). */
const POWER = 1.5;
/** A text has a token where its nearest one is as near as this share of the nearest of all texts. */
const AS_NEAR = 0.9;
/** Tokens of the question that together hold this share of its length are compared; the rest ("the", "of") would cost half the time and change nothing. */
const SHARE_OF_LENGTH = 0.95;

/**
 * How well each text answers to the question token by token, -1…1: for each token of the question the nearest token of the text, weighed by how
 * rare the token is in the language (the length of its vector) and among these texts. A mean over all tokens blurs the one word that tells a
 * passage from its neighbours; this does not. After Khattab and Zaharia, ColBERT (2020), over vectors without context.
 * A question without tokens, or with none that tells the texts apart, gives 0 for all.
 */
export async function lateInteraction(tokens: TokenVectors, question: string, texts: readonly string[]): Promise<number[]> {
  const asked = longest(await tokens.vectorsOf(tokens.idsOf(question)));
  const idsOfTexts = texts.map((text) => tokens.idsOf(text));
  const ids = [...new Set(idsOfTexts.flat())];
  const vectors = await tokens.vectorsOf(ids);
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const placesOfTexts = idsOfTexts.map((own) => own.map((id) => placeOf.get(id) ?? 0));
  const scores = new Float64Array(texts.length);
  let total = 0;
  for (const token of asked) {
    const nearest = nearestOfEach(token, vectors, placesOfTexts);
    const say = token.length ** POWER * rarity(nearest);
    total += say;
    for (const [index, near] of nearest.entries()) scores[index] = (scores[index] ?? 0) + say * near;
  }
  return [...scores].map((score) => (total === 0 ? 0 : score / total));
}

/** The longest tokens, ties in the order of the tokens. */
function longest(vectors: readonly TokenVector[]): TokenVector[] {
  const total = vectors.reduce((sum, { length }) => sum + length ** 2, 0);
  const kept: TokenVector[] = [];
  let held = 0;
  for (const vector of [...vectors].sort((a, b) => b.length - a.length)) {
    if (held >= SHARE_OF_LENGTH * total) break;
    held += vector.length ** 2;
    kept.push(vector);
  }
  return kept;
}

/** Of each text the cosine of its nearest token; of a text without tokens 0. */
function nearestOfEach(token: TokenVector, vectors: readonly TokenVector[], placesOfTexts: readonly (readonly number[])[]): number[] {
  const direction = Float32Array.from(token.places);
  const nearness = Float32Array.from(vectors, (vector) => cosine(direction, token.placesLength, vector));
  return placesOfTexts.map((places) => {
    let nearest = places.length === 0 ? 0 : -1;
    for (const place of places) nearest = Math.max(nearest, nearness[place] ?? -1);
    return nearest;
  });
}

/** The logarithm of one over the share of texts that have the token; what all have tells nothing. */
function rarity(nearest: readonly number[]): number {
  const best = nearest.reduce((most, near) => Math.max(most, near), 0);
  const having = nearest.filter((near) => near > AS_NEAR * best).length;
  return Math.log(nearest.length / Math.max(1, having));
}

/** Four sums at a time: half the time of one. */
function cosine(direction: Float32Array, directionLength: number, { places, placesLength }: TokenVector): number {
  const norm = directionLength * placesLength;
  if (norm === 0) return 0;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let index = 0;
  for (; index + 3 < places.length; index += 4) {
    first += (direction[index] ?? 0) * (places[index] ?? 0);
    second += (direction[index + 1] ?? 0) * (places[index + 1] ?? 0);
    third += (direction[index + 2] ?? 0) * (places[index + 2] ?? 0);
    fourth += (direction[index + 3] ?? 0) * (places[index + 3] ?? 0);
  }
  for (; index < places.length; index++) first += (direction[index] ?? 0) * (places[index] ?? 0);
  return (first + second + third + fourth) / norm;
}
