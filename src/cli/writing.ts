import type { Config } from "../config.ts";
import { AppError } from "../domain/issue.ts";
import type { IngestEvent } from "../indexing/events.ts";
import { noSegmenter, type Runtime } from "../runtime.ts";
import { databasePath } from "../store/database.ts";
import { openStore } from "../store/sqlite-store.ts";
import { createIngestService } from "../writing/ingest-service.ts";
import { createReportManager, type ReportManager } from "../writing/manage-reports.ts";
import { watchReports } from "../writing/watch-reports.ts";
import type { CliIo } from "./io.ts";
import { oneLine } from "./one-line.ts";

/** What a running server changes its index by. */
export interface Writing {
  readonly manager: ReportManager;
  /** Takes in the reports' folder and what changes in it from now on. */
  watch(): void;
  /** Ends after the file under way. */
  close(): Promise<void>;
}

/** Makes an empty index where there is none, and brings an older one up to date. */
export function prepareIndex(config: Config): void {
  openStore(databasePath(config.indexFolder), { segmenter: noSegmenter }).close();
}

/** Writes in a thread of its own; what a watch does is told to standard error, one line each. */
export function openWriting(config: Config, runtime: Runtime, io: CliIo, logError: (cause: unknown) => void): Writing {
  const writer = createIngestService(config);
  const { indexFolder, maxFileBytes, reportsFolder } = config;
  let watching: { close(): Promise<void> } | null = null;
  const onError = (cause: unknown): void => {
    logError(cause);
    io.err(`wenbao: ${cause instanceof AppError ? cause.safeMessage : "The reports' folder could not be taken in; the cause is in the log."}\n`);
  };
  return {
    manager: createReportManager({ writer, store: runtime.store, indexFolder, maxFileBytes }),
    watch() {
      watching = watchReports({ folder: reportsFolder, writer, onEvent: (event) => io.err(lineOf(event)), onError });
    },
    async close() {
      // First, so that an ingest under way ends with its file.
      const ended = writer.close();
      await watching?.close();
      await ended;
    },
  };
}

function lineOf(event: IngestEvent | { readonly kind: "removed"; readonly id: string }): string {
  if (event.kind === "removed") return `${event.id}: out, its file is gone\n`;
  if (event.kind === "failed") return `wenbao: ${oneLine(event.failure.file)}: ${event.failure.reason}\n`;
  if (event.kind === "keptOut") return `${oneLine(event.keptOut.file)}: kept out, it was removed on ${event.keptOut.removedAt.slice(0, 10)}\n`;
  if (event.kind !== "finished" || event.result.outcome === "unchanged") return "";
  const { file, outcome, passageCount, figureCount } = event.result;
  return `${oneLine(file)}: ${outcome}, ${passageCount} passages, ${figureCount} figures\n`;
}
