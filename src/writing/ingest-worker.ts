import { constants, setPriority } from "node:os";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent, IngestFailure } from "../indexing/events.ts";
import { createIndexWriter, type IndexWriter } from "./index-writer.ts";
import { limitMemory } from "./limit-memory.ts";
import type { FromWorker, IngestJob, SentError, ToWorker } from "./messages.ts";

/**
 * The process that writes the index, so that the one that answers never waits for a document, and does not go down with one. Jobs are done
 * one after another. It ends when it is told to or when its parent is gone, not by a signal that the terminal sends to both.
 */
let writer: IndexWriter | null = null;
let isStopped = false;
let last: Promise<void> = Promise.resolve();

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.on("message", (message) => receive(message as ToWorker));
process.on("disconnect", () => {
  isStopped = true;
  void last.then(() => process.exit(0));
});
yieldToAnswers();
/** The largest reports take less than half of it, with the vocabulary and the model. */
limitMemory(3 * 1024 ** 3);

/** Questions go first where there are few cores. */
function yieldToAnswers(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where that is not allowed the work is as quick as the rest, which does no harm.
  }
}

function receive(message: ToWorker): void {
  if (message.kind === "open") writer = createIndexWriter(message.config);
  else if (message.kind === "stop") {
    isStopped = true;
    void last.then(() => process.disconnect?.());
  } else {
    const { number, job } = message;
    last = last.then(() => answer(number, job));
  }
}

/** Resolves when it is on its way; a parent that is gone hears nothing, and the disconnection ends this process. */
function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}

async function answer(number: number, job: IngestJob): Promise<void> {
  try {
    await send({ kind: "done", number, value: await run(number, job) });
  } catch (error) {
    await send({ kind: "failed", number, error: sentError(error) });
  }
}

async function run(number: number, job: IngestJob): Promise<unknown> {
  if (isStopped || writer === null) throw new AppError("stopped", "The server is stopping. Try again when it runs.");
  if (job.kind === "remove") return writer.remove(job.id);
  if (job.kind === "undo") return writer.undo(job.id);
  const { kind: _, ...options } = job;
  const onProgress = (event: IngestEvent): void => void send({ kind: "event", number, event: sendable(event) });
  const summary = await writer.ingest({ ...options, onProgress, isStopped: () => isStopped });
  return { ...summary, failed: summary.failed.map(sendableFailure) };
}

const sendable = (event: IngestEvent): IngestEvent => (event.kind === "failed" ? { ...event, failure: sendableFailure(event.failure) } : event);
/** An error of a library may hold what cannot be copied between processes. */
const sendableFailure = (failure: IngestFailure): IngestFailure => ({ ...failure, cause: sentError(failure.cause).stack });

function sentError(error: unknown): SentError {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error instanceof AppError
    ? { code: error.code, message: error.safeMessage, values: error.values, stack }
    : { code: null, message: error instanceof Error ? error.message : String(error), values: {}, stack };
}
