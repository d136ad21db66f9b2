import type { Figure } from "../../domain/figure.ts";
import { above, agreement, type Bounds, convert, overlap, printedStep, statedBounds, widen } from "../bounds.ts";
import { type AuditCheck, type AuditView, type Fact, samePeriod, toFinding, toTerm } from "../facts.ts";
import type { Certainty, Finding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { narrowing } from "../surroundings.ts";
import { type Support, supportOf } from "./quotients.ts";

/** One indicator with two values that cannot both hold: 就业率98.57% and 98%, in school 2446 and 近3000. */
export const conflict: AuditCheck = {
  name: "conflict",
  find: (view) => [...view.facts.values()].flatMap((facts) => groupConflicts(view, facts)),
};

function groupConflicts(view: AuditView, facts: readonly Fact[]): Finding[] {
  const indicator = facts[0]?.indicator;
  if (indicator === undefined || repeats(view, indicator.id, indicator.unit)) return [];
  const anchor = anchorOf(facts);
  if (anchor === undefined) return [];
  const told = new Set<string>([valueKey(anchor)]);
  const findings: Finding[] = [];
  for (const fact of facts) {
    if (fact === anchor || told.has(valueKey(fact)) || !comparable(anchor, fact)) continue;
    const certainty = clash(view, anchor, fact);
    if (certainty === null) continue;
    told.add(valueKey(fact));
    const support = supportOf(view, anchor);
    const finding = conflictFinding(anchor.figure, fact.figure, support === null ? certainty : "high", "conflict", indicator);
    findings.push(support === null ? finding : withSupport(finding, support));
  }
  return findings;
}

/** 98.57% ≠ 98%; 414 ÷ 420 = 98.57%: the operands speak for the first of the two. */
function withSupport(finding: Finding, support: Support): Finding {
  const terms = [...finding.terms.slice(0, 1), ...support.terms, ...finding.terms.slice(1)];
  return toFinding({ ...finding, terms, formula: `${finding.formula}; ${support.formula}`, expected: support.expected });
}

const valueKey = (fact: Fact): string => `${fact.figure.value}${fact.figure.unit}${fact.figure.qualifier}`;

/** The value that the others are held against: plain, exact, most often told, first told. */
function anchorOf(facts: readonly Fact[]): Fact | undefined {
  const plain = facts.filter((fact) => fact.narrowedBy === "" && !fact.guessed);
  const exact = plain.filter((fact) => fact.figure.qualifier === "exact");
  const candidates = exact.length > 0 ? exact : plain;
  const byValue = groupBy(facts, (fact) => fact.figure.value);
  const times = (fact: Fact): number => byValue.get(fact.figure.value)?.length ?? 0;
  return candidates.reduce<Fact | undefined>((best, fact) => (best === undefined || times(fact) > times(best) ? fact : best), undefined);
}

function comparable(anchor: Fact, other: Fact): boolean {
  // Two values in one sentence are a list or a course of time, not two accounts.
  if (anchor.figure.source.context.start === other.figure.source.context.start) return false;
  return samePeriod(anchor.figure, other.figure) && denominatorOf(anchor) === denominatorOf(other);
}

const denominatorOf = (fact: Fact): string | null => fact.figure.denominator ?? fact.indicator.denominator;

/** How sure it is that the two disagree; null when they may both hold. */
function clash(view: AuditView, anchor: Fact, other: Fact): Certainty | null {
  const converted = convert(looseBounds(view, other.figure), other.figure.unit, anchor.figure.unit, view.rules);
  if (converted === null) return null;
  if (other.narrowedBy !== "") {
    // A part may be smaller than its whole, never larger; of shares and means nothing follows.
    return anchor.indicator.kind === "count" && above(converted, looseBounds(view, anchor.figure)) ? "medium" : null;
  }
  if (anchor.figure.qualifier !== "exact" || other.figure.qualifier !== "exact" || anchor.figure.unit !== other.figure.unit) {
    return overlap(converted, looseBounds(view, anchor.figure)) ? null : "medium";
  }
  const found = agreement(anchor.figure, other.figure);
  if (found === "same") return null;
  if (found === "cut") return anchor.indicator.kind === "share" ? "medium" : "low";
  return other.guessed ? "medium" : "high";
}

const looseBounds = (view: AuditView, figure: Figure): Bounds =>
  widen(statedBounds(figure, view.rules.about), figure.qualifier === "exact" ? printedStep(figure) : "0");

/** Counts of events and moneys for single purposes are told many times with other values; that is no conflict. */
function repeats(view: AuditView, id: string, unit: string): boolean {
  return view.rules.repeating.units.includes(unit) || view.rules.repeating.indicators.some((one) => one === id);
}

function conflictFinding(a: Figure, b: Figure, certainty: Certainty, check: string, indicator: Fact["indicator"] | undefined): Finding {
  return toFinding({
    kind: "conflict",
    check,
    certainty,
    terms: [toTerm(a, indicator), toTerm(b, indicator)],
    formula: `${a.source.raw.trim()} ≠ ${b.source.raw.trim()}`,
    expected: null,
    printed: b.source.raw,
  });
}

/** One sum told as a plan and as a fact, cut rather than rounded: 概算23891万元 and 投资2.38亿元. */
export const planCut: AuditCheck = {
  name: "plan-cut",
  find: (view) => {
    const findings: Finding[] = [];
    for (const plan of view.figures) {
      if (plan.aspect !== "plan" || plan.subject !== null || plan.indicator.id === null || plan.qualifier !== "exact" || plan.kind !== "amount") continue;
      const fact = (view.facts.get(plan.indicator.id) ?? []).find(
        ({ figure }) => figure.qualifier === "exact" && figure.unit === plan.unit && agreement(plan, figure) === "cut",
      );
      if (fact !== undefined) findings.push(conflictFinding(plan, fact.figure, "low", "plan-cut", fact.indicator));
    }
    return findings;
  },
};

const SHORTEST_OPEN_NAME = 5;

/** Figures that no entry covers, in the very same words, with two values in two sentences. */
export const openConflict: AuditCheck = {
  name: "open-conflict",
  find: (view) => {
    const keyOf = (figure: Figure): string | null => {
      if (figure.indicator.id !== null || figure.aspect !== "actual" || figure.subject !== null || figure.population !== null || figure.qualifier !== "exact")
        return null;
      if (figure.rule === "table-cell" || figure.indicator.words.length < SHORTEST_OPEN_NAME || view.rules.repeating.units.includes(figure.unit)) return null;
      if (narrowing(view.text, figure) !== "") return null;
      return `${figure.indicator.words}\n${figure.unit}`;
    };
    return [...groupBy(view.figures, keyOf).values()].flatMap(([first, ...rest]) => {
      const other = rest.find(
        (figure) =>
          first !== undefined && figure.source.context.start !== first.source.context.start && samePeriod(first, figure) && agreement(first, figure) !== "same",
      );
      return first === undefined || other === undefined ? [] : [conflictFinding(first, other, "low", "open-conflict", undefined)];
    });
  },
};
