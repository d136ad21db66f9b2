import type { EmbedderIdentity, Segmenter } from "../domain/ports.ts";
import { type Database, openDatabase, toStoreError } from "./database.ts";
import { createFigureQueries } from "./figure-queries.ts";
import { createGenerations } from "./generations.ts";
import { assertEmbedder } from "./index-identity.ts";
import { createPassageQueries } from "./passage-queries.ts";
import { createRemovedReports } from "./removed-reports.ts";
import { createReportCatalogue } from "./report-catalogue.ts";
import { createReportRows } from "./report-rows.ts";
import type { IndexBuild, Store } from "./store.ts";
import { toBlob } from "./vector-math.ts";

export interface StoreOptions {
  /** Cuts what goes into full-text search; a question must be cut by the same one. */
  readonly segmenter: Segmenter;
  /** Never creates and never writes. */
  readonly readonly?: boolean;
  /** Most pages that the file may grow to, as on a disk with so much room; no limit unless given. */
  readonly maxPages?: number;
}

/**
 * Opens the index at a database file (`databasePath(folder)`; ":memory:" for one without a file).
 * Throws AppError index_missing (readonly), index_newer, index_older (readonly) or index_damaged.
 */
export function openStore(path: string, options: StoreOptions): Store {
  const db = openDatabase(path, { readonly: options.readonly ?? false, maxPages: options.maxPages });
  const meta = createMeta(db);
  const generations = createGenerations(db);
  const rows = createReportRows(db, options.segmenter);
  const removed = createRemovedReports(db);
  const cutters = db.prepare<[], string>("SELECT DISTINCT cutter FROM reports ORDER BY cutter").pluck();
  const catalogue = createReportCatalogue(db, generations);

  /** One transaction that takes the write lock at once; rolled back whole on any failure. */
  function write<T>(run: () => T): T {
    try {
      return db.transaction(run).immediate();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  const store: Store = {
    ...createFigureQueries(db, generations),
    ...createPassageQueries(db, generations.generation),
    ...catalogue,
    generation: generations.generation,
    digestAt: generations.digestAt,
    build: meta.build,
    cutters: () => cutters.all(),
    embedderIdentity: () => meta.build()?.embedder ?? null,
    recordBuild(build) {
      write(() => {
        if (catalogue.reports().length > 0) assertEmbedder({ embedderIdentity: () => meta.build()?.embedder ?? null }, build.embedder);
        if (meta.writeBuild(build)) generations.advance(null, "build", JSON.stringify(build));
      });
    },
    replaceReport(entry) {
      const { id, version } = entry.report;
      write(() => {
        rows.remove(id);
        rows.insert(entry);
        generations.advance(id, "replace", id, version, entry.contentHash, ...entry.vectors.map(toBlob));
      });
    },
    removeReport(id) {
      return write(() => {
        if (!rows.remove(id)) return false;
        generations.advance(id, "remove", id);
        return true;
      });
    },
    removedReports: removed.removedReports,
    keptReport: removed.keptReport,
    setAside(id, { at, body }) {
      return write(() => {
        const record = catalogue.report(id);
        if (record === null) return false;
        removed.keep({ record, removedAt: at, body }, store);
        return store.removeReport(id);
      });
    },
    putBack(entry) {
      write(() => {
        store.replaceReport(entry);
        removed.forget(entry.sourcePath);
      });
    },
    forgetRemoved: (sourcePath) => write(() => removed.forget(sourcePath)),
    clear() {
      write(() => {
        for (const { id } of catalogue.reports()) rows.remove(id);
        meta.forgetBuild();
        generations.advance(null, "clear");
      });
    },
    close: () => db.close(),
  };
  return store;
}

interface Meta {
  build(): IndexBuild | null;
  /** False when nothing changed. */
  writeBuild(build: IndexBuild): boolean;
  forgetBuild(): void;
}

function createMeta(db: Database): Meta {
  const read = db.prepare<[string], string>("SELECT value FROM meta WHERE key = ?").pluck();
  const write = db.prepare("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  const forget = db.prepare("DELETE FROM meta WHERE key IN ('embedder', 'lexicon')");
  return {
    build() {
      const embedder = read.get("embedder");
      return embedder === undefined ? null : { embedder: JSON.parse(embedder) as EmbedderIdentity, lexiconHash: read.get("lexicon") ?? "" };
    },
    writeBuild({ embedder, lexiconHash }) {
      const text = JSON.stringify(embedder);
      if (read.get("embedder") === text && read.get("lexicon") === lexiconHash) return false;
      write.run("embedder", text);
      write.run("lexicon", lexiconHash);
      return true;
    },
    forgetBuild: () => void forget.run(),
  };
}
