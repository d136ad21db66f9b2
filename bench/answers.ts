import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import type { Answer } from "../src/contract/answer.ts";
import { loadParts, openRuntime } from "../src/runtime.ts";
import { generateReports } from "./generate-reports.ts";
import { knownQuestions } from "./scale/questions.ts";
import { createRandom } from "./scale/random.ts";

/**
 * `npm run bench:answers -- --index FOLDER --reports N [--rounds 8] --write FILE | --against FILE`: all answers over an index of N generated reports,
 * kept in a file or held against one that another state of the program wrote. A change for speed may not change one of them.
 */
const { values } = parseArgs({
  options: {
    index: { type: "string", default: "" },
    reports: { type: "string", default: "100" },
    rounds: { type: "string", default: "8" },
    write: { type: "string" },
    against: { type: "string" },
  },
});
const SEED = 23;

/** Without what differs between two runs of the same program. */
const comparable = ({ elapsedMs: _elapsed, id: _id, version: _version, ...rest }: Answer): string => JSON.stringify(rest);

const config = readConfig({ index: values.index }, process.env, process.cwd());
const parts = await loadParts(config);
const runtime = await openRuntime(config, { parts });
const questions = knownQuestions([...generateReports(Number(values.reports))], parts.lexicon, Number(values.rounds), createRandom(SEED));
const answers: Record<string, string> = {};
for (const { question } of questions) answers[question] = comparable(await runtime.ask({ question }));
runtime.close();

if (values.write !== undefined) writeFileSync(values.write, JSON.stringify(answers));
if (values.against !== undefined) {
  const before = JSON.parse(readFileSync(values.against, "utf8")) as Record<string, string>;
  const other = Object.keys(answers).filter((question) => before[question] !== answers[question]);
  for (const question of other) {
    const [a = "", b = ""] = [before[question], answers[question]];
    const at = [...a].findIndex((character, index) => character !== b[index]);
    console.log(`${question}\n  before …${a.slice(Math.max(0, at - 40), at + 80)}\n  now    …${b.slice(Math.max(0, at - 40), at + 80)}`);
  }
  console.log(`${Object.keys(answers).length - other.length} of ${Object.keys(answers).length} answers are the same`);
  process.exitCode = other.length === 0 ? 0 : 1;
}
