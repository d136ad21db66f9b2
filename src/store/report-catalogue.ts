import type { ReportId } from "../domain/ids.ts";
import type { Database } from "./database.ts";
import type { Generations } from "./generations.ts";
import type { ReportRecord, Store } from "./store.ts";

/** Texts kept between calls (two bytes a character): an answer over all schools reads a sentence of each. */
const MAX_KEPT_CHARACTERS = 40_000_000;

/**
 * The list of reports, read with every question, and their texts. Kept in memory; after a commit the reports that it changed are read
 * again and no others, for reading thousands of records with each new one would take hours.
 */
export type ReportCatalogue = Pick<Store, "reports" | "report" | "readText">;

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
  return {
    reports: () => current().records,
    report: (id) => current().byId.get(id) ?? null,
    readText(id) {
      current();
      return texts.get(id) ?? texts.keep(id, text.get(id) ?? null);
    },
  };
}

function toKept(generation: number, read: readonly ReportRecord[]): Kept {
  const records = read.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { generation, records, byId: new Map(records.map((record) => [record.id, record])) };
}

/** Texts of reports up to a number of characters; all are dropped when one more is too many. */
function createTexts() {
  const held = new Map<ReportId, string>();
  let characters = 0;
  const clear = (): void => {
    held.clear();
    characters = 0;
  };
  return {
    clear,
    get: (id: ReportId) => held.get(id),
    drop(id: ReportId): void {
      characters -= held.get(id)?.length ?? 0;
      held.delete(id);
    },
    keep(id: ReportId, text: string | null): string | null {
      if (text === null) return null;
      if (characters + text.length > MAX_KEPT_CHARACTERS) clear();
      held.set(id, text);
      characters += text.length;
      return text;
    },
  };
}
