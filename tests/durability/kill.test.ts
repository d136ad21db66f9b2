import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRandom } from "../../bench/scale/random.ts";
import { answerQuestion } from "../../src/answer-question.ts";
import type { ReportId } from "../../src/domain/ids.ts";
import { checkIndex } from "../../src/store/check-index.ts";
import { saveVectorCache } from "../../src/store/hnsw-cache.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";
import { ingestGenerated, packageLexicon, writeGenerated } from "./support.ts";

/** `KILL_ROUNDS=100 KILL_SEED=3 npx vitest run tests/durability/kill.test.ts` for the long run. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 6);
const SEED = Number(process.env.KILL_SEED ?? 1);
const SCHOOLS = [0, 1, 2, 3, 4];
/** Ingesting them takes about as long. */
const LONGEST_LIFE_MS = 900;
const QUESTIONS = ["哪所学校的在校生数最多？", "所有学校的固定资产总值一共是多少？", "就业率在95%以上的学校有哪些？", "各校的现代学徒制是怎么开展的？"];

const segmenter = createBigramSegmenter();
let folder = "";
let index = "";
let reports = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-kill-"));
  index = join(folder, "index");
  reports = join(folder, "reports");
  mkdirSync(reports);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Worker {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  /** What it said; all of it once it has ended. */
  readonly said: Promise<string>;
}

function startWorker(...parameters: readonly string[]): Worker {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("worker.ts", import.meta.url)), ...parameters], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("ready")) resolve();
    });
    child.once("exit", () => resolve());
  });
  const said = new Promise<string>((resolve) => child.once("close", () => resolve(text)));
  return { child, ready, said };
}

/** All that the index holds of a report, apart from where its file lies and under which labels. */
function contentOf(store: Store, id: ReportId): unknown {
  const labels = new Set(store.passageLabels({ reportIds: [id] }));
  return {
    record: { ...store.report(id), sourcePath: "" },
    text: store.readText(id),
    passages: store.passagesOf(id),
    figures: store.figures({ reportIds: [id] }),
    vectors: [...store.vectors()].filter(({ label }) => labels.has(label)).map(({ vector }) => [...vector]),
  };
}

/** Both editions of every report as a build that nobody disturbs has them, by version. */
async function wholeReports(): Promise<ReadonlyMap<string, unknown>> {
  const whole = new Map<string, unknown>();
  for (const edition of [0, 1]) {
    const source = join(folder, `edition-${edition}`);
    writeGenerated(source, SCHOOLS, edition);
    const store = createMemoryStore();
    await ingestGenerated(store, source);
    for (const { id, version } of store.reports()) whole.set(version, contentOf(store, id));
    store.close();
  }
  return whole;
}

async function answersOf(store: Store): Promise<unknown[]> {
  const vectors = openVectorIndex(store, null);
  const deps = { store, lexicon: packageLexicon(), embedder: createHashEmbedder(), segmenter, vectors: () => vectors, clock: () => 0 };
  return Promise.all(QUESTIONS.map((question) => answerQuestion(deps, { question })));
}

test(
  `killed at any moment, every report is wholly in or out, and what follows is as if nothing had been (${ROUNDS} rounds, seed ${SEED})`,
  async () => {
    const random = createRandom(SEED);
    const whole = await wholeReports();
    let killed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(reports, { recursive: true });
      mkdirSync(reports);
      for (const school of SCHOOLS) if (random.next() < 0.8) writeGenerated(reports, [school], random.between(0, 1));
      const { child, ready, said } = startWorker(index, reports);
      await ready;
      // The first at once, so that one at least does not get through however fast the machine is.
      await wait(round === 0 ? 0 : random.between(0, LONGEST_LIFE_MS));
      child.kill("SIGKILL");
      if (!(await said).includes("done")) killed += 1;
      if (!existsSync(join(index, "wenbao.db"))) continue;
      const store = openStore(join(index, "wenbao.db"), { segmenter });
      for (const { id, version } of store.reports()) expect(contentOf(store, id)).toEqual(whole.get(version));
      const [first] = [...store.vectors()];
      const found = openVectorIndex(store, index, { exactLimit: 0 }).search(first?.vector ?? new Float32Array(64), 1);
      expect(found.map(({ similarity }) => similarity.toFixed(4))).toEqual(first === undefined ? [] : ["1.0000"]);
      store.close();
      expect(checkIndex(join(index, "wenbao.db")).faults).toEqual([]);
    }
    expect(killed).toBeGreaterThan(0);

    const store = openStore(join(index, "wenbao.db"), { segmenter });
    await ingestGenerated(store, reports);
    saveVectorCache(store, index);
    expect(readdirSync(index).sort()).toEqual(expect.arrayContaining(["vectors.hnsw", "vectors.json", "wenbao.db"]));
    const clean = createMemoryStore();
    await ingestGenerated(clean, reports);
    expect(store.reports()).toEqual(clean.reports());
    for (const { id } of clean.reports()) expect(contentOf(store, id)).toEqual(contentOf(clean, id));
    expect(await answersOf(store)).toEqual(await answersOf(clean));
    clean.close();
    store.close();
  },
  Math.max(600_000, ROUNDS * 60_000),
);

test("two writers at once take turns, and the index has what both brought", async () => {
  writeGenerated(join(reports, "a"), [0, 1, 2]);
  writeGenerated(join(reports, "b"), [3, 4]);
  const workers = [startWorker(index, join(reports, "a")), startWorker(index, join(reports, "b"))];
  expect(await Promise.all(workers.map(({ said }) => said))).toEqual(["ready\ndone \n", "ready\ndone \n"]);
  const check = checkIndex(join(index, "wenbao.db"));
  expect([check.reports, check.faults]).toEqual([5, []]);
});
