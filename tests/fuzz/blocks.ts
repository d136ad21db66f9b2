/** Where a run of random cases begins; a failure tells the seed of its block, by which it is seen again. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20_240_601);
const BLOCK = 500;

/**
 * Cases in blocks of 500, each with a seed of its own: a long run that was stopped after block n goes on with `FUZZ_SEED` n higher.
 * With more than one block, each is told as it begins.
 */
export function* blocksOf(runs: number): Generator<{ readonly seed: number; readonly numRuns: number }> {
  for (let block = 0; block * BLOCK < runs; block++) {
    const seed = SEED + block;
    if (runs > BLOCK) console.log(`seed ${seed}: cases ${block * BLOCK + 1} to ${Math.min(runs, (block + 1) * BLOCK)}`);
    yield { seed, numRuns: Math.min(BLOCK, runs - block * BLOCK) };
  }
}

/** Processor time of this process since then, in milliseconds. */
export function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
