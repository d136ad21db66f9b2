import type { Figure, QuantityKind } from "../domain/figure.ts";
import type { IndicatorId, OwnerId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { AskedIndicator, ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { ReportRecord, Store } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import type { Catalogue } from "./catalogue.ts";
import { type YearTarget, yearTargets } from "./periods.ts";
import { byPrecision } from "./precision.ts";

/** One thing asked for, with the kind and unit that its answer must have. */
export interface AskedMeasure {
  readonly asked: AskedIndicator;
  readonly entry: Indicator | null;
  /** Null only for open words whose unit the question does not tell. */
  readonly kind: QuantityKind | null;
  readonly unit: string | null;
}

/** What the index holds of one measure for one owner and one year. Every list is complete and ordered best first. */
export interface FigureCell {
  readonly owner: Owner;
  readonly target: YearTarget;
  /** Reports of the owner for the year that was looked at; empty when there is none. */
  readonly reports: readonly ReportRecord[];
  /** Answers: asked entry (or an entry of its family with the wanted kind), whole owner, actual, of the year. More than one value is a conflict. */
  readonly direct: readonly Figure[];
  /** The year that `direct` comes from differs from the latest report's, because that one does not give it. */
  readonly fallback: boolean;
  /** Same family in another kind: a share where a count was asked. */
  readonly otherKinds: readonly Figure[];
  /** Same entry, whole owner, actual, but of another period printed in the same reports. */
  readonly otherPeriods: readonly Figure[];
  /** Same family, but a plan, a change, an earlier state, another subject or a sub-group: told, never the answer. */
  readonly aside: readonly Figure[];
  /** Changes against an earlier year, as the reports looked at (the latest where the asked year has none) print them. */
  readonly changes: readonly Figure[];
  /** Entries easily confused with the asked one: near misses. */
  readonly siblings: readonly Figure[];
}

export interface MeasureEvidence {
  readonly measure: AskedMeasure;
  /** One for each owner and year, owners in the order asked. */
  readonly cells: readonly FigureCell[];
  /** All owners of the catalogue whose reports give the asked entry as an actual figure of the whole owner, asked about or not. */
  readonly reporters: ReadonlySet<OwnerId>;
  /** For a share that some owner does not print: what it is a share of, so that it can be computed where its parts are printed. */
  readonly base: MeasureEvidence | null;
}

/** What the question's indicator slot holds, likeliest first; nothing when it is missing. */
export function askedIndicators(parsed: ParsedQuestion): readonly AskedIndicator[] {
  const slot = parsed.indicators;
  if (slot.certainty === "missing") return [];
  return slot.certainty === "ambiguous" ? slot.candidates.flat().slice(0, 1) : slot.value;
}

/** Turns an asked indicator into a measure; an entry id that the lexicon does not hold is read as open words. */
export function toMeasure(asked: AskedIndicator, parsed: ParsedQuestion, lexicon: Lexicon): AskedMeasure {
  const entry = asked.kind === "entry" ? (lexicon.indicator(asked.id) ?? null) : null;
  if (entry === null) {
    const unit = (asked.kind === "open" ? asked.unit : null) ?? parsed.wantedUnit;
    return { asked: withoutUnit(asked, unit), entry, kind: parsed.wantedKind, unit };
  }
  const kinds = new Set(lexicon.family(entry.family).map((member) => member.kind));
  const kind = parsed.wantedKind !== null && kinds.has(parsed.wantedKind) && !isSaidByUnit(entry.kind, parsed.wantedKind) ? parsed.wantedKind : entry.kind;
  return { asked, entry, kind, unit: parsed.wantedUnit };
}

/** 多少册 asks for a number of any kind: beside 生均图书 it does not ask for the stock. */
function isSaidByUnit(kind: QuantityKind, wanted: QuantityKind): boolean {
  return wanted === "count" && kind !== "count" && kind !== "share";
}

/** 台空调 with the unit 台 → 空调. */
function withoutUnit(asked: AskedIndicator, unit: string | null): AskedIndicator {
  const bare = unit !== null && unit !== "" && asked.words.startsWith(unit) ? asked.words.slice(unit.length).trim() : asked.words;
  return bare === "" ? asked : { ...asked, words: bare };
}

export interface FigureSearchDeps {
  readonly store: Store;
  readonly lexicon: Lexicon;
  readonly catalogue: Catalogue;
}

/** Complete look-up of one lexicon entry and its family over owners and years; never top-k. */
export function gatherEntry(
  deps: FigureSearchDeps,
  parsed: ParsedQuestion,
  measure: AskedMeasure & { readonly entry: Indicator },
  owners: readonly Owner[],
): MeasureEvidence {
  const family = new Set(deps.lexicon.family(measure.entry.family).map((entry) => entry.id));
  family.add(measure.entry.id);
  const siblings = new Set(measure.entry.siblings.filter((id) => !family.has(id)));
  const held = deps.store.figures({
    ownerIds: owners.map((owner) => owner.id),
    indicatorIds: [...family, ...siblings],
    ...(deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only }),
  });
  const byOwner = groupByOwner(held);
  const cells = owners.flatMap((owner) =>
    yearTargets(deps.catalogue, owner.id, parsed).map((target) =>
      toCell({ catalogue: deps.catalogue, parsed, measure, family, siblings }, owner, target, byOwner.get(owner.id) ?? []),
    ),
  );
  return { measure, cells, reporters: reportersOf(deps, measure), base: gatherBase(deps, parsed, measure, cells) };
}

function gatherBase(
  deps: FigureSearchDeps,
  parsed: ParsedQuestion,
  measure: AskedMeasure & { readonly entry: Indicator },
  cells: readonly FigureCell[],
): MeasureEvidence | null {
  const lacking = cells.filter((cell) => cell.direct.length === 0 && cell.otherKinds.some((figure) => figure.kind === "count"));
  const share = measure.kind === "share" ? deps.lexicon.family(measure.entry.family).find((entry) => entry.kind === "share") : undefined;
  const denominator = share?.denominator ?? null;
  if (lacking.length === 0 || denominator === null) return null;
  const folded = foldText(denominator);
  const ids = deps.lexicon.aliases
    .find(folded)
    .filter((match) => match.start === 0 && match.end === folded.length)
    .flatMap((match) => match.indicatorIds);
  const entry = ids.map((id) => deps.lexicon.indicator(id)).find((candidate) => candidate?.kind === "count");
  if (entry === undefined) return null;
  const asked: AskedIndicator = { kind: "entry", id: entry.id, words: denominator };
  return gatherEntry(
    deps,
    parsed,
    { asked, entry, kind: "count", unit: null },
    lacking.map((cell) => cell.owner),
  );
}

function reportersOf(deps: FigureSearchDeps, measure: AskedMeasure & { readonly entry: Indicator }): ReadonlySet<OwnerId> {
  const figures = deps.store.figures({ indicatorIds: [measure.entry.id], ...(deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only }) });
  return new Set(figures.filter((figure) => figure.aspect === "actual" && figure.subject === null).map((figure) => figure.ownerId));
}

interface CellContext {
  readonly catalogue: Catalogue;
  readonly parsed: ParsedQuestion;
  readonly measure: AskedMeasure;
  readonly family: ReadonlySet<IndicatorId>;
  readonly siblings: ReadonlySet<IndicatorId>;
}

function toCell(context: CellContext, owner: Owner, target: YearTarget, held: readonly Figure[]): FigureCell {
  const { catalogue, parsed, measure } = context;
  const all = catalogue.reportsByOwner.get(owner.id) ?? [];
  const reports = all.filter((report) => report.year === target.year);
  const inFamily = held.filter((figure) => figure.indicator.id !== null && context.family.has(figure.indicator.id));
  const dated = inFamily.filter((figure) => isOfYear(figure, target, catalogue));
  const whole = dated.filter(
    (figure) =>
      isWhole(figure, parsed, measure) && (figure.aspect === "actual" || (target.asked && figure.aspect === "history" && isStatedYear(figure, target.year))),
  );
  const wanted = whole.filter((figure) => fitsMeasure(figure, measure));
  const fallback = wanted.length === 0 && !target.asked ? earlierFigures(context, inFamily) : [];
  const pool = fallback.length > 0 ? fallback : wanted;
  const direct = samePeriod(orderFor(pool, measure, target), catalogue);
  const taken = new Set(direct.map((figure) => figure.id));
  const reportIds = new Set(fallback.length > 0 ? direct.map((figure) => figure.reportId) : reports.map((report) => report.id));
  const otherKinds = orderFor(
    whole.filter((figure) => !fitsMeasure(figure, measure)),
    measure,
    target,
  );
  const rest = (figure: Figure): boolean => !taken.has(figure.id) && reportIds.has(figure.reportId);
  return {
    owner,
    target,
    reports,
    direct,
    fallback: fallback.length > 0,
    otherKinds: samePeriodByIndicator(otherKinds, catalogue),
    otherPeriods: orderFor(
      inFamily.filter((figure) => rest(figure) && figure.aspect === "actual" && isWhole(figure, parsed, measure) && fitsMeasure(figure, measure)),
      measure,
      target,
    ),
    aside: orderFor(
      inFamily.filter((figure) => rest(figure) && (figure.aspect !== "actual" || !isWhole(figure, parsed, measure))),
      measure,
      target,
    ),
    changes: inFamily
      .filter(
        (figure) =>
          figure.aspect === "change" &&
          isWhole(figure, parsed, measure) &&
          (reports.length > 0 ? reports : latestReports(all)).some((report) => report.id === figure.reportId),
      )
      .toSorted(byPrecision),
    siblings: held
      .filter(
        (figure) =>
          figure.indicator.id !== null &&
          context.siblings.has(figure.indicator.id) &&
          figure.aspect === "actual" &&
          figure.subject === null &&
          isOfYear(figure, target, catalogue),
      )
      .toSorted(byPrecision),
  };
}

function latestReports(reports: readonly ReportRecord[]): readonly ReportRecord[] {
  const latest = Math.max(...reports.map((report) => report.year ?? 0));
  return reports.filter((report) => (report.year ?? 0) === latest);
}

/** The most recent earlier report that gives the measure, when the latest does not. */
function earlierFigures(context: CellContext, inFamily: readonly Figure[]): readonly Figure[] {
  const fitting = inFamily.filter(
    (figure) => figure.aspect === "actual" && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure),
  );
  const yearOf = (figure: Figure): number => context.catalogue.reportsById.get(figure.reportId)?.year ?? 0;
  const latest = Math.max(...fitting.map(yearOf));
  return fitting.filter((figure) => yearOf(figure) === latest);
}

/** Whole owner (or the subject and sub-group that the question names). */
function isWhole(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  return matchesPart(figure.subject, parsed.subject) && (matchesPart(figure.population, parsed.population) || isNamed(figure, parsed, measure));
}

/** A sub-group that the asked name itself holds is the whole of what was asked: 在编 in 在编教职工数. */
function isNamed(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  const { population } = figure;
  if (parsed.population !== null || population === null) return false;
  return [measure.asked.words, measure.entry?.zh ?? ""].some((words) => foldText(words).includes(foldText(population)));
}

function matchesPart(held: string | null, asked: string | null): boolean {
  if (asked === null) return held === null;
  if (held === null) return false;
  const [a, b] = [foldText(held), foldText(asked)];
  return a.includes(b) || b.includes(a);
}

function fitsMeasure(figure: Figure, measure: AskedMeasure): boolean {
  return measure.kind === null || figure.kind === measure.kind;
}

function isStatedYear(figure: Figure, year: number | null): boolean {
  return figure.period.evidence === "stated" && figure.period.year === year;
}

/** A figure belongs to an asked year by its own period or, where that is silent, by its report's; to a chosen year by its report. */
function isOfYear(figure: Figure, target: YearTarget, catalogue: Catalogue): boolean {
  const reportYear = catalogue.reportsById.get(figure.reportId)?.year ?? null;
  if (!target.asked) return reportYear === target.year;
  return figure.period.year === null ? reportYear === target.year : figure.period.year === target.year;
}

function orderFor(figures: readonly Figure[], measure: AskedMeasure, target: YearTarget): readonly Figure[] {
  const cost = (figure: Figure): number =>
    (figure.indicator.id === measure.entry?.id ? 0 : 8) +
    (measure.unit === null || figure.unit === measure.unit ? 0 : 4) +
    (target.academic === (figure.period.kind === "academic") ? 0 : target.academic ? 2 : 0);
  return figures.toSorted((a, b) => cost(a) - cost(b) || byPrecision(a, b));
}

/** Keeps the figures of the best one's entry and unit and of the latest period among them: what is left in several values is a conflict. */
function samePeriod(ordered: readonly Figure[], catalogue: Catalogue): readonly Figure[] {
  const first = ordered[0];
  if (first === undefined) return [];
  const alike = ordered.filter(
    (figure) =>
      figure.indicator.id === first.indicator.id && figure.unit === first.unit && figure.population === first.population && figure.subject === first.subject,
  );
  const yearOf = (figure: Figure): number => figure.period.year ?? catalogue.reportsById.get(figure.reportId)?.year ?? 0;
  const latest = Math.max(...alike.map(yearOf));
  const best = alike.filter((figure) => yearOf(figure) === latest);
  return best;
}

function samePeriodByIndicator(ordered: readonly Figure[], catalogue: Catalogue): readonly Figure[] {
  const ids = [...new Set(ordered.map((figure) => figure.indicator.id))];
  return ids.flatMap((id) =>
    samePeriod(
      ordered.filter((figure) => figure.indicator.id === id),
      catalogue,
    ),
  );
}

function groupByOwner(figures: readonly Figure[]): ReadonlyMap<OwnerId, readonly Figure[]> {
  const groups = new Map<OwnerId, Figure[]>();
  for (const figure of figures) {
    const held = groups.get(figure.ownerId);
    if (held === undefined) groups.set(figure.ownerId, [figure]);
    else held.push(figure);
  }
  return groups;
}
