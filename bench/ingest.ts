import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { ingestReports, loadParts, openRuntime, type Runtime } from "../src/runtime.ts";
import { createIngestService } from "../src/writing/ingest-service.ts";
import { makePdf } from "../tests/support/documents/make-pdf.ts";
import type { Piece } from "../tests/support/documents/pieces.ts";
import { generateReports } from "./generate-reports.ts";

/**
 * `npm run bench:ingest -- [--reports 60] [--pdf 40] [--pages 40]`: passages per second, how long a question takes while nothing is read in
 * and while a worker reads reports in, and what reading many PDFs leaves in memory.
 */
const { values } = parseArgs({
  options: { reports: { type: "string", default: "60" }, pdf: { type: "string", default: "40" }, pages: { type: "string", default: "40" } },
});

function print(name: string, value: string): void {
  console.log(`${name.padEnd(30)} ${value}`);
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${sorted.length} questions)`;
}

/** Asks over and over while `isGoing`, as fast as a busy page would, and gives how long each answer took. */
async function askWhile(runtime: Runtime, questions: readonly string[], isGoing: () => boolean): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; isGoing(); index += 1) {
    const started = performance.now();
    await runtime.ask({ question: questions[index % questions.length] ?? "" });
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}

async function measureAsking(folder: string, count: number): Promise<void> {
  const all = [...generateReports(count * 2)];
  for (const [name, part] of [
    ["old", all.slice(0, count)],
    ["new", all.slice(count)],
  ] as const) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const { file, text } of part) writeFileSync(join(folder, name, file), text);
  }
  const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
  const parts = await loadParts(config);
  let started = performance.now();
  const summary = await ingestReports(config, { paths: [join(folder, "old")], prune: false }, parts);
  const passages = summary.reports.reduce((sum, report) => sum + report.passageCount, 0);
  print("ingest, nothing else running", `${passages} passages, ${((passages * 1_000) / (performance.now() - started)).toFixed(0)} passages/s`);

  const runtime = await openRuntime(config, { parts });
  const schools = all.slice(0, 8).map(({ school }) => school);
  const questions = [...schools.map((school) => `${school}有多少专任教师？`), "哪所学校的就业率最高？", "校企合作是怎么开展的？"];
  for (const question of questions) await runtime.ask({ question });
  const until = performance.now() + 5_000;
  print("ask, idle", spread(await askWhile(runtime, questions, () => performance.now() < until)));

  const service = createIngestService(config);
  let isReading = true;
  started = performance.now();
  let firstRead = started;
  const ingest = service
    .ingest({
      paths: [join(folder, "new")],
      prune: false,
      onProgress: (event) => {
        if (event.kind === "discovered") firstRead = performance.now();
      },
    })
    .finally(() => {
      isReading = false;
    });
  const times = await askWhile(runtime, questions, () => isReading);
  const added = (await ingest).reports.reduce((sum, report) => sum + report.passageCount, 0);
  print("ask, during an ingest", spread(times));
  print("ingest in the worker", `${added} passages, ${((added * 1_000) / (performance.now() - firstRead)).toFixed(0)} passages/s while questions were asked`);
  await service.close();
  runtime.close();
}

/** Reports of so many pages, each another school's. */
async function measureMemory(folder: string, count: number, pages: number): Promise<void> {
  const config = readConfig({ index: join(folder, "pdf-index") }, process.env, process.cwd());
  const parts = await loadParts(config);
  mkdirSync(join(folder, "pdf"), { recursive: true });
  const samples: number[] = [];
  let passages = 0;
  const started = performance.now();
  let number = 0;
  for (const { school, text } of generateReports(count)) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const pieces: Piece[] = [{ kind: "title", text: lines[0] ?? school }];
    // Some 30 lines of 36 characters make a page.
    for (let characters = 0, at = 1; characters < pages * 900; at += 1) {
      const line = lines[1 + (at % (lines.length - 1))] ?? "";
      pieces.push(line.length < 30 ? { kind: "heading", level: 1, text: line } : { kind: "paragraph", text: line });
      characters += Math.max(36, line.length);
    }
    const path = join(folder, "pdf", `${school}.pdf`);
    writeFileSync(path, makePdf(pieces, { head: school, numbers: true }));
    const summary = await ingestReports(config, { paths: [path], prune: false }, parts);
    for (const { reason } of summary.failed) print("refused", reason);
    passages += summary.reports.reduce((sum, report) => sum + report.passageCount, 0);
    rmSync(path);
    globalThis.gc?.();
    samples.push(process.memoryUsage().rss / 1e6);
    number += 1;
    if (number % Math.max(1, Math.floor(count / 8)) === 0)
      print(`after ${number} PDF`, `${samples.at(-1)?.toFixed(0)} MB resident, ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB of objects`);
  }
  const seconds = (performance.now() - started) / 1_000;
  const half = samples.slice(Math.floor(samples.length / 2));
  print("PDF", `${count} of ${pages} pages, ${passages} passages in ${seconds.toFixed(0)} s`);
  print("memory over the second half", `${(half[0] ?? 0).toFixed(0)} → ${(half.at(-1) ?? 0).toFixed(0)} MB, most ${Math.max(...samples).toFixed(0)} MB`);
}

const folder = mkdtempSync(join(tmpdir(), "wenbao-bench-ingest-"));
try {
  await measureAsking(folder, Number(values.reports));
  if (Number(values.pdf) > 0) await measureMemory(folder, Number(values.pdf), Number(values.pages));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
