import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Correction, findFigure, parseCorrections } from "../../audit/corrections.ts";
import type { Config } from "../../config.ts";
import { toReportId } from "../../domain/ids.ts";
import { AppError } from "../../domain/issue.ts";
import { loadAuditData, openReadOnlyStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** `wenbao correct`: writes one correction into the corrections' folder, after making sure that it fits one figure of the index. */
export async function correctCommand(config: Config, io: CliIo, reportId: string, options: Options): Promise<number> {
  const { lexicon } = loadAuditData(config);
  const path = join(config.correctionsFolder, `${reportId}.json`);
  const file = `${reportId}.json`;
  const store = openReadOnlyStore(config);
  try {
    const id = toReportId(reportId);
    const text = store.readText(id);
    if (text === null) throw new AppError("report_not_found", `There is no report "${reportId}". \`wenbao figures --json\` names the ids.`);
    const [correction] = parseCorrections(file, JSON.stringify([toCorrection(reportId, options)]), lexicon);
    if (correction === undefined) throw new RangeError("a list of one correction holds none");
    const figures = store.figures({ reportIds: [id] });
    const figure = figures[findFigure(figures, correction, text)];
    if (figure === undefined)
      throw new AppError(
        "usage",
        `No single figure of ${reportId} is printed as "${correction.raw}" there. Give --start or --near as \`wenbao figures --json\` shows.`,
      );
    const earlier = existsSync(path) ? parseCorrections(file, readFileSync(path, "utf8"), lexicon) : [];
    const complete: Correction = { ...correction, start: figure.source.start };
    const others = earlier.filter((one) => one.raw !== complete.raw || one.start !== complete.start);
    mkdirSync(config.correctionsFolder, { recursive: true });
    writeFileSync(`${path}.new`, `${JSON.stringify([...others, complete], null, 2)}\n`);
    renameSync(`${path}.new`, path);
    io.err(`Written to ${path}. It holds once the report is ingested again.\n`);
    return EXIT.ok;
  } finally {
    store.close();
  }
}

/** Flags as the entry that a person would write; "none" stands for null. */
function toCorrection(report: string, options: Options): unknown {
  const text = (name: string): string | undefined => (typeof options[name] === "string" ? options[name] : undefined);
  const orNull = (value: string | undefined): string | null | undefined => (value === "none" ? null : value);
  const start = text("start");
  const parts = {
    indicator: orNull(text("indicator")),
    value: text("value"),
    unit: text("unit"),
    subject: orNull(text("subject")),
    aspect: text("aspect"),
    drop: options.drop === true ? true : undefined,
  };
  // JSON leaves out what is undefined.
  return {
    report,
    raw: text("raw"),
    start: start === undefined ? undefined : Number(start),
    near: text("near"),
    set: parts,
    by: text("by"),
    at: new Date().toISOString().slice(0, 10),
    note: text("note"),
  };
}
