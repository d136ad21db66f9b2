import type { Config } from "../../config.ts";
import type { ReportDiff } from "../../contract/diff.ts";
import type { IndexedFigure } from "../../contract/figures.ts";
import { diffReports } from "../../diff-reports.ts";
import { AppError } from "../../domain/issue.ts";
import { openShownStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

export interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly json: boolean;
}

/** `wenbao diff`: what two reports give differently, one figure a line, each with the places where it stands. */
export async function diffCommand(config: Config, io: CliIo, { before, after, json }: DiffOptions): Promise<number> {
  const store = openShownStore(config);
  try {
    const diff = diffReports(store, before, after);
    if (diff === null) throw new AppError("report_not_found", `There is no report "${before}" or "${after}". \`wenbao list\` names the ids.`);
    io.out(json ? `${JSON.stringify(diff, null, 2)}\n` : render(diff));
    return EXIT.ok;
  } finally {
    store.close();
  }
}

function render({ changed, added, gone, sameCount }: ReportDiff): string {
  const lines = [
    ...changed.map((pair) => `~\t${nameOf(pair.after)}\t${pair.before.raw} → ${pair.after.raw}\t${placeOf(pair.before)}\t${placeOf(pair.after)}`),
    ...gone.map((figure) => `-\t${nameOf(figure)}\t${figure.raw}\t${placeOf(figure)}`),
    ...added.map((figure) => `+\t${nameOf(figure)}\t${figure.raw}\t${placeOf(figure)}`),
    `${changed.length} changed, ${gone.length} gone, ${added.length} added, ${sameCount} the same`,
  ];
  return `${lines.join("\n")}\n`;
}

const nameOf = ({ subject, indicator, population, period }: IndexedFigure): string =>
  oneLine([subject, population, indicator.name, period.label].filter((part) => part !== null && part !== "").join(" "));
const placeOf = ({ source }: IndexedFigure): string => oneLine(`${source.file}:${source.start}-${source.end}`);
