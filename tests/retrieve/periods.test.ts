import { expect, test } from "vitest";
import { type OwnerId, toOwnerId } from "../../src/domain/ids.ts";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import type { Catalogue } from "../../src/retrieve/catalogue.ts";
import { yearTargets } from "../../src/retrieve/periods.ts";

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
