import type { Passage, Report } from "../domain/report.ts";
import { bodyOf } from "../ingest/claim-ids.ts";
import type { SourceFile } from "../ingest/discover.ts";
import type { RemovedReport } from "../store/removed-reports.ts";
import { sha256 } from "./deps.ts";
import type { KeptOutFile } from "./events.ts";

/** Which files stay out because a person removed what they hold. */
export interface RemovedFiles {
  byPath(source: SourceFile): KeptOutFile | null;
  /** Whether the file was removed and is now given by name: it comes in again. */
  comesBack(source: SourceFile): boolean;
  /** The same report under another name or in another format. */
  byContent(source: SourceFile, report: Pick<Report, "version">, passages: readonly Pick<Passage, "text">[]): KeptOutFile | null;
}

/** Tells what a report says, whatever its format; "" for one that says nothing. */
export function bodyHash(passages: readonly Pick<Passage, "text">[]): string {
  const body = bodyOf(passages);
  return body === "" ? "" : sha256(body);
}

/** Looks removals up. Files named in `wanted` (a person gave them by name, not their folder) are let in whatever was removed. */
export function createRemovedFiles(removals: readonly RemovedReport[], wanted: ReadonlySet<string>): RemovedFiles {
  const byPath = new Map(removals.map((one) => [one.record.sourcePath, one]));
  const byVersion = new Map(removals.map((one) => [one.record.version, one]));
  const byBody = new Map(removals.flatMap((one) => (one.body === "" ? [] : [[one.body, one] as const])));
  const tell = (source: SourceFile, removal: RemovedReport | undefined): KeptOutFile | null =>
    removal === undefined || wanted.has(source.sourcePath) ? null : { file: source.file, removedId: removal.record.id, removedAt: removal.removedAt };
  return {
    byPath: (source) => tell(source, byPath.get(source.sourcePath)),
    comesBack: ({ sourcePath }) => wanted.has(sourcePath) && byPath.has(sourcePath),
    byContent(source, report, passages) {
      if (removals.length === 0) return null;
      return tell(source, byVersion.get(report.version) ?? byBody.get(bodyHash(passages)));
    },
  };
}
