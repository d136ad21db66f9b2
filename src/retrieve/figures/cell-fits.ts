import type { Figure } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { ReportRecord } from "../../store/store.ts";
import { foldText } from "../../text/fold.ts";
import type { Catalogue } from "../catalogue.ts";
import type { CellContext } from "./cell-context.ts";
import { isSameLevels, levelSpan } from "./levels.ts";
import type { AskedMeasure } from "./measures.ts";
import type { YearTarget } from "./periods.ts";
import { namesSubject } from "./subjects.ts";

/** Whether a figure tells what was asked, of the whole owner and in the kind asked for, be it of now or of an earlier time. */
export function tellsAsked(context: CellContext, figure: Figure): boolean {
  const isValue = figure.aspect === "actual" || figure.aspect === "history";
  return isValue && isInFamily(context, figure) && isWhole(figure, context.parsed, context.measure) && fitsMeasure(figure, context.measure);
}

export function isInFamily(context: CellContext, figure: Figure): boolean {
  return figure.indicator.id !== null && context.family.has(figure.indicator.id);
}

export function isSibling(context: CellContext, figure: Figure): boolean {
  return figure.indicator.id !== null && context.siblings.has(figure.indicator.id) && figure.aspect === "actual" && figure.subject === null;
}

export function isChangeOf(context: CellContext, figure: Figure, reports: readonly ReportRecord[]): boolean {
  if (figure.aspect !== "change" || !isWhole(figure, context.parsed, context.measure) || !reports.some((report) => report.id === figure.reportId)) return false;
  return isInFamily(context, figure) || (asksChange(context.measure) && context.measure.entry?.units.includes(figure.unit) === true);
}

/** 经费投入增长率 is an entry of its own, and told as the change of 经费投入. */
export function asksChange(measure: AskedMeasure): boolean {
  return /增长|增幅|增加|降幅|减少|涨幅|变化|growth|increase|decrease|change/i.test(`${measure.asked.words} ${measure.entry?.zh ?? ""}`);
}

/** A figure of a part counts what was asked when it bears the entry or, without one, is counted in the entry's unit. */
export function countsTheSame(context: CellContext, figure: Figure): boolean {
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

export function latestReports(reports: readonly ReportRecord[]): readonly ReportRecord[] {
  const latest = Math.max(...reports.map((report) => report.year ?? 0));
  return reports.filter((report) => (report.year ?? 0) === latest);
}

/** Whole owner (or the subject and sub-group that the question names). */
export function isWhole(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  return namesSubject(parsed, figure.subject) && (matchesPart(figure.population, parsed.population) || isNamed(figure, parsed, measure));
}

/** A sub-group that the asked name itself holds is the whole of what was asked: 在编 in 在编教职工数. */
export function isNamed(figure: Figure, parsed: ParsedQuestion, measure: AskedMeasure): boolean {
  const { population } = figure;
  if (parsed.population !== null || population === null) return false;
  return [measure.asked.words, measure.entry?.zh ?? ""].some((words) => foldText(words).includes(foldText(population)));
}

/** 财政拨款占总经费: the part that another of the asked names holds is not bound to this one. */
export function isOfOther({ population }: Figure, { indicators }: ParsedQuestion, { asked }: AskedMeasure): boolean {
  if (population === null || indicators.certainty === "missing" || indicators.certainty === "ambiguous") return false;
  return indicators.value.some(({ words }) => words !== asked.words && foldText(words).includes(foldText(population)));
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

export function fitsMeasure(figure: Figure, measure: AskedMeasure): boolean {
  return measure.kind === null || figure.kind === measure.kind;
}

/** 计划招生1200人 is what 招生计划数 states: of an entry that is a plan itself, the plan is the actual value. */
export function isStated({ aspect, indicator }: Figure): boolean {
  return aspect === "actual" || (aspect === "plan" && indicator.id !== null && OF_A_PLAN.test(indicator.name));
}

const OF_A_PLAN = /计划[人总]?数$/;

/** An earlier state answers for the very year that the report gives it for, as a table's column of the year before does. */
export function isEarlierOfYear(figure: Figure, target: YearTarget): boolean {
  const { evidence, year } = figure.period;
  return target.asked && figure.aspect === "history" && year === target.year && (evidence === "stated" || evidence === "section");
}

/** A figure belongs to an asked year by its own period or, where that is silent, by its report's; to a chosen year by its report. */
export function isOfYear(figure: Figure, target: YearTarget, catalogue: Catalogue): boolean {
  const reportYear = catalogue.reportsById.get(figure.reportId)?.year ?? null;
  if (!target.asked) return reportYear === target.year;
  const { label, year } = figure.period;
  // 2024届 in a report by academic years is of 2023学年, and is asked for by either.
  const cohort = target.academic ? undefined : /((?:19|20)\d{2})届/.exec(label)?.[1];
  return cohort !== undefined ? Number(cohort) === target.year : year === null ? reportYear === target.year : year === target.year;
}
