import type { Figure } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import type { Store } from "../../store/store.ts";
import { type Catalogue, yearsOf } from "../catalogue.ts";
import { askedPeriod } from "./periods.ts";

/** All figures of the school's report of the asked year, or of its latest; none where it has no such report, or several years are asked. */
export function figuresOfYear(store: Store, catalogue: Catalogue, parsed: ParsedQuestion, owner: Owner): readonly Figure[] {
  const period = askedPeriod(parsed);
  const year =
    period.kind === "calendar" || period.kind === "academic" ? period.year : period.kind === "latest" ? yearsOf(catalogue, owner.id).at(-1) : undefined;
  if (year === undefined) return [];
  const held = catalogue.reportsByOwner.get(owner.id) ?? [];
  // 2020学年 is told by the report of the year that it ends in, where it has none of its own.
  const own = held.filter((report) => report.year === year);
  const reportIds = (own.length > 0 || period.kind !== "academic" ? own : held.filter((report) => report.year === year + 1)).map(({ id }) => id);
  return reportIds.length === 0 ? [] : store.figures({ ownerIds: [owner.id], reportIds });
}
