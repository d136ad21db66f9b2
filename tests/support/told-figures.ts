import { beforeAll, describe, expect, it } from "vitest";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import { askLast, indexFolder } from "./indexed-folder.ts";

/** A talk over the reports of a folder, and which numbers its last answer tells and leaves out. */
export interface ToldCase {
  readonly rule: string;
  /** Below tests/eval; else the three schools of the fixtures. */
  readonly folder?: string;
  readonly talk: readonly string[];
  readonly status?: string;
  /** The first of the figures. */
  readonly first?: string;
  /** Values with units among the figures. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

const FAMILIES = "tests/fixtures/families";
const folderOf = ({ folder }: ToldCase): string => (folder === undefined ? FAMILIES : `tests/eval/${folder}`);

export function describeTold(name: string, cases: readonly ToldCase[]): void {
  describe(name, () => {
    const indexes = new Map<string, AnswerDeps>();
    beforeAll(async () => {
      for (const folder of new Set(cases.map(folderOf))) indexes.set(folder, await indexFolder(folder));
    });
    it.each(cases.map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
      const deps = indexes.get(folderOf(wanted));
      if (deps === undefined) throw new Error("no index");
      const answer = await askLast(deps, wanted.talk);
      const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
      if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
      if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
      for (const value of wanted.has ?? []) expect(values, answer.text).toContain(value);
      for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
    });
  });
}
