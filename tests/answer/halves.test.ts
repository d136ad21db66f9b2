import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/halves.json" with { type: "json" };
import otherCases from "../specs/other-halves.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Second halves of a question and bare follow-ups, told by the sentence that gave the first: over three invented schools. */

interface Case {
  readonly rule: string;
  /** Below tests/eval; else the three schools of the fixtures. */
  readonly folder?: string;
  readonly talk: readonly string[];
  readonly first?: string;
  /** Values with units among the figures. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

const FAMILIES = "tests/fixtures/families";
const all: readonly Case[] = [...cases, ...otherCases];
const folderOf = ({ folder }: Case): string => (folder === undefined ? FAMILIES : `tests/eval/${folder}`);

const indexes = new Map<string, AnswerDeps>();
beforeAll(async () => {
  for (const folder of new Set(all.map(folderOf))) indexes.set(folder, await indexFolder(folder));
});

describe("halves of a question", () => {
  it.each(all.map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const deps = indexes.get(folderOf(wanted));
    if (deps === undefined) throw new Error("no index");
    const answer = await askLast(deps, wanted.talk);
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    for (const value of wanted.has ?? []) expect(values, answer.text).toContain(value);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
  });
});
