import { readConfig } from "../../src/config.ts";
import { loadParts, openRuntime, type Runtime } from "../../src/runtime.ts";
import { createExactIndex } from "../../src/store/exact-index.ts";
import { cacheStanding } from "../../src/store/hnsw-cache.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { generateReports } from "../generate-reports.ts";
import { type KnownQuestion, knownQuestions, QUESTION_KINDS } from "./questions.ts";
import { createRandom } from "./random.ts";

export interface AskingOptions {
  readonly count: number;
  /** Questions of each kind. */
  readonly rounds: number;
  readonly indexFolder: string;
  /** Whether questions wait until what a server reads beforehand has been read; else they find everything cold. */
  readonly warm: boolean;
  print(name: string, value: string): void;
}

const SEED = 11;
const MOST_FAULTS_SHOWN = 3;
const RECALL_AT = 10;

/** Start, questions by kind with how many were right, memory, recall of the graph; over an index of generated reports. */
export async function measureAsking({ count, rounds, indexFolder, warm, print }: AskingOptions): Promise<void> {
  const config = readConfig({ index: indexFolder }, process.env, process.cwd());
  const started = performance.now();
  const parts = await loadParts(config);
  const loaded = performance.now();
  const runtime = await openRuntime(config, { parts });
  const reports = [...generateReports(count)];
  const questions = knownQuestions(reports, parts.lexicon, rounds, createRandom(SEED));
  const opened = performance.now();
  for (const kind of ["lookup", "explain"]) await runtime.ask({ question: questions.find((one) => one.kind === kind)?.question ?? "" });
  print(
    "start",
    `words and model ${(loaded - started).toFixed(0)} ms, index ${(opened - loaded).toFixed(0)} ms, first two answers ${(performance.now() - opened).toFixed(0)} ms`,
  );
  if (warm) await measureWarming(runtime, print);
  const measured: Measured[] = [];
  for (const kind of QUESTION_KINDS) {
    const asked = questions.filter((one) => one.kind === kind);
    const found = await measureKind(runtime, asked);
    tell(`ask: ${kind}`, found, print);
    measured.push(found);
  }
  tell(
    "ask: all of these",
    { times: measured.flatMap((one) => one.times), cpu: measured.flatMap((one) => one.cpu), faults: measured.flatMap((one) => one.faults) },
    print,
  );
  print("memory", `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident after asking`);
  await measureRecall(runtime, { indexFolder, questions, embed: async (text) => parts.embedder.embedQuery(text), print });
  runtime.close();
}

/** Milliseconds by the clock and of processor time, which other programs on the machine do not add to. */
interface Measured {
  readonly times: readonly number[];
  readonly cpu: readonly number[];
  readonly faults: readonly string[];
}

async function measureKind(runtime: Runtime, questions: readonly KnownQuestion[]): Promise<Measured> {
  const times: number[] = [];
  const cpu: number[] = [];
  const faults: string[] = [];
  for (const { question, fault } of questions) {
    const started = performance.now();
    const before = process.cpuUsage();
    const answer = await runtime.ask({ question });
    const { user, system } = process.cpuUsage(before);
    times.push(performance.now() - started);
    cpu.push((user + system) / 1_000);
    const found = fault(answer);
    if (found !== null) faults.push(`${question} ${found}`);
  }
  return { times, cpu, faults };
}

function tell(name: string, { times, cpu, faults }: Measured, print: AskingOptions["print"]): void {
  const at = (list: readonly number[], share: number): string => {
    const ordered = list.toSorted((a, b) => a - b);
    return (ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0).toFixed(1).padStart(6);
  };
  const spread = (list: readonly number[]): string => `p50 ${at(list, 0.5)}  p95 ${at(list, 0.95)}  worst ${at(list, 1)} ms`;
  print(name, `${spread(times)}; processor ${spread(cpu)}; ${times.length - faults.length} of ${times.length} right`);
  for (const one of faults.slice(0, MOST_FAULTS_SHOWN)) print("  wrong", one);
}

/** Beside answering a server does so at its start, and after each change. */
async function measureWarming(runtime: Runtime, print: AskingOptions["print"]): Promise<void> {
  // The pauses of warming keep no process alive, as they shall not keep a server from stopping.
  const alive = setInterval(() => {}, 1_000);
  const [started, before] = [performance.now(), process.cpuUsage()];
  await runtime.warm();
  const { user, system } = process.cpuUsage(before);
  clearInterval(alive);
  print(
    "warmed",
    `in ${((performance.now() - started) / 1_000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time; ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`,
  );
}

interface RecallOptions {
  readonly indexFolder: string;
  readonly questions: readonly KnownQuestion[];
  readonly embed: (text: string) => Promise<Float32Array>;
  readonly print: AskingOptions["print"];
}

/** How many of the exact ten nearest the graph finds, whatever the size of the index. */
async function measureRecall({ store }: Runtime, { indexFolder, questions, embed, print }: RecallOptions): Promise<void> {
  const standing = cacheStanding(store, indexFolder);
  if (standing === "unusable") return print("graph", "none beside the index that can be used: all search is exact");
  const exact = createExactIndex(store.vectors());
  const graph = openVectorIndex(store, indexFolder, { exactLimit: 0 });
  let found = 0;
  let wanted = 0;
  let exactMs = 0;
  let graphMs = 0;
  graph.search(await embed("学校"), 1);
  for (const { question } of questions) {
    const vector = await embed(question);
    const started = performance.now();
    const right = new Set(exact.search(vector, RECALL_AT).map(({ label }) => label));
    const between = performance.now();
    found += graph.search(vector, RECALL_AT).filter(({ label }) => right.has(label)).length;
    graphMs += performance.now() - between;
    exactMs += between - started;
    wanted += right.size;
  }
  const each = (ms: number) => (ms / questions.length).toFixed(2);
  print("graph", `recall@${RECALL_AT} ${(found / wanted).toFixed(3)} over ${exact.count} vectors; ${each(graphMs)} ms a search, exact ${each(exactMs)} ms`);
}
