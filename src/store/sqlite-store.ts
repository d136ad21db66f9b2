import { createHash } from "node:crypto";
import type { ReportId } from "../domain/ids.ts";
import type { EmbedderIdentity, Segmenter } from "../domain/ports.ts";
import { type Database, openDatabase, toStoreError } from "./database.ts";
import { createFigureQueries } from "./figure-queries.ts";
import { assertEmbedder } from "./index-identity.ts";
import { createPassageQueries } from "./passage-queries.ts";
import { createRemovedReports } from "./removed-reports.ts";
import { createReportRows, toRecord } from "./report-rows.ts";
import type { IndexBuild, ReportRecord, Store } from "./store.ts";
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
  const rows = createReportRows(db, options.segmenter);
  const removed = createRemovedReports(db);
  const cutters = db.prepare<[], string>("SELECT DISTINCT cutter FROM reports ORDER BY cutter").pluck();
  const catalogue = createCatalogue(db, meta.generation);
  const { reports, report, readText } = catalogue;

  /** One transaction that takes the write lock at once; rolled back whole on any failure. */
  function write<T>(run: () => T): T {
    try {
      return db.transaction(run).immediate();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  const store: Store = {
    ...createFigureQueries(db, meta.generation),
    ...createPassageQueries(db, meta.generation),
    reports,
    report,
    readText,
    generation: meta.generation,
    digestAt: meta.digestAt,
    build: meta.build,
    cutters: () => cutters.all(),
    embedderIdentity: () => meta.build()?.embedder ?? null,
    recordBuild(build) {
      write(() => {
        if (catalogue.reports().length > 0) assertEmbedder({ embedderIdentity: () => meta.build()?.embedder ?? null }, build.embedder);
        if (meta.writeBuild(build)) meta.advance("build", JSON.stringify(build));
      });
    },
    replaceReport(entry) {
      const written = write(() => {
        const before = meta.generation();
        rows.remove(entry.report.id);
        rows.insert(entry);
        meta.advance("replace", entry.report.id, entry.report.version, entry.contentHash, ...entry.vectors.map(toBlob));
        return before;
      });
      catalogue.follow(written, entry.report.id, toRecord(entry));
    },
    removeReport(id) {
      const written = write(() => {
        const before = meta.generation();
        if (!rows.remove(id)) return null;
        meta.advance("remove", id);
        return before;
      });
      if (written !== null) catalogue.follow(written, id, null);
      return written !== null;
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
        meta.advance("clear");
      });
    },
    close: () => db.close(),
  };
  return store;
}

interface Meta {
  generation(): number;
  digestAt(generation: number): string | null;
  /** `change`: what tells this change from others. */
  advance(...change: readonly (string | Buffer)[]): void;
  build(): IndexBuild | null;
  /** False when nothing changed. */
  writeBuild(build: IndexBuild): boolean;
  forgetBuild(): void;
}

function createMeta(db: Database): Meta {
  const read = db.prepare<[string], string>("SELECT value FROM meta WHERE key = ?").pluck();
  const write = db.prepare("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  const forget = db.prepare("DELETE FROM meta WHERE key IN ('embedder', 'lexicon')");
  const latest = db.prepare<[], number>("SELECT max(generation) FROM generations").pluck();
  const digestAt = db.prepare<[number], string>("SELECT digest FROM generations WHERE generation = ?").pluck();
  const append = db.prepare("INSERT INTO generations (generation, digest) VALUES (?, ?)");
  return {
    generation: () => latest.get() ?? 0,
    digestAt: (generation) => digestAt.get(generation) ?? null,
    advance(...change) {
      const generation = latest.get() ?? 0;
      const hash = createHash("sha256").update(digestAt.get(generation) ?? "");
      for (const part of change) hash.update(part).update("\0");
      append.run(generation + 1, hash.digest("hex"));
    },
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

/** Texts kept between calls (two bytes a character): an answer over all schools reads a sentence of each. */
const MAX_KEPT_CHARACTERS = 40_000_000;

/** The list of reports is read with every question: it is parsed once a generation. */
interface ReportCatalogue extends Pick<Store, "reports" | "report" | "readText"> {
  /** Told of a change that this very store made after generation `before`: reading thousands of records for each new one would take hours. */
  follow(before: number, id: ReportId, record: ReportRecord | null): void;
}

function createCatalogue(db: Database, generation: () => number): ReportCatalogue {
  const list = db.prepare<[], string>("SELECT record FROM reports ORDER BY id").pluck();
  const text = db.prepare<[string], string>("SELECT text FROM report_texts WHERE report = ?").pluck();
  const texts = new Map<string, string>();
  let keptCharacters = 0;
  let kept: { readonly generation: number; readonly records: readonly ReportRecord[]; readonly byId: ReadonlyMap<string, ReportRecord> } | null = null;

  function dropTexts(): void {
    texts.clear();
    keptCharacters = 0;
  }
  function current() {
    const now = generation();
    if (kept === null || kept.generation !== now) {
      const records = list.all().map((record) => JSON.parse(record) as ReportRecord);
      kept = { generation: now, records, byId: new Map(records.map((record) => [record.id, record])) };
      dropTexts();
    }
    return kept;
  }
  function follow(before: number, id: ReportId, record: ReportRecord | null): void {
    // Where something else was committed meanwhile, all is read again.
    if (kept === null || kept.generation !== before) return;
    const others = kept.records.filter((one) => one.id !== id);
    const at = others.findIndex((one) => one.id > id);
    const records = record === null ? others : others.toSpliced(at < 0 ? others.length : at, 0, record);
    kept = { generation: before + 1, records, byId: new Map(records.map((one) => [one.id, one])) };
    dropTexts();
  }
  return {
    follow,
    reports: () => current().records,
    report: (id) => current().byId.get(id) ?? null,
    readText(id) {
      current();
      const known = texts.get(id);
      if (known !== undefined) return known;
      const read = text.get(id);
      if (read === undefined) return null;
      if (keptCharacters + read.length > MAX_KEPT_CHARACTERS) dropTexts();
      texts.set(id, read);
      keptCharacters += read.length;
      return read;
    },
  };
}
