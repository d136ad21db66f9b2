import type { Config } from "../../config.ts";
import { type FigureQuery, figureQuerySchema, type IndexedFigure } from "../../contract/figures.ts";
import { AppError } from "../../domain/issue.ts";
import { listFigures } from "../../list-figures.ts";
import { openReadOnlyStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao figures`: one line per figure, as JSON or as tab-separated text. */
export async function figuresCommand(config: Config, io: CliIo, options: { json: boolean; query: FigureQuery }): Promise<number> {
  const query = figureQuerySchema.safeParse(options.query);
  if (!query.success) throw new AppError("usage", `${query.error.issues[0]?.message ?? "The filter is not valid"}. See \`wenbao figures --help\`.`);
  const store = openReadOnlyStore(config);
  try {
    for (const figure of listFigures(store, query.data)) io.out(`${options.json ? JSON.stringify(figure) : plainLine(figure)}\n`);
    return EXIT.ok;
  } finally {
    store.close();
  }
}

function plainLine(figure: IndexedFigure): string {
  const { school, subject, indicator, raw, period, source } = figure;
  return [school.name, subject ?? "", indicator.name, raw, period.label, `${source.file}:${source.start}-${source.end}`]
    .map((cell) => cell.replace(/\s+/g, " "))
    .join("\t");
}
