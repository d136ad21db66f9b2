import { beforeAll, describe, expect, it } from "vitest";
import { answerQuestion } from "../../src/answer-question.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/answers.json" with { type: "json" };
import numericCases from "../specs/answers-numeric.json" with { type: "json" };
import { indexFolder } from "../support/indexed-folder.ts";

/** Whole answers over the invented reports of tests/fixtures, with the real vocabulary and a stand-in for the model. */

interface Case {
  readonly rule: string;
  readonly question: string;
  readonly status?: string;
  /** Value with unit, each among the figures. */
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
  readonly noValues?: boolean;
  /** Value of the first figure. */
  readonly first?: string;
  readonly caveats?: readonly string[];
  readonly noCaveats?: readonly string[];
  readonly textHas?: string;
  readonly textLacks?: string;
  readonly citations?: number;
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/reports");
});

describe("answers over invented reports", () => {
  it.each(([...cases, ...numericCases] as readonly Case[]).map((one) => [one.rule, one] as const))("%s", async (_, wanted) => {
    const answer = await answerQuestion(deps, { question: wanted.question });
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    const caveats: readonly string[] = answer.caveats.map((caveat) => caveat.code);
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    expect(values).toEqual(expect.arrayContaining([...(wanted.values ?? [])]));
    for (const value of wanted.notValues ?? []) expect(values).not.toContain(value);
    if (wanted.noValues === true) expect(values).toEqual([]);
    if (wanted.first !== undefined) expect(answer.figures[0]?.value).toBe(wanted.first);
    expect(caveats).toEqual(expect.arrayContaining([...(wanted.caveats ?? [])]));
    for (const code of wanted.noCaveats ?? []) expect(caveats).not.toContain(code);
    if (wanted.textHas !== undefined) expect(answer.text).toContain(wanted.textHas);
    if (wanted.textLacks !== undefined) expect(answer.text).not.toContain(wanted.textLacks);
    if (wanted.citations !== undefined) expect(answer.citations).toHaveLength(wanted.citations);
  });

  it("tells a year that was set by hand, though a longer number of the question begins with it", async () => {
    const answer = await answerQuestion(deps, { question: "21960planted", slots: { schools: [], year: 2196 } });
    expect([answer.status, answer.text]).toEqual(["not_found", expect.stringContaining("for 2196;")]);
  });
});
