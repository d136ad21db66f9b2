import { describe, expect, it } from "vitest";
import type { Answer, AnswerFigure } from "../../src/contract/answer.ts";
import { winnersOf } from "../../src/widget/winners.ts";
import { fakeAnswer } from "../http/fakes.ts";

const school = (id: string) => ({ id, name: id, nameEn: "", kind: "school" as const });
const figure = (id: string): AnswerFigure => ({
  school: school(id),
  subject: null,
  indicator: { id: "students", name: "在校生数", nameEn: "" },
  value: "1",
  valueTo: null,
  unit: "人",
  kind: "count",
  aspect: "actual",
  population: null,
  denominator: null,
  raw: "1人",
  qualifier: "exact",
  period: { kind: "report", year: 2021, label: "2021年度", evidence: "title" },
  derived: false,
  formula: null,
  operands: [],
  citation: 1,
});
const part = (winner: string | null, figures: number[]): NonNullable<Answer["parts"]>[number] => ({
  question: "",
  status: "answered",
  intent: "compare",
  text: "",
  winner: winner === null ? null : { school: school(winner) },
  figures,
  citations: [],
});

describe("winnersOf", () => {
  const figures = [figure("甲"), figure("乙"), figure("甲")];
  const marked = (answer: Answer): boolean[] => answer.figures.map(winnersOf(answer));

  it("marks the figures of the winner", () => {
    expect(marked({ ...fakeAnswer("q"), figures, winner: { school: school("甲") } })).toEqual([true, false, true]);
  });

  it("marks nothing without a winner", () => {
    expect(marked({ ...fakeAnswer("q"), figures, winner: null })).toEqual([false, false, false]);
  });

  it("of several questions in a line marks each by its own winner", () => {
    const answer: Answer = { ...fakeAnswer("q"), figures, winner: { school: school("甲") }, parts: [part(null, [0]), part("甲", [1, 2])] };
    expect(marked(answer)).toEqual([false, false, true]);
  });
});
