import { type Draft, traced } from "./draft.ts";
import { ofKind } from "./reading.ts";

/** 前年: two years before the latest report of the schools asked about; the year before where none of their reports has a year. */
export function placeTwoBack(draft: Draft): Draft {
  const { period } = draft;
  if (period.certainty !== "stated" || !ofKind(draft.found, "period").some((item) => item.rule === "period.two_back")) return draft;
  const ids = draft.owners.certainty === "missing" || draft.owners.certainty === "ambiguous" ? null : draft.owners.value;
  const years = draft.reading.owners.all.filter(({ owner }) => ids?.includes(owner.id) ?? true).flatMap(({ owner }) => owner.years);
  if (years.length === 0) return draft;
  return { ...draft, period: { ...period, value: { kind: "calendar", year: Math.max(...years) - 2 } }, trace: traced(draft, "period.two_back") };
}
