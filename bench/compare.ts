import { fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { toReportId } from "../src/domain/ids.ts";
import type { Segmenter } from "../src/domain/ports.ts";
import { searchPassages } from "../src/retrieve/passages/passages.ts";
import { ingestReports, loadParts, openRuntime } from "../src/runtime.ts";
import { databasePath } from "../src/store/database.ts";
import { openStore } from "../src/store/sqlite-store.ts";
import type { Store } from "../src/store/store.ts";
import { openVectorIndex } from "../src/store/vector-cache.ts";
import { createMiniSearch, createOrama, type Document, type Engine } from "./compare/engines.ts";
import { retrievalQuestions } from "./compare/questions.ts";
import { percentile } from "./load/asking.ts";

/**
 * `npm run bench:compare -- [--index FOLDER]`: Wenbao's answers and its passage search alone beside MiniSearch and Orama over the same passages, each in a process of
 * its own: time to index, time to ask and memory over the passages of FOLDER (the reports of the evaluation unless given), and how often
 * an answer is among the first three and ten over the questions of the evaluation.
 */
const { values } = parseArgs({ options: { index: { type: "string" }, role: { type: "string" }, eval: { type: "string", default: "" } } });

const ENGINES = ["wenbao-asked", "wenbao-search", "minisearch", "minisearch-cut", "orama", "orama-cut"] as const;
type EngineName = (typeof ENGINES)[number];
const REPORTS = ["../shared/reports", "tests/fixtures/reports", "data/reports"];
const GOLD = [
  "tests/eval/questions/reports.json",
  "tests/eval/questions/held-out.json",
  "tests/eval/questions/held-out-2.json",
  "tests/fixtures/reports/planted.json",
  "tests/eval/questions/held-out-fixtures.json",
];
const TOP = [3, 10] as const;
const BATCH = 2_000;
const MOST_TIMED = 200;

function documentsOf(store: Store): Document[] {
  return store.reports().flatMap(({ id, owner }) =>
    // A school's name is no part of its passages; who searches them without Wenbao would put it there.
    store.passagesOf(id).map((passage) => ({ id: passage.id, heading: [owner.name, ...passage.sectionPath].join(" "), text: passage.text })),
  );
}

async function openEngine(name: EngineName, store: Store, folder: string): Promise<{ readonly engine: Engine; readonly documents: readonly Document[] }> {
  const parts = await loadParts(readConfig({ index: folder }, process.env, process.cwd()));
  if (name === "wenbao-asked") {
    const runtime = await openRuntime(readConfig({ index: folder }, process.env, process.cwd()), { parts });
    const find: Engine["find"] = async (question, limit) => {
      const { citations } = await runtime.ask({ question });
      return citations.slice(0, limit).flatMap(({ reportId, start, end }) => {
        const passage = runtime.store.passagesOf(toReportId(reportId)).find(({ parts: spans }) => spans.some((span) => span.start < end && start < span.end));
        return passage === undefined ? [] : [passage.id];
      });
    };
    return { engine: { add: async () => undefined, find }, documents: [] };
  }
  if (name === "wenbao-search") {
    const vectors = openVectorIndex(store, folder);
    const deps = { store, segmenter: parts.segmenter, embedder: parts.embedder, vectors: () => vectors };
    const find: Engine["find"] = async (text, limit) =>
      (await searchPassages(deps, { text, language: /[\u3400-\u9fff]/.test(text) ? "zh" : "en", filter: {}, limit })).map(({ passage }) => passage.id);
    return { engine: { add: async () => undefined, find }, documents: [] };
  }
  const cutter: Segmenter | null = name.endsWith("-cut") ? parts.segmenter : null;
  return { engine: name.startsWith("orama") ? createOrama(cutter) : createMiniSearch(cutter), documents: documentsOf(store) };
}

async function measure(name: EngineName, folder: string, evalFolder: string): Promise<void> {
  const noCutter: Segmenter = { id: "none", cut: () => [], searchTerms: () => [] };
  const store = openStore(databasePath(folder), { segmenter: noCutter, readonly: true });
  const evalStore = openStore(databasePath(evalFolder), { segmenter: noCutter, readonly: true });
  const questions = retrievalQuestions(evalStore, GOLD);
  const { engine, documents } = await openEngine(name, store, folder);
  const before = process.memoryUsage().rss;
  const indexing = process.cpuUsage();
  for (let from = 0; from < documents.length; from += BATCH) await engine.add(documents.slice(from, from + BATCH));
  const indexed = cpuSince(indexing);
  const times: number[] = [];
  for (const { question } of questions.slice(0, MOST_TIMED)) {
    const started = process.cpuUsage();
    await engine.find(question, TOP[1]);
    times.push(cpuSince(started));
  }
  const memory = process.memoryUsage().rss - before;
  const evaluated = folder === evalFolder ? engine : await filledEngine(name, evalStore, evalFolder);
  const found = TOP.map(() => 0);
  for (const { question, right } of questions) {
    const ids = await evaluated.find(question, TOP[1]);
    TOP.forEach((limit, index) => {
      if (ids.slice(0, limit).some((id) => right.has(id))) found[index] = (found[index] ?? 0) + 1;
    });
  }
  const share = (index: number): string => `${(((found[index] ?? 0) / questions.length) * 100).toFixed(1)}%`;
  console.log(
    `| ${name} | ${name.startsWith("wenbao") ? "by ingest" : `${(indexed / 1_000).toFixed(1)} s`} | ${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms | ${(memory / 1e6).toFixed(0)} MB | ${share(0)} | ${share(1)} |`,
  );
}

async function filledEngine(name: EngineName, store: Store, folder: string): Promise<Engine> {
  const { engine, documents } = await openEngine(name, store, folder);
  await engine.add(documents);
  return engine;
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function inOwnProcess(role: EngineName, folder: string, evalFolder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ["--role", role, "--index", folder, "--eval", evalFolder]);
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${role} ended with ${code}`))));
  });
}

const role = ENGINES.find((name) => name === values.role);
if (role !== undefined) await measure(role, values.index ?? values.eval, values.eval);
else {
  const evalFolder = mkdtempSync(join(tmpdir(), "wenbao-compare-"));
  try {
    const config = readConfig({ index: evalFolder }, process.env, process.cwd());
    await ingestReports(config, { paths: REPORTS.filter(existsSync), prune: false });
    const store = openStore(databasePath(values.index ?? evalFolder), { segmenter: { id: "none", cut: () => [], searchTerms: () => [] }, readonly: true });
    const evalStore = openStore(databasePath(evalFolder), { segmenter: { id: "none", cut: () => [], searchTerms: () => [] }, readonly: true });
    console.log(
      `${store.passageLabels({}).length} passages; ${retrievalQuestions(evalStore, GOLD).length} questions over ${evalStore.passageLabels({}).length} passages`,
    );
    for (const one of [store, evalStore]) one.close();
    console.log("| | index (processor) | query p50 / p95 (processor) | memory | answer in first 3 | in first 10 |\n| --- | --- | --- | --- | --- | --- |");
    for (const name of ENGINES) await inOwnProcess(name, values.index ?? evalFolder, evalFolder);
  } finally {
    rmSync(evalFolder, { recursive: true, force: true });
  }
}
