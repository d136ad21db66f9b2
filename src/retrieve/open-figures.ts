import type { Figure } from "../domain/figure.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import { spanContains } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { splitClauses } from "../text/sentences.ts";
import { characterBigrams } from "../text/tokens.ts";
import type { FigureSearchDeps } from "./figures.ts";
import type { AskedMeasure, FigureCell, MeasureEvidence } from "./measures.ts";
import { type YearTarget, yearTargets } from "./periods.ts";
import { byPrecision } from "./precision.ts";
import { namesSubject } from "./subjects.ts";
import { holdsGroup, type WordGroup, wordGroups } from "./word-groups.ts";

/** Figures looked at for one owner before fit is measured. */
const CANDIDATES = 60;
/** How much of what was asked about must stand in a figure's words and surroundings: below it the number speaks of something else. */
const LEAST_FIT = 0.6;
/** That something exists is only said when a number is of that very thing. */
const LEAST_FIT_TO_EXIST = 0.85;
/** A lead over the next value that makes a figure the one that fits. */
const CLEAR_LEAD = 0.08;
const NEAR_MISSES = 3;
/** What a word counts by where it stands: in the figure's own words, its item of a list, its clause, its sentence, the headings. */
const ZONE_WEIGHTS = { own: 1, item: 0.9, clause: 0.75, sentence: 0.6, heading: 0.4 } as const;

interface Fit {
  readonly figure: Figure;
  /** 0…1 */
  readonly fit: number;
}

/**
 * Looks for a figure that no lexicon entry covers, by its own words and surroundings. `direct` is filled only where one value clearly fits;
 * otherwise the best are left as near misses. "全自动贴片机有多少台" → the number of the clause that speaks of 贴片机.
 */
export function gatherOpen(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: AskedMeasure, owners: readonly Owner[]): MeasureEvidence {
  const words = /[\u3400-\u9fff]/.test(measure.asked.words) ? measure.asked.words : `${measure.asked.words} ${parsed.searchText}`;
  const groups = wordGroups(deps.segmenter, words);
  const terms = [...new Set(groups.flatMap((group) => group.words).flatMap((word) => deps.segmenter.searchTerms(word)))];
  const cells = owners.flatMap((owner) => {
    const reportIds = (deps.catalogue.reportsByOwner.get(owner.id) ?? []).map((report) => report.id);
    // The unit of an area or an amount may be printed another way: 亩 for 平方米.
    const units = measure.unit === null || measure.kind !== "count" ? {} : { units: [measure.unit] };
    const found = terms.length === 0 ? [] : deps.store.searchFigures(terms, { ownerIds: [owner.id], reportIds, ...units }, CANDIDATES);
    const fits = found.map(({ figure }) => ({ figure, fit: fitOf(groups, figure, deps.readText(figure.reportId)) }));
    return yearTargets(deps.catalogue, owner.id, parsed).map((target) => toOpenCell(deps, parsed, measure, { owner, target }, fits));
  });
  return { measure, cells, reporters: new Set() };
}

function toOpenCell(
  deps: FigureSearchDeps,
  parsed: ParsedQuestion,
  measure: AskedMeasure,
  { owner, target }: { readonly owner: Owner; readonly target: YearTarget },
  fits: readonly Fit[],
): FigureCell {
  const reports = (deps.catalogue.reportsByOwner.get(owner.id) ?? []).filter((report) => report.year === target.year);
  const ids = new Set(reports.map((report) => report.id));
  const fitting = fits.filter(({ figure }) => isAnswer(figure, parsed, measure)).toSorted((a, b) => b.fit - a.fit || byPrecision(a.figure, b.figure));
  const ofYear = ({ figure }: Fit): boolean => (target.asked ? (figure.period.year ?? target.year) === target.year : ids.has(figure.reportId));
  const usable = fitting.filter((one) => one.figure.aspect === "actual" && ofYear(one));
  const direct = clearBest(usable, parsed.intent === "exists" ? LEAST_FIT_TO_EXIST : LEAST_FIT);
  return {
    owner,
    target,
    reports,
    direct,
    fallback: false,
    subjectBound: direct.some((figure) => figure.subject !== null),
    otherKinds: [],
    otherPeriods: [],
    aside: [],
    plans: clearBest(
      fitting.filter((one) => one.figure.aspect === "plan" && ofYear(one)),
      LEAST_FIT,
    ),
    changes: fitting.filter((one) => one.figure.aspect === "change" && one.fit >= LEAST_FIT && ids.has(one.figure.reportId)).map(({ figure }) => figure),
    siblings:
      direct.length > 0
        ? []
        : usable
            .filter(({ fit }) => fit >= LEAST_FIT / 2)
            .slice(0, NEAR_MISSES)
            .map(({ figure }) => figure),
    operands: null,
  };
}

/** The one value that fits well and better than any other. */
function clearBest(ordered: readonly Fit[], least: number): readonly Figure[] {
  const best = ordered[0];
  if (best === undefined || best.fit < least) return [];
  const rival = ordered.find(({ figure }) => figure.value !== best.figure.value || figure.unit !== best.figure.unit);
  return rival === undefined || best.fit - rival.fit >= CLEAR_LEAD ? [best.figure] : [];
}

/** Of the wanted kind, about the owner or the part that the question names, and no number that the question itself gives. */
function isAnswer(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  const wanted = figure.aspect === "change" || measure.kind === null || figure.kind === measure.kind;
  const about = figure.subject === null || namesSubject(parsed, figure.subject);
  const population = figure.population === null || sharesWord(foldText(figure.population), foldText(parsed.question));
  const told: readonly string[] = foldText(parsed.question).match(/\d+(?:\.\d+)?/g) ?? [];
  return wanted && about && population && !told.includes(figure.value);
}

/** 面向渔民和店主电商 and 电商培训 share 电商. */
function sharesWord(population: string, question: string): boolean {
  return characterBigrams(population).some((pair) => question.includes(pair));
}

/** The mean over the groups of the best place that each stands in. */
function fitOf(groups: readonly WordGroup[], figure: Figure, text: string): number {
  if (groups.length === 0) return 0;
  const zones = zonesOf(figure, text);
  const total = groups.reduce((sum, group) => sum + group.weight * Math.max(...zones.map(({ words, weight }) => weight * holdsGroup(words, group))), 0);
  return total / groups.reduce((sum, group) => sum + group.weight, 0);
}

function zonesOf(figure: Figure, text: string): readonly { readonly words: string; readonly weight: number }[] {
  const sentence = foldText(text.slice(figure.source.context.start, figure.source.context.end));
  const at = { start: figure.source.start - figure.source.context.start, end: figure.source.end - figure.source.context.start };
  const clause = splitClauses(sentence).find((span) => spanContains(span, at)) ?? { start: 0, end: sentence.length };
  const item = { start: Math.max(clause.start, sentence.lastIndexOf("、", at.start)), end: nextMark(sentence, at.end, clause.end) };
  const words = (span: { readonly start: number; readonly end: number }): string => sentence.slice(span.start, span.end).replace(/\s+/g, "");
  return [
    { words: foldText(`${figure.indicator.name} ${figure.indicator.words} ${figure.subject ?? ""} ${figure.population ?? ""}`), weight: ZONE_WEIGHTS.own },
    { words: words(item), weight: ZONE_WEIGHTS.item },
    { words: words(clause), weight: ZONE_WEIGHTS.clause },
    { words: words({ start: 0, end: sentence.length }), weight: ZONE_WEIGHTS.sentence },
    { words: foldText(figure.source.section.join(" ")).replace(/\s+/g, ""), weight: ZONE_WEIGHTS.heading },
  ];
}

function nextMark(sentence: string, from: number, limit: number): number {
  const mark = sentence.indexOf("、", from);
  return mark === -1 || mark > limit ? limit : mark;
}
