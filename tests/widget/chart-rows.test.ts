import { describe, expect, it } from "vitest";
import type { FigureMatrix, MatrixCell, MatrixFigure, MatrixIndicator } from "../../src/contract/matrix.ts";
import { toIndicatorChart, wrapLabel } from "../../src/widget/chart-rows.ts";

const figure = (value: string, unit = "人", population: string | null = null): MatrixFigure => ({
  raw: `${value}${unit}`,
  value,
  unit,
  population,
  period: "",
  start: 0,
  end: 1,
});
const cell = (report: number, figures: MatrixFigure[], conflict = false): MatrixCell => ({ report, figures, conflict });
const report = (school: string, year: number | null): FigureMatrix["reports"][number] => ({
  id: `${school}-${year}`,
  title: "",
  school: { id: school, name: school, nameEn: "", kind: "school" },
  year,
});
const indicatorOf = (cells: MatrixCell[]): MatrixIndicator => ({
  id: "students",
  name: "在校生数",
  nameEn: "",
  kind: "count",
  definition: "",
  definitionEn: null,
  cells,
});

function chartOf(reports: FigureMatrix["reports"], cells: MatrixCell[], columns = reports.map((_, column) => column)) {
  const indicator = indicatorOf(cells);
  return toIndicatorChart({ reports, groups: [{ id: "g", name: "", nameEn: "", indicators: [indicator] }] }, columns, indicator, ({ school, year }, alone) =>
    alone ? String(year) : `${school.name} ${year}`,
  );
}

const TWO = [report("甲校", 2021), report("乙校", 2021)];

describe("toIndicatorChart", () => {
  it("sets schools side by side as bars, in the order of the columns", () => {
    const chart = chartOf(TWO, [cell(0, [figure("100")]), cell(1, [figure("300")])], [1, 0]);
    expect(chart).toMatchObject({ shape: "bar", unit: "人", leftOut: 0 });
    expect(chart?.rows.map(({ label, value }) => [label, value])).toEqual([
      ["乙校 2021", 300],
      ["甲校 2021", 100],
    ]);
  });

  it("draws one school through its years as a line, oldest first", () => {
    const chart = chartOf([report("甲校", 2021), report("甲校", 2019)], [cell(0, [figure("100")]), cell(1, [figure("90")])]);
    expect(chart?.shape).toBe("line");
    expect(chart?.rows.map(({ label }) => label)).toEqual(["2019", "2021"]);
  });

  it.each<[string, MatrixCell]>([
    ["another unit", cell(2, [figure("3", "个")])],
    ["a part of the school alone", cell(2, [figure("3", "人", "女生")])],
    ["two values that cannot both hold", cell(2, [figure("3"), figure("4")], true)],
    ["no plain number", cell(2, [{ ...figure("3"), value: "3:1" }])],
  ])("leaves out and counts %s", (_, third) => {
    const chart = chartOf([...TWO, report("丙校", 2021)], [cell(0, [figure("100")]), cell(1, [figure("300")]), third]);
    expect(chart?.rows.length).toBe(2);
    expect(chart?.leftOut).toBe(1);
  });

  it("has nothing to draw for a single value, nor for columns that are not shown", () => {
    expect(chartOf(TWO, [cell(0, [figure("100")])])).toBeNull();
    expect(chartOf(TWO, [cell(0, [figure("100")]), cell(1, [figure("300")])], [0])).toBeNull();
  });

  it("draws the exact one of two values that agree", () => {
    const chart = chartOf(TWO, [cell(0, [figure("2300"), figure("2347")]), cell(1, [figure("3000")])]);
    expect(chart?.rows.map(({ value }) => value)).toEqual([2347, 3000]);
  });

  it("takes two reports of one school and year for bars, not for a line through one point", () => {
    expect(chartOf([report("甲校", 2021), { ...report("甲校", 2021), id: "draft" }], [cell(0, [figure("1")]), cell(1, [figure("2")])])?.shape).toBe("bar");
  });
});

describe("a label in lines", () => {
  it.each([
    ["平阳县职业中等专业学校 2020年", 8, ["平阳县职业中等专", "业学校", "2020年"]],
    ["Pinghu Technician College 2021", 12, ["Pinghu", "Technician", "College 2021"]],
    ["平湖技师学院 2021年", 24, ["平湖技师学院 2021年"]],
    ["", 8, []],
  ])("%s, %i wide", (label, width, lines) => {
    expect(wrapLabel(label, width)).toEqual(lines);
  });
});
