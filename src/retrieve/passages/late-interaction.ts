import type { TokenVector, TokenVectors } from "../../domain/ports.ts";
import { readTokenTexts, sumOf, type TokenText, weighTokens } from "./token-text.ts";

/** A token's say grows with its vector's length to this power: rare words are long. */
const POWER = 1.5;
/** A text has a token where its nearest one is as near as this share of the nearest of all texts. */
const AS_NEAR = 0.9;
/** Tokens of the question that together hold this share of its length are compared; the rest ("the", "of") would cost half the time and change nothing. */
const SHARE_OF_LENGTH = 0.95;
/** What the best stretch of a text counts beside the tokens one by one. */
const WINDOW_SAY = 0.25;

/**
 * How well each text answers to the question token by token, about -1…1: for each token of the question the nearest token, or pair of tokens side
 * by side, of the text, weighed by how rare the token is in the language (the length of its vector) and among these texts; and the
 * cosine of the stretch that is nearest to the whole question. A mean over a whole text blurs the one word that tells it from its neighbours;
 * this does not. After Khattab and Zaharia, ColBERT (2020), over vectors without context. docs/fusion.md has the measurement.
 */
export async function lateInteraction(model: TokenVectors, question: string, texts: readonly string[]): Promise<number[]> {
  const [asked, ...read] = await readTokenTexts(model, [question, ...texts]);
  if (asked === undefined || asked.tokens.length === 0) return texts.map(() => 0);
  const vocabulary = gather(read);
  const byToken = compareTokens(longest(asked.tokens), vocabulary, read);
  const byWindow = compareWindows(asked, vocabulary, read);
  return texts.map((_, at) => ((byToken[at] ?? 0) + WINDOW_SAY * (byWindow[at] ?? 0)) / (1 + WINDOW_SAY));
}

/** The tokens of all texts, each once: what they are near to is worked out once. */
interface Vocabulary {
  readonly tokens: readonly TokenVector[];
  /** For each text and each of its tokens the place in `tokens`. */
  readonly places: readonly (readonly number[])[];
}

function gather(texts: readonly TokenText[]): Vocabulary {
  const placeOf = new Map<number, number>();
  const tokens: TokenVector[] = [];
  const places = texts.map((text) =>
    text.tokens.map((token, at) => {
      const id = text.ids[at] ?? -1;
      const known = placeOf.get(id);
      if (known !== undefined) return known;
      placeOf.set(id, tokens.length);
      return tokens.push(token) - 1;
    }),
  );
  return { tokens, places };
}

/** The longest tokens, ties in their order. */
function longest(tokens: readonly TokenVector[]): TokenVector[] {
  const total = tokens.reduce((sum, { length }) => sum + length ** 2, 0);
  const kept: TokenVector[] = [];
  let held = 0;
  for (const token of [...tokens].sort((a, b) => b.length - a.length)) {
    if (held >= SHARE_OF_LENGTH * total) break;
    held += token.length ** 2;
    kept.push(token);
  }
  return kept;
}

function compareTokens(asked: readonly TokenVector[], vocabulary: Vocabulary, texts: readonly TokenText[]): number[] {
  const scores = texts.map(() => 0);
  let total = 0;
  for (const token of asked) {
    const direction = Float32Array.from(token.places, (place) => (token.placesLength === 0 ? 0 : place / token.placesLength));
    const nearness = Float32Array.from(vocabulary.tokens, (other) => cosine(direction, other));
    const nearest = texts.map((text, at) => nearestOf(text, vocabulary.places[at] ?? [], nearness));
    const say = token.length ** POWER * rarity(nearest);
    total += say;
    for (const [at, near] of nearest.entries()) scores[at] = (scores[at] ?? 0) + say * near;
  }
  return scores.map((score) => (total === 0 ? 0 : score / total));
}

/** The cosine of a text's nearest token or pair; of a text without tokens 0. */
function nearestOf(text: TokenText, places: readonly number[], nearness: Float32Array): number {
  let nearest = places.length === 0 ? 0 : -1;
  for (const place of places) nearest = Math.max(nearest, nearness[place] ?? -1);
  for (const { first, second, length } of text.pairs) {
    const one = (nearness[places[first] ?? -1] ?? 0) * (text.tokens[first]?.length ?? 0);
    const other = (nearness[places[second] ?? -1] ?? 0) * (text.tokens[second]?.length ?? 0);
    if (length > 0) nearest = Math.max(nearest, (one + other) / length);
  }
  return nearest;
}

/** The logarithm of one over the share of texts that have the token; what all have tells nothing. */
function rarity(nearest: readonly number[]): number {
  const best = nearest.reduce((most, near) => Math.max(most, near), 0);
  const having = nearest.filter((near) => near > AS_NEAR * best).length;
  return Math.log(nearest.length / Math.max(1, having));
}

/** Of each text the cosine of the window that is nearest to the question. */
function compareWindows(asked: TokenText, vocabulary: Vocabulary, texts: readonly TokenText[]): number[] {
  const whole = weighTokens([...asked.tokens.keys()], asked.tokens);
  const direction = sumOf(asked.tokens, whole.places, whole.weights).map((value) => (whole.length === 0 ? 0 : value / whole.length));
  const nearness = Float32Array.from(vocabulary.tokens, (token) => cosine(direction, token) * token.length);
  return texts.map((text, at) => {
    const places = vocabulary.places[at] ?? [];
    const cosines = text.windows.map((window) => {
      const sum = window.places.reduce((held, place, index) => held + (window.weights[index] ?? 0) * (nearness[places[place] ?? -1] ?? 0), 0);
      return window.length === 0 ? 0 : sum / window.length;
    });
    return cosines.reduce((most, value) => Math.max(most, value), cosines.length === 0 ? 0 : -1);
  });
}

/** Of a direction of length 1 and a token. Four sums at a time: half the time of one. */
function cosine(direction: Float32Array, { places, placesLength }: TokenVector): number {
  if (placesLength === 0) return 0;
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
  return (first + second + third + fourth) / placesLength;
}
