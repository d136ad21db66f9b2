/**
 * npm run eval [-- --faults]
 * Asks every gold set of tests/eval/questions and of the fixtures over the reports it was written for, each over an index of its own in a
 * temporary folder, and prints accuracy by intent and language, slots, abstention, citations, gate breaks and times. A set whose reports are not at hand is left out.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evalCommand } from "../src/cli/commands/eval.ts";
import { readConfig } from "../src/config.ts";
import { ingestReports } from "../src/runtime.ts";

const SETS: readonly { readonly reports: string; readonly gold: string }[] = [
  { reports: "../shared/reports", gold: "tests/eval/questions/reports.json" },
  { reports: "data/reports", gold: "tests/eval/questions/reports.json" },
  { reports: "tests/fixtures/reports", gold: "tests/fixtures/reports/planted.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out.json" },
  { reports: "tests/fixtures/reports", gold: "tests/eval/questions/held-out-fixtures.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-2.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-3.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-4.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-5.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-6.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-7.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-8.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-9.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-10.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-11.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-12.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-13.json" },
  { reports: "../shared/reports", gold: "tests/eval/questions/held-out-14.json" },
  { reports: "tests/fixtures/reports", gold: "tests/eval/questions/held-out-fixtures-2.json" },
  { reports: "tests/eval/schools", gold: "tests/eval/questions/held-out-schools.json" },
  { reports: "tests/eval/schools-2", gold: "tests/eval/questions/held-out-schools-2.json" },
  { reports: "tests/eval/schools-3", gold: "tests/eval/questions/held-out-schools-3.json" },
  { reports: "tests/eval/schools-4", gold: "tests/eval/questions/held-out-schools-4.json" },
  { reports: "tests/eval/schools-5", gold: "tests/eval/questions/held-out-schools-5.json" },
  { reports: "tests/eval/schools-6", gold: "tests/eval/questions/held-out-schools-6.json" },
  // Development questions: what they showed was mended.
  { reports: "tests/eval/schools-7", gold: "tests/eval/questions/schools-7.json" },
  { reports: "tests/eval/schools-8", gold: "tests/eval/questions/schools-8.json" },
  { reports: "tests/eval/schools-9", gold: "tests/eval/questions/schools-9.json" },
  { reports: "tests/eval/schools-10", gold: "tests/eval/questions/schools-10.json" },
  { reports: "tests/eval/schools-11", gold: "tests/eval/questions/schools-11.json" },
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const io = { out: (text: string) => process.stdout.write(text) };
for (const { reports, gold } of SETS) {
  if (wanted.length > 0 && !wanted.some((word) => gold.includes(word) || reports.includes(word))) continue;
  console.log(`\n== ${gold} over ${reports}`);
  if (!existsSync(reports) || !existsSync(gold)) {
    console.log("not at hand; left out");
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), "wenbao-eval-"));
  try {
    const config = readConfig({ index: folder }, process.env, process.cwd());
    await ingestReports(config, { paths: [reports], prune: false });
    await evalCommand(config, io, { files: [gold], faults: process.argv.includes("--faults") });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
