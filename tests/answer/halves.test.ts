import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/halves.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Second halves of a question and bare follow-ups, told by the sentence that gave the first: over three invented schools. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  readonly first?: string;
  /** Values with units among the figures. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/families");
});

describe("halves of a question", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(deps, wanted.talk);
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    for (const value of wanted.has ?? []) expect(values, answer.text).toContain(value);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
  });
});
