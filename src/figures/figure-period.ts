import type { Period } from "../domain/figure.ts";
import type { PeriodMention } from "../text/periods.ts";
import { clauseStart, type SentenceView } from "./sentence-view.ts";

/** What the period of a figure is inferred from when its sentence says nothing. */
export interface PeriodFrame {
  readonly year: number | null;
  readonly yearKind: "calendar" | "academic";
  /** The report's text. */
  readonly text?: string;
}

/** An event's year (创建于1979年, 2016年升格为…) dates the event, not the numbers of later clauses. */
const EVENT_AFTER = /^(?:的|以来|起|版|成立|创建|创办|建校|建成|升格|升级|被|获|评为|晋升|更名|合并|搬迁|由|经|通过|入选|\d{0,2}月?被|前|后|新)/;
const EVENT_BEFORE = /(?:于|自|从|始建于|《|\(|创建于)$/;
const PRESENT = /现有|目前|现|今年|本年度|本学年|截至|截止|如今/;
/** 较2018年，…: the year that something is measured against. */
const BASE_BEFORE = /(?:比|较|与|同)$/;

/** Period of the number at `position`: stated before it in its sentence, else the section heading's, else the report's own year. */
export function periodOf(
  view: SentenceView,
  place: { readonly since: number; readonly position: number; readonly opening?: PeriodMention | null },
  frame: PeriodFrame,
  sectionPeriods: readonly PeriodMention[],
): { readonly period: Period; readonly relative: PeriodMention["relative"] } {
  const { since, position, opening = null } = place;
  const own = bracketedAfter(view, position);
  if (own !== undefined) return { period: anchor(own, frame), relative: own.relative };
  const stated = view.periods.findLast((mention) => mention.end <= position && mention.start >= since && governs(view, mention, position));
  if (stated !== undefined) return { period: anchor(stated, frame), relative: stated.relative };
  if (opening !== null && !PRESENT.test(view.text.slice(view.sentence.start, position))) return { period: anchor(opening, frame), relative: opening.relative };
  const heading = sectionPeriods[sectionPeriods.length - 1];
  if (heading !== undefined) return { period: { ...anchor(heading, frame), evidence: "section" }, relative: heading.relative };
  return { period: reportPeriod(frame), relative: null };
}

function governs(view: SentenceView, mention: PeriodMention, position: number): boolean {
  const between = view.text.slice(mention.end, position);
  if (inEarlierBracket(view, mention, position)) return false;
  if (isBracketed(view, mention) && view.quantities.some(({ end }) => end === mention.start - 1)) return false;
  // 三年前毕业的学生, 前年开设的专业: the time of something else.
  if (mention.back !== undefined && !AGO_BEFORE_VALUE.test(between)) return false;
  const sameClause = mention.start >= clauseStart(view, position);
  if (!sameClause && mention.relative !== "this" && PRESENT.test(between)) return false;
  const quotes = (between.match(/《/g)?.length ?? 0) < (between.match(/》/g)?.length ?? 0);
  if (quotes) return false;
  if (
    BASE_BEFORE.test(view.text.slice(Math.max(view.sentence.start, mention.start - 2), mention.start)) &&
    !/^(?:同期)?(?:的|为|是|只有|仅|\()*$/.test(between)
  )
    return false;
  // 2019年开设的汽修专业现有学生…: the year is that of what has them.
  if (sameClause) return !/^(?:版|级|届)/.test(between) && !/^[^，的]{1,8}的.*(?:现有|现共|目前|现在|如今)/.test(between);
  if (mention.relative === "previous" || mention.relative === "next")
    return leadsSegment(view, mention) || opensAlone(view, mention) || ofLastClass(view, mention);
  return !EVENT_AFTER.test(between) && !EVENT_BEFORE.test(view.text.slice(view.sentence.start, mention.start));
}

/** 本学年…；上学年总收入4126万元，总支出3987万元: set against another time, it holds for its whole side of the semicolon. */
const leadsSegment = ({ text, sentence }: SentenceView, { start }: PeriodMention): boolean => start === sentence.start && /[；;]/.test(text.charAt(start - 1));
/** 去年，毕业生升学率为58.2%: set apart by a comma, it holds for what follows until a word for now. */
const opensAlone = ({ text, sentence }: SentenceView, { start, end }: PeriodMention): boolean => start === sentence.start && /^[,，]/.test(text.slice(end));
/** 上届毕业生798人，就业率95.2%: who is told of goes on to be told of. */
const ofLastClass = ({ text, sentence }: SentenceView, { start, end }: PeriodMention): boolean =>
  start === sentence.start && /届$/.test(text.slice(start, end)) && text.startsWith("毕业", end);

/** 三年前在校生仅…, 前年为…: nothing but a name and linking words between. */
const AGO_BEFORE_VALUE = /^(?!.*(?:毕业|开设|成立|设立|建成|创办|入学|入校|入职|现有|目前|就业的|的(?=[\u4e00-\u9fff]{2}))).{0,16}$/;

const isBracketed = ({ text }: SentenceView, { start, end }: PeriodMention): boolean => text[start - 1] === "(" && text[end] === ")";

/** 1126人（2021年1184人），其中春季140人: a year that stands in brackets with a number of its own holds for nothing behind them. */
function inEarlierBracket(view: SentenceView, mention: PeriodMention, position: number): boolean {
  const open = view.text.lastIndexOf("(", mention.start);
  const close = view.text.indexOf(")", mention.end);
  if (open < view.sentence.start || close < 0 || close >= position || view.text.slice(open, mention.start).includes(")")) return false;
  return view.quantities.some(({ start, end }) => start > open && end <= close);
}

/** 96.2%（2021年）: a time in brackets right behind a number is that number's. */
function bracketedAfter(view: SentenceView, position: number): PeriodMention | undefined {
  const quantity = view.quantities.find(({ start }) => start === position);
  return quantity === undefined ? undefined : view.periods.find((mention) => mention.start === quantity.end + 1 && isBracketed(view, mention));
}

/** A relative word takes its year from the report's, and a class of graduates, told of by academic years, is of the one that it left in. */
export function anchor(mention: PeriodMention, frame: PeriodFrame): Period {
  if (frame.year !== null && mention.back !== undefined) return { ...mention.period, year: frame.year - mention.back };
  if (frame.yearKind === "academic" && mention.period.year !== null && mention.period.label.endsWith("届"))
    return { ...mention.period, kind: "academic", year: mention.period.year - 1 };
  // 截至2025年6月 in a report of 2024—2025学年: the second half of its own year.
  if (frame.yearKind === "academic" && frame.year !== null && mention.period.year === frame.year + 1 && SECOND_HALF.test(mention.period.label))
    return { ...mention.period, kind: "academic", year: frame.year };
  if (mention.relative === null || mention.period.year !== null) return mention.period;
  const shift = mention.relative === "previous" ? -1 : mention.relative === "next" ? 1 : 0;
  const year = mention.period.kind === "academic" ? schoolYearOf(frame) : frame.year;
  return { ...mention.period, year: year === null ? null : year + shift };
}

const SECOND_HALF = /^(?:19|20)\d{2}年0?[1-8]月/;
const SCHOOL_YEAR = /((?:19|20)\d{2}) ?(?:[-—–~至] ?(?:(?:19|20)?\d{2}) ?)?学年/g;
const schoolYears = new WeakMap<PeriodFrame, number | null>();

/** 本学年 in a report of 2021 that tells of 2020学年 throughout is 2020学年, the one that ended in its year. */
function schoolYearOf(frame: PeriodFrame): number | null {
  const { year, yearKind, text } = frame;
  if (year === null || yearKind === "academic" || text === undefined) return year;
  const known = schoolYears.get(frame);
  if (known !== undefined) return known;
  const named = [...text.matchAll(SCHOOL_YEAR)].map(([, first]) => Number(first));
  const count = (one: number): number => named.filter((other) => other === one).length;
  const meant = count(year - 1) > count(year) ? year - 1 : year;
  schoolYears.set(frame, meant);
  return meant;
}

/** Most figures of a report share its own period. */
const ownPeriods = new WeakMap<PeriodFrame, Period>();

function reportPeriod(frame: PeriodFrame): Period {
  const known = ownPeriods.get(frame);
  if (known !== undefined) return known;
  const period = toReportPeriod(frame);
  ownPeriods.set(frame, period);
  return period;
}

function toReportPeriod(frame: PeriodFrame): Period {
  if (frame.year === null) return { kind: "unknown", year: null, label: "", evidence: "none" };
  return { kind: "report", year: frame.year, label: frame.yearKind === "academic" ? `${frame.year}学年` : `${frame.year}年度`, evidence: "title" };
}
