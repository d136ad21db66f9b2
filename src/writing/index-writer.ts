import { loadCorrections } from "../audit/load-corrections.ts";
import { buildIndex, type IngestOptions } from "../build-index.ts";
import type { Config } from "../config.ts";
import { extractFigures } from "../figures/extract-figures.ts";
import type { IngestDeps } from "../indexing/deps.ts";
import type { IngestSummary } from "../indexing/events.ts";
import { removeReport, type UndoneRemoval, undoRemoval } from "../indexing/remove-reports.ts";
import { createSourceFiles } from "../ingest/discover.ts";
import { loadParts, noSegmenter, type Parts } from "../runtime.ts";
import { databasePath } from "../store/database.ts";
import { openStore } from "../store/sqlite-store.ts";
import type { ReportRecord, Store } from "../store/store.ts";

/** All that changes an index. Each call opens the index, which is made where there is none, and closes it again. */
export interface IndexWriter {
  ingest(options: IngestOptions): Promise<IngestSummary>;
  /** Throws AppError `report_not_found`. */
  remove(id: string): Promise<ReportRecord>;
  /** Throws AppError `removed_not_found` or `id_taken`. */
  undo(id: string): Promise<UndoneRemoval>;
}

/** Writes here, in this thread. Vocabulary and model are loaded when they are first needed, and once. */
export function createIndexWriter(config: Config, given?: Parts): IndexWriter {
  let loading: Promise<Parts> | null = given === undefined ? null : Promise.resolve(given);

  async function withDeps<T>(run: (deps: IngestDeps) => Promise<T>): Promise<T> {
    loading ??= loadParts(config);
    const { lexicon, segmenter, embedder } = await loading;
    const store = openStore(databasePath(config.indexFolder), { segmenter });
    try {
      const corrections = loadCorrections(config.correctionsFolder, lexicon);
      const result = await run({ store, embedder, segmenter, lexicon, extractFigures, corrections, files: createSourceFiles(config.maxFileBytes) });
      await saveVectors(store, config);
      return result;
    } finally {
      store.close();
    }
  }
  return {
    ingest: (options) => withDeps((deps) => buildIndex(deps, options)),
    async remove(id) {
      // Nothing is cut or embedded, so neither dictionary nor model is loaded.
      const store = openStore(databasePath(config.indexFolder), { segmenter: noSegmenter });
      try {
        return removeReport(store, id, new Date());
      } finally {
        store.close();
      }
    },
    undo: (id) => withDeps((deps) => undoRemoval(deps, id)),
  };
}

async function saveVectors(store: Store, config: Config): Promise<void> {
  const { saveVectorCache } = await import("../store/hnsw-cache.ts");
  saveVectorCache(store, config.indexFolder);
}
