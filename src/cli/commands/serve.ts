import { createPeers } from "../../access/peers.ts";
import { openTokenBook, tokensPath } from "../../access/token-file.ts";
import type { Config } from "../../config.ts";
import type { Language } from "../../domain/question.ts";
import { keepFeedback } from "../../feedback.ts";
import { loadParts, openRuntime, type Parts, type Runtime } from "../../runtime.ts";
import { createApp } from "../../server/app.ts";
import { exampleQuestions } from "../../server/example-questions.ts";
import type { ReadingView } from "../../server/reading-view.ts";
import { listen } from "../../server/serve.ts";
import { loadWebAssets } from "../../server/web-assets.ts";
import { type CliIo, EXIT } from "../io.ts";
import { webFolderFor } from "../web-folder.ts";
import { ingestCommand } from "./ingest.ts";

/** `wenbao serve`: answers until it is told to stop. */
export async function serveCommand(config: Config, io: CliIo, parts?: Parts): Promise<number> {
  const assets = loadWebAssets(await webFolderFor(config.webFolder));
  const runtime = await openRuntime(config, {
    ...(parts === undefined ? {} : { parts }),
    onWithheld: (detail) => io.err(`wenbao: An answer was withheld, a number of it has no source: ${detail}\n`),
  });
  try {
    const suggest = (language: Language): readonly string[] => exampleQuestions(runtime.store, runtime.lexicon, language);
    const logError = (cause: unknown): void => io.err(`wenbao: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    const whole: ReadingView = { ask: runtime.ask, audit: runtime.audit, matrix: runtime.matrix, store: runtime.store, suggest };
    const app = createApp({
      ...whole,
      keepFeedback: (feedback) => keepFeedback(config.indexFolder, feedback, new Date()),
      assets,
      embedOrigins: config.embedOrigins,
      logError,
      access: {
        config: config.access,
        tokens: openTokenBook(tokensPath(config.indexFolder), () => new Date(), logError),
        peers: createPeers(config.access.trustedProxies),
        viewFor: () => whole,
      },
    });
    await warmUp(runtime, suggest("zh")[0], logError);
    const server = await listen(app, config);
    io.err(`Wenbao 问报: ${runtime.store.reports().length} reports at ${server.url} (stop with Ctrl+C)\n`);
    await io.waitForStop();
    await server.stop();
    return EXIT.ok;
  } finally {
    runtime.close();
  }
}

/** The first question loads what all others use; asked before anybody comes, nobody waits for it. */
async function warmUp(runtime: Runtime, question: string | undefined, logError: (cause: unknown) => void): Promise<void> {
  if (question === undefined) return;
  try {
    await runtime.ask({ question });
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
