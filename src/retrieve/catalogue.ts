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

/** The store gives the very same list until a report changes: the catalogue of the whole index is made once for it. */
const wholeCatalogues = new WeakMap<readonly ReportRecord[], Catalogue>();

/** Reads the catalogue; `reportIds` (as sent, unknown ids included) restricts it. */
export function readCatalogue(store: Store, reportIds: readonly string[] | undefined): Catalogue {
  const all = store.reports();
  if (reportIds !== undefined) {
    const wanted = new Set(reportIds);
    const reports = all.filter((report) => wanted.has(report.id));
    return toCatalogue(
      reports,
      reports.map((report) => report.id),
    );
  }
  const held = wholeCatalogues.get(all);
  if (held !== undefined) return held;
  const made = toCatalogue(all, null);
  wholeCatalogues.set(all, made);
  return made;
}

function toCatalogue(reports: readonly ReportRecord[], only: Catalogue["only"]): Catalogue {
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
    only,
  };
}

const yearsByCatalogue = new WeakMap<Catalogue, Map<OwnerId, readonly number[]>>();

/** Report years of an owner, ascending, each once; reports without a year left out. */
export function yearsOf(catalogue: Catalogue, ownerId: OwnerId): readonly number[] {
  const held = yearsByCatalogue.get(catalogue) ?? new Map<OwnerId, readonly number[]>();
  yearsByCatalogue.set(catalogue, held);
  const known = held.get(ownerId);
  if (known !== undefined) return known;
  const years = sortedYears(catalogue, ownerId);
  held.set(ownerId, years);
  return years;
}

function sortedYears(catalogue: Catalogue, ownerId: OwnerId): readonly number[] {
  const years = (catalogue.reportsByOwner.get(ownerId) ?? []).flatMap((report) => (report.year === null ? [] : [report.year]));
  return [...new Set(years)].sort((a, b) => a - b);
}

const ownersByCatalogue = new WeakMap<Catalogue, { readonly registry: SchoolRegistry; readonly owners: readonly KnownOwner[] }>();
const NO_REGISTRY: SchoolRegistry = [];

/**
 * The owners as `understand` may know them, with the names that people keep for them by hand. For one catalogue and registry
 * always the very same list, by which what is made of it is kept.
 */
export function knownOwners(catalogue: Catalogue, registry: SchoolRegistry = NO_REGISTRY, store?: Pick<Store, "figures">): readonly KnownOwner[] {
  const held = ownersByCatalogue.get(catalogue);
  if (held?.registry === registry) return held.owners;
  const owners = withMembers(catalogue, toKnownOwners(catalogue, registry), store);
  ownersByCatalogue.set(catalogue, { registry, owners });
  return owners;
}

function toKnownOwners(catalogue: Catalogue, registry: SchoolRegistry): readonly KnownOwner[] {
  return catalogue.owners.map((owner) => toKnownOwner(owner, yearsOf(catalogue, owner.id), registry));
}

const SCHOOL_NAME = /(?:学[校院]|中学|高中|中心|中专|职专|职高|技校|职校)$/;
const LEAST_NAME = 5;

/** Regions with the schools that their reports tell of and that have no report of their own. */
function withMembers(catalogue: Catalogue, owners: readonly KnownOwner[], store: Pick<Store, "figures"> | undefined): readonly KnownOwner[] {
  if (store === undefined || owners.every(({ kind }) => kind === "school")) return owners;
  const known = new Set(owners.flatMap(({ name, aliases }) => [name, ...aliases]));
  return owners.map((owner) => {
    if (owner.kind === "school") return owner;
    const held = store.figures({ ownerIds: [owner.id], ...(catalogue.only === null ? {} : { reportIds: catalogue.only }) });
    const named = held.flatMap(({ subject, rule }) => (subject !== null && rule === "table-cell" && SCHOOL_NAME.test(subject) ? [subject] : []));
    const members = [...new Set(named)].filter((name) => name.length >= LEAST_NAME && !known.has(name));
    return members.length === 0 ? owner : { ...owner, members };
  });
}

interface HeldOwner {
  readonly registry: SchoolRegistry;
  readonly years: string;
  readonly known: KnownOwner;
}

/** A report that comes in leaves all other owners as they are: what `understand` makes of each is kept by the very object. */
const knownByOwner = new WeakMap<Owner, HeldOwner>();

function toKnownOwner(owner: Owner, ownYears: readonly number[], registry: SchoolRegistry): KnownOwner {
  const held = knownByOwner.get(owner);
  const years = ownYears.join();
  if (held?.registry === registry && held.years === years) return held.known;
  const known: KnownOwner = {
    id: owner.id,
    kind: owner.kind,
    name: owner.name,
    nameEn: owner.nameEn,
    place: owner.place,
    aliases: [...new Set([...owner.aliases.map((alias) => alias.text), ...registeredNames(registry, owner.name)])],
    years: ownYears,
  };
  knownByOwner.set(owner, { registry, years, known });
  return known;
}
