import type { Figure } from "../../domain/figure.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AskedMeasure } from "./measures.ts";
import type { YearTarget } from "./periods.ts";
import { byPrecision } from "./precision.ts";

/** Beyond this factor the smaller of two numbers or amounts under one name is a part of the larger. */
const PART_FACTOR = 2;

/** A number far below another of its name (培训180人次 beside 约1.2万人次) is a part of it and goes last; else the exact one goes first. */
export function orderFor(figures: readonly Figure[], measure: AskedMeasure, target: YearTarget): readonly Figure[] {
  if (figures.length < 2) return figures;
  const largest = new Map<string, number>();
  const groupOf = (figure: Figure): string => `${figure.indicator.id} ${figure.unit} ${figure.reportId}`;
  for (const figure of figures) largest.set(groupOf(figure), Math.max(largest.get(groupOf(figure)) ?? 0, Number(figure.value)));
  const isPart = (figure: Figure): boolean =>
    (figure.kind === "count" || figure.kind === "amount") && Number(figure.value) * PART_FACTOR < (largest.get(groupOf(figure)) ?? 0);
  const vague = figures.filter((figure) => figure.indicator.id === measure.entry?.id);
  const isSharper = (figure: Figure): boolean => vague.length > 0 && vague.every((other) => sharpens(figure, other));
  const cost = (figure: Figure): number =>
    (figure.indicator.id === measure.entry?.id || isSharper(figure) ? 0 : 8) +
    (measure.unit === null || figure.unit === measure.unit ? 0 : 4) +
    (isPart(figure) ? 1 : 0) +
    (target.academic === (figure.period.kind === "academic") ? 0 : target.academic || (target.asked && isOtherYear(figure)) ? 2 : 0);
  return figures.toSorted((a, b) => cost(a) - cost(b) || byPrecision(a, b));
}

/** 2023年 is asked for: what the report gives for just that year goes before what it gives for its academic year. */
const isOtherYear = ({ period }: Figure): boolean => period.kind === "academic" && period.evidence !== "stated";

/** A round number says no more than its exact sibling near by: 2300多人 beside 全日制2347人. */
const ROUND_FACTOR = 1.1;

function sharpens(figure: Figure, round: Figure): boolean {
  const [value, low] = [Number(figure.value), Number(round.value)];
  const isRound = round.qualifier === "over" || round.qualifier === "about" || round.qualifier === "at_least";
  const from = round.qualifier === "about" ? low / ROUND_FACTOR : low;
  return (
    isRound && figure.qualifier === "exact" && figure.unit === round.unit && figure.reportId === round.reportId && value >= from && value <= low * ROUND_FACTOR
  );
}

/** Keeps the figures of the best one's entry and unit and of the latest period among them: what is left in several values is a conflict. */
export function samePeriod(ordered: readonly Figure[], catalogue: Catalogue): readonly Figure[] {
  const first = ordered[0];
  if (first === undefined) return [];
  const alike = ordered.filter(
    (figure) =>
      figure.indicator.id === first.indicator.id && figure.unit === first.unit && figure.population === first.population && figure.subject === first.subject,
  );
  const yearOf = (figure: Figure): number => figure.period.year ?? catalogue.reportsById.get(figure.reportId)?.year ?? 0;
  const latest = Math.max(...alike.map(yearOf));
  return alike.filter((figure) => yearOf(figure) === latest);
}

export function samePeriodByIndicator(ordered: readonly Figure[], catalogue: Catalogue): readonly Figure[] {
  const ids = [...new Set(ordered.map((figure) => figure.indicator.id))];
  return ids.flatMap((id) =>
    samePeriod(
      ordered.filter((figure) => figure.indicator.id === id),
      catalogue,
    ),
  );
}
