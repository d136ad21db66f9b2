import type { OwnerId, ReportId } from "../domain/ids.ts";
import type { KnownOwner } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import { registeredNames, type SchoolRegistry } from "../lexicon/school-registry.ts";
import type { ReportRecord, Store } from "../store/store.ts";

/** What a request may see: the reports of the index, cut down to `reportIds` when given, and their owners. Nothing outside it is ever counted or named. */
export interface Catalogue {
  readonly reports: readonly ReportRecord[];
  readonly reportsById: ReadonlyMap<ReportId, ReportRecord>;
  /** Owners in order of first report, each once. */
  readonly owners: readonly Owner[];
  readonly ownersById: ReadonlyMap<OwnerId, Owner>;
  readonly reportsByOwner: ReadonlyMap<OwnerId, readonly ReportRecord[]>;
  /** Null when the whole index is visible. */
  readonly only: readonly ReportId[] | null;
}

/** Reads the catalogue; `reportIds` (as sent, unknown ids included) restricts it. */
export function readCatalogue(store: Store, reportIds: readonly string[] | undefined): Catalogue {
  const wanted = reportIds === undefined ? null : new Set(reportIds);
  const reports = store.reports().filter((report) => wanted === null || wanted.has(report.id));
  const ownersById = new Map<OwnerId, Owner>();
  const reportsByOwner = new Map<OwnerId, ReportRecord[]>();
  for (const report of reports) {
    if (!ownersById.has(report.owner.id)) ownersById.set(report.owner.id, report.owner);
    const held = reportsByOwner.get(report.owner.id);
    if (held === undefined) reportsByOwner.set(report.owner.id, [report]);
    else held.push(report);
  }
  return {
    reports,
    reportsById: new Map(reports.map((report) => [report.id, report])),
    owners: [...ownersById.values()],
    ownersById,
    reportsByOwner,
    only: wanted === null ? null : reports.map((report) => report.id),
  };
}

/** Report years of an owner, ascending, each once; reports without a year left out. */
export function yearsOf(catalogue: Catalogue, ownerId: OwnerId): readonly number[] {
  const years = (catalogue.reportsByOwner.get(ownerId) ?? []).flatMap((report) => (report.year === null ? [] : [report.year]));
  return [...new Set(years)].sort((a, b) => a - b);
}

/** The owners as `understand` may know them, with the names that people keep for them by hand. */
export function knownOwners(catalogue: Catalogue, registry: SchoolRegistry = []): readonly KnownOwner[] {
  return catalogue.owners.map((owner) => ({
    id: owner.id,
    kind: owner.kind,
    name: owner.name,
    nameEn: owner.nameEn,
    place: owner.place,
    aliases: [...new Set([...owner.aliases.map((alias) => alias.text), ...registeredNames(registry, owner.name)])],
    years: yearsOf(catalogue, owner.id),
  }));
}
