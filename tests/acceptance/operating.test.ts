import { describe, expect, it } from "vitest";
import specs from "../specs/operating.json" with { type: "json" };
import { useRuntime } from "../support/folder-runtime.ts";

/** Sums, shares, differences, multiples and orders over figures that a question names: each is found alone, in one invented report. */

interface Spec {
  readonly name: string;
  readonly question: string;
  readonly history?: readonly string[];
  /** Of the first figure. */
  readonly value?: string;
  readonly unit?: string;
  /** Words that the text must hold. */
  readonly says?: string;
  /** Values that no figure may have first. */
  readonly not?: readonly string[];
  readonly status?: readonly string[];
}

const runtime = useRuntime("tests/fixtures/operating");

describe("what is worked out of figures that a question names", () => {
  it.each(specs as readonly Spec[])("$name", async ({ question, history = [], value, unit, says, not = [], status }) => {
    const answer = await runtime().ask({ question, history: history.map((content) => ({ role: "user", content })) });
    const [first] = answer.figures;
    if (value !== undefined) expect(`${first?.value ?? ""}${first?.unit ?? ""}`).toBe(`${value}${unit ?? ""}`);
    if (says !== undefined) expect(answer.text).toContain(says);
    if (status !== undefined) expect(status).toContain(answer.status);
    for (const wrong of not) expect(answer.status === "answered" ? first?.value : null).not.toBe(wrong);
    for (const figure of answer.figures.filter(({ derived }) => derived)) {
      expect(figure.formula).not.toBeNull();
      for (const index of figure.operands) {
        const operand = answer.figures[index];
        expect(operand !== undefined && (operand.derived || operand.citation !== null)).toBe(true);
      }
    }
  });
});
