import type { Figure } from "../domain/figure.ts";
import type { IndicatorId } from "../domain/ids.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { compareDecimals, divideDecimals, subtractDecimals } from "../text/decimal.ts";
import { toFinding, toTerm } from "./facts.ts";
import type { Certainty, Finding } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { AuditRules } from "./rules.ts";

/**
 * Values of one owner that jump from one report to the next: 仪器设备 1318万元 → 13200万元. Only what either report tells once and exactly,
 * as a fact about the owner, is held against the other.
 */
export function auditYears(earlier: readonly Figure[], later: readonly Figure[], lexicon: Lexicon, rules: AuditRules): Finding[] {
  const before = singleValues(earlier, lexicon, rules);
  return [...singleValues(later, lexicon, rules)].flatMap(([id, now]) => {
    const then = before.get(id);
    if (then === undefined || then.unit !== now.unit) return [];
    const certainty = jump(then, now, rules);
    if (certainty === null) return [];
    const entry = lexicon.indicator(id);
    const growth = compareDecimals(then.value, "0") === 0 ? null : divideDecimals(now.value, then.value, 2);
    const share = now.unit === "%";
    return [
      toFinding({
        kind: "jump",
        check: "jump",
        certainty,
        terms: [toTerm(now, entry), toTerm(then, entry)],
        formula:
          share || growth === null ? `${now.value} − ${then.value} = ${subtractDecimals(now.value, then.value)}` : `${now.value} ÷ ${then.value} = ${growth}`,
        expected: then.source.raw,
        printed: now.source.raw,
      }),
    ];
  });
}

/** Indicators with one value in the report; what is told with two is the business of the report's own audit. */
function singleValues(figures: readonly Figure[], lexicon: Lexicon, rules: AuditRules): Map<IndicatorId, Figure> {
  const groups = groupBy(figures, (figure) => {
    const entry = figure.indicator.id === null ? undefined : lexicon.indicator(figure.indicator.id);
    if (entry === undefined || figure.aspect !== "actual" || figure.subject !== null || figure.qualifier !== "exact") return null;
    if (figure.population !== null && figure.population !== entry.population) return null;
    const repeats = rules.repeating.units.includes(figure.unit) || rules.repeating.indicators.some((id) => id === entry.id);
    return repeats ? null : entry.id;
  });
  return new Map(
    [...groups].flatMap(([id, group]) => {
      const first = group[0];
      return first !== undefined && group.every((figure) => figure.value === first.value) ? [[id, first] as const] : [];
    }),
  );
}

function jump(then: Figure, now: Figure, rules: AuditRules): Certainty | null {
  if (now.unit === "%") {
    const gap = subtractDecimals(now.value, then.value).replace(/^-/, "");
    return compareDecimals(gap, rules.jump.points) > 0 ? "low" : null;
  }
  const [small, large] = compareDecimals(then.value, now.value) <= 0 ? [then.value, now.value] : [now.value, then.value];
  if (compareDecimals(small, "0") <= 0) return null;
  const factor = divideDecimals(large, small, 4);
  if (compareDecimals(factor, rules.jump.high) >= 0) return "high";
  return compareDecimals(factor, rules.jump.medium) >= 0 && compareDecimals(small, SMALL_COUNT) > 0 ? "medium" : null;
}

/** A handful may triple: 1个 → 3个. */
const SMALL_COUNT = "20";
