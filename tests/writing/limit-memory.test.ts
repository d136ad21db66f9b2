import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/** Takes a gigabyte in one go, as a page that unpacks without end does, then is busy for a while. */
const GREEDY = `
import { limitMemory } from "./src/writing/limit-memory.ts";
limitMemory(Number(process.env.LIMIT));
await new Promise((resolve) => setTimeout(resolve, 1_000));
const taken = [];
while (taken.length < 20) taken.push(Buffer.alloc(50_000_000, 1));
const until = Date.now() + 5_000;
while (Date.now() < until);
console.log("through", taken.length);
process.exit(0);
`;

it.each([
  ["ended", 600_000_000, { signal: "SIGKILL", stdout: "" }],
  ["left alone", 8_000_000_000, { signal: null, status: 0, stdout: "through 20\n" }],
])("a process is %s at a limit of %d bytes, though it gives way to nobody", (_, limit, ended) => {
  const options = { encoding: "utf8", env: { ...process.env, LIMIT: String(limit) } } as const;
  expect(spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", GREEDY], options)).toMatchObject(ended);
});
