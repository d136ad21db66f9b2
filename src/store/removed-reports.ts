import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import type { Passage } from "../domain/report.ts";
import type { Database } from "./database.ts";
import type { IndexedReport, ReportRecord, Store } from "./store.ts";
import { fromBlob } from "./vector-math.ts";

/** A report that a person took out: its file stays out until that is undone. */
export interface RemovedReport {
  readonly record: ReportRecord;
  /** ISO date and time. */
  readonly removedAt: string;
  /** Hash of what it says, blanks aside: tells it in another format. */
  readonly body: string;
}

/** All that a removed report brought into the index, as it was. */
export interface KeptReport {
  readonly entry: IndexedReport;
  /** What made its vectors. */
  readonly embedder: EmbedderIdentity | null;
}

/** What of a store deals with removed reports; `keep` runs inside the caller's transaction, before the report is deleted. */
export interface RemovedReports extends Pick<Store, "removedReports" | "keptReport"> {
  keep(removed: RemovedReport, from: Pick<Store, "readText" | "passagesOf" | "figures" | "embedderIdentity">): void;
  forget(sourcePath: string): boolean;
}

interface Row {
  readonly record: string;
  readonly removed_at: string;
  readonly body: string;
}

/** The kept state, packed: text and vectors are stored, not made anew, so that undoing needs neither file nor model. */
interface Packed {
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly figures: readonly Figure[];
  readonly vectors: readonly string[];
  readonly embedder: EmbedderIdentity | null;
}

/** Prepares the statements. */
export function createRemovedReports(db: Database): RemovedReports {
  const list = db.prepare<[], Row>("SELECT record, removed_at, body FROM removed_reports ORDER BY removed_at DESC, id");
  const find = db.prepare<[string], { record: string; kept: Buffer }>("SELECT record, kept FROM removed_reports WHERE id = ? ORDER BY removed_at DESC LIMIT 1");
  const vectorsOf = db
    .prepare<[string], Buffer>("SELECT v.vector FROM passages p JOIN passage_vectors v ON v.label = p.label WHERE p.report = ? ORDER BY p.ordinal")
    .pluck();
  const insert = db.prepare("INSERT OR REPLACE INTO removed_reports (source_path, id, removed_at, body, record, kept) VALUES (?, ?, ?, ?, ?, ?)");
  const remove = db.prepare("DELETE FROM removed_reports WHERE source_path = ?");
  return {
    removedReports: () => list.all().map(({ record, removed_at, body }) => ({ record: JSON.parse(record) as ReportRecord, removedAt: removed_at, body })),
    keptReport(id: ReportId) {
      const row = find.get(id);
      return row === undefined ? null : unpack(JSON.parse(row.record) as ReportRecord, row.kept);
    },
    keep({ record, removedAt, body }, from) {
      const packed: Packed = {
        text: from.readText(record.id) ?? "",
        passages: from.passagesOf(record.id),
        figures: from.figures({ reportIds: [record.id] }),
        vectors: vectorsOf.all(record.id).map((vector) => vector.toString("base64")),
        embedder: from.embedderIdentity(),
      };
      insert.run(record.sourcePath, record.id, removedAt, body, JSON.stringify(record), deflateRawSync(JSON.stringify(packed)));
    },
    forget: (sourcePath) => remove.run(sourcePath).changes > 0,
  };
}

function unpack(record: ReportRecord, kept: Buffer): KeptReport {
  const { text, passages, figures, vectors, embedder } = JSON.parse(inflateRawSync(kept).toString("utf8")) as Packed;
  const { contentHash, sourcePath } = record;
  const report = toReport(record, text);
  return { entry: { report, passages, figures, vectors: vectors.map((vector) => fromBlob(Buffer.from(vector, "base64"))), contentHash, sourcePath }, embedder };
}

/** A stored report as it is written; its blocks are made anew from the file alone, and nothing that is stored hangs on them. */
function toReport(record: ReportRecord, text: string): IndexedReport["report"] {
  const { id, version, file, format, kind, title, owner, year, yearKind, sections, pages, issues } = record;
  return {
    ...{ id, version, file, title, owner, year, yearKind, text, sections, issues, blocks: [], yearEvidence: null },
    ...{ format: format as IndexedReport["report"]["format"], kind: kind as IndexedReport["report"]["kind"] },
    ...(pages === undefined ? {} : { pages }),
  };
}
