import type { Config } from "../../config.ts";
import { openShownStore } from "../../runtime.ts";
import type { ReportRecord } from "../../store/store.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

/** `wenbao list`: the reports that are in, or those that a person removed. */
export async function listCommand(config: Config, io: CliIo, options: { readonly removed: boolean; readonly json: boolean }): Promise<number> {
  const store = openShownStore(config);
  try {
    if (options.removed) {
      for (const { record, removedAt } of store.removedReports()) {
        io.out(options.json ? `${JSON.stringify({ ...told(record), removedAt })}\n` : line(record, removedAt));
      }
    } else {
      for (const record of store.reports()) {
        io.out(options.json ? `${JSON.stringify(told(record))}\n` : line(record, `${record.figureCount} figures`));
      }
    }
    return EXIT.ok;
  } finally {
    store.close();
  }
}

const line = (record: ReportRecord, what: string): string =>
  `${[record.id, record.owner.name, record.year === null ? "-" : String(record.year), what, record.file].map(oneLine).join("\t")}\n`;

function told({ id, title, owner, year, kind, file, passageCount, figureCount, issues }: ReportRecord) {
  return { id, title, school: owner.name, ownerKind: owner.kind, year, kind, file, passageCount, figureCount, issues: issues.map((issue) => issue.code) };
}
