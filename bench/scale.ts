import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { ingestReports, loadParts } from "../src/runtime.ts";
import { generateReports } from "./generate-reports.ts";
import { measureAsking } from "./scale/asking.ts";

/**
 * `npm run bench:scale -- [--reports 10,100] [--rounds 20] [--keep FOLDER] [--warm]`: ingest, start, questions with known answers, memory and recall over
 * generated reports. Ingesting and asking run in processes of their own, so that the memory of the one does not count for the other.
 */
const { values } = parseArgs({
  options: {
    reports: { type: "string", default: "10,100" },
    rounds: { type: "string", default: "20" },
    /** Where the index stays (and is taken from when it is there); a folder of its own that is removed, unless given. */
    keep: { type: "string" },
    role: { type: "string" },
    folder: { type: "string", default: "" },
    /** Ask what a server has read beforehand; else everything is found cold. */
    warm: { type: "boolean", default: false },
  },
});

async function ingest(count: number, folder: string): Promise<void> {
  const reports = join(folder, "reports");
  mkdirSync(reports, { recursive: true });
  for (const { file, text } of generateReports(count)) writeFileSync(join(reports, file), text);
  const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
  const parts = await loadParts(config);
  const started = performance.now();
  let slowest = 0;
  let last = started;
  const summary = await ingestReports(
    config,
    {
      paths: [reports],
      prune: false,
      onProgress: (event) => {
        if (event.kind !== "finished") return;
        slowest = Math.max(slowest, performance.now() - last);
        last = performance.now();
      },
    },
    parts,
  );
  const seconds = (performance.now() - started) / 1_000;
  const sum = (of: "passageCount" | "figureCount") => summary.reports.reduce((total, report) => total + report[of], 0);
  for (const { file, reason } of summary.failed) print("refused", `${file}: ${reason}`);
  print("ingest", `${summary.added} reports, ${sum("passageCount")} passages, ${sum("figureCount")} figures in ${seconds.toFixed(1)} s`);
  print(
    "",
    `${(sum("passageCount") / seconds).toFixed(0)} passages/s, ${((seconds * 1_000) / count).toFixed(0)} ms a report, slowest ${slowest.toFixed(0)} ms`,
  );
  print("", `after the last report (vector cache): ${(performance.now() - last).toFixed(0)} ms; ${megabytes(process.memoryUsage().rss)} resident`);
  print("database", megabytes(statSync(join(folder, "index", "wenbao.db")).size));
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(24)} ${value}`);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Runs a part of this script in a process of its own. */
function inOwnProcess(role: string, count: number, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [
      "--role",
      role,
      "--reports",
      String(count),
      "--rounds",
      values.rounds,
      "--folder",
      folder,
      ...(values.warm ? ["--warm"] : []),
    ]);
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${role} over ${count} reports ended with ${code}`))));
  });
}

if (values.role === "ingest") await ingest(Number(values.reports), values.folder);
else if (values.role === "ask")
  await measureAsking({ count: Number(values.reports), rounds: Number(values.rounds), indexFolder: join(values.folder, "index"), warm: values.warm, print });
else {
  for (const count of values.reports.split(",").map(Number)) {
    console.log(`\n${count} reports`);
    const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), "wenbao-scale-")) : join(values.keep, String(count));
    try {
      await inOwnProcess("ingest", count, folder);
      await inOwnProcess("ask", count, folder);
    } finally {
      if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
    }
  }
}
