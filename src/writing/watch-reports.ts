import { basename } from "node:path";
import { watch } from "chokidar";
import type { IngestEvent } from "../indexing/events.ts";
import { createSourceFiles, isReportFile, toRoot } from "../ingest/discover.ts";
import type { IndexWriter } from "./index-writer.ts";

export interface WatchOptions {
  readonly folder: string;
  readonly writer: Pick<IndexWriter, "ingest">;
  /** Told of each file that went in, came out or was refused. */
  readonly onEvent: (event: IngestEvent | { readonly kind: "removed"; readonly id: string }) => void;
  /** Told of what failed as a whole; the watch goes on. */
  readonly onError: (cause: unknown) => void;
  /** How long a file's size must stay the same before it is read, in milliseconds. */
  readonly settleMs?: number;
}

export interface Watching {
  /** Resolves when the folder is watched and what had changed before is in. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** A report of some MB is copied over a slow network in pieces. */
const SETTLE_MS = 2_000;
/** Files that come together go in together. */
const GATHER_MS = 300;
const SETTINGS_ENDING = ".meta.json";

/**
 * Takes in what is new, changed or gone in a folder, once it has settled. At first everything, since files may have changed before; gone
 * ones are taken out then only where the folder holds some document at all: an empty mount is no wish to forget everything.
 */
export function watchReports({ folder, writer, onEvent, onError, settleMs = SETTLE_MS }: WatchOptions): Watching {
  const touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function ingest(paths: readonly string[], prune: boolean): Promise<void> {
    try {
      const summary = await writer.ingest({ paths, prune, below: folder, onProgress: onEvent });
      for (const id of summary.removed) onEvent({ kind: "removed", id });
    } catch (cause) {
      if (!isClosed) onError(cause);
    }
  }
  function takeIn(): void {
    const paths = [...touched].sort();
    touched.clear();
    if (paths.length > 0 && !isClosed) running = running.then(() => ingest(paths, true));
  }
  function touch(path: string): void {
    const file = path.endsWith(SETTINGS_ENDING) ? path.slice(0, -SETTINGS_ENDING.length) : path;
    if (!isReportFile(basename(file))) return;
    touched.add(toRoot(file));
    clearTimeout(timer);
    timer = setTimeout(takeIn, GATHER_MS);
  }
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => basename(path).startsWith(".") && path !== folder,
    awaitWriteFinish: { stabilityThreshold: settleMs, pollInterval: Math.min(200, settleMs) },
  });
  watcher.on("add", touch).on("change", touch).on("unlink", touch).on("error", onError);
  const ready = new Promise<void>((resolve) => watcher.once("ready", () => resolve())).then(async () => {
    if (isClosed) return;
    running = running.then(() => ingest([folder], holdsDocuments(folder)));
    await running;
  });
  return {
    ready,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}

function holdsDocuments(folder: string): boolean {
  try {
    return createSourceFiles().discover(folder).files.length > 0;
  } catch {
    // A folder that cannot be read is told by the ingest itself; nothing is taken out for it.
    return false;
  }
}
