import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { generateReports } from "./generate-reports.ts";
import { askSteadily, percentile } from "./load/asking.ts";
import { startServer } from "./load/server.ts";
import { knownQuestions } from "./scale/questions.ts";
import { createRandom } from "./scale/random.ts";

/**
 * `npm run bench:soak -- --index FOLDER --reports N [--minutes 30] [--rate 8]`: questions for a long while, and how the server's memory goes meanwhile:
 * the least of each window, since garbage comes and goes, and the slope over the second half.
 */
const { values } = parseArgs({
  options: {
    index: { type: "string", default: "" },
    reports: { type: "string", default: "100" },
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "8" },
  },
});
const WINDOWS = 20;
const LEAST_MINUTES = 15;
const SAMPLE_MS = 500;
/** Growth of so much an hour over the second half is called a leak. */
const LEAK_BYTES_AN_HOUR = 100_000_000;

const random = createRandom(37);
const lexicon = loadLexicon(readConfig({}, process.env, process.cwd()).lexiconFolder);
const questions = knownQuestions([...generateReports(Number(values.reports))], lexicon, 60, random);
const seconds = Number(values.minutes) * 60;
const server = await startServer(values.index);
const samples: { readonly at: number; readonly rss: number; readonly heap: number }[] = [];
const started = performance.now();

/** Resident memory and, by the server's own metrics, the live heap. */
async function sample(): Promise<void> {
  const rss = server.memory() ?? 0;
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const heap = Number(/^(?:\w*_)?nodejs_heap_size_used_bytes(?:\{[^}]*\})?\s+([\d.e+]+)/m.exec(text)?.[1] ?? 0);
  samples.push({ at: performance.now() - started, rss, heap });
}

const timer = setInterval(() => void sample().catch(() => undefined), Math.max(SAMPLE_MS, (seconds * 1_000) / (WINDOWS * 12)));
try {
  const { asked, failed, wrong, times } = await askSteadily({ url: server.url, questions, rate: Number(values.rate), seconds });
  clearInterval(timer);
  const span = performance.now() - started;
  const least = (key: "rss" | "heap"): number[] =>
    Array.from({ length: WINDOWS }, (_, window) =>
      Math.min(...samples.filter(({ at }) => Math.floor((at / span) * WINDOWS) === window).map((one) => one[key])),
    ).filter(Number.isFinite);
  const megabytes = (list: readonly number[]): string => list.map((bytes) => (bytes / 1e6).toFixed(0)).join(" ");
  console.log(
    `${asked} asked in ${values.minutes} minutes: ${failed.length} failed, ${wrong.length} wrong; p50 ${percentile(times, 0.5).toFixed(0)} p95 ${percentile(times, 0.95).toFixed(0)} ms`,
  );
  console.log(`resident MB, least of each twentieth: ${megabytes(least("rss"))}`);
  console.log(`heap MB, least of each twentieth:     ${megabytes(least("heap"))}`);
  const heaps = least("heap").slice(WINDOWS / 2);
  const hour = (slope(heaps) * WINDOWS * 3_600_000) / span;
  console.log(`heap over the second half: ${hour >= 0 ? "+" : ""}${(hour / 1e6).toFixed(1)} MB an hour`);
  for (const line of [...failed, ...wrong].slice(0, 5)) console.log(`  ${line}`);
  const isLong = Number(values.minutes) >= LEAST_MINUTES;
  if (!isLong) console.log(`less than ${LEAST_MINUTES} minutes: caches still fill, the slope tells nothing`);
  process.exitCode = failed.length > 0 || (isLong && hour > LEAK_BYTES_AN_HOUR) ? 1 : 0;
} finally {
  clearInterval(timer);
  await server.stop();
}

/** Least squares over equal steps: bytes a step. */
function slope(list: readonly number[]): number {
  const mean = (list.length - 1) / 2;
  const average = list.reduce((sum, value) => sum + value, 0) / list.length;
  const top = list.reduce((sum, value, index) => sum + (index - mean) * (value - average), 0);
  const bottom = list.reduce((sum, _, index) => sum + (index - mean) ** 2, 0);
  return bottom === 0 ? 0 : top / bottom;
}
