import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/told-items.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Follow-ups that point at one of the things told before them (第二个呢), over two invented schools. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  /** Words that the answer has, and that it has not. */
  readonly says?: string;
  readonly lacks?: string;
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/lists");
});

describe("one of the things told", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const { text } = await askLast(deps, wanted.talk);
    if (wanted.says !== undefined) expect(text).toContain(wanted.says);
    if (wanted.lacks !== undefined) expect(text).not.toContain(wanted.lacks);
  });
});
