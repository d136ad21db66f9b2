import type { PeriodQuery } from "../domain/question.ts";
import { type Draft, traced } from "./draft.ts";
import { hasCue, ofKind } from "./reading.ts";

const SET_AGAINST = /(?:[比较与和跟同]|(?:over|than|with|from|to|on|against|since) )(?:the )?$/;

/**
 * 前年, 三年前: so many years before the latest report of the schools asked about, or before the year that the question names. Where a change is
 * asked, both years (比三年前多多少). The year before where none of their reports has a year.
 */
export function placeYearsBack(draft: Draft): Draft {
  const { period } = draft;
  const item = ofKind(draft.found, "period").find(({ back }) => back !== undefined);
  if (period.certainty !== "stated" || item?.back === undefined) return draft;
  const to = lastYear(draft);
  if (to === null) return { ...draft, period: { ...period, value: { kind: "previous" } } };
  const year = to - item.back;
  const isCompared = hasCue(draft.found, "trend", "difference", "ratio") || SET_AGAINST.test(draft.reading.text.slice(0, item.start));
  const value: PeriodQuery = isCompared ? { kind: "years", from: year, to } : { kind: "calendar", year };
  return { ...draft, period: { ...period, value }, trace: traced(draft, "period.years_back") };
}

/** The year counted back from: one that is named, the year before the latest report's where 去年 is said, else that report's. */
function lastYear(draft: Draft): number | null {
  const others = ofKind(draft.found, "period").filter(({ back }) => back === undefined);
  const named = others.flatMap(({ query }) => (query?.kind === "calendar" || query?.kind === "academic" ? [query.year] : []));
  if (named.length > 0) return Math.max(...named);
  const ids = draft.owners.certainty === "missing" || draft.owners.certainty === "ambiguous" ? null : draft.owners.value;
  const years = draft.reading.owners.all.filter(({ owner }) => ids?.includes(owner.id) ?? true).flatMap(({ owner }) => owner.years);
  if (years.length === 0) return null;
  return Math.max(...years) - (others.some(({ query }) => query?.kind === "previous") ? 1 : 0);
}
