import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import type { ReportRecord, Store } from "../src/store/store.ts";
import { runInSlices, warmingSteps } from "../src/warm-index.ts";

const lexicon = loadLexicon(fileURLToPath(new URL("../data/lexicon", import.meta.url)));
const records = ["a", "b", "c"].map((id) => ({ id }) as unknown as ReportRecord);

function fakeStore() {
  const readText = vi.fn(() => "");
  const figures = vi.fn((_: { readonly indicatorIds?: readonly string[] }) => []);
  return { reports: () => records, readText, figures } as unknown as Store & { readText: typeof readText; figures: typeof figures };
}

test("reads every text, audits every report and looks up every indicator once", () => {
  const store = fakeStore();
  const audit = vi.fn();
  expect([...warmingSteps({ store, lexicon, audit })].length).toBeGreaterThan(records.length);
  expect(store.readText).toHaveBeenCalledTimes(records.length);
  expect(audit.mock.calls.map(([record]) => record)).toEqual(records);
  expect(store.figures.mock.calls.map(([filter]) => filter.indicatorIds?.[0])).toEqual(lexicon.indicators.map(({ id }) => id));
});

test("rests between slices, and stops where it is no longer wanted", async () => {
  let now = 0;
  let rests = 0;
  const steps = function* (count: number): Generator<void> {
    for (let step = 0; step < count; step++) {
      now += 1;
      yield;
    }
  };
  const pace = { clock: () => now, rest: async () => void rests++, isStale: () => false };
  expect(await runInSlices(steps(100), pace)).toBe(true);
  expect(rests).toBeGreaterThan(10);
  expect(await runInSlices(steps(100), { ...pace, isStale: () => true })).toBe(false);
});
