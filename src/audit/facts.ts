import type { Figure } from "../domain/figure.ts";
import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Finding, FindingTerm } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { AuditRules } from "./rules.ts";
import { after, divisionOf, narrowing, stripNeutral } from "./surroundings.ts";

/** A figure that can be held against others: about the owner itself, told as a fact. */
export interface Fact {
  readonly figure: Figure;
  readonly indicator: Indicator;
  /** What narrows the name; "" = the indicator as such. */
  readonly narrowedBy: string;
  /** Whether the entry was guessed from open words. */
  readonly guessed: boolean;
}

/** What every check sees. */
export interface AuditView {
  readonly figures: readonly Figure[];
  readonly lexicon: Lexicon;
  readonly rules: AuditRules;
  /** The report's text, into which the figures' spans point. */
  readonly text: string;
  /** Facts by indicator, in order of place, narrowed ones included. */
  readonly facts: ReadonlyMap<IndicatorId, readonly Fact[]>;
}

export interface AuditCheck {
  readonly name: string;
  readonly find: (view: AuditView) => Finding[];
}

/** Sorts the figures of one report into facts by indicator. */
export function createView(figures: readonly Figure[], lexicon: Lexicon, rules: AuditRules, text: string): AuditView {
  const facts = figures.flatMap((figure, place) => toFact(figure, lexicon, text, figures[place - 1]?.source.end ?? 0) ?? []);
  return { figures, lexicon, rules, text, facts: groupBy(facts, (fact) => fact.indicator.id) };
}

function toFact(figure: Figure, lexicon: Lexicon, text: string, floor: number): Fact | null {
  if (figure.aspect !== "actual" || figure.subject !== null) return null;
  const known = figure.indicator.id === null ? undefined : lexicon.indicator(figure.indicator.id);
  const indicator = known ?? entryAfter(figure, lexicon, text);
  if (indicator === undefined) return null;
  const group = figure.population === null || figure.population === indicator.population ? "" : stripNeutral(figure.population);
  if (group !== "" && divisionOf(group) >= 0) return null;
  const lead = group !== "" ? group : figure.rule === "table-cell" ? "" : narrowing(text, figure, floor);
  // 专任教师高级职称27人: the very group that the family's share is taken of.
  const family = lexicon.family(indicator.family);
  const ofWhole =
    indicator.zh.includes(lead) || family.some((entry) => entry.denominator === lead) || (group === "" && namesFamily(lead, indicator.family, lexicon));
  return { figure, indicator, narrowedBy: ofWhole ? "" : lead, guessed: known === undefined };
}

/** 图书生均25.6册: what stands before the mean is the name of its total. */
function namesFamily(words: string, family: string, lexicon: Lexicon): boolean {
  return lexicon.aliases
    .find(words, ["zh", "prose"])
    .some((match) => match.start === 0 && match.end === words.length && match.indicatorIds.some((id) => lexicon.indicator(id)?.family === family));
}

/** An open figure that is followed by a name alone: 96.8%的就业率…, 206名专任教师中…. */
function entryAfter(figure: Figure, lexicon: Lexicon, text: string): Indicator | undefined {
  if (figure.rule !== "open") return undefined;
  const tail = after(text, figure).slice(0, 24);
  const start = tail.startsWith("的") ? 1 : 0;
  const match = lexicon.aliases.find(tail, ["zh"]).find((one) => one.start === start);
  if (match === undefined) return undefined;
  if (start === 0 && !/^[中里内，。；、]/.test(tail.slice(match.end))) return undefined;
  return match.indicatorIds.map((id) => lexicon.indicator(id)).find((entry) => entry?.units.includes(figure.unit) === true);
}

/** Facts of an indicator that bear its name plainly; only the exact ones where there are any. */
export function plainFacts(view: AuditView, id: IndicatorId): readonly Fact[] {
  const plain = (view.facts.get(id) ?? []).filter((fact) => fact.narrowedBy === "" && !fact.guessed);
  const exact = plain.filter((fact) => fact.figure.qualifier === "exact");
  return exact.length > 0 ? exact : plain;
}

/** Whether two figures speak of one time: a stated year holds against the report's own; unknown holds with all. */
export function samePeriod(a: Figure, b: Figure): boolean {
  if (a.period.year === null || b.period.year === null) return true;
  if (a.period.year === b.period.year) return true;
  const [stated, general] = a.period.evidence === "stated" ? [a, b] : [b, a];
  const academic = stated.period.kind === "academic" && general.period.evidence !== "stated";
  return academic && general.period.year !== null && stated.period.year !== null && general.period.year === stated.period.year + 1;
}

/** The figure as a term of a finding. */
export function toTerm(figure: Figure, indicator: Indicator | undefined): FindingTerm {
  return {
    figureId: figure.id,
    reportId: figure.reportId,
    zh: indicator?.zh ?? figure.indicator.name,
    en: indicator?.en ?? figure.indicator.name,
    raw: figure.source.raw,
    value: figure.value,
    unit: figure.unit,
    start: figure.source.start,
    end: figure.source.end,
  };
}

/** A finding over terms in the formula's order; the checked figure is the last. */
export function toFinding(finding: Omit<Finding, "figures">): Finding {
  return { ...finding, figures: finding.terms.map((term) => term.figureId) };
}
