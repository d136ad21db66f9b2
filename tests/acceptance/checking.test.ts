import { describe, expect, it } from "vitest";
import specs from "../specs/checking.json" with { type: "json" };
import { useRuntime } from "../support/folder-runtime.ts";

/** Whether the numbers that a question names hold together, over an invented report some of whose numbers do not. */

interface Spec {
  readonly name: string;
  readonly question: string;
  /** Words that the text must hold, and such as it may not. */
  readonly says?: readonly string[];
  readonly not?: readonly string[];
  readonly caveat?: string;
}

const runtime = useRuntime("tests/fixtures/checking");

describe("numbers that a question wants checked", () => {
  it.each(specs as readonly Spec[])("$name", async ({ question, says = [], not = [], caveat }) => {
    const answer = await runtime().ask({ question });
    expect(answer.intent).toBe("audit");
    for (const words of says) expect(answer.text).toContain(words);
    for (const words of not) expect(answer.text).not.toContain(words);
    if (caveat !== undefined) expect(answer.caveats.map(({ code }) => code)).toContain(caveat);
  });
});
