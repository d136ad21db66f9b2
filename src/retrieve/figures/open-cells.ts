import type { Figure } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import type { FigureSearchDeps } from "./figures.ts";
import type { FigureCell } from "./measures.ts";
import type { OpenQuery, Scored } from "./open-query.ts";
import type { YearTarget } from "./periods.ts";

/** How much of what was asked about must stand with a number: below it the number speaks of something else. */
const LEAST_FIT = 0.6;
/** That something exists is only said when a number is of that very thing. */
const LEAST_FIT_TO_EXIST = 0.85;
/** What a number loses that counts something else than what stands right behind how many: 1所 is no 多少病人. */
export const OTHER_COUNTED = 0.15;
/** A lead over the next value that makes a figure the one that fits. */
const CLEAR_LEAD = 0.06;
/** Figures that fit as well as each other, up to which all are shown. */
const MOST_RIVALS = 3;
const LEAST_FIT_OF_RIVALS = 0.8;
const NEAR_MISSES = 3;
/** Character pairs that the name of a stand-in may hold beside what was asked: more of them name another thing. */
export const MOST_BESIDES = 2;
/** What one owner has for a year, once every candidate is scored: the one value that clearly fits, several that fit alike, or near misses. */
export function toOpenCell(
  deps: FigureSearchDeps,
  { parsed, standing = {} }: OpenQuery,
  { owner, target }: { readonly owner: Owner; readonly target: YearTarget },
  fitting: readonly Scored[],
): FigureCell {
  const reports = (deps.catalogue.reportsByOwner.get(owner.id) ?? []).filter((report) => report.year === target.year);
  const ids = new Set(reports.map((report) => report.id));
  const ofYear = ({ figure }: Scored): boolean => (target.asked ? (figure.period.year ?? target.year) === target.year : ids.has(figure.reportId));
  const usable = fitting.filter((one) => one.figure.aspect === "actual" && ofYear(one));
  const least = standing.least ?? (parsed.intent === "exists" ? LEAST_FIT_TO_EXIST : LEAST_FIT);
  const { direct, rivals } = chooseBest(usable, least);
  return {
    owner,
    target,
    reports,
    direct,
    rivals,
    fallback: false,
    subjectBound: direct.some((figure) => figure.subject !== null),
    otherKinds: [],
    otherPeriods: [],
    aside: [],
    plans: chooseBest(
      fitting.filter((one) => one.figure.aspect === "plan" && ofYear(one)),
      LEAST_FIT,
    ).direct,
    changes: fitting.filter((one) => one.figure.aspect === "change" && one.fit >= LEAST_FIT && ids.has(one.figure.reportId)).map(({ figure }) => figure),
    siblings:
      direct.length + rivals.length > 0
        ? []
        : usable
            .filter(({ fit }) => fit >= LEAST_FIT / 2)
            .slice(0, NEAR_MISSES)
            .map(({ figure }) => figure),
    operands: null,
    sentenceMates: [],
  };
}

/** The one value that fits well and better than any other; where a few fit very well and alike, those. */
function chooseBest(ordered: readonly Scored[], least: number): { readonly direct: readonly Figure[]; readonly rivals: readonly Figure[] } {
  const best = ordered[0];
  if (best === undefined || best.fit < least) return { direct: [], rivals: [] };
  const others = ordered.filter(({ figure }) => figure.value !== best.figure.value || figure.unit !== best.figure.unit);
  const close = others.filter((other) => best.score - other.score < CLEAR_LEAD);
  if (close.length === 0) return { direct: [best.figure], rivals: [] };
  const all = [best, ...close];
  const alike = all.length <= MOST_RIVALS && all.every(({ fit }) => fit >= LEAST_FIT_OF_RIVALS);
  return { direct: [], rivals: alike ? all.map(({ figure }) => figure) : [] };
}
