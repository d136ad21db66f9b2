import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Segmenter } from "../domain/ports.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import { spanContains } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { splitClauses } from "../text/sentences.ts";
import { characterBigrams } from "../text/tokens.ts";
import type { AskedMeasure, FigureCell, FigureSearchDeps, MeasureEvidence } from "./figures.ts";
import { type YearTarget, yearTargets } from "./periods.ts";
import { byPrecision } from "./precision.ts";

/** Figures looked at for one owner before fit is measured. */
const CANDIDATES = 60;
/** Share of the asked words that must stand in a figure's own words or clause: below it the number speaks of something else. */
const LEAST_FIT = 0.75;
/** A lead over the next value that makes a figure the one that fits. */
const CLEAR_LEAD = 0.15;
/** What a question adds around the thing asked for. */
const QUESTION_FILLER = /(?:多少|几|有|的|了|共|总|是|数量|数目|数|一共|总共|目前|现有|学校|学院|吗|呢|how many|how much|number of|the|of|does|have)/g;

export interface OpenSearchDeps extends FigureSearchDeps {
  readonly segmenter: Segmenter;
  readonly readText: (id: ReportId) => string;
}

interface Fit {
  readonly figure: Figure;
  /** Share of the asked words' bigrams in the clause of the number. */
  readonly fit: number;
}

/**
 * Looks for a figure that no lexicon entry covers, by its own words and clause. `direct` is filled only where one value clearly fits;
 * otherwise the best are left as near misses. "全自动贴片机有多少台" → the number of the clause that speaks of 贴片机.
 */
export function gatherOpen(deps: OpenSearchDeps, parsed: ParsedQuestion, measure: AskedMeasure, owners: readonly Owner[]): MeasureEvidence {
  const terms = deps.segmenter.searchTerms(foldText(measure.asked.words));
  const wanted = wordBigrams(measure.asked.words);
  const cells = owners.flatMap((owner) => {
    const reportIds = (deps.catalogue.reportsByOwner.get(owner.id) ?? []).map((report) => report.id);
    const filter = { ownerIds: [owner.id], reportIds, ...(measure.unit === null ? {} : { units: [measure.unit] }) };
    const found = terms.length === 0 || wanted.length === 0 ? [] : deps.store.searchFigures(terms, filter, CANDIDATES);
    const fits = found.map(({ figure }) => ({ figure, fit: fitOf(wanted, figure, deps.readText(figure.reportId)) }));
    return yearTargets(deps.catalogue, owner.id, parsed).map((target) => toOpenCell(deps, measure, owner, target, fits));
  });
  return { measure, cells, reporters: new Set(), base: null };
}

function toOpenCell(deps: OpenSearchDeps, measure: AskedMeasure, owner: Owner, target: YearTarget, fits: readonly Fit[]): FigureCell {
  const reports = (deps.catalogue.reportsByOwner.get(owner.id) ?? []).filter((report) => report.year === target.year);
  const ids = new Set(reports.map((report) => report.id));
  const usable = fits
    .filter(
      ({ figure }) =>
        figure.aspect === "actual" &&
        (measure.kind === null || figure.kind === measure.kind) &&
        (target.asked ? (figure.period.year ?? target.year) === target.year : ids.has(figure.reportId)),
    )
    .toSorted((a, b) => b.fit - a.fit || byPrecision(a.figure, b.figure));
  const best = usable[0];
  const rival = best === undefined ? undefined : usable.find(({ figure }) => figure.value !== best.figure.value || figure.unit !== best.figure.unit);
  const clear = best !== undefined && best.fit >= LEAST_FIT && (rival === undefined || best.fit - rival.fit >= CLEAR_LEAD);
  return {
    owner,
    target,
    reports,
    direct: clear ? [best.figure] : [],
    fallback: false,
    otherKinds: [],
    otherPeriods: [],
    aside: [],
    changes: [],
    siblings: clear
      ? []
      : usable
          .filter(({ fit }) => fit >= LEAST_FIT / 2)
          .slice(0, 3)
          .map(({ figure }) => figure),
  };
}

/** A figure's own words count in full, the clause around it nearly so. */
function fitOf(wanted: readonly string[], figure: Figure, text: string): number {
  const own = foldText(`${figure.indicator.name} ${figure.indicator.words} ${figure.subject ?? ""}`);
  const clause = clauseAround(figure, text);
  const inOwn = wanted.filter((bigram) => own.includes(bigram)).length / wanted.length;
  const inClause = wanted.filter((bigram) => clause.includes(bigram) || own.includes(bigram)).length / wanted.length;
  return Math.max(inOwn, inClause * 0.85);
}

function clauseAround(figure: Figure, text: string): string {
  const sentence = foldText(text.slice(figure.source.context.start, figure.source.context.end));
  const at = { start: figure.source.start - figure.source.context.start, end: figure.source.end - figure.source.context.start };
  const clause = splitClauses(sentence).find((span) => spanContains(span, at));
  return (clause === undefined ? sentence : sentence.slice(clause.start, clause.end)).replace(/\s+/g, "");
}

/** Search terms without what a question adds around the thing asked for, each once. "学校有国际合作吗" → ["国际", "合作"]. */
export function contentTerms(segmenter: Segmenter, words: string): readonly string[] {
  const terms = segmenter.searchTerms(foldText(words).replace(QUESTION_FILLER, " "));
  const distinct = [...new Set(terms.filter((term) => term.trim() !== ""))];
  // A compound beside its own parts (合作项目, 合作, 项目) would count the same word twice.
  return distinct.filter((term) => !distinct.some((other) => other !== term && other.length > 1 && term.includes(other)));
}

function wordBigrams(words: string): readonly string[] {
  const content = foldText(words).replace(QUESTION_FILLER, " ");
  return [...new Set(characterBigrams(content))];
}
