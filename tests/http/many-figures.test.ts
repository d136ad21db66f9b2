import { expect, test } from "vitest";
import { figureListSchema } from "../../src/contract/figures.ts";
import { aFigure, aReport } from "../support/builders.ts";
import { createFakeApp, REPORT_ID, TEXT } from "./fakes.ts";

const report = aReport(TEXT, { id: REPORT_ID });
const record = { ...report, contentHash: "", sourcePath: "", characterCount: TEXT.length, passageCount: 0, figureCount: 0 };
const figure = aFigure(report, "1200人");

async function figuresOf(count: number, failing = false) {
  const figures = function* () {
    for (let place = 0; place < count; place++) {
      if (failing && place === count - 1) throw new Error("disk");
      yield { ...figure, value: String(place) };
    }
  };
  const store = { reports: () => [record], report: () => record, readText: () => TEXT, figures: () => figures() as unknown as (typeof figure)[] };
  const { app, logged } = createFakeApp({ store });
  const response = await app.request("/api/figures");
  return { response, logged };
}

test.each([0, 1, 1_999, 2_000, 2_001, 4_000, 5_003])("%i figures come whole and in order, however many", async (count) => {
  const { response } = await figuresOf(count);
  expect(response.headers.get("Content-Type")).toContain("application/json");
  const { figures } = figureListSchema.parse(await response.json());
  expect(figures.map(({ value }) => value)).toEqual(Array.from({ length: count }, (_, place) => String(place)));
});

test("a failure after the response has begun is logged, told to nobody, and leaves no whole list", async () => {
  const { response, logged } = await figuresOf(5_000, true);
  const text = await response.text().catch(() => "");
  expect(() => JSON.parse(text)).toThrow();
  expect(text).not.toContain("disk");
  expect(logged).toHaveLength(1);
});
