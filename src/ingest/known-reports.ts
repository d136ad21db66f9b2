/** What is known of a report already in the index. */
export interface KnownReport {
  readonly id: string;
  readonly version: string;
  readonly file: string;
  readonly sourcePath: string;
  readonly owner: { readonly id: string; readonly name: string };
}

/** The reports of an index, found at once by each thing that a new file is compared by: looking through all for each file would take hours over thousands. */
export interface KnownReports<K extends KnownReport> {
  at(sourcePath: string): readonly K[];
  ofVersion(version: string): readonly K[];
  /** Those under an id or under that id with a number behind it. */
  numbered(baseId: string): readonly K[];
  ofOwnerName(name: string): readonly K[];
  ofOwnerId(ownerId: string): readonly K[];
  /** Takes a report in, in the place of one under the same id. */
  put(report: K): void;
  drop(id: string): void;
}

/** Id of the first report of an owner, year and kind: "x-2020-quality-2" → "x-2020-quality". */
export const baseIdOf = (id: string): string => id.replace(/-\d{1,6}$/, "");

/** Builds the look-up over what is in the index. */
export function createKnownReports<K extends KnownReport>(reports: readonly K[]): KnownReports<K> {
  const byId = new Map<string, K>();
  const keys: readonly ((report: K) => string)[] = [
    (report) => report.sourcePath,
    (report) => report.version,
    (report) => baseIdOf(report.id),
    (report) => report.owner.name,
    (report) => report.owner.id,
  ];
  const maps = keys.map((keyOf) => ({ keyOf, found: new Map<string, Map<string, K>>() }));
  const look = (index: number, key: string): readonly K[] => [...(maps[index]?.found.get(key)?.values() ?? [])];

  function drop(id: string): void {
    const report = byId.get(id);
    if (report === undefined) return;
    byId.delete(id);
    for (const { keyOf, found } of maps) {
      const group = found.get(keyOf(report));
      group?.delete(id);
      if (group?.size === 0) found.delete(keyOf(report));
    }
  }
  function put(report: K): void {
    drop(report.id);
    byId.set(report.id, report);
    for (const { keyOf, found } of maps) {
      const group = found.get(keyOf(report)) ?? new Map<string, K>();
      found.set(keyOf(report), group.set(report.id, report));
    }
  }
  for (const report of reports) put(report);
  return {
    at: (sourcePath) => look(0, sourcePath),
    ofVersion: (version) => look(1, version),
    numbered: (baseId) => look(2, baseId),
    ofOwnerName: (name) => look(3, name),
    ofOwnerId: (ownerId) => look(4, ownerId),
    put,
    drop,
  };
}
