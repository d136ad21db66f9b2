import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/families.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Families of figures, parts of a whole, and arithmetic over named figures: whole answers over three invented schools. */

interface Case {
  readonly rule: string;
  /** Earlier questions of the talk, then the one that is judged. */
  readonly talk: readonly string[];
  readonly status?: string;
  readonly intent?: string;
  /** Value of the first figure. */
  readonly first?: string;
  /** Values with units, in this order among the figures. */
  readonly inOrder?: readonly string[];
  readonly notValues?: readonly string[];
  readonly caveats?: readonly string[];
  readonly winner?: string;
  readonly textHas?: readonly string[];
  readonly textLacks?: readonly string[];
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/families");
});

describe("families, parts and arithmetic", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(deps, wanted.talk);
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    const caveats: readonly string[] = answer.caveats.map(({ code }) => code);
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    if (wanted.intent !== undefined) expect(answer.intent, answer.text).toBe(wanted.intent);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    const kept = values.filter((value) => wanted.inOrder?.includes(value) === true);
    expect(kept, answer.text).toEqual(wanted.inOrder ?? []);
    for (const value of wanted.notValues ?? []) expect(values, answer.text).not.toContain(value);
    expect(caveats, answer.text).toEqual(expect.arrayContaining([...(wanted.caveats ?? [])]));
    if (wanted.winner !== undefined) expect(answer.winner?.school.name).toBe(wanted.winner);
    for (const text of wanted.textHas ?? []) expect(answer.text).toContain(text);
    for (const text of wanted.textLacks ?? []) expect(answer.text).not.toContain(text);
  });
});
