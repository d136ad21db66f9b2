import type { Segmenter, Token } from "../../src/domain/ports.ts";
import { foldText } from "../../src/text/fold.ts";
import { characterBigrams } from "../../src/text/tokens.ts";

/** A segmenter without a dictionary: numbers and Latin words whole, each other character a token; search terms are character bigrams. */
export function createBigramSegmenter(): Segmenter {
  return {
    id: "bigrams",
    cut(text) {
      const folded = foldText(text);
      return [...folded.matchAll(/[a-z0-9]+(?:\.[0-9]+)?|\S/gu)].map(
        (match): Token => ({ term: match[0], start: match.index, end: match.index + match[0].length }),
      );
    },
    searchTerms: (text) => characterBigrams(text),
  };
}
