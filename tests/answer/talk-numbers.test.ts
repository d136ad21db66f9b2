import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/talk-numbers.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Follow-ups that work with numbers told before them: whole talks over three invented schools. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  readonly status?: string;
  readonly notStatus?: string;
  /** Value of the first figure with its unit. */
  readonly first?: string;
  /** Values with units that no figure has. */
  readonly lacks?: readonly string[];
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/families");
});

describe("numbers told before", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(deps, wanted.talk);
    const [first] = answer.figures;
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    if (wanted.notStatus !== undefined) expect(answer.status, answer.text).not.toBe(wanted.notStatus);
    if (wanted.first !== undefined) expect(`${first?.value}${first?.unit}`, answer.text).toBe(wanted.first);
    const values = answer.figures.map(({ value, unit }) => `${value}${unit}`);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
  });

  it("tells what it was read as", async () => {
    const answer = await askLast(deps, ["云溪的学生技能大赛获奖多少项", "其中省级的占多少", "市级的呢"]);
    expect(answer.interpretation.readAs, answer.text).toMatch(/（市级） ÷ /);
    expect(answer.interpretation.trace).toContain("talk.share_of_told");
  });
});
