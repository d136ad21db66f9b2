import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readConfig } from "../src/config.ts";
import { ingestReports, loadParts, openRuntime, type Runtime } from "../src/runtime.ts";

/**
 * `npm run bench [-- REPORTS]`: start, ingest, questions and memory over a folder of reports (data/reports unless given), into an index
 * of its own that is removed afterwards.
 */
const ROUNDS = 5;

/** Questions of each kind, about the owners and indicators that the index holds. */
function questionsFor(runtime: Runtime): { readonly kind: string; readonly questions: readonly string[] }[] {
  const owners = [...new Set(runtime.store.reports().map(({ owner }) => owner.name))].slice(0, 10);
  const indicators = runtime.lexicon.indicators.filter(({ id }) => runtime.store.figures({ indicatorIds: [id] }).length > 0).slice(0, 30);
  return [
    { kind: "one figure", questions: owners.flatMap((owner) => indicators.map(({ zh }) => `${owner}的${zh}是多少？`)) },
    { kind: "ranking", questions: indicators.map(({ zh }) => `哪所学校的${zh}最高？`) },
    { kind: "one figure, English", questions: owners.flatMap((owner) => indicators.map(({ en }) => `What is the ${en} of ${owner}?`)) },
    { kind: "passages", questions: ["校企合作是怎么开展的？", "如何加强教师队伍建设？", "学校面临哪些困难？", "安全教育做了哪些工作？", "怎样资助困难学生？"] },
    {
      kind: "passages, English",
      questions: ["How does the school cooperate with enterprises?", "What challenges does the school face?", "What financial aid do students receive?"],
    },
  ];
}

async function measureQuestions(runtime: Runtime): Promise<void> {
  for (const { kind, questions } of questionsFor(runtime)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const question of questions) {
        const started = performance.now();
        await runtime.ask({ question });
        // The first round warms caches and compiler; it is told apart.
        if (round > 0) times.push(performance.now() - started);
      }
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
    print(`ask: ${kind}`, `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${times.length} questions)`);
  }
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(28)} ${value}`);
}

const folder = mkdtempSync(join(tmpdir(), "wenbao-bench-"));
try {
  const config = { ...readConfig({ index: folder }, process.env, process.cwd()) };
  const reports = process.argv[2] === undefined ? config.reportsFolder : resolve(process.argv[2]);

  let started = performance.now();
  const parts = await loadParts(config);
  print("start (words and model)", `${(performance.now() - started).toFixed(0)} ms`);

  started = performance.now();
  const summary = await ingestReports(config, { paths: [reports], prune: false }, parts);
  const seconds = (performance.now() - started) / 1_000;
  const count = (of: "passageCount" | "figureCount") => summary.reports.reduce((sum, report) => sum + report[of], 0);
  const passages = count("passageCount");
  print("ingest", `${summary.added} reports, ${passages} passages, ${count("figureCount")} figures in ${seconds.toFixed(2)} s`);
  print("", `${(passages / seconds).toFixed(0)} passages/s`);
  print("database", `${(statSync(join(folder, "wenbao.db")).size / 1e6).toFixed(1)} MB`);

  started = performance.now();
  const runtime = await openRuntime(config, { parts });
  print("open the index", `${(performance.now() - started).toFixed(0)} ms`);
  await measureQuestions(runtime);
  runtime.close();
  print("memory", `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
