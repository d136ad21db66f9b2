import { describe, expect, it } from "vitest";
import type { FigureMatrix, MatrixIndicator } from "../../src/contract/matrix.ts";
import { type MatrixFilter, shownMatrix } from "../../src/widget/matrix-rows.ts";
import { presetReports } from "../../src/widget/presets.ts";

const figure = (value: string, population: string | null = null) => ({ raw: value, value, unit: "人", population, period: "", start: 0, end: 1 });
const indicator = (id: string, name: string, values: readonly (readonly [report: number, value: string, population?: string])[]): MatrixIndicator => ({
  id,
  name,
  nameEn: id,
  kind: "count",
  definition: "",
  definitionEn: null,
  cells: values.map(([report, value, population]) => ({ report, figures: [figure(value, population ?? null)], conflict: false })),
});
const report = (id: string, school: string, year: number) => ({
  id,
  title: id,
  school: { id: school, name: `${school}校`, nameEn: school, kind: "school" as const },
  year,
});

const MATRIX: FigureMatrix = {
  reports: [report("r0", "a", 2020), report("r1", "a", 2021), report("r2", "b", 2021)],
  groups: [
    {
      id: "students",
      name: "学生",
      nameEn: "Students",
      indicators: [
        indicator("s", "在校生数", [
          [0, "9"],
          [1, "100"],
          [2, "20"],
        ]),
        indicator("g", "毕业生数", [[2, "7"]]),
      ],
    },
    {
      id: "teachers",
      name: "教师",
      nameEn: "Teachers",
      indicators: [
        indicator("t", "教师数", [
          [0, "5"],
          [2, "60", "女"],
        ]),
      ],
    },
  ],
};
const ALL: MatrixFilter = { text: "", group: "", school: "", year: "", sharedOnly: false, order: "group", columnsBy: null };
const shown = (filter: Partial<MatrixFilter>) => {
  const { columns, parts } = shownMatrix(MATRIX, { ...ALL, ...filter });
  return { columns, rows: parts.flatMap(({ rows }) => rows.map((row) => `${row.indicator.id}${row.given}`)) };
};

describe("the figure explorer", () => {
  const cases: readonly [name: string, filter: Partial<MatrixFilter>, columns: readonly number[], rows: readonly string[]][] = [
    ["shows everything with how many give it", {}, [0, 1, 2], ["s3", "g1", "t2"]],
    ["narrows to a school, leaving out what it does not give", { school: "a" }, [0, 1], ["s2", "t1"]],
    ["narrows to a year", { year: "2020" }, [0], ["s1", "t1"]],
    ["narrows to a group", { group: "teachers" }, [0, 1, 2], ["t2"]],
    ["finds by Chinese name", { text: " 生数 " }, [0, 1, 2], ["s3", "g1"]],
    ["finds by English name", { text: "T" }, [0, 1, 2], ["t2"]],
    ["shows what several give alone", { sharedOnly: true }, [0, 1, 2], ["s3", "t2"]],
    ["counts several among what is shown", { sharedOnly: true, year: "2021" }, [1, 2], ["s2"]],
    ["orders rows by coverage", { order: "coverage" }, [0, 1, 2], ["s3", "t2", "g1"]],
    ["orders columns by number, not by digits", { columnsBy: { indicatorId: "s", direction: "max" } }, [1, 2, 0], ["s3", "g1", "t2"]],
    ["orders columns upwards", { columnsBy: { indicatorId: "s", direction: "min" } }, [0, 2, 1], ["s3", "g1", "t2"]],
    ["puts who gives no value of the whole school last", { columnsBy: { indicatorId: "t", direction: "max" } }, [0, 1, 2], ["s3", "g1", "t2"]],
    ["shows nothing where nothing fits", { text: "无此指标" }, [0, 1, 2], []],
  ];
  it.each(cases)("%s", (_, filter, columns, rows) => expect(shown(filter)).toEqual({ columns, rows }));
});

describe("columns ordered by an indicator", () => {
  it("compare one unit alone: what is given in another stands behind", () => {
    const [students] = MATRIX.groups[0]?.indicators ?? [];
    if (students === undefined) throw new Error("the matrix has an indicator");
    const units = ["平方米", "亩", "平方米"];
    const cells = students.cells.map((cell, index) => ({ ...cell, figures: cell.figures.map((told) => ({ ...told, unit: units[index] ?? "" })) }));
    const matrix: FigureMatrix = { ...MATRIX, groups: [{ id: "school", name: "", nameEn: "", indicators: [{ ...students, cells }] }] };
    expect(shownMatrix(matrix, { ...ALL, columnsBy: { indicatorId: "s", direction: "max" } }).columns).toEqual([2, 0, 1]);
  });
});

describe("an address that narrows", () => {
  const reports = MATRIX.reports.map((one) => ({
    ...one,
    yearKind: "calendar" as const,
    kind: "",
    file: "",
    version: "",
    characterCount: 0,
    passageCount: 0,
    figureCount: 0,
    issueCount: 0,
  }));
  const ids = (query: string) => presetReports(new URLSearchParams(query), reports)?.map(({ id }) => id) ?? null;
  it.each([
    ["", null],
    ["school=b", ["r2"]],
    ["school=b校", ["r2"]],
    ["reports=r0,r2", ["r0", "r2"]],
    ["reports=r0&school=b", []],
    ["school=nobody", []],
  ])("%s", (query, wanted) => expect(ids(query)).toEqual(wanted));
});
