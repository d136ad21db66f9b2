import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { IngestOptions } from "../build-index.ts";
import type { Config } from "../config.ts";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent, IngestSummary } from "../indexing/events.ts";
import type { UndoneRemoval } from "../indexing/remove-reports.ts";
import type { ReportRecord } from "../store/store.ts";
import type { IndexWriter } from "./index-writer.ts";
import type { FromWorker, IngestJob, SentError, ToWorker, WorkerSettings } from "./messages.ts";

/** Writes the index in a thread of its own, one job after another. */
export interface IngestService extends IndexWriter {
  /** Ends after the file under way; jobs that wait fail with `stopped`. */
  close(): Promise<void>;
}

export interface IngestServiceOptions {
  /** How long the thread, with its own vocabulary and model in memory, waits for the next job. */
  readonly idleMs?: number;
}

const IDLE_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

interface Waiting {
  readonly onProgress: ((event: IngestEvent) => void) | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The thread is started with the first job and ends when there has been none for a while. */
export function createIngestService(config: Config, { idleMs = IDLE_MS }: IngestServiceOptions = {}): IngestService {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;
  let isClosed = false;

  const tell = (to: Worker, message: ToWorker): void => to.postMessage(message);
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
  /** Forgets the thread, so that the next job gets a new one; jobs that were its own fail. */
  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return;
    worker = null;
    for (const [number, job] of waiting) {
      waiting.delete(number);
      job.reject(cause);
    }
  }
  function start(): Worker {
    const started = startWorker({ config });
    started.on("message", receive);
    started.on("error", (error) => lose(started, error));
    started.on("exit", (code) => lose(started, new Error(`the ingest thread ended with ${code}`)));
    return started;
  }
  /** Lets the thread end by itself; null where there is none. */
  function end(): Worker | null {
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

function toError({ code, message, values, stack }: SentError): Error {
  if (code !== null) return new AppError(code, message, { values });
  const error = new Error(message);
  error.stack = stack;
  return error;
}

/** One that does not end in time is ended: what it had under way is rolled back when the index is next opened. */
async function ended(worker: Worker): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<"late">((resolve) => {
    limit = setTimeout(() => resolve("late"), STOP_LIMIT_MS);
  });
  const exit = new Promise<"exit">((resolve) => worker.once("exit", () => resolve("exit")));
  if ((await Promise.race([exit, tooLong])) === "late") await worker.terminate();
  clearTimeout(limit);
}

/** In the built program the worker lies beside this code; run from source, the thread is first taught to read TypeScript. */
function startWorker(workerData: WorkerSettings): Worker {
  const own = import.meta.filename;
  if (!own.endsWith(".ts")) return new Worker(own.replace(/[^\\/]+$/, "ingest-worker.js"), { workerData });
  const file = pathToFileURL(own.replace(/[^\\/]+$/, "ingest-worker.ts")).href;
  // Resolved from here and not from the working folder; the build for `require` cannot register from within a worker.
  const typescript = pathToFileURL(
    createRequire(own)
      .resolve("tsx/esm/api")
      .replace(/\.cjs$/, ".mjs"),
  ).href;
  const code = `import(${JSON.stringify(typescript)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
  return new Worker(code, { eval: true, execArgv: [], workerData });
}
