import { expect, test } from "vitest";
import { type OwnerId, toOwnerId } from "../../src/domain/ids.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import type { Catalogue } from "../../src/retrieve/catalogue.ts";
import { yearTargets } from "../../src/retrieve/figures/periods.ts";

const OWNER: OwnerId = toOwnerId("a");
const missing = { certainty: "missing" };
const lastYear = {
  intent: "lookup",
  owners: missing,
  indicators: missing,
  period: { certainty: "stated", value: { kind: "previous" } },
} as unknown as ParsedQuestion;

function catalogueOf(years: readonly (number | null)[]): Catalogue {
  return { reportsByOwner: new Map([[OWNER, years.map((year) => ({ year }))]]) } as unknown as Catalogue;
}

test.each([
  { years: [2019, 2021], target: { year: 2019, asked: true } },
  { years: [2021], target: { year: 2020, asked: true } },
  { years: [null], target: { year: null, asked: false } },
  { years: [], target: { year: null, asked: false } },
])("去年 over reports of $years is $target.year", ({ years, target }) => {
  expect(yearTargets(catalogueOf(years), OWNER, lastYear)).toEqual([{ ...target, academic: false }]);
});

const oneSchool = (question: string, year: number) =>
  ({
    question,
    intent: "difference",
    owners: { certainty: "stated", value: [OWNER], mentions: [] },
    indicators: { certainty: "stated", value: [{}], mentions: [] },
    period: { certainty: "stated", value: { kind: "calendar", year }, mentions: [] },
  }) as unknown as ParsedQuestion;
const yearsFor = (parsed: ParsedQuestion, printed?: { readonly years: readonly number[]; readonly academic: boolean }) =>
  yearTargets(catalogueOf([2024]), OWNER, parsed, () => printed ?? { years: [], academic: false }).map(({ year }) => year);

test.each([
  ["月收入比2023年高多少", 2023, [2023, 2024]],
  ["升学人数与2021年相比增加了多少", 2021, [2021, 2024]],
  ["by how much did it rise compared with 2023", 2023, [2023, 2024]],
  ["2023年招生增加了多少", 2023, [2022, 2023]],
  ["2024年比上年多多少", 2024, [2023, 2024]],
])("%s is set against the year that it names", (question, year, wanted) => {
  expect(yearsFor(oneSchool(question, year))).toEqual(wanted);
});

test("school years of a calendar report are its last ones where it prints no other", () => {
  const asked = { ...oneSchool("比上一学年降了多少", 2024), period: { certainty: "missing" } } as unknown as ParsedQuestion;
  expect(yearsFor(asked, { years: [2022, 2023], academic: true })).toEqual([2022, 2023]);
  expect(yearsFor(asked, { years: [2022, 2023], academic: false })).toEqual([2023, 2024]);
  expect(yearsFor(asked, { years: [2023, 2024], academic: true })).toEqual([2023, 2024]);
});

const ofClass = (trace: readonly string[]) =>
  ({
    question: "2023届升学率",
    intent: "lookup",
    owners: { certainty: "stated", value: [OWNER] },
    indicators: { certainty: "stated", value: [{}] },
    period: { certainty: "stated", value: { kind: "calendar", year: 2023 } },
    trace,
  }) as unknown as ParsedQuestion;
const reporting = (yearKind: "academic" | "calendar", years: readonly number[]): Catalogue =>
  ({ reportsByOwner: new Map([[OWNER, years.map((year) => ({ year, yearKind }))]]) }) as unknown as Catalogue;

test.each([
  { kind: "academic" as const, years: [2023], trace: ["period.cohort"], target: { year: 2022, asked: true, academic: true } },
  { kind: "academic" as const, years: [2022, 2023], trace: ["period.cohort"], target: { year: 2022, asked: true, academic: true } },
  { kind: "calendar" as const, years: [2023], trace: ["period.cohort"], target: { year: 2023, asked: true, academic: false } },
  { kind: "academic" as const, years: [2023], trace: ["period.calendar"], target: { year: 2023, asked: true, academic: false } },
])("2023届 of reports by $kind years $years, asked by $trace", ({ kind, years, trace, target }) => {
  expect(yearTargets(reporting(kind, years), OWNER, ofClass(trace))).toEqual([target]);
});
