import { create, insertMultiple, search } from "@orama/orama";
import MiniSearch from "minisearch";
import type { Segmenter } from "../../src/domain/ports.ts";

export interface Document {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

/** A search engine over passages, as somebody would set it up who reads its manual. */
export interface Engine {
  add(documents: readonly Document[]): Promise<void>;
  /** Ids of the best, best first. */
  find(question: string, limit: number): Promise<readonly string[]>;
}

/** The heading counts twice, as for Wenbao. */
const HEADING = 2;

/** MiniSearch as it comes, or cutting words with `segmenter`. */
export function createMiniSearch(segmenter: Segmenter | null): Engine {
  const engine = new MiniSearch<Document>({
    fields: ["text", "heading"],
    ...(segmenter === null ? {} : { tokenize: (text: string) => segmenter.searchTerms(text) }),
    searchOptions: { boost: { heading: HEADING } },
  });
  return {
    add: async (documents) => engine.addAll(documents),
    find: async (question, limit) =>
      engine
        .search(question)
        .slice(0, limit)
        .map((hit) => String(hit.id)),
  };
}

/** Orama's full-text search as it comes, or cutting words with `segmenter`. */
export function createOrama(segmenter: Segmenter | null): Engine {
  const tokenizer =
    segmenter === null
      ? {}
      : { components: { tokenizer: { language: "chinese", normalizationCache: new Map(), tokenize: (text: string) => segmenter.searchTerms(text) } } };
  const engine = create({ schema: { text: "string", heading: "string" } as const, ...tokenizer });
  return {
    add: async (documents) => {
      await insertMultiple(engine, [...documents]);
    },
    find: async (question, limit) => {
      const found = await search(engine, { term: question, limit, boost: { heading: HEADING } });
      return found.hits.map((hit) => hit.id);
    },
  };
}
