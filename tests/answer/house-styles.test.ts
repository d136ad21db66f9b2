import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/house-styles.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** What schools write in manners of their own, over invented reports. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  readonly status?: string;
  readonly first?: string;
  /** Values with units among the figures. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /** Words of the answer. */
  readonly says?: readonly string[];
  readonly winner?: string | null;
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/house-styles");
});

describe("house styles", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(deps, wanted.talk);
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    for (const value of wanted.has ?? []) expect(values, answer.text).toContain(value);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
    for (const words of wanted.says ?? []) expect(answer.text).toContain(words);
    if (wanted.winner !== undefined) expect(answer.winner?.school.name ?? null, answer.text).toBe(wanted.winner);
  });
});
