import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { IngestOptions } from "../build-index.ts";
import type { Config } from "../config.ts";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent, IngestSummary } from "../indexing/events.ts";
import type { UndoneRemoval } from "../indexing/remove-reports.ts";
import type { ReportRecord } from "../store/store.ts";
import type { IndexWriter } from "./index-writer.ts";
import type { FromWorker, IngestJob, SentError, ToWorker } from "./messages.ts";

/**
 * Writes the index in a process of its own, one job after another. A process and not a thread: what the dictionary holds outside of
 * JavaScript is not given back when a thread ends, and a document that brings a native library down takes only its own process along.
 */
export interface IngestService extends IndexWriter {
  /** Ends after the file under way; jobs that wait fail with `stopped`. */
  close(): Promise<void>;
}

export interface IngestServiceOptions {
  /** How long the process, with its own vocabulary and model in memory, waits for the next job. */
  readonly idleMs?: number;
  /** How long the process may be at work without telling of any progress, before it is ended. */
  readonly silenceMs?: number;
  /** Told of each process that is started. */
  readonly onStart?: (pid: number) => void;
}

const IDLE_MS = 60_000;
const SILENCE_MS = 15 * 60_000;
const STOP_LIMIT_MS = 10_000;

interface Waiting {
  readonly onProgress: ((event: IngestEvent) => void) | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The process is started with the first job and ends when there has been none for a while. */
export function createIngestService(config: Config, { idleMs = IDLE_MS, silenceMs = SILENCE_MS, onStart }: IngestServiceOptions = {}): IngestService {
  const waiting = new Map<number, Waiting>();
  let worker: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let count = 0;
  let isClosed = false;

  const tell = (to: ChildProcess, message: ToWorker): void => void (to.connected && to.send(message));
  /** Begins to count anew; with nothing under way there is nothing to hear. */
  function hear(from: ChildProcess): void {
    clearTimeout(silence);
    if (waiting.size > 0) silence = setTimeout(() => from.kill("SIGKILL"), silenceMs).unref();
  }
  function settle(number: number): Waiting | undefined {
    const job = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) idle = setTimeout(() => end(), idleMs).unref();
    return job;
  }
  function receive(message: FromWorker): void {
    if (message.kind === "event") waiting.get(message.number)?.onProgress?.(message.event);
    else if (message.kind === "done") settle(message.number)?.resolve(message.value);
    else settle(message.number)?.reject(toError(message.error));
  }
  /** Forgets the process, so that the next job gets a new one; jobs that were its own fail. */
  function lose(lost: ChildProcess, cause: unknown): void {
    if (worker !== lost) return;
    worker = null;
    clearTimeout(silence);
    for (const [number, job] of waiting) {
      waiting.delete(number);
      job.reject(cause);
    }
  }
  function start(): ChildProcess {
    const started = startWorker();
    tell(started, { kind: "open", config });
    if (started.pid !== undefined) onStart?.(started.pid);
    started.on("message", (message) => {
      receive(message as FromWorker);
      if (worker === started) hear(started);
    });
    started.on("error", (error) => lose(started, error));
    started.on("exit", (code, signal) => lose(started, brokeOff(code ?? signal)));
    return started;
  }
  /** Lets the process end by itself; null where there is none. */
  function end(): ChildProcess | null {
    const ending = worker;
    if (waiting.size === 0) worker = null;
    if (ending !== null) tell(ending, { kind: "stop" });
    return ending;
  }
  function run(job: IngestJob, onProgress?: (event: IngestEvent) => void): Promise<unknown> {
    if (isClosed) return Promise.reject(stopping());
    clearTimeout(idle);
    worker ??= start();
    count += 1;
    const number = count;
    const target = worker;
    return new Promise((resolve, reject) => {
      waiting.set(number, { onProgress, resolve, reject });
      if (waiting.size === 1) hear(target);
      tell(target, { kind: "job", number, job });
    });
  }
  return {
    ingest: ({ onProgress, isStopped: _, ...options }: IngestOptions) => run({ kind: "ingest", ...options }, onProgress) as Promise<IngestSummary>,
    remove: (id) => run({ kind: "remove", id }) as Promise<ReportRecord>,
    undo: (id) => run({ kind: "undo", id }) as Promise<UndoneRemoval>,
    async close() {
      isClosed = true;
      clearTimeout(idle);
      const ending = end();
      if (ending !== null) await ended(ending);
    },
  };
}

const stopping = (): AppError => new AppError("stopped", "The server is stopping. Try again when it runs.");

const brokeOff = (how: number | string | null): AppError =>
  new AppError(
    "reading_broke_off",
    `Reading broke off (the process ended with ${how}); nothing of the file under way is in the index. A file that unpacks to far more than a report holds does this: split it, or save it again with the program it was written in.`,
  );

function toError({ code, message, values, stack }: SentError): Error {
  if (code !== null) return new AppError(code, message, { values });
  const error = new Error(message);
  error.stack = stack;
  return error;
}

/** One that does not end in time is ended: what it had under way is rolled back when the index is next opened. */
function ended(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (worker.exitCode !== null || worker.signalCode !== null) {
      resolve();
      return;
    }
    const limit = setTimeout(() => worker.kill("SIGKILL"), STOP_LIMIT_MS);
    worker.once("exit", () => {
      clearTimeout(limit);
      resolve();
    });
  });
}

/** In the built program the worker lies beside this code; run from source, the process is first taught to read TypeScript. */
function startWorker(): ChildProcess {
  const own = import.meta.filename;
  const options = { serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] } as const;
  const beside = (name: string): string => own.replace(/[^\\/]+$/, name);
  if (!own.endsWith(".ts")) return fork(beside("ingest-worker.js"), [], { ...options, stdio: [...options.stdio], execArgv: [] });
  const typescript = pathToFileURL(createRequire(own).resolve("tsx")).href;
  return fork(beside("ingest-worker.ts"), [], { ...options, stdio: [...options.stdio], execArgv: ["--import", typescript] });
}
