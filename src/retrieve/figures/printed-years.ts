import type { Figure } from "../../domain/figure.ts";
import type { CellContext } from "./cell-context.ts";
import { tellsAsked } from "./cell-fits.ts";

/** Years back from the latest report's that a series goes where none were asked for: 建校时 is no part of a trend. */
const MOST_BACK = 10;

/** Years that reports print a measure for by name. */
export interface PrintedYears {
  /** Ascending, each once. */
  readonly years: readonly number[];
  /** Academic years are among them: the last of three began a year before the calendar year of the report that tells of them. */
  readonly academic: boolean;
}

/** Years, ascending and each once, that an owner's reports print the asked measure for by name, be they a report's own or told in a later one. */
export function printedYears(context: CellContext, held: readonly Figure[], latest: number | null): PrintedYears {
  const dated = held.filter((figure) => isDated(figure) && tellsAsked(context, figure));
  const years = dated.flatMap(({ period }) => period.year ?? []);
  const near = [...new Set(years)].filter((year) => latest !== null && year <= latest && year >= latest - MOST_BACK).sort((a, b) => a - b);
  return { years: near, academic: dated.some(({ period }) => period.kind === "academic") };
}

const isDated = ({ period }: Figure): boolean => period.evidence === "stated" || period.evidence === "section";
