import { describe, expect, it } from "vitest";
import specs from "../specs/working.json" with { type: "json" };
import { useRuntime } from "../support/folder-runtime.ts";

/** What is worked out over the printed numbers of one report, found by its own words: two invented reports with many lists. */

interface Spec {
  readonly name: string;
  readonly question: string;
  /** Of the first figure. */
  readonly value?: string;
  readonly unit?: string;
  /** Words that the text must hold. */
  readonly says?: string;
  /** Values that may not come first. */
  readonly not?: readonly string[];
}

const runtime = useRuntime("tests/fixtures/working");

describe("what is worked out over one report", () => {
  it.each(specs as readonly Spec[])("$name", async ({ question, value, unit, says, not }) => {
    const answer = await runtime().ask({ question });
    const [first] = answer.figures;
    if (value !== undefined) expect(`${first?.value ?? ""}${first?.unit ?? ""}`).toBe(`${value}${unit ?? ""}`);
    if (says !== undefined) expect(answer.text).toContain(says);
    for (const wrong of not ?? []) expect(first?.value).not.toBe(wrong);
    // Whatever was computed shows its formula, and each operand is cited or computed itself.
    for (const figure of answer.figures.filter(({ derived }) => derived)) {
      expect(figure.formula).not.toBeNull();
      for (const index of figure.operands) {
        const operand = answer.figures[index];
        expect(operand !== undefined && (operand.derived || operand.citation !== null)).toBe(true);
      }
    }
  });
});
