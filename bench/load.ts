import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { generateReports } from "./generate-reports.ts";
import { askSteadily, percentile } from "./load/asking.ts";
import { startServer } from "./load/server.ts";
import { knownQuestions } from "./scale/questions.ts";
import { createRandom } from "./scale/random.ts";

/**
 * `npm run bench:load -- --index FOLDER --reports N [--rates 10,25,40] [--seconds 30]`: questions of all kinds at a steady rate to a server over an
 * index of N generated reports, on this machine alone; every answer is held against what is known.
 */
const { values } = parseArgs({
  options: {
    index: { type: "string", default: "" },
    reports: { type: "string", default: "100" },
    rates: { type: "string", default: "10,25,40" },
    seconds: { type: "string", default: "30" },
  },
});
const KINDS_EACH = 40;
const WARMING_S = 5;
const MOST_SHOWN = 3;

const random = createRandom(31);
const lexicon = loadLexicon(readConfig({}, process.env, process.cwd()).lexiconFolder);
const all = knownQuestions([...generateReports(Number(values.reports))], lexicon, KINDS_EACH, random);
const questions = all
  .map((question) => ({ question, place: random.next() }))
  .sort((a, b) => a.place - b.place)
  .map(({ question }) => question);
const server = await startServer(values.index);
try {
  console.log(
    `started in ${(server.startMs / 1_000).toFixed(1)} s (${(server.cpuSeconds() ?? 0).toFixed(1)} s of processor time), ${((server.memory() ?? 0) / 1e6).toFixed(0)} MB`,
  );
  await askSteadily({ url: server.url, questions, rate: 10, seconds: WARMING_S });
  for (const rate of values.rates.split(",").map(Number)) {
    const before = process.cpuUsage();
    const served = server.cpuSeconds();
    const { asked, failed, wrong, times, throughput } = await askSteadily({ url: server.url, questions, rate, seconds: Number(values.seconds) });
    const { user, system } = process.cpuUsage(before);
    const own = (user + system) / 1e6 / Number(values.seconds);
    const each = served === null ? 0 : (((server.cpuSeconds() ?? 0) - served) * 1_000) / asked;
    const at = (share: number): string => percentile(times, share).toFixed(0);
    console.log(
      `${rate}/s: ${asked} asked, ${throughput.toFixed(1)} answered a second; p50 ${at(0.5)} p95 ${at(0.95)} worst ${at(1)} ms; ${failed.length} failed, ${wrong.length} wrong; ${((server.memory() ?? 0) / 1e6).toFixed(0)} MB; ${each.toFixed(1)} ms of processor time each; load generator ${(own * 100).toFixed(0)}% of a core`,
    );
    for (const line of [...failed, ...wrong].slice(0, MOST_SHOWN)) console.log(`  ${line}`);
  }
} finally {
  await server.stop();
}
