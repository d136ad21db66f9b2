import type { Period, Qualifier, QuantityKind } from "../../domain/figure.ts";
import type { Comparator, Language } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import type { IndicatorLabel, Part, Piece } from "../parts.ts";
import { englishWording } from "./wording.en.ts";
import { chineseWording } from "./wording.zh.ts";

/** Who, what and when of one told figure, each already in parts. */
export interface Told {
  readonly owner: Piece;
  readonly measure: Piece;
  /** Null when the period is the report's own and unknown. */
  readonly period: Piece | null;
  /** The figure with its marker. */
  readonly figure: Piece;
}

export interface Row {
  readonly owner: Piece;
  readonly period: Piece | null;
  readonly figure: Piece;
}

/** More or less, of what: a number is 多, an area 大, a share 高. */
export interface Degree {
  readonly top: "max" | "min";
  readonly kind: QuantityKind;
  /** Two are set beside each other: the one has more, not most. */
  readonly pair?: boolean;
}

type Parts = readonly Part[];

/** Every sentence that Wenbao says, in one language. Numbers come in as parts; the sentences themselves hold no digit. */
export interface Wording {
  readonly language: Language;
  periodLabel(period: Period): string;
  /** The word of vagueness before an English value; Chinese keeps it in the raw. */
  qualified(value: string, qualifier: Qualifier): string;
  owner(owner: Owner): Part;
  indicator(label: IndicatorLabel): Part;
  /** An indicator with its figure: 在校生数2446人, "students: 2,446". */
  named(indicator: Piece, figure: Piece): Parts;
  /** A group as the question names it. */
  group(population: string): string;
  measure(indicator: Piece, population: Piece | null, subject: Piece | null): Parts;

  value(told: Told): Parts;
  /** A number that no entry names, with the sentence that tells what it is of. */
  valueByQuote(told: Told, quote: Piece): Parts;
  /** Several numbers fit what was asked alike. */
  /** Said above numbers that go by another name than the one asked for. */
  saidOtherwise(): Parts;
  rivals(words: Piece): Parts;
  otherPeriod(told: Told): Parts;
  earlierReport(told: Told): Parts;
  /** The whole is not given, some sides of it are. */
  /** A change as the report prints it; which way it went where that is plain, and against what where that is said. */
  changed(told: Told, way: "up" | "down" | null, basis: "previous" | Piece | null): Parts;
  /** Parts are set against each other, and the report tells of none, of one, or of some. */
  partsNotGiven(owner: Piece, measure: Piece, noun: Piece): Parts;
  onePartGiven(noun: Piece): Parts;
  /** Parts are given, and none of them meets the limit. */
  partsNone(measure: Piece, condition: Piece, noun: Piece): Parts;
  /** 在校生数超过400人的专业有3个. */
  partsCounted(measure: Piece, condition: Piece, noun: Piece, count: Piece): Parts;
  /** The sides of one thing as a report gives them, or those that meet a condition. */
  itemsGiven(owner: Piece, items: readonly Piece[], condition: Piece | null): Parts;
  partsGiven(noun: Piece): Parts;
  /** The part or side with the most or least, several where they are equal; `measure` is empty where the sides are named by themselves. */
  leads(owner: Piece, measure: Piece, items: readonly Piece[], degree: Degree, value: Pick<Told, "period" | "figure">): Parts;
  /** The report prints nothing of the region that it is set beside. */
  regionNotGiven(owner: Piece, measure: Piece, region: Piece): Parts;
  /** 省级以上: single levels alone are given, not all of them. */
  levelsOnly(owner: Piece, measure: Piece, items: readonly Piece[]): Parts;
  sides(owner: Piece, measure: Piece, items: readonly Piece[]): Parts;
  row(row: Row): Parts;
  rankedRow(rank: Piece, row: Row): Parts;

  conflict(told: Omit<Told, "figure"> & { readonly figures: readonly Piece[] }): Parts;
  roughly(told: Omit<Told, "figure"> & { readonly figures: readonly Piece[] }): Parts;
  several(told: Omit<Told, "figure"> & { readonly figures: readonly Piece[] }): Parts;
  noTotal(owner: Piece, measure: Piece): Parts;
  approximate(figures: readonly Piece[]): Parts;
  aside(told: Told, aspect: "plan" | "change" | "history" | "rank" | "actual"): Parts;
  near(told: Told): Parts;
  subjectOnly(owner: Piece, subject: Piece): Parts;

  /** No mean as asked for is printed, and none follows from what is. */
  noMean(owner: Piece): Parts;
  kindMissing(owner: Piece, measure: Piece, wanted: QuantityKind, given: readonly Piece[]): Parts;
  notReported(owner: Piece, measure: Piece): Parts;
  notReportedByAny(measure: Piece): Parts;
  alsoReportedBy(owners: readonly Piece[], measure: Piece): Parts;
  noReport(owner: Piece, year: Piece, available: readonly Piece[]): Parts;
  /** No school at all has a report for the year asked. */
  noReportOfYear(year: Piece): Parts;
  /** Several schools without a report for the year asked, each with the years that it has. */
  noReports(year: Piece, owners: readonly { readonly owner: Piece; readonly available: readonly Piece[] }[]): Parts;
  /** The nearest year that is there, where the asked one is not. */
  otherYear(told: Told): Parts;
  /** Years without a report of their own, whose figures a later report prints. */
  printedLater(owner: Piece, years: readonly Piece[], year: Piece): Parts;
  /** A calendar year was asked for, and the school reports by academic years. */
  byAcademicYear(owner: Piece, period: Piece): Parts;
  unknownOwner(name: Piece): Parts;
  knownOwners(owners: readonly Piece[]): Parts;
  emptyIndex(): Parts;
  nobody(scope: "schools" | "regions"): Parts;
  /** The last of the items told, of more than are told. */
  amongMore(last: Piece, total: Piece): Parts;
  moreRows(shown: Piece, total: Piece): Parts;
  missing(measure: Piece, owners: readonly Piece[]): Parts;
  coverage(reported: Piece, total: Piece, missing: readonly Piece[]): Parts;
  coverageYearly(owner: Piece, years: readonly Piece[]): Parts;

  winner(owner: Piece, measure: Piece, degree: Degree, rows: readonly Row[]): Parts;
  tie(measure: Piece, rows: readonly Row[]): Parts;
  cannotCompareKind(kind: QuantityKind, measure: Piece, given: readonly Row[], missing: readonly Piece[], otherKind: readonly Row[]): Parts;
  byOtherKind(kind: QuantityKind, owner: Piece, rows: readonly Row[], degree: Degree): Parts;
  cannotCompareBounds(measure: Piece, rows: readonly Row[]): Parts;
  cannotCompareUnits(measure: Piece, rows: readonly Row[]): Parts;
  /** `computed`: what follows from the figures of those that do not print it. */
  onlyOneReports(measure: Piece, row: Row, missing: readonly Piece[], computed?: readonly Row[]): Parts;
  needsTwo(measure: Piece): Parts;
  /** The exact values can be ordered; those given as a bound may lie anywhere. */
  bestExact(owner: Piece, measure: Piece, degree: Degree, value: Row, open: readonly Row[]): Parts;
  /** The schools give figures of different things under one question: each is told, none is ranked. */
  cannotCompareMeasures(measure: Piece, items: readonly { readonly owner: Piece; readonly measure: Piece; readonly figure: Piece }[]): Parts;
  /** Where a named school stands. */
  placeOf(owner: Piece, measure: Piece, place: Piece, total: Piece, degree: Degree): Parts;
  /** One school's year with the most or least. */
  bestYear(owner: Piece, measure: Piece, degree: Degree, value: Row): Parts;
  onlyOneCounts(measure: Piece, row: Row, missing: readonly Piece[]): Parts;
  planOnly(told: Told): Parts;
  rankHead(measure: Piece, degree: Degree): Parts;
  differentPeriod(rows: readonly Row[]): Parts;
  /** Shares of different things: said before the numbers are put in order. */
  unlikeShares(rows: readonly { readonly owner: Piece; readonly denominator: Piece }[]): Parts;
  differentDenominator(rows: readonly { readonly owner: Piece; readonly denominator: Piece | null }[]): Parts;
  differentMeasure(rows: readonly { readonly owner: Piece; readonly measure: Piece }[]): Parts;
  converted(formula: Piece): Parts;

  derivedNote(formula: Piece): Parts;
  aggregate(kind: "sum" | "mean" | "median", measure: Piece, result: Piece, reported: Piece, total: Piece): Parts;
  aggregateItems(kind: "sum" | "mean" | "median", owner: Piece, measures: readonly Piece[], result: Piece): Parts;
  sharesDoNotAdd(measure: Piece): Parts;
  /** What one school has of what `schools` of them have together. */
  shareOfAll(owner: Piece, measure: Piece, part: Piece, total: Piece, schools: Piece, result: Piece): Parts;
  /** 上年为…: follows from this year's number and the printed change. */
  formerFrom(owner: Piece, measure: Piece, value: Piece): Parts;
  /** 第二多的是…: `place` in the words of the question. */
  atPlace(owner: Piece, place: Piece, items: readonly Piece[], value: Pick<Told, "period" | "figure">): Parts;
  plainMean(): Parts;
  unweighted(): Parts;
  difference(more: Piece, less: Piece, measure: Piece, by: Piece, degree: Degree): Parts;
  /** Two indicators of one owner. */
  differenceWithin(owner: Piece, more: Piece, less: Piece, by: Piece, degree: Degree): Parts;
  noDifferenceWithin(owner: Piece, a: Piece, b: Piece): Parts;
  noDifference(a: Piece, b: Piece, measure: Piece): Parts;
  multiple(a: Piece, b: Piece, measure: Piece, times: Piece): Parts;
  /** Of what is to be worked with one number is not found. */
  operandUnfound(owner: Piece, words: Piece): Parts;
  multipleWithin(owner: Piece, a: Piece, b: Piece, times: Piece): Parts;
  shareOf(owner: Piece, part: Piece, whole: Piece, result: Piece): Parts;
  /** So much for each, by how many got it. */
  timesAll(owner: Piece, each: Piece, people: Piece, result: Piece): Parts;
  perUnit(owner: Piece, part: Piece, whole: Piece, result: Piece): Parts;
  lessPart(owner: Piece, whole: Piece, part: Piece, result: Piece): Parts;
  /** A share taken of another whole than its own, `wanting`, which is not given. */
  ofOtherWhole(measure: Piece, whole: Piece, wanting: Piece): Parts;
  computedValue(owner: Piece, measure: Piece, result: Piece): Parts;
  inconsistent(owner: Piece, measure: Piece, printed: Piece, formula: Piece): Parts;
  /** What a share leaves of the whole. */
  restOf(owner: Piece, measure: Piece, rest: Piece): Parts;
  /** Whether a share put forward follows from the two numbers beside it. */
  checked(holds: boolean, said: Piece, made: Piece): Parts;
  /** A share of what is more than the whole, and so no part of it. */
  notPartOf(owner: Piece, part: Piece, whole: Piece): Parts;
  noResult(): Parts;

  auditHead(owner: Piece, year: Piece | null): Parts;
  auditNone(owner: Piece, year: Piece | null): Parts;
  /** What a report writes of the things whose agreement is asked about. */
  auditValues(owner: Piece, figures: readonly Piece[]): Parts;
  auditHolds(formula: Piece, printed: Piece): Parts;
  /** Numbers that do not go together; with low certainty the report's wording may explain it. */
  auditTogether(owner: Piece, figures: readonly Piece[], certainty: "high" | "medium" | "low"): Parts;
  auditSome(looked: Piece, all: Piece): Parts;

  trendHead(owner: Piece, measure: Piece): Parts;
  trendChange(owner: Piece, measure: Piece, from: Piece, to: Piece, change: Piece, relation: "up" | "down"): Parts;
  trendFlat(owner: Piece, measure: Piece, from: Piece, to: Piece): Parts;
  trendGrowth(formula: Piece): Parts;
  trendOne(owner: Piece, measure: Piece): Parts;
  missingYears(owner: Piece, years: readonly Piece[]): Parts;

  filterHead(measure: Piece, condition: Piece, owners: readonly Piece[], count: Piece): Parts;
  filterNone(measure: Piece, condition: Piece): Parts;
  /** Several conditions at once. */
  /** Schools begun within the years asked about; none of them. */
  founded(owners: readonly Piece[], count: Piece, condition: Piece): Parts;
  foundedFirst(owners: readonly Piece[], oldest: boolean): Parts;
  foundedUnsaid(owners: readonly Piece[]): Parts;
  filterAll(conditions: readonly Piece[], owners: readonly Piece[], count: Piece): Parts;
  filterOpen(owners: readonly Piece[]): Parts;
  filterUndecided(rows: readonly Row[]): Parts;
  condition(comparator: Comparator, threshold: Piece): Parts;
  /** Both ends of a range. */
  conditionBetween(low: Comparator, least: Piece, high: Comparator, most: Piece): Parts;
  /** Both ends as the question has them in one (2到3万). */
  conditionAsTyped(limits: Piece): Parts;
  /** The limit is another school's own figure, or a part or multiple of it. */
  conditionThan(comparator: Comparator, owner: Piece, figure: Piece, scaled: Piece | null): Parts;

  plainYes(): Parts;
  plainNo(): Parts;
  yesFigure(told: Told): Parts;
  noFigure(told: Told): Parts;
  undecidedFigure(told: Told): Parts;
  existsFigure(told: Told): Parts;
  existsQuote(owner: Piece, quote: Piece): Parts;
  /** The report says so in these very words, or that there is none. */
  saysYes(owner: Piece, quote: Piece, asked: "is there" | "is so"): Parts;
  /** Asked for as done, and told as a plan. */
  notYet(owner: Piece, quote: Piece): Parts;
  saysNo(owner: Piece, quote: Piece): Parts;
  noMention(owners: readonly Piece[], words: Piece): Parts;
  /** Said below quotations that tell what is meant to be. */
  planMention(): Parts;
  planIsNoFact(told: Told): Parts;

  /** Owners by how many years of reports they have. */
  yearsHeld(comparator: Comparator, years: Piece, owners: Piece): Parts;
  yearsHeldNone(comparator: Comparator, years: Piece): Parts;
  yearsRow(owner: Piece, years: readonly Piece[]): Parts;

  coverageHead(measure: Piece, owners: readonly Piece[], reported: Piece, total: Piece): Parts;
  coverageNone(measure: Piece): Parts;
  /** A side of schools: its indicators row by row, what is left out, and what all give. */
  overviewHead(owners: readonly Piece[]): Parts;
  overviewShared(owners: readonly Piece[]): Parts;
  overviewSharedNone(owners: readonly Piece[]): Parts;
  overviewRow(measure: Piece, items: readonly Row[]): Parts;
  overviewLacking(owner: Piece, measures: readonly Piece[]): Parts;
  overviewComplete(owner: Piece): Parts;
  overviewChecked(owner: Piece, measures: readonly Piece[]): Parts;
  reportsHead(reports: Piece, owners: Piece): Parts;
  reportRow(title: Piece, owner: Piece, year: Piece | null): Parts;

  quoteDirect(owner: Piece, quote: Piece): Parts;
  /** The one of several things that was pointed at, by its name in the report. */
  toldItem(owner: Piece, name: Piece, marker: Piece): Parts;
  /** Those of a list that are of the level asked for. */
  toldOfLevel(owner: Piece, level: Piece, names: Piece): Parts;
  /** Where in a report something stands. */
  standsIn(owner: Piece, section: Piece, marker: Piece): Parts;
  extract(section: Piece, quote: Piece): Parts;
  extractOf(owner: Piece, section: Piece, quote: Piece): Parts;
  listMayBeIncomplete(): Parts;
  /** The things are spoken of, and listed nowhere. */
  noList(words: Piece): Parts;
  /** What was asked for a reason or a way of doing is spoken of, and neither given. */
  /** Sentences are quoted of which none is likely to tell what was asked. */
  onlyNearby(): Parts;
  notExplained(words: Piece, what: "reason" | "method"): Parts;
  /** No report says that the measure went the way the question takes for granted. */
  changeNotReported(measure: Piece, direction: "up" | "down"): Parts;
  /** The report says that the measure went the other way. */
  changeOpposite(measure: Piece, direction: "up" | "down", quote: Piece): Parts;
  /** No report is of the year asked about; what is quoted stands in reports of other years that speak of it. */
  toldInReportsOf(year: Piece, reportYears: readonly Piece[]): Parts;
  nothingFound(words: Piece): Parts;
  definitionHelp(indicator: Piece, definition: Piece): Parts;
  notDefinedInReports(indicator: Piece): Parts;
  dictionaryOnly(): Parts;

  premise(): Parts;
  inherited(what: "schools" | "indicators" | "period", values: readonly Piece[]): Parts;
  impliedAll(): Parts;
  readAs(indicator: Piece, others: readonly Piece[]): Parts;
  outOfScope(reason: string): Parts;
  whichOwner(words: Piece): Parts;
  whatIndicator(): Parts;
  withheld(): Parts;
  /** Questions of the line beyond those that are answered at once. */
  tooManyQuestions(rest: Piece): Parts;

  askValue(owner: Piece, measure: Piece): Parts;
  askCompare(measure: Piece, degree: Degree): Parts;
  askCoverage(measure: Piece): Parts;
}

/** The wording of a language. */
export function wordingFor(language: Language): Wording {
  return language === "zh" ? chineseWording : englishWording;
}
