import { describe, expect, it } from "vitest";
import { splitClauses, splitSentences } from "../../src/text/sentences.ts";
import cases from "../specs/sentences.json" with { type: "json" };

describe("splitSentences and splitClauses", () => {
  for (const { text, sentences, clauses } of cases) {
    it(`cuts ${JSON.stringify(text)}`, () => {
      const slice = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
      if (sentences !== undefined) expect(splitSentences(text).map(slice)).toEqual(sentences);
      if (clauses !== undefined) expect(splitClauses(text).map(slice)).toEqual(clauses);
    });
  }
});
