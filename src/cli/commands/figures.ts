import type { Config } from "../../config.ts";
import { type FigureQuery, figureQuerySchema, type IndexedFigure } from "../../contract/figures.ts";
import { AppError } from "../../domain/issue.ts";
import { listFigures } from "../../list-figures.ts";
import { openShownStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao figures`: one line per figure, as JSON or as tab-separated text. */
export async function figuresCommand(config: Config, io: CliIo, options: { json: boolean; explain?: boolean; query: FigureQuery }): Promise<number> {
  const query = figureQuerySchema.safeParse(options.query);
  if (!query.success) throw new AppError("usage", `${query.error.issues[0]?.message ?? "The filter is not valid"}. See \`wenbao figures --help\`.`);
  const store = openShownStore(config);
  try {
    for (const figure of listFigures(store, query.data)) {
      const line = options.json ? JSON.stringify(figure) : options.explain === true ? explained(figure) : plainLine(figure);
      io.out(`${line}\n`);
    }
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

/** How a figure came about: the rule, the words it was read by, and the sentence with the number marked. */
function explained(figure: IndexedFigure): string {
  const { indicator, source, raw } = figure;
  const at = source.start - source.contextStart;
  const marked = `${source.quote.slice(0, at)}【${raw}】${source.quote.slice(at + raw.length)}`;
  const scope = [figure.aspect, figure.subject, figure.population, figure.denominator].filter((part) => part !== null).join(", ");
  const by = figure.correction === undefined ? "" : `\tset by ${figure.correction.by} on ${figure.correction.at}`;
  return [`${raw} = ${figure.value}${figure.unit}`, indicator.id ?? "-", `${figure.rule} ${figure.confidence}`, indicator.words, scope, marked]
    .map((cell) => cell.replace(/\s+/g, " "))
    .join("\t")
    .concat(by);
}
