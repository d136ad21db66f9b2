import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { readOperation } from "../../src/understand/operation/operation.ts";
import { parseQuestion } from "../../src/understand/parse-question.ts";
import specs from "../specs/operations.json" with { type: "json" };
import { worlds } from "./worlds.ts";

interface Spec {
  readonly rule: string;
  readonly question: string;
  readonly op: string | null;
  /** The words of each operand, among the ways to ask for it. */
  readonly left?: readonly string[];
  readonly right?: readonly string[];
}

const context = { lexicon: loadLexicon("data/lexicon"), owners: worlds.two ?? [], history: [] };

describe("operations over named figures", () => {
  it.each(specs as readonly Spec[])("$rule: $question", ({ question, op, left, right }) => {
    const found = readOperation(parseQuestion(question, context));
    expect(found?.op ?? null).toBe(op);
    for (const [side, words] of [
      [found?.left, left],
      [found?.right, right],
    ] as const) {
      if (words === undefined) continue;
      expect(side?.length).toBe(words.length);
      words.forEach((word, index) => {
        expect(side?.[index]?.ways).toContain(word);
      });
    }
  });

  it("reads any text without throwing, and never names an empty operand", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("平湖", "占", "比", "加", "和", "、", "，", "的", "多少", "一共", "每个", "里", "是", "几倍", "教师", "3", "%", "of", "per"), {
          maxLength: 14,
        }),
        (pieces) => {
          const found = readOperation(parseQuestion(pieces.join(""), context));
          for (const { ways } of [...(found?.left ?? []), ...(found?.right ?? [])]) for (const way of ways) expect(way.trim().length).toBeGreaterThan(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
