import type { Figure } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { compareDecimals, sortByDecimal, trimDecimal } from "../../text/decimal.ts";
import { conversionFor, isFinest } from "../conversions.ts";
import { type ComposeContext, type DraftBuilder, labelOf, shownValue } from "../draft.ts";
import { evaluateFormula } from "../formula.ts";
import { MOST_ROWS } from "../limits.ts";
import type { ShownFigure } from "../parts.ts";
import { compareIntervals, conflictBetween, hullOf, type Interval, intervalOf, unitsAgree } from "./comparability.ts";

/** One owner's standing: what it is ranked by, and the values its report leaves open. */
export interface Contender {
  readonly owner: Owner;
  readonly cell: FigureCell;
  readonly figure: Figure;
  /** The printed figure, or its conversion into the common unit; without a citation beyond the rows that are told. */
  readonly ranked: ShownFigure;
  readonly interval: Interval;
}

export type Top = "max" | "min";

/** One cell for each owner: the last one that gives the measure. */
export function latestCells(cells: readonly FigureCell[]): readonly FigureCell[] {
  const byOwner = new Map<string, FigureCell>();
  for (const cell of cells) if (cell.direct.length > 0 || !byOwner.has(cell.owner.id)) byOwner.set(cell.owner.id, cell);
  return [...byOwner.values()];
}

/** Sorted contenders in one unit; null where their units have nothing in common. */
export function toContenders(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[], top: Top): readonly Contender[] | null {
  const figures = cells.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => ({ cell, figure })));
  const unit = commonUnit(figures.map(({ figure }) => figure));
  if (unit === null) return null;
  const sign = top === "max" ? -1 : 1;
  // Citations are numbered in order of use: the leader's comes first.
  const inOrder = sortByDecimal(figures, ({ figure }) => valueIn(figure, unit), sign);
  const contenders = inOrder.map(({ cell, figure }, index): Contender => {
    const ranked = inUnit(context, draft, figure, unit, index < MOST_ROWS);
    const values =
      ranked.kind === "derived"
        ? [{ value: ranked.value, valueTo: null, qualifier: figure.qualifier, unit }]
        : [figure, ...cell.direct.filter((other) => other.unit === figure.unit && widens(figure, other))];
    return { owner: cell.owner, cell, figure, ranked, interval: hullOf(values.map(intervalOf)) };
  });
  return sortByDecimal(
    contenders,
    ({ ranked }) => shownValue(ranked),
    sign,
    (a, b) => (a.owner.id < b.owner.id ? -1 : 1),
  );
}

/** A round number beside the exact one adds nothing; a contradiction does, and a count or amount far below is of a group in it. */
function widens(figure: Figure, other: Figure): boolean {
  const strength = conflictBetween(figure, other);
  const added = figure.kind === "count" || figure.kind === "amount";
  if (strength === "several" && added && compareDecimals(other.value, figure.value) < 0) return false;
  return strength === "conflict" || strength === "several";
}

function commonUnit(figures: readonly Figure[]): string | null {
  const units = [...new Set(figures.map((figure) => figure.unit))];
  // Into the finer unit, which keeps the digits: 亩 into 平方米, not the other way.
  const finestFirst = units.toSorted((a, b) => Number(isFinest(b)) - Number(isFinest(a)));
  return finestFirst.find((unit) => units.every((other) => unitsAgree(other, unit) || conversionFor(other, unit) !== null)) ?? null;
}

function valueIn(figure: Figure, unit: string): string {
  const conversion = figure.unit === unit ? null : conversionFor(figure.unit, unit);
  return conversion === null ? figure.value : (evaluateFormula({ op: "convert", ...conversion, unit }, [figure.value]) ?? figure.value);
}

function inUnit(context: ComposeContext, draft: DraftBuilder, figure: Figure, unit: string, told: boolean): ShownFigure {
  const printed = told ? draft.printed(figure) : draft.uncited(figure);
  const conversion = figure.unit === unit ? null : conversionFor(figure.unit, unit);
  if (conversion === null) return printed;
  if (told) draft.show(figure);
  const { numerator, denominator } = conversion;
  const formula = { op: "convert", numerator, denominator, unit } as const;
  const input = {
    owner: printed.owner,
    label: labelOf(context.lexicon, figure),
    formula,
    operands: [printed],
    unit,
    quantityKind: figure.kind,
    period: figure.period,
  };
  const made = told ? draft.derive(input, "last") : draft.compute(input);
  if (made === null || !told) return made ?? printed;
  draft.limit("converted", context.wording.converted({ kind: "formula", figure: made }));
  return made;
}

export type Decision =
  | { readonly kind: "winner"; readonly owner: Owner }
  | { readonly kind: "tie"; readonly owners: readonly Owner[] }
  | { readonly kind: "undecided"; readonly owners: readonly Owner[] };

/** The first wins when no other can reach it; equal exact values tie; overlapping bounds leave it open. */
export function decide(contenders: readonly Contender[], top: Top): Decision {
  const [first, ...others] = contenders;
  if (first === undefined) return { kind: "undecided", owners: [] };
  const beaten = top === "max" ? "greater" : "less";
  const standing = others.map((other) => ({ other, how: compareIntervals(first.interval, other.interval) }));
  const open = standing.filter(({ how }) => how !== beaten && how !== "equal");
  if (open.length > 0) return { kind: "undecided", owners: [first.owner, ...open.map(({ other }) => other.owner)] };
  const equal = standing.filter(({ how }) => how === "equal");
  return equal.length > 0 ? { kind: "tie", owners: [first.owner, ...equal.map(({ other }) => other.owner)] } : { kind: "winner", owner: first.owner };
}

/** Equal values share a rank, and the next one is skipped: 1, 2, 2, 4. */
export function ranksOf(contenders: readonly Contender[]): readonly number[] {
  const firstPlaces = new Map<string, number>();
  return contenders.map((contender, index) => {
    const value = trimDecimal(shownValue(contender.ranked));
    const place = firstPlaces.get(value) ?? index + 1;
    firstPlaces.set(value, place);
    return place;
  });
}
