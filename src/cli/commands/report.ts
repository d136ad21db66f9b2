import type { IngestDescription } from "../../audit/describe-ingest.ts";
import type { Config } from "../../config.ts";
import { describeIndexed } from "../../describe-index.ts";
import { reportsOf } from "../../list-figures.ts";
import { loadAuditData, openShownStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

const MOST_LISTED = 12;

/** `wenbao report`: how each report was read. */
export async function reportCommand(config: Config, io: CliIo, options: { readonly json: boolean; readonly school?: string }): Promise<number> {
  const store = openShownStore(config);
  try {
    const { lexicon } = loadAuditData(config);
    for (const record of reportsOf(store, options.school)) {
      const description = describeIndexed(store, lexicon, record);
      if (description === null) continue;
      const { id, file } = record;
      io.out(options.json ? `${JSON.stringify({ report: { id, file }, ...description })}\n` : render(file, description));
    }
    return EXIT.ok;
  } finally {
    store.close();
  }
}

function render(file: string, description: IngestDescription): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  const listed = (counts: readonly { readonly name: string; readonly count: number }[]): string =>
    counts
      .slice(0, MOST_LISTED)
      .map(({ name, count }) => `${oneLine(name)} ${count}`)
      .join(", ") + (counts.length > MOST_LISTED ? `, and ${counts.length - MOST_LISTED} more` : "");
  const headings = Object.entries(description.headings).map(([name, count]) => ({ name, count }));
  const named = description.byIndicator.reduce((sum, { count }) => sum + count, 0);
  return `${[
    oneLine(file),
    `  text       ${description.characters} characters, ${percent(description.indexedShare)} indexed`,
    `  headings   ${listed(headings)}`,
    `  figures    ${description.figureCount}, ${named} with an indicator (${percent(description.namedShare)})`,
    `  indicators ${listed(description.byIndicator)}`,
    `  others     ${listed(description.unnamed)}`,
    `  left out   ${listed(description.leftOut)}`,
    ...description.warnings.map((warning) => `  warning    ${warning.message}`),
  ].join("\n")}\n`;
}
