import { parentPort, workerData } from "node:worker_threads";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent, IngestFailure } from "../indexing/events.ts";
import { createIndexWriter } from "./index-writer.ts";
import type { FromWorker, IngestJob, SentError, ToWorker, WorkerSettings } from "./messages.ts";

/** The thread that writes the index, so that the one that answers never waits for a document. Jobs are done one after another. */
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker");
const writer = createIndexWriter((workerData as WorkerSettings).config);
const send = (message: FromWorker): void => port.postMessage(message);
let isStopped = false;
let last: Promise<void> = Promise.resolve();

port.on("message", (message: ToWorker) => {
  if (message.kind === "stop") {
    isStopped = true;
    void last.then(() => port.close());
    return;
  }
  const { number, job } = message;
  last = last.then(() => answer(number, job));
});

async function answer(number: number, job: IngestJob): Promise<void> {
  try {
    send({ kind: "done", number, value: await run(number, job) });
  } catch (error) {
    send({ kind: "failed", number, error: sentError(error) });
  }
}

async function run(number: number, job: IngestJob): Promise<unknown> {
  if (isStopped) throw new AppError("stopped", "The server is stopping. Try again when it runs.");
  if (job.kind === "remove") return writer.remove(job.id);
  if (job.kind === "undo") return writer.undo(job.id);
  const { kind: _, ...options } = job;
  const onProgress = (event: IngestEvent): void => send({ kind: "event", number, event: sendable(event) });
  const summary = await writer.ingest({ ...options, onProgress, isStopped: () => isStopped });
  return { ...summary, failed: summary.failed.map(sendableFailure) };
}

const sendable = (event: IngestEvent): IngestEvent => (event.kind === "failed" ? { ...event, failure: sendableFailure(event.failure) } : event);
/** An error of a library may hold what cannot be copied between threads. */
const sendableFailure = (failure: IngestFailure): IngestFailure => ({ ...failure, cause: sentError(failure.cause).stack });

function sentError(error: unknown): SentError {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error instanceof AppError
    ? { code: error.code, message: error.safeMessage, values: error.values, stack }
    : { code: null, message: error instanceof Error ? error.message : String(error), values: {}, stack };
}
