import { setFlagsFromString } from "node:v8";
import type { Config } from "../../config.ts";
import { keepFeedback, keepUnanswered } from "../../feedback.ts";
import { loadParts, openRuntime, type Parts, type Runtime } from "../../runtime.ts";
import { createApp } from "../../server/app.ts";
import { createLifecycle } from "../../server/lifecycle.ts";
import { listen } from "../../server/serve.ts";
import { loadWebAssets } from "../../server/web-assets.ts";
import { type CliIo, EXIT } from "../io.ts";
import { keepWarm } from "../keep-warm.ts";
import { accessFor, logFor, observersFor, toReadingView } from "../serving.ts";
import { webFolderFor } from "../web-folder.ts";
import { openWriting, prepareIndex } from "../writing.ts";
import { ingestCommand } from "./ingest.ts";

/**
 * On a machine with much memory Node lets a heap grow fourfold before it looks for what can go: over a province more than a gigabyte that
 * nothing needs. This is a growth by four fifths, and costs a tenth of the processor's time.
 */
const HEAP_GROWTH = "--heap-growing-percent=80";

/** `wenbao serve`: answers until it is told to stop. */
export async function serveCommand(config: Config, io: CliIo, parts?: Parts, options: { readonly watch?: boolean } = {}): Promise<number> {
  setFlagsFromString(HEAP_GROWTH);
  if (options.watch === true) prepareIndex(config);
  const assets = loadWebAssets(await webFolderFor(config.webFolder));
  const log = logFor(config, io);
  const runtime = await openRuntime(config, {
    ...(parts === undefined ? {} : { parts }),
    onNotice: (line) => log.warn({}, line),
    onWithheld: (detail) => {
      observers.metrics?.withheld();
      log.warn({ breaks: detail }, "an answer was withheld: a number of it has no source");
    },
  });
  const observers = observersFor(config, runtime, log);
  try {
    const whole = toReadingView(runtime, runtime);
    const lifecycle = createLifecycle();
    const logError = (cause: unknown): void => log.error({ err: cause }, "something went wrong inside");
    const writing = openWriting(config, runtime, io, logError);
    const app = createApp({
      ...whole,
      manager: writing.manager,
      keepFeedback: (feedback) => keepFeedback(config.indexFolder, feedback, new Date()),
      ...(config.keepUnanswered ? { keepUnanswered: (answer) => keepUnanswered(config.indexFolder, answer, new Date()) } : {}),
      assets,
      embedOrigins: config.embedOrigins,
      hostNames: config.hostNames,
      logError,
      access: accessFor(config, runtime, log),
      observers,
      lifecycle,
      requestsPerMinute: config.running.rateLimit,
    });
    const server = await listen(app, { ...config, lifecycle });
    // The last of them is about one school; one over all of a province would read the texts of all.
    const warmed = warmUp(runtime, [whole.suggest("zh").at(-1), whole.suggest("en").at(-1)], logError);
    io.err(`Wenbao 问报: ${runtime.store.reports().length} reports at ${server.url} (stop with Ctrl+C)\n`);
    if (options.watch === true) writing.watch();
    const stopWarming = keepWarm(runtime, logError);
    await io.waitForStop();
    stopWarming();
    await warmed;
    await Promise.all([server.stop(), writing.close()]);
    return EXIT.ok;
  } finally {
    runtime.close();
  }
}

/** The first question in a language loads what all others use; asked as soon as the server listens, most come after it. */
async function warmUp(runtime: Runtime, questions: readonly (string | undefined)[], logError: (cause: unknown) => void): Promise<void> {
  try {
    await runtime.prepare();
    for (const question of questions) if (question !== undefined) await runtime.ask({ question });
  } catch (cause) {
    logError(cause);
  }
}

/** `wenbao start`: ingests the reports' folder, then serves; refused files are told and do not keep the rest from being served. */
export async function startCommand(config: Config, io: CliIo): Promise<number> {
  const parts = await loadParts(config);
  const exitCode = await ingestCommand(config, io, { paths: [config.reportsFolder], prune: false }, parts);
  return exitCode === EXIT.ok ? serveCommand(config, io, parts) : exitCode;
}
