import { valueFollowsFromRaw } from "./answer/output/numbers.ts";
import { sentenceWords } from "./answer/prose/extracts.ts";
import type { Embedder } from "./domain/ports.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { keepSentences, MAX_KEPT_SENTENCES } from "./retrieve/passages/sentence-vectors.ts";
import { MAX_KEPT_TEXTS, readTokenTexts } from "./retrieve/passages/token-text.ts";
import type { ReportRecord, Store } from "./store/store.ts";

/** Figures read beforehand: those of the indicators that an index of 3,000 reports gives. What the store keeps is bounded by itself. */
const MOST_FIGURES = 100_000;
/** Figures checked in one step (some tens of microseconds each). */
const FIGURES_IN_STEP = 100;

export interface WarmingDeps {
  readonly store: Pick<Store, "reports" | "readText" | "figures">;
  readonly lexicon: Lexicon;
  /** What does not add up in a report, kept by whoever reads it. */
  readonly audit: (record: ReportRecord) => unknown;
}

/**
 * What the first question about an indicator, or about a report, would have to read: done beforehand, in steps of some milliseconds, so that
 * whoever runs them can let questions pass in between. Changes no answer.
 */
export function* warmingSteps({ store, lexicon, audit }: WarmingDeps): Generator<void> {
  const reports = store.reports();
  for (const { id } of reports) {
    store.readText(id);
    yield;
  }
  // Before the figures: what it reads for a report would push out what is kept for an indicator.
  for (const record of reports) {
    audit(record);
    yield;
  }
  let read = 0;
  for (const { id } of lexicon.indicators) {
    const figures = store.figures({ indicatorIds: [id] });
    yield;
    for (let start = 0; start < figures.length; start += FIGURES_IN_STEP) {
      for (const figure of figures.slice(start, start + FIGURES_IN_STEP)) valueFollowsFromRaw(figure, lexicon.units);
      yield;
    }
    read += figures.length;
    if (read > MOST_FIGURES) return;
  }
}

/** Sentences embedded in one step (0.3–0.5 ms each). */
const SENTENCES_IN_STEP = 8;

/** Reads by meaning, a little at a time, what questions are compared with, as far as it is kept: the passages' tokens and their sentences. False where stopped. */
export async function warmMeaning(
  { store, embedder }: { readonly store: Pick<Store, "reports" | "readText" | "passagesOf">; readonly embedder: Embedder },
  { rest, isStale }: Pick<Pace, "rest" | "isStale">,
): Promise<boolean> {
  let sentences = 0;
  let passages = 0;
  for (const { id } of store.reports()) {
    const text = store.readText(id);
    const all = text === null ? [] : store.passagesOf(id);
    const words = text === null ? [] : all.flatMap((passage) => sentenceWords(passage, text));
    sentences += words.length;
    passages += all.length;
    // A report more would push out what was kept of the first.
    if (sentences > MAX_KEPT_SENTENCES || passages > MAX_KEPT_TEXTS) return true;
    for (const passage of all) {
      if (embedder.tokens) await readTokenTexts(embedder.tokens, [passage.text]);
      await rest(REST_MS);
      if (isStale()) return false;
    }
    for (let start = 0; start < words.length; start += SENTENCES_IN_STEP) {
      await keepSentences(embedder, words.slice(start, start + SENTENCES_IN_STEP));
      await rest(REST_MS);
      if (isStale()) return false;
    }
  }
  return true;
}

export interface Pace {
  /** Milliseconds. */
  readonly clock: () => number;
  /** Lets everything else run, and rests for so many milliseconds. */
  readonly rest: (ms: number) => Promise<void>;
  /** Whether what is being warmed is no longer wanted. */
  readonly isStale: () => boolean;
}

/** Longest time, in milliseconds, that a question waits for a step under way, beside the step's own; and how long is rested after it. */
const SLICE_MS = 4;
const REST_MS = 4;

/** Runs the steps in slices; false where it stopped because they were no longer wanted. */
export async function runInSlices(steps: Iterator<void>, { clock, rest, isStale }: Pace): Promise<boolean> {
  for (;;) {
    const until = clock() + SLICE_MS;
    while (clock() < until) if (steps.next().done === true) return true;
    await rest(REST_MS);
    if (isStale()) return false;
  }
}
