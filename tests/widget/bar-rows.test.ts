import { describe, expect, it } from "vitest";
import type { Answer, AnswerFigure } from "../../src/contract/answer.ts";
import { toBarChart } from "../../src/widget/bar-rows.ts";
import { fakeAnswer } from "../http/fakes.ts";

const figure = (school: string, value: string, replaced: Partial<AnswerFigure> = {}): AnswerFigure => ({
  school: { id: school, name: school, nameEn: "", kind: "school" },
  subject: null,
  indicator: { id: "land_area", name: "占地面积", nameEn: "Land area" },
  value,
  valueTo: null,
  unit: "亩",
  kind: "area",
  aspect: "actual",
  population: null,
  denominator: null,
  raw: `${value}亩`,
  qualifier: "exact",
  period: { kind: "report", year: 2021, label: "2021年度", evidence: "title" },
  derived: false,
  formula: null,
  operands: [],
  citation: 1,
  ...replaced,
});
const chart = (figures: readonly AnswerFigure[], replaced: Partial<Answer> = {}) =>
  toBarChart({ ...fakeAnswer("q"), figures: [...figures], ...replaced }, (school) => school.name);

describe("bars", () => {
  it("are drawn from zero, the longest whole, in the answer's order", () => {
    const drawn = chart([figure("甲", "40"), figure("乙", "160"), figure("丙", "0")]);
    expect(drawn?.rows.map(({ school, printed, share }) => [school, printed, share])).toEqual([
      ["甲", "40亩", 0.25],
      ["乙", "160亩", 1],
      ["丙", "0亩", 0],
    ]);
  });

  it("leave what was computed out and follow one school over its periods", () => {
    const years = [2019, 2020].map((year) => figure("甲", String(year), { period: { kind: "report", year, label: `${year}年度`, evidence: "title" } }));
    const drawn = chart([...years, figure("甲", "1", { derived: true, raw: null })]);
    expect([drawn?.overTime, drawn?.rows.map((row) => row.period)]).toEqual([true, ["2019年度", "2020年度"]]);
  });

  const other = (replaced: Partial<AnswerFigure>) => [figure("甲", "40"), figure("乙", "50", replaced)];
  const never: readonly [why: string, figures: readonly AnswerFigure[], replaced?: Partial<Answer>][] = [
    ["one figure", [figure("甲", "40")]],
    ["another kind", other({ kind: "share" })],
    ["another unit", other({ unit: "平方米" })],
    ["another indicator", other({ indicator: { id: "floor_area", name: "建筑面积", nameEn: "" } })],
    ["a plan", other({ aspect: "plan" })],
    ["a sub-group", other({ population: "女" })],
    ["a department's", other({ subject: "机电系" })],
    ["a range", other({ valueTo: "60" })],
    ["a negative value", other({ value: "-1" })],
    ["two values for one school", [figure("甲", "40"), figure("甲", "50"), figure("乙", "50")]],
    ["what the answer calls incomparable", other({}), { caveats: [{ code: "not_comparable", text: "" }] }],
    ["another denominator", other({}), { caveats: [{ code: "different_denominator", text: "" }] }],
    ["nothing but zeros", [figure("甲", "0"), figure("乙", "0")]],
  ];
  it.each(never)("are not drawn for %s", (_, figures, replaced) => expect(chart(figures, replaced)).toBeNull());
});
