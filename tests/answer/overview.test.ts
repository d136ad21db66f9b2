import { beforeAll, describe, expect, it } from "vitest";
import overviewFile from "../../data/lexicon/overview.json" with { type: "json" };
import { toIndicatorId } from "../../src/domain/ids.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import cases from "../specs/overview.json" with { type: "json" };
import { askLast, indexFolder } from "../support/indexed-folder.ts";

/** Questions on a whole side of schools: laid out, given, left out, or given by all. */

interface Case {
  readonly question: string;
  /** Null where an indicator or a sentence is asked for, and no side of a school. */
  readonly aspect: string | null;
  readonly intent?: string;
  readonly holds?: readonly string[];
  readonly lacks?: readonly string[];
  readonly textHas?: readonly string[];
}

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/families");
});

describe("a side of schools", () => {
  it.each((cases as readonly Case[]).map((one) => [one.question, one] as const))("%s", async (question, wanted) => {
    const understood: ParsedQuestion[] = [];
    const observe: AnswerDeps["observe"] = (event) => {
      if (event.kind === "understood") understood.push(event.parsed);
    };
    const answer = await askLast({ ...deps, observe }, [question]);
    const [parsed] = understood;
    expect(parsed?.overview?.aspect ?? null).toBe(wanted.aspect);
    if (wanted.aspect === null) return;
    const ids = parsed?.indicators.certainty === "stated" ? parsed.indicators.value.flatMap((one) => (one.kind === "entry" ? [one.id as string] : [])) : [];
    expect(ids).toEqual(expect.arrayContaining([...(wanted.holds ?? [])]));
    for (const id of wanted.lacks ?? []) expect(ids).not.toContain(id);
    if (wanted.intent !== undefined) expect(answer.intent).toBe(wanted.intent);
    expect(answer.status, answer.text).toBe("answered");
    for (const text of wanted.textHas ?? []) expect(answer.text).toContain(text);
  });

  it("goes on with another school", async () => {
    const answer = await askLast(deps, ["云溪哪些指标没有填报", "沂川呢"]);
    expect(answer.text).toContain("沂川工业中等专业学校的报告没有给出");
  });

  it("names only indicators of the vocabulary", () => {
    const ids = [...overviewFile.main, ...overviewFile.topics.flatMap((topic) => topic.ids)];
    expect(ids.filter((id) => deps.lexicon.indicator(toIndicatorId(id)) === undefined)).toEqual([]);
  });
});
