/**
 * npm run fuzz -- [--questions 100000] [--files 5000] [--seed 1] [--state FILE]
 * Random questions, talks, slots and files, in blocks of 500 with a seed each (tests/fuzz). What is done is kept in the state file after every
 * chunk, so that a run that was stopped goes on where it was; failures keep their seeds there.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";

const { values } = parseArgs({
  options: {
    questions: { type: "string", default: "100000" },
    files: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    state: { type: "string", default: "fuzz-state.json" },
  },
});

/** As in tests/fuzz/blocks.ts. */
const BLOCK = 500;
/** A chunk is a process of its own: what it leaks ends with it. */
const CHUNK_BLOCKS = { questions: 8, files: 1 } as const;
const TESTS = { questions: "tests/fuzz/questions.test.ts", files: "tests/fuzz/files.test.ts" } as const;
const RUNS = { questions: "FUZZ_RUNS", files: "FUZZ_FILES" } as const;
type Kind = keyof typeof TESTS;

const stateSchema = z.object({
  seed: z.number().int(),
  /** Blocks done, from the first seed on. */
  done: z.object({ questions: z.number().int(), files: z.number().int() }),
  failures: z.array(z.object({ kind: z.enum(["questions", "files"]), seed: z.number().int(), blocks: z.number().int(), told: z.string() })),
});
type State = z.infer<typeof stateSchema>;

function readState(seed: number): State {
  if (!existsSync(values.state)) return { seed, done: { questions: 0, files: 0 }, failures: [] };
  const state = stateSchema.parse(JSON.parse(readFileSync(values.state, "utf8")));
  if (state.seed !== seed) throw new Error(`${values.state} is of a run from seed ${state.seed}; give that seed, or another --state`);
  return state;
}

function keep(state: State): void {
  writeFileSync(`${values.state}.tmp`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${values.state}.tmp`, values.state);
}

/** Null when the chunk held; else what the test said. */
function runChunk(kind: Kind, seed: number, blocks: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", TESTS[kind], "--testTimeout", "0"], {
      env: { ...process.env, [RUNS[kind]]: String(blocks * BLOCK), FUZZ_SEED: String(seed) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString()));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0 ? null : said.slice(-6_000)));
  });
}

const state = readState(Number(values.seed));
for (const kind of ["questions", "files"] as const) {
  const wanted = Math.ceil(Number(values[kind]) / BLOCK);
  while (state.done[kind] < wanted) {
    const blocks = Math.min(CHUNK_BLOCKS[kind], wanted - state.done[kind]);
    const seed = state.seed + state.done[kind];
    const started = performance.now();
    const told = await runChunk(kind, seed, blocks);
    if (told !== null) state.failures.push({ kind, seed, blocks, told });
    state.done[kind] += blocks;
    keep(state);
    console.log(
      `${kind}: ${state.done[kind] * BLOCK} of ${wanted * BLOCK}, seeds to ${seed + blocks - 1}, ${((performance.now() - started) / 1_000).toFixed(0)} s${told === null ? "" : " FAILED"}`,
    );
  }
}
for (const { kind, seed, blocks, told } of state.failures) console.log(`\n${kind}, seeds ${seed} to ${seed + blocks - 1}:\n${told}`);
console.log(`${state.failures.length} chunks failed; ${values.state} keeps what is done`);
process.exitCode = state.failures.length === 0 ? 0 : 1;
