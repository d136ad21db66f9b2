import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/contract/answer.ts";
import type { GoldQuestion } from "../../src/eval/gold.ts";
import { type AskedRow, summarise } from "../../src/eval/summarise.ts";

const SCHOOL = { id: "linhai", name: "林海职业学校", nameEn: "Linhai Vocational School", kind: "school" } as const;

function aRow(gold: Partial<GoldQuestion>, answer: Partial<Answer>, faults: readonly string[] = [], inexact: readonly number[] = []): AskedRow {
  const interpretation = { schools: { certainty: "stated", scope: "named", values: [SCHOOL], reason: null } };
  const made = { status: "answered", intent: "lookup", figures: [], citations: [], elapsedMs: 3, interpretation, ...answer };
  return { gold: { id: "1", question: "?", intent: "lookup", expect: {}, ...gold }, answer: made as unknown as Answer, score: { id: "1", faults, inexact } };
}

const lineOf = (text: string, name: string): string | undefined => text.split("\n").find((line) => line.startsWith(name));

describe("summarise", () => {
  it("counts right answers by intent and language", () => {
    const text = summarise([aRow({}, {}), aRow({ language: "en" }, {}, ["status"])], 0);
    expect(lineOf(text, "lookup")).toMatch(/1 of +2 +0\.500/);
    expect(lineOf(text, "[en]")).toMatch(/0 of +1/);
    expect(lineOf(text, "all")).toMatch(/1 of +2/);
  });

  it("tells abstentions that were due from others; where both are allowed, neither counts", () => {
    const rows = [
      aRow({ expect: { status: "not_found" } }, { status: "not_found" }),
      aRow({ expect: { status: ["out_of_scope", "clarify"] } }, { status: "answered" }),
      aRow({ expect: { status: "answered" } }, { status: "clarify" }),
      aRow({ expect: { status: ["answered", "not_found"] } }, { status: "not_found" }),
    ];
    const text = summarise(rows, 0);
    expect(lineOf(text, "abstain: prec.")).toMatch(/1 of +2/);
    expect(lineOf(text, "abstain: recall")).toMatch(/1 of +2/);
  });

  it("tells how slots were read", () => {
    const expectValue = { expect: { values: [{ school: "林海职业学校", value: "7", unit: "人" }] } };
    const other = { ...SCHOOL, name: "清河职业学校" };
    const rows = [
      aRow(expectValue, { figures: [{ value: "7" }] as unknown as Answer["figures"] }),
      aRow(expectValue, { intent: "rank", interpretation: { schools: { scope: "named", values: [other] } } as unknown as Answer["interpretation"] }),
    ];
    const text = summarise(rows, 0);
    expect(lineOf(text, "slots: intent")).toMatch(/1 of +2/);
    expect(lineOf(text, "slots: schools")).toMatch(/1 of +2/);
    expect(lineOf(text, "slots: values")).toMatch(/1 of +2/);
  });

  it("tells exact quotes from others, and counts what the gate withheld", () => {
    const citations = [
      { number: 1, school: SCHOOL },
      { number: 2, school: { ...SCHOOL, name: "清河职业学校" } },
    ] as unknown as Answer["citations"];
    const text = summarise([aRow({ expect: { values: [{ school: "林海职业学校", value: "7" }] } }, { citations }, [], [2])], 3);
    expect(lineOf(text, "citations exact")).toMatch(/1 of +2/);
    expect(lineOf(text, "citations apt")).toMatch(/1 of +2/);
    expect(text).toContain("gate breaks 3");
  });
});
