import type { ReportId } from "../domain/ids.ts";
import type { Database } from "./database.ts";
import type { Generations } from "./generations.ts";
import { createLimited } from "./limited.ts";
import type { ReportRecord, Store } from "./store.ts";

/** Texts kept between calls (two bytes a character): an answer over all schools reads a sentence of each. */
const MAX_KEPT_CHARACTERS = 40_000_000;

/**
 * The list of reports, read with every question, and their texts. Kept in memory; after a commit the reports that it changed are read
 * again and no others, for reading thousands of records with each new one would take hours.
 */
export type ReportCatalogue = Pick<Store, "reports" | "report" | "readText" | "textReader">;

interface Kept {
  readonly generation: number;
  /** Ordered by id. */
  readonly records: readonly ReportRecord[];
  readonly byId: ReadonlyMap<ReportId, ReportRecord>;
}

export function createReportCatalogue(db: Database, generations: Generations): ReportCatalogue {
  const list = db.prepare<[], string>("SELECT record FROM reports").pluck();
  const one = db.prepare<[string], string>("SELECT record FROM reports WHERE id = ?").pluck();
  const text = db.prepare<[string], string>("SELECT text FROM report_texts WHERE report = ?").pluck();
  const texts = createTexts();
  let kept: Kept | null = null;

  function readAll(generation: number): Kept {
    texts.clear();
    return toKept(
      generation,
      list.all().map((record) => JSON.parse(record) as ReportRecord),
    );
  }
  /** A report changed again while this reads is read as it is then, and once more with the next question. */
  function readChanged(before: Kept): Kept | null {
    const changes = generations.changedSince(before.generation);
    if (changes === null) return null;
    const changed = [...changes.reports].flatMap((id) => {
      texts.drop(id);
      const record = one.get(id);
      return record === undefined ? [] : [JSON.parse(record) as ReportRecord];
    });
    const others = before.records.filter(({ id }) => !changes.reports.has(id));
    return toKept(changes.generation, [...others, ...changed]);
  }
  function current(): Kept {
    const generation = generations.generation();
    if (kept?.generation === generation) return kept;
    kept = (kept === null ? null : readChanged(kept)) ?? readAll(generation);
    return kept;
  }
  const read = (id: ReportId): string | null => texts.get(id) ?? texts.keep(id, text.get(id) ?? null);
  return {
    reports: () => current().records,
    report: (id) => current().byId.get(id) ?? null,
    readText(id) {
      current();
      return read(id);
    },
    textReader() {
      current();
      return read;
    },
  };
}

function toKept(generation: number, read: readonly ReportRecord[]): Kept {
  const records = read.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { generation, records, byId: new Map(records.map((record) => [record.id, record])) };
}

/** Texts of reports up to a number of characters; those not read for longest go first. */
function createTexts() {
  const held = createLimited<ReportId, string>(Number.POSITIVE_INFINITY, MAX_KEPT_CHARACTERS);
  return {
    clear: () => held.clear(),
    get: (id: ReportId) => held.get(id),
    drop: (id: ReportId) => held.drop(id),
    keep(id: ReportId, text: string | null): string | null {
      if (text !== null) held.set(id, text, text.length);
      return text;
    },
  };
}
