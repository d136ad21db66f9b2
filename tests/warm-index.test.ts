import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import type { Embedder } from "../src/domain/ports.ts";
import type { Passage } from "../src/domain/report.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import type { ReportRecord, Store } from "../src/store/store.ts";
import { runInSlices, warmingSteps, warmMeaning } from "../src/warm-index.ts";

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

test("embeds the sentences of every report, and stops where it is no longer wanted", async () => {
  const text = "学校有教师83人。其中双师型42人。";
  const passage = { reportId: "a", sectionPath: [], parts: [{ start: 0, end: text.length }], text } as unknown as Passage;
  const store = { reports: () => records, readText: () => text, passagesOf: () => [passage] } as unknown as Store;
  const embedPassages = vi.fn(async (texts: readonly string[]) => texts.map(() => Float32Array.from([1])));
  const embedder = { embedPassages } as unknown as Embedder;
  let rests = 0;
  expect(await warmMeaning({ store, embedder }, { rest: async () => void rests++, isStale: () => true })).toBe(false);
  expect(await warmMeaning({ store, embedder }, { rest: async () => void rests++, isStale: () => false })).toBe(true);
  expect(embedPassages.mock.calls).toEqual([[["学校有教师83人。", "其中双师型42人。"]]]);
  expect(rests).toBeGreaterThan(records.length);
});
