import type { Figure } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import type { CellContext } from "./cell-context.ts";
import {
  countsTheSame,
  fitsMeasure,
  isChangeOf,
  isEarlierOfYear,
  isInFamily,
  isNamed,
  isOfOther,
  isOfYear,
  isSibling,
  isStated,
  isWhole,
  latestReports,
} from "./cell-fits.ts";
import { orderFor, samePeriod, samePeriodByIndicator } from "./cell-order.ts";
import { levelsWithin, namedOnes, ofOnlyLevel, partsOf } from "./cell-parts.ts";
import { earlierFigures, isPlannedNext, nearestYear, ofAcademicYear, withoutRepeats } from "./cell-years.ts";
import type { FigureCell } from "./measures.ts";
import type { YearTarget } from "./periods.ts";
import { byPrecision } from "./precision.ts";
import { boundFigures } from "./subjects.ts";

/** Sorts an owner's figures of the family and its siblings into what answers for a year and what comes near. `parts`: all figures about parts of the owner. */
export function toCell(context: CellContext, owner: Owner, target: YearTarget, held: readonly Figure[], parts: readonly Figure[]): FigureCell {
  const { catalogue, parsed, measure, keep = (figures) => figures } = context;
  const all = catalogue.reportsByOwner.get(owner.id) ?? [];
  const reports = all.filter((report) => report.year === target.year);
  const inFamily = held.filter((figure) => isInFamily(context, figure));
  const dated = inFamily.filter((figure) => isOfYear(figure, target, catalogue));
  const whole = dated.filter((figure) => isWhole(figure, parsed, measure) && (isStated(figure) || isEarlierOfYear(figure, target)));
  const plain = namedOnes(
    withoutRepeats(
      whole.filter((figure) => fitsMeasure(figure, measure)),
      reports,
    ),
    parsed,
    measure,
  );
  const named = plain.length > 0 ? plain : ofOnlyLevel(context, dated);
  const wanted = keep(named);
  const left = new Set(named.filter((figure) => !wanted.includes(figure)).map(({ id }) => id));
  const twins = wanted.length === 0 && reports.length === 0 ? ofAcademicYear(context, target, all, inFamily) : [];
  const fallback = wanted.length === 0 && !target.asked ? keep(earlierFigures(context, inFamily)) : [];
  const bound = keep(
    boundFigures(
      parsed,
      [...parts, ...inFamily.filter((figure) => figure.subject === null && !isNamed(figure, parsed, measure) && !isOfOther(figure, parsed, measure))],
      (figure) => isOfYear(figure, target, catalogue) && countsTheSame(context, figure),
    ),
  );
  const pool = bound.length > 0 ? bound : fallback.length > 0 ? fallback : twins.length > 0 ? twins : wanted;
  const direct = samePeriod(orderFor(pool, measure, target), catalogue);
  const usesFallback = bound.length === 0 && fallback.length > 0;
  const taken = new Set(direct.map((figure) => figure.id));
  const reportIds = new Set(usesFallback ? direct.map((figure) => figure.reportId) : reports.map((report) => report.id));
  const rest = (figure: Figure): boolean => !taken.has(figure.id) && reportIds.has(figure.reportId);
  const order = (figures: readonly Figure[]): readonly Figure[] => orderFor(figures, measure, target);
  return {
    owner,
    target,
    reports: twins.length > 0 && bound.length === 0 ? all.filter(({ id }) => twins.some(({ reportId }) => reportId === id)) : reports,
    direct,
    fallback: usesFallback,
    ...(context.side === null || context.side === undefined ? {} : { bySide: context.side }),
    subjectBound: bound.length > 0,
    otherKinds: bound.length > 0 ? [] : samePeriodByIndicator(order(keep(whole.filter((figure) => !fitsMeasure(figure, measure)))), catalogue),
    otherPeriods: order(
      inFamily.filter(
        (figure) => rest(figure) && !left.has(figure.id) && figure.aspect === "actual" && isWhole(figure, parsed, measure) && fitsMeasure(figure, measure),
      ),
    ),
    aside: order(inFamily.filter((figure) => rest(figure) && (figure.aspect !== "actual" || !isWhole(figure, parsed, measure)))),
    plans: order(
      held.filter(
        (figure) =>
          (isInFamily(context, figure) ? figure.aspect === "plan" : isPlannedNext(context, figure, target, all)) &&
          fitsMeasure(figure, measure) &&
          isWhole(figure, parsed, measure) &&
          (target.asked ? figure.period.year === target.year : (reports.length > 0 ? reports : latestReports(all)).some(({ id }) => id === figure.reportId)),
      ),
    ),
    changes: held.filter((figure) => isChangeOf(context, figure, reports.length > 0 ? reports : latestReports(all))).toSorted(byPrecision),
    otherYears: reports.length > 0 || direct.length > 0 ? [] : nearestYear(context, inFamily, target),
    siblings: [
      ...(direct.length > 0 ? [] : named.filter(({ id }) => left.has(id))),
      ...held.filter((figure) => isSibling(context, figure) && isOfYear(figure, target, catalogue)).toSorted(byPrecision),
    ],
    operands: null,
    parts: partsOf(context, target, [...parts, ...inFamily]),
    levels: direct.length > 0 ? [] : levelsWithin(context, dated),
    sentenceMates: [],
  };
}
