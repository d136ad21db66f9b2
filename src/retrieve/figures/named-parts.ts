import type { Figure } from "../../domain/figure.ts";
import { foldText } from "../../text/fold.ts";
import type { CellContext } from "./cell-context.ts";
import type { FigureCell } from "./measures.ts";

const LEAST_NAME = 2;
/** 的 and the words for everybody say nothing of which part is meant. */
const EMPTY = /的|[人名家项个]+$/g;

/**
 * 其中农村劳动力 of the people trained: where nothing is given of the part under the whole's own entry, the figure beside the whole, in its
 * sentence and unit, whose own name holds the part's. `all` gives the owner's figures, read only when they are needed.
 */
export function withNamedPart(context: CellContext, cell: FigureCell, family: readonly Figure[], all: () => readonly Figure[]): FigureCell {
  const { parsed } = context;
  const asked = foldText(parsed.subject ?? parsed.population ?? "").replace(EMPTY, "");
  if (asked.length < LEAST_NAME || cell.direct.length > 0 || parsed.subjects !== undefined) return cell;
  const reports = new Set(cell.reports.map(({ id }) => id));
  const wholes = family.filter((figure) => isOfWhole(context, figure) && reports.has(figure.reportId));
  if (wholes.length === 0) return cell;
  const places = new Set(wholes.map(placeOf));
  const units = new Set(wholes.map(({ unit }) => unit));
  const found = all().filter((figure) => places.has(placeOf(figure)) && units.has(figure.unit) && figure.aspect === "actual" && holdsName(figure, asked));
  const [part] = found;
  return part === undefined ? cell : { ...cell, direct: [part], aside: cell.aside.filter(({ id }) => id !== part.id) };
}

const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;

function isOfWhole({ family }: CellContext, { indicator, subject, population, aspect }: Figure): boolean {
  return indicator.id !== null && family.has(indicator.id) && subject === null && population === null && aspect === "actual";
}

function holdsName({ indicator, population, subject }: Figure, asked: string): boolean {
  return [indicator.name, indicator.words, population ?? "", subject ?? ""].some((name) => foldText(name).includes(asked));
}
