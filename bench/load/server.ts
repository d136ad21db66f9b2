import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ServerUnderTest {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to its first answer. */
  readonly startMs: number;
  /** Processor time so far in seconds, all threads; null where the system does not tell it. */
  cpuSeconds(): number | null;
  /** Resident memory in bytes; null where the system does not tell it (it is read from /proc). */
  memory(): number | null;
  stop(): Promise<void>;
}

const PACKAGE = join(import.meta.dirname, "../..");
const BUILT = join(PACKAGE, "dist/wenbao.js");
const LONGEST_START_MS = 180_000;

/** Serves an index in a process of its own, on a free port of the loopback address alone; the built program where there is one. */
export async function startServer(indexFolder: string): Promise<ServerUnderTest> {
  const program = existsSync(BUILT) ? [BUILT] : ["--import", "tsx", join(PACKAGE, "src/cli/main.ts")];
  const started = performance.now();
  const child = spawn(process.execPath, [...program, "serve"], {
    cwd: PACKAGE,
    env: { ...process.env, WENBAO_INDEX: indexFolder, WENBAO_HOST: "127.0.0.1", PORT: "0", WENBAO_RATE_LIMIT: "0", WENBAO_METRICS: "on" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server did not start")), LONGEST_START_MS);
    let said = "";
    child.stderr?.on("data", (part: Buffer) => {
      said += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}: ${said.slice(-500)}`));
    });
  });
  const startMs = performance.now() - started;
  return {
    url,
    child,
    startMs,
    cpuSeconds() {
      const file = `/proc/${child.pid}/stat`;
      if (!existsSync(file)) return null;
      // The fields behind the name in brackets; user and system time in hundredths of a second.
      const fields = readFileSync(file, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    memory() {
      const file = `/proc/${child.pid}/status`;
      const kilobytes = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, "utf8"))?.[1] : undefined;
      return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
    },
    async stop() {
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
