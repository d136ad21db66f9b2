import { createHash } from "node:crypto";
import type { ReportId } from "../domain/ids.ts";
import type { Database } from "./database.ts";

/** The committed changes of the index, one after another. */
export interface Generations {
  generation(): number;
  /** The generation now and the reports that changed after an earlier one; null where that cannot be told, and anything may have. */
  changedSince(generation: number): Changes | null;
  digestAt(generation: number): string | null;
}

export interface Changes {
  readonly generation: number;
  readonly reports: ReadonlySet<ReportId>;
}

export interface WritableGenerations extends Generations {
  /** `report`: the one that changed, null where the change is of the whole index. `change`: what tells this change from others. */
  advance(report: ReportId | null, ...change: readonly (string | Buffer)[]): void;
}

export function createGenerations(db: Database): WritableGenerations {
  const latest = db.prepare<[], number>("SELECT max(generation) FROM generations").pluck();
  const digests = db.prepare<[number], string>("SELECT digest FROM generations WHERE generation = ?").pluck();
  const append = db.prepare("INSERT INTO generations (generation, digest, report) VALUES (?, ?, ?)");
  const later = db.prepare<[number], { generation: number; report: ReportId | null }>("SELECT generation, report FROM generations WHERE generation > ?");
  const digestAt = (generation: number): string | null => digests.get(generation) ?? null;
  return {
    generation: () => latest.get() ?? 0,
    changedSince(generation) {
      const changes = later.all(generation);
      const last = changes.reduce((most, change) => Math.max(most, change.generation), generation);
      const reports = changes.flatMap(({ report }) => (report === null ? [] : [report]));
      // Restoring a backup leaves a gap, and fewer changes than may have been seen before.
      const isWhole = changes.length > 0 && last - generation === changes.length && reports.length === changes.length;
      return isWhole ? { generation: last, reports: new Set(reports) } : null;
    },
    digestAt,
    advance(report, ...change) {
      const generation = latest.get() ?? 0;
      const hash = createHash("sha256").update(digestAt(generation) ?? "");
      for (const part of change) hash.update(part).update("\0");
      append.run(generation + 1, hash.digest("hex"), report);
    },
  };
}
