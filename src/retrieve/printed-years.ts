import type { Figure } from "../domain/figure.ts";
import type { CellContext } from "./cell-context.ts";
import { tellsAsked } from "./cell-fits.ts";

/** Years back from the latest report's that a series goes where none were asked for: 建校时 is no part of a trend. */
const MOST_BACK = 10;

/** Years, ascending and each once, that an owner's reports print the asked measure for by name, be they a report's own or told in a later one. */
export function printedYears(context: CellContext, held: readonly Figure[], latest: number | null): readonly number[] {
  const years = held.flatMap((figure) => (isDated(figure) && tellsAsked(context, figure) ? (figure.period.year ?? []) : []));
  return [...new Set(years)].filter((year) => latest !== null && year <= latest && year >= latest - MOST_BACK).sort((a, b) => a - b);
}

const isDated = ({ period }: Figure): boolean => period.evidence === "stated" || period.evidence === "section";
