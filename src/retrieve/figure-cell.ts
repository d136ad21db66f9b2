import type { Figure } from "../domain/figure.ts";
import type { IndicatorId, ReportId } from "../domain/ids.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { ReportRecord } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Keeper } from "./contrast.ts";
import { isSameLevels, levelSpan } from "./levels.ts";
import type { AskedMeasure, FigureCell } from "./measures.ts";
import type { YearTarget } from "./periods.ts";
import { byPrecision } from "./precision.ts";
import { boundFigures, namesSubject } from "./subjects.ts";

/** What all cells of one measure are filled by. */
export interface CellContext {
  readonly catalogue: Catalogue;
  readonly parsed: ParsedQuestion;
  readonly measure: AskedMeasure;
  readonly family: ReadonlySet<IndicatorId>;
  readonly siblings: ReadonlySet<IndicatorId>;
  /** The text of a report, where it may be read. */
  readonly readText?: (id: ReportId) => string;
  /** Leaves out what bears the name and speaks of something else (contrast.ts). */
  readonly keep?: Keeper;
  /** The question asks for a side of the thing that its entry's name does not tell. */
  readonly side?: string | null;
}

/** Sorts an owner's figures of the family and its siblings into what answers for a year and what comes near. `parts`: all figures about parts of the owner. */
export function toCell(context: CellContext, owner: Owner, target: YearTarget, held: readonly Figure[], parts: readonly Figure[]): FigureCell {
  const { catalogue, parsed, measure, keep = (figures) => figures } = context;
  const all = catalogue.reportsByOwner.get(owner.id) ?? [];
  const reports = all.filter((report) => report.year === target.year);
  const inFamily = held.filter((figure) => isInFamily(context, figure));
  const dated = inFamily.filter((figure) => isOfYear(figure, target, catalogue));
  const whole = dated.filter((figure) => isWhole(figure, parsed, measure) && (isStated(figure) || isEarlierOfYear(figure, target)));
  const plain = namedOnes(
    withoutRepeats(
      whole.filter((figure) => fitsMeasure(figure, measure)),
      reports,
    ),
    parsed,
    measure,
  );
  const named = plain.length > 0 ? plain : ofOnlyLevel(context, dated);
  const wanted = keep(named);
  const left = new Set(named.filter((figure) => !wanted.includes(figure)).map(({ id }) => id));
  const twins = wanted.length === 0 && reports.length === 0 ? ofAcademicYear(context, target, all, inFamily) : [];
  const fallback = wanted.length === 0 && !target.asked ? keep(earlierFigures(context, inFamily)) : [];
  const bound = keep(
    boundFigures(
      parsed,
      [...parts, ...inFamily.filter((figure) => figure.subject === null && !isNamed(figure, parsed, measure) && !isOfOther(figure, parsed, measure))],
      (figure) => isOfYear(figure, target, catalogue) && countsTheSame(context, figure),
    ),
  );
  const pool = bound.length > 0 ? bound : fallback.length > 0 ? fallback : twins.length > 0 ? twins : wanted;
  const direct = samePeriod(orderFor(pool, measure, target), catalogue);
  const usesFallback = bound.length === 0 && fallback.length > 0;
  const taken = new Set(direct.map((figure) => figure.id));
  const reportIds = new Set(usesFallback ? direct.map((figure) => figure.reportId) : reports.map((report) => report.id));
  const rest = (figure: Figure): boolean => !taken.has(figure.id) && reportIds.has(figure.reportId);
  const order = (figures: readonly Figure[]): readonly Figure[] => orderFor(figures, measure, target);
  return {
    owner,
    target,
    reports: twins.length > 0 && bound.length === 0 ? all.filter(({ id }) => twins.some(({ reportId }) => reportId === id)) : reports,
    direct,
    fallback: usesFallback,
    ...(context.side === null || context.side === undefined ? {} : { bySide: context.side }),
    subjectBound: bound.length > 0,
    otherKinds: bound.length > 0 ? [] : samePeriodByIndicator(order(keep(whole.filter((figure) => !fitsMeasure(figure, measure)))), catalogue),
    otherPeriods: order(
      inFamily.filter(
        (figure) => rest(figure) && !left.has(figure.id) && figure.aspect === "actual" && isWhole(figure, parsed, measure) && fitsMeasure(figure, measure),
      ),
    ),
    aside: order(inFamily.filter((figure) => rest(figure) && (figure.aspect !== "actual" || !isWhole(figure, parsed, measure)))),
    plans: order(
      held.filter(
        (figure) =>
          (isInFamily(context, figure) ? figure.aspect === "plan" : isPlannedNext(context, figure, target, all)) &&
          fitsMeasure(figure, measure) &&
          isWhole(figure, parsed, measure) &&
          (target.asked ? figure.period.year === target.year : (reports.length > 0 ? reports : latestReports(all)).some(({ id }) => id === figure.reportId)),
      ),
    ),
    changes: held.filter((figure) => isChangeOf(context, figure, reports.length > 0 ? reports : latestReports(all))).toSorted(byPrecision),
    otherYears: reports.length > 0 || direct.length > 0 ? [] : nearestYear(context, inFamily, target),
    siblings: [
      ...(direct.length > 0 ? [] : named.filter(({ id }) => left.has(id))),
      ...held.filter((figure) => isSibling(context, figure) && isOfYear(figure, target, catalogue)).toSorted(byPrecision),
    ],
    operands: null,
    parts: partsOf(context, target, [...parts, ...inFamily]),
    levels: direct.length > 0 ? [] : levelsWithin(context, dated),
    sentenceMates: [],
  };
}

/** 2022年 of a school that reports by academic years: where nothing is printed for the year itself, what 2021—2022学年 gives. */
function ofAcademicYear(
  context: CellContext,
  { asked, academic, year }: YearTarget,
  all: readonly ReportRecord[],
  inFamily: readonly Figure[],
): readonly Figure[] {
  if (!asked || academic || year === null || all.some((report) => report.year === year)) return [];
  const own = new Set(all.filter((report) => report.yearKind === "academic" && report.year === year - 1).map(({ id }) => id));
  return inFamily.filter(
    (figure) =>
      own.has(figure.reportId) &&
      (figure.period.kind === "academic" || figure.period.kind === "report") &&
      figure.period.year === year - 1 &&
      figure.aspect === "actual" &&
      isWhole(figure, context.parsed, context.measure) &&
      fitsMeasure(figure, context.measure),
  );
}

/** 2023年计划招生1500人 under 招生计划数, where 招生 of a year after the last report, or what was planned, is asked. */
function isPlannedNext(context: CellContext, figure: Figure, target: YearTarget, reports: readonly ReportRecord[]): boolean {
  const isSuch = figure.indicator.id !== null && context.siblings.has(figure.indicator.id) && figure.indicator.name.includes("计划");
  if (isSuch && context.parsed.wantedAspect === "plan") return true;
  return isSuch && target.asked && target.year !== null && reports.every((report) => report.year !== null && report.year < (target.year ?? 0));
}

/** What the report of the nearest year gives, where the asked year has none. */
function nearestYear(context: CellContext, inFamily: readonly Figure[], { asked, year }: YearTarget): readonly Figure[] {
  if (!asked || year === null) return [];
  const fitting = inFamily.filter(
    (figure) =>
      figure.aspect === "actual" && figure.period.year !== null && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure),
  );
  const distance = (figure: Figure): number => Math.abs((figure.period.year ?? year) - year);
  const nearest = Math.min(...fitting.map(distance));
  return orderFor(
    fitting.filter((figure) => distance(figure) === nearest),
    context.measure,
    { year, asked, academic: false },
  ).slice(0, 1);
}

/** Whether a figure tells what was asked, of the whole owner and in the kind asked for, be it of now or of an earlier time. */
export function tellsAsked(context: CellContext, figure: Figure): boolean {
  const isValue = figure.aspect === "actual" || figure.aspect === "history";
  return isValue && isInFamily(context, figure) && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure);
}

function isInFamily(context: CellContext, figure: Figure): boolean {
  return figure.indicator.id !== null && context.family.has(figure.indicator.id);
}

function isSibling(context: CellContext, figure: Figure): boolean {
  return figure.indicator.id !== null && context.siblings.has(figure.indicator.id) && figure.aspect === "actual" && figure.subject === null;
}

function isChangeOf(context: CellContext, figure: Figure, reports: readonly ReportRecord[]): boolean {
  if (figure.aspect !== "change" || !isWhole(figure, context.parsed, context.measure) || !reports.some((report) => report.id === figure.reportId)) return false;
  return isInFamily(context, figure) || (asksChange(context.measure) && context.measure.entry?.units.includes(figure.unit) === true);
}

/** 经费投入增长率 is an entry of its own, and told as the change of 经费投入. */
export function asksChange(measure: AskedMeasure): boolean {
  return /增长|增幅|增加|降幅|减少|涨幅|变化|growth|increase|decrease|change/i.test(`${measure.asked.words} ${measure.entry?.zh ?? ""}`);
}

/** A figure of a part counts what was asked when it bears the entry or, without one, is counted in the entry's unit. */
function countsTheSame(context: CellContext, figure: Figure): boolean {
  if (figure.indicator.id !== null) return isInFamily(context, figure) && fitsMeasure(figure, context.measure);
  const { kind, unit, entry } = context.measure;
  // People of a part are as a rule its students; a share of a part may be of anything.
  const [own, name] = [foldText(figure.indicator.words), foldText(entry?.zh ?? "")];
  const isNamed =
    kind === "share"
      ? own.includes(name.slice(-NAME_END))
      : figure.unit !== "人" || PUPILS.test(name) || [name, foldText(context.measure.asked.words)].some((words) => own.includes(words.replace(COUNTING, "")));
  return isNamed && figure.kind === kind && figure.unit === (unit ?? entry?.unit);
}

const COUNTING = /^(?:有)?(?:多少|几)[名个位]?|(?:有)?(?:多少|几)[名个位人]?$|总?人?数$/g;
/** Entries that a bare number of people of a part may stand for. */
const PUPILS = /在校生|学生数|学员|人数$|^$/;

/** Characters by which rates are told apart: 就业率, 通过率. */
const NAME_END = 3;

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
  return namesSubject(parsed, figure.subject) && (matchesPart(figure.population, parsed.population) || isNamed(figure, parsed, measure));
}

/** A sub-group that the asked name itself holds is the whole of what was asked: 在编 in 在编教职工数. */
function isNamed(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  const { population } = figure;
  if (parsed.population !== null || population === null) return false;
  return [measure.asked.words, measure.entry?.zh ?? ""].some((words) => foldText(words).includes(foldText(population)));
}

const GRADE = /[特一二三]等奖|[金银铜][奖牌]/;

/** 一等奖几个 where first prizes of one level alone are told: those, by their level. */
function ofOnlyLevel({ parsed, measure }: CellContext, dated: readonly Figure[]): readonly Figure[] {
  if (parsed.population !== null) return [];
  const own = dated.filter(
    ({ indicator, population, subject, aspect }) =>
      indicator.id === measure.entry?.id && subject === null && aspect === "actual" && GRADE.test(indicator.words) && population !== null,
  );
  const levels = own.map(({ population }) => levelSpan(population ?? ""));
  const [first] = levels;
  const isOne = first != null && levels.every((level) => level !== null && isSameLevels(level, first));
  return isOne ? own : [];
}

/** 财政拨款占总经费: the part that another of the asked names holds is not bound to this one. */
function isOfOther({ population }: Figure, { indicators }: ParsedQuestion, { asked }: AskedMeasure): boolean {
  if (population === null || indicators.certainty === "missing" || indicators.certainty === "ambiguous") return false;
  return indicators.value.some(({ words }) => words !== asked.words && foldText(words).includes(foldText(population)));
}

/** 财政拨款 of the money put in: the figure of the very part that the words name goes before that of the whole. */
function namedOnes(figures: readonly Figure[], parsed: ParsedQuestion, { asked }: AskedMeasure): readonly Figure[] {
  const words = foldText(asked.words);
  const named = parsed.population === null ? figures.filter(({ population }) => population !== null && words.includes(foldText(population))) : [];
  return named.length > 0 ? named : figures;
}

/** 哪个系学生最多: one figure for each part of the kind asked about. */
function partsOf(context: CellContext, target: YearTarget, held: readonly Figure[]): readonly Figure[] {
  const noun = context.parsed.partsNoun;
  if (noun === undefined) return [];
  const alike = held.filter(
    (figure) => partName(figure) !== "" && figure.aspect === "actual" && isOfYear(figure, target, context.catalogue) && countsTheSame(context, figure),
  );
  const exact = alike.filter((figure) => partName(figure).endsWith(noun));
  // A school calls its departments 系 or 部.
  const named = exact.length === 0 && noun === "系" ? alike.filter((figure) => /[部院]$/.test(partName(figure))) : exact;
  const own = named.length > 1 ? named : (toldTogether(context, alike, noun) ?? named);
  return own.filter((figure, index) => own.findIndex((other) => partName(other) === partName(figure)) === index);
}

const partName = ({ subject, population }: Figure): string => (subject ?? population ?? "").trim();
const LEAST_TOGETHER = 3;

/** 各专业人数依次为：中餐烹饪512人，幼儿保育438人…: parts that do not bear the noun, in a sentence that says before them what they are. */
function toldTogether({ readText }: CellContext, figures: readonly Figure[], noun: string): readonly Figure[] | null {
  if (readText === undefined) return null;
  const groups = [...new Set(figures.map(sentenceOf))].map((place) => figures.filter((figure) => sentenceOf(figure) === place));
  const said = groups.map((group) =>
    group.filter(({ reportId, source }) => foldText(readText(reportId).slice(source.context.start, source.start)).includes(noun)),
  );
  const [most] = said.filter((group) => group.length >= LEAST_TOGETHER).toSorted((a, b) => b.length - a.length);
  return most ?? null;
}

const sentenceOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;

/** 省级以上: what the reports give of the single levels that it holds. */
function levelsWithin({ parsed, measure }: CellContext, dated: readonly Figure[]): readonly Figure[] {
  const wanted = parsed.population === null ? null : levelSpan(parsed.population);
  if (wanted === null || !wanted.above) return [];
  return dated.filter((figure) => {
    const own = figure.population === null ? null : levelSpan(figure.population);
    return own !== null && own.rank <= wanted.rank && figure.aspect === "actual" && namesSubject(parsed, figure.subject) && fitsMeasure(figure, measure);
  });
}

function matchesPart(held: string | null, asked: string | null): boolean {
  if (asked === null) return held === null;
  if (held === null) return false;
  const [own, wanted] = [levelSpan(held), levelSpan(asked)];
  // 省级以上 holds 国家级 too: the number of the one level is not that of both, nor the other way about.
  if (own !== null && wanted !== null) return isSameLevels(own, wanted);
  const [a, b] = [foldText(held), foldText(asked)];
  return a.includes(b) || b.includes(a);
}

function fitsMeasure(figure: Figure, measure: AskedMeasure): boolean {
  return measure.kind === null || figure.kind === measure.kind;
}

/** 计划招生1200人 is what 招生计划数 states: of an entry that is a plan itself, the plan is the actual value. */
function isStated({ aspect, indicator }: Figure): boolean {
  return aspect === "actual" || (aspect === "plan" && indicator.id !== null && OF_A_PLAN.test(indicator.name));
}

const OF_A_PLAN = /计划[人总]?数$/;

/** An earlier state answers for the very year that the report gives it for, as a table's column of the year before does. */
function isEarlierOfYear(figure: Figure, target: YearTarget): boolean {
  const { evidence, year } = figure.period;
  return target.asked && figure.aspect === "history" && year === target.year && (evidence === "stated" || evidence === "section");
}

/** What the year's own reports say goes before what other years' reports say of it in passing. */
function withoutRepeats(figures: readonly Figure[], reports: readonly ReportRecord[]): readonly Figure[] {
  const own = figures.filter((figure) => figure.aspect === "actual" && reports.some((report) => report.id === figure.reportId));
  return own.length > 0 ? figures.filter((figure) => figure.aspect === "actual") : figures;
}

/** A figure belongs to an asked year by its own period or, where that is silent, by its report's; to a chosen year by its report. */
function isOfYear(figure: Figure, target: YearTarget, catalogue: Catalogue): boolean {
  const reportYear = catalogue.reportsById.get(figure.reportId)?.year ?? null;
  if (!target.asked) return reportYear === target.year;
  const { label, year } = figure.period;
  // 2024届 in a report by academic years is of 2023学年, and is asked for by either.
  const cohort = target.academic ? undefined : /((?:19|20)\d{2})届/.exec(label)?.[1];
  return cohort !== undefined ? Number(cohort) === target.year : year === null ? reportYear === target.year : year === target.year;
}

/** Beyond this factor the smaller of two numbers or amounts under one name is a part of the larger. */
const PART_FACTOR = 2;

/** A number far below another of its name (培训180人次 beside 约1.2万人次) is a part of it and goes last; else the exact one goes first. */
function orderFor(figures: readonly Figure[], measure: AskedMeasure, target: YearTarget): readonly Figure[] {
  if (figures.length < 2) return figures;
  const largest = new Map<string, number>();
  const groupOf = (figure: Figure): string => `${figure.indicator.id} ${figure.unit} ${figure.reportId}`;
  for (const figure of figures) largest.set(groupOf(figure), Math.max(largest.get(groupOf(figure)) ?? 0, Number(figure.value)));
  const isPart = (figure: Figure): boolean =>
    (figure.kind === "count" || figure.kind === "amount") && Number(figure.value) * PART_FACTOR < (largest.get(groupOf(figure)) ?? 0);
  const vague = figures.filter((figure) => figure.indicator.id === measure.entry?.id);
  const isSharper = (figure: Figure): boolean => vague.length > 0 && vague.every((other) => sharpens(figure, other));
  const cost = (figure: Figure): number =>
    (figure.indicator.id === measure.entry?.id || isSharper(figure) ? 0 : 8) +
    (measure.unit === null || figure.unit === measure.unit ? 0 : 4) +
    (isPart(figure) ? 1 : 0) +
    (target.academic === (figure.period.kind === "academic") ? 0 : target.academic || (target.asked && isOtherYear(figure)) ? 2 : 0);
  return figures.toSorted((a, b) => cost(a) - cost(b) || byPrecision(a, b));
}

/** 2023年 is asked for: what the report gives for just that year goes before what it gives for its academic year. */
const isOtherYear = ({ period }: Figure): boolean => period.kind === "academic" && period.evidence !== "stated";

/** A round number says no more than its exact sibling near by: 2300多人 beside 全日制2347人. */
const ROUND_FACTOR = 1.1;

function sharpens(figure: Figure, round: Figure): boolean {
  const [value, low] = [Number(figure.value), Number(round.value)];
  const isRound = round.qualifier === "over" || round.qualifier === "about" || round.qualifier === "at_least";
  const from = round.qualifier === "about" ? low / ROUND_FACTOR : low;
  return (
    isRound && figure.qualifier === "exact" && figure.unit === round.unit && figure.reportId === round.reportId && value >= from && value <= low * ROUND_FACTOR
  );
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
  return alike.filter((figure) => yearOf(figure) === latest);
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
