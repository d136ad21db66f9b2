import type { Period, Qualifier, QuantityKind } from "../../domain/figure.ts";
import { joinParts, type Part, type Piece, say, toParts } from "../parts.ts";
import type { Row, Told, Wording } from "./wording.ts";

const KINDS: Readonly<Record<QuantityKind, string>> = {
  count: "number",
  share: "share",
  amount: "amount",
  area: "area",
  average: "average",
  score: "score",
  ratio: "ratio",
};
const ASPECTS = { plan: "planned", change: "change in", history: "earlier", rank: "rank in", actual: "" } as const;
const COMPARATORS = { ">": "above", ">=": "of at least", "<": "below", "<=": "of at most", "=": "of exactly" } as const;
const COUNTS = { ">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "=": "exactly" } as const;
const OPERATIONS = { sum: "Total", mean: "Mean", median: "Median" } as const;
const QUALIFIERS: Readonly<Record<Qualifier, string>> = {
  exact: "",
  about: "about ",
  at_least: "at least ",
  over: "more than ",
  up_to: "up to ",
  under: "less than ",
  range: "",
};
const REFUSALS: Readonly<Record<string, string>> = {
  opinion: "That asks for an opinion. I answer only from the facts and figures of the reports.",
  prediction: "The reports say what has happened; they do not predict. I answer only from their facts and figures.",
  personal: "I give no information about private persons. I answer about schools, from their reports.",
  chitchat: "Hello. I answer questions from schools' quality reports and show where each answer stands.",
};
const REFUSAL = "That lies outside the quality reports. I answer only from their facts and figures.";

const oneFigure = ([row]: readonly Row[]): readonly Part[] =>
  row === undefined ? [] : say`${row.owner}${toParts(row.owner).length === 0 ? "" : " "}${row.figure}${bracket(row.period)}`;
const list = (pieces: readonly Piece[]): readonly Part[] => joinParts(pieces, ", ");
const bracket = (piece: Piece | null): readonly Part[] => (piece === null || toParts(piece).length === 0 ? [] : say` (${piece})`);
const whose = (told: Pick<Told, "owner" | "measure" | "period">): readonly Part[] => say`${told.measure} of ${told.owner}${bracket(told.period)}`;
const oneRow = (row: Row): readonly Part[] =>
  toParts(row.owner).length === 0 ? say`${row.period ?? ""}: ${row.figure}` : say`${row.owner}${bracket(row.period)}: ${row.figure}`;
const rows = (items: readonly Row[]): readonly Part[] => joinParts(items.map(oneRow), "; ");

function periodLabel(period: Period): string {
  if (period.year === null) return period.label;
  const cohort = /((?:19|20)\d{2})届/.exec(period.label)?.[1];
  if (cohort !== undefined && period.kind === "academic") return `class of ${cohort}`;
  return period.kind === "academic" ? `academic year ${period.year}` : String(period.year);
}

/** English wording; quotations stay in the language of their report. */
export const englishWording: Wording = {
  language: "en",
  periodLabel,
  qualified: (value, qualifier) => `${QUALIFIERS[qualifier]}${value}`,
  owner: (owner) => ({ kind: "owner", owner, form: "nameEn" }),
  indicator: (label) => ({ kind: "indicator", label, form: "nameEn" }),
  named: (indicator, figure) => say`${indicator} ${figure}`,
  group: (population) => population.replace(/^(\d{2})岁以([上下])$/, (_, age: string, end: string) => `aged ${age} or ${end === "上" ? "over" : "under"}`),
  measure: (indicator, population, subject) => say`${indicator}${bracket(population)}${subject === null ? "" : say` of ${subject}`}`,

  value: (told) => say`${whose(told)}: ${told.figure}.`,
  valueByQuote: (told, quote) => say`${told.owner}${bracket(told.period)}: ${told.figure}. In the report's words: ${quote}`,
  saidOtherwise: () => say`The report gives no figure under the name asked for; the closest is:`,
  rivals: (words) => say`Several numbers may be meant by “${words}”; compare the sentences:`,
  otherPeriod: (told) =>
    say`The report also gives the ${told.measure}${told.period === null ? " for another period" : say` for ${told.period}`}: ${told.figure}.`,
  changed: (told, way, basis) =>
    say`${whose(told)} ${way === "up" ? "went up by" : way === "down" ? "went down by" : "changed by"} ${told.figure}${basis === null ? "" : basis === "previous" ? " on the year before" : say` against ${basis}`}.`,
  partsNotGiven: (owner, measure, noun) =>
    say`${owner === "" ? "The reports give" : say`The report of ${owner} gives`} no ${measure} by part${noun === "" ? "" : say` (${noun})`}.`,
  onePartGiven: () => say`Only this part has a figure, so there is no ranking.`,
  partsNone: (measure, condition) => say`Of the parts whose figures the report gives, none has ${measure} ${condition}.`,
  partsCounted: (measure, condition, _noun, count) => say`${count} with ${measure} ${condition}:`,
  itemsGiven: (owner, items, condition) => (condition === null ? say`${owner}: ${list(items)}.` : say`${owner}, ${condition}: ${list(items)}.`),
  partsGiven: () => say`Only the parts whose figures the report gives are compared.`,
  leads: (owner, measure, items, { top, pair }, value) =>
    say`${top === "max" ? (pair === true ? "Higher" : "Highest") : pair === true ? "Lower" : "Lowest"}${toParts(measure).length === 0 ? "" : say` in ${measure}`} at ${owner}: ${list(items)}${bracket(value.period)}, ${value.figure}.`,
  regionNotGiven: (owner, measure, region) => say`The report of ${owner} gives no ${measure} for “${region}”, so there is nothing to compare with.`,
  levelsOnly: (owner, measure, items) =>
    say`The report of ${owner} gives no total for ${measure}, only ${list(items)}; a level that it does not give is not taken for none, so nothing is added up.`,
  sides: (owner, measure, items) =>
    say`The report of ${owner} gives no overall ${measure}, only ${items.length === 1 ? "one side" : "some sides"} of it: ${list(items)}.`,
  earlierReport: (told) => say`The latest report of ${told.owner} does not give the ${told.measure}; this comes from an earlier one${bracket(told.period)}.`,
  row: (row) => say`- ${oneRow(row)}`,
  rankedRow: (rank, row) => say`${rank}. ${oneRow(row)}`,

  conflict: (told) => say`The report of ${told.owner} contradicts itself on the ${told.measure}: ${list(told.figures)}.`,
  roughly: (told) => say`The report of ${told.owner} also gives the ${told.measure} in round terms: ${list(told.figures)}.`,
  several: (told) => say`The report of ${told.owner} gives several numbers under ${told.measure}, perhaps of different scope: ${list(told.figures)}.`,
  noTotal: (owner, measure) => say`The report of ${owner} gives no total for ${measure}, only parts of it.`,
  approximate: (figures) => say`${list(figures)}: the report gives an approximation or a bound, not an exact value.`,
  aside: (told, aspect) =>
    say`Also in the report of ${told.owner}: ${ASPECTS[aspect]} ${told.measure}${bracket(aspect === "history" ? null : told.period)}: ${told.figure}.`,
  near: (told) => say`Close, but not what was asked: ${whose(told)}: ${told.figure}.`,
  subjectOnly: (owner, subject) => say`This is the figure of ${subject} at ${owner}, not of the whole school.`,

  noMean: (owner) => say`The report of ${owner} gives no such mean, and none could be worked out from its numbers.`,
  kindMissing: (owner, measure, wanted, given) => say`The report of ${owner} does not give the ${KINDS[wanted]} for ${measure}, only ${list(given)}.`,
  notReported: (owner, measure) => say`The report of ${owner} does not give: ${measure}.`,
  notReportedByAny: (measure) => say`None of the reports gives: ${measure}.`,
  alsoReportedBy: (owners, measure) => say`Schools that report ${measure}: ${list(owners)}.`,
  noReport: (owner, year, available) =>
    say`There is no report of ${owner} for ${year === "" ? "that year" : year}${available.length === 0 ? "" : say`; available: ${list(available)}`}.`,
  noReportOfYear: (year) => say`No school has a report for ${year === "" ? "that year" : year}.`,
  noReports: (year, owners) =>
    say`No report for ${year === "" ? "that year" : year}: ${joinParts(
      owners.map(({ owner, available }) => say`${owner}${available.length === 0 ? "" : say` (available: ${list(available)})`}`),
      "; ",
    )}.`,
  printedLater: (owner, years, year) => say`${owner} has no report for ${list(years)}; the figure is printed in its report for ${year}.`,
  byAcademicYear: (owner, period) => say`The report of ${owner} is by academic year; this is the figure for ${period}.`,
  otherYear: (told) => say`For another year than asked: ${whose(told)}: ${told.figure}.`,
  unknownOwner: (name) => say`No report belongs to a school called “${name}”.`,
  knownOwners: (owners) => say`Schools with a report: ${list(owners)}.`,
  emptyIndex: () => say`There are no reports to search yet.`,
  nobody: (scope) => say`There is no report of a ${scope === "regions" ? "region" : "school"} here.`,
  amongMore: (last, total) => say`${last} and others (${total} in all)`,
  moreRows: (shown, total) => say`Only the first ${shown} of ${total} schools are listed above; all are in the rows that come with the answer.`,
  missing: (measure, owners) => say`Not given (${measure}): ${list(owners)}.`,
  coverage: (reported, total, missing) => say`${reported} of ${total} give it; not given by: ${list(missing)}.`,
  coverageYearly: (owner, years) =>
    years.length === 0 ? say`The reports of ${owner} name no year.` : say`Reports of ${owner} are available for: ${list(years)}.`,

  winner: (owner, measure, { top, pair }, compared) =>
    say`${owner} is ${top === "max" ? (pair === true ? "higher" : "highest") : pair === true ? "lower" : "lowest"} in ${measure}: ${rows(compared)}.`,
  tie: (measure, compared) => say`Equal in ${measure}: ${rows(compared)}.`,
  cannotCompareKind: (kind, measure, given, missing, otherKind) =>
    given.length === 0
      ? say`${list(missing)} ${missing.length === 1 ? "gives" : "give"} no ${KINDS[kind]} for ${measure}, only another kind of figure: ${rows(otherKind)}; the two kinds cannot be ranked together.`
      : say`By ${KINDS[kind]}, ${measure} cannot be compared: ${rows(given)}; ${list(missing)} ${missing.length === 1 ? "gives" : "give"} no ${KINDS[kind]}, only ${rows(otherKind)}.`,
  byOtherKind: (kind, owner, compared, { top }) => say`By ${KINDS[kind]}, ${owner} is ${top === "max" ? "higher" : "lower"}: ${rows(compared)}.`,
  cannotCompareBounds: (measure, compared) =>
    say`No order can be given for ${measure}: the approximations, bounds or contradicting values overlap: ${rows(compared)}.`,
  cannotCompareUnits: (measure, compared) => say`${measure} cannot be compared, the units or kinds differ: ${rows(compared)}.`,
  onlyOneReports: (measure, row, missing, computed = []) =>
    say`${measure} cannot be compared: only ${row.owner}${bracket(row.period)} gives it, ${row.figure}; not given by ${list(missing)}${computed.length === 0 ? "" : say`, computed from the report: ${rows(computed)}`}.`,
  bestExact: (owner, measure, { top }, value, open) =>
    say`Among the exact values, ${owner} is ${top === "max" ? "highest" : "lowest"} in ${measure}: ${value.figure}; given only as an approximation or a bound, and so not placed: ${rows(open)}.`,
  cannotCompareMeasures: (measure, items) =>
    say`The schools give different figures for ${measure}, which cannot be ranked: ${joinParts(
      items.map((item) => say`${item.owner}, ${item.measure}: ${item.figure}`),
      "; ",
    )}.`,
  placeOf: (owner, measure, place, total, { top }) =>
    say`${owner} is number ${place} of the ${total} schools that give ${measure}, ${top === "max" ? "highest" : "lowest"} first.`,
  bestYear: (owner, measure, { top }, value) =>
    say`${measure} of ${owner} is ${top === "max" ? "highest" : "lowest"} in ${value.period ?? "one of the years"}: ${value.figure}.`,
  onlyOneCounts: (measure, row, missing) =>
    say`${measure} cannot be added up: only ${row.owner}${bracket(row.period)} gives it, ${row.figure}; not given by ${list(missing)}.`,
  needsTwo: (measure) => say`Comparing ${measure} needs at least two comparable figures.`,
  planOnly: (told) => say`The ${told.measure} in the report of ${told.owner}${bracket(told.period)}, ${told.figure}, is a plan, not an outcome.`,
  rankHead: (measure, { top }) => say`${measure}, ${top === "max" ? "highest" : "lowest"} first:`,
  differentPeriod: (compared) => say`The figures are for different periods: ${rows(compared)}.`,
  unlikeShares: (items) =>
    say`These are shares of different things and cannot be compared directly: ${joinParts(
      items.map((item) => say`${item.owner}: of ${item.denominator}`),
      "; ",
    )}. By the bare numbers:`,
  differentDenominator: (items) =>
    say`The shares have different or unstated denominators: ${joinParts(
      items.map((item) => say`${item.owner}: ${item.denominator === null ? "not stated" : say`of ${item.denominator}`}`),
      "; ",
    )}.`,
  differentMeasure: (items) =>
    say`The schools count different things: ${joinParts(
      items.map((item) => say`${item.owner}: ${item.measure}`),
      "; ",
    )}.`,
  converted: (formula) => say`Converted exactly: ${formula}.`,

  derivedNote: (formula) => say`Computed from the reports' figures: ${formula}.`,
  aggregate: (kind, measure, result, reported, total) => say`${OPERATIONS[kind]} of ${measure}: ${result} (${reported} of ${total} schools counted).`,
  aggregateItems: (kind, owner, measures, result) => say`${OPERATIONS[kind]} for ${owner} (${list(measures)}): ${result}.`,
  sharesDoNotAdd: (measure) => say`${measure} is a rate or an average and cannot be added up.`,
  shareOfAll: (owner, measure, part, total, schools, result) =>
    say`${owner}: ${measure} ${part} of ${total} for ${schools} schools together, which is ${result}.`,
  formerFrom: (owner, measure, value) => say`${measure} of ${owner} the year before: ${value} (it follows from this year's number and the printed change).`,
  atPlace: (owner, place, items, value) => say`${owner}, “${place}”: ${list(items)}${bracket(value.period)}, ${value.figure}.`,
  plainMean: () => say`This is the plain mean of the items, without weights.`,
  unweighted: () => say`This is the plain mean of the schools' values, not weighted by size.`,
  difference: (more, less, measure, by, { top }) => say`${measure}: ${more} is ${top === "max" ? "higher" : "lower"} than ${less} by ${by}.`,
  differenceWithin: (owner, more, less, by, { top }) => say`${owner}: ${more} is ${top === "max" ? "higher" : "lower"} than ${less} by ${by}.`,
  noDifferenceWithin: (owner, a, b) => say`${owner}: ${a} and ${b} are equal.`,
  noDifference: (a, b, measure) => say`${measure}: ${a} and ${b} are equal.`,
  multiple: (a, b, measure, times) => say`${measure}: ${a} is ${times} of ${b}.`,
  operandUnfound: (owner, words) => say`No number for “${words}” was found in the report of ${owner}, so no result can be worked out.`,
  multipleWithin: (owner, a, b, times) => say`${owner}: ${a} is ${times} of ${b}.`,
  shareOf: (owner, part, whole, result) => say`${owner}: ${part} is ${result} of ${whole}.`,
  timesAll: (owner, each, people, result) => say`${owner}: ${each} times ${people} is ${result} in all.`,
  perUnit: (owner, part, whole, result) => say`${owner}: ${part} over ${whole} is ${result}.`,
  lessPart: (owner, whole, part, result) => say`${owner}: ${whole} less ${part} is ${result}.`,
  ofOtherWhole: (measure, whole, wanting) => say`The report does not give: ${wanting}; the ${measure} is taken here as a share of: ${whole}.`,
  computedValue: (owner, measure, result) => say`The report of ${owner} does not print the ${measure}; computed from its figures it is ${result}.`,
  inconsistent: (owner, measure, printed, formula) =>
    say`The report of ${owner} gives the ${measure} as ${printed}, which does not follow from its other figures: ${formula}.`,
  auditHead: (owner, year) => say`In the report of ${owner}${year === null ? "" : say` (${year})`} these figures do not agree:`,
  auditNone: (owner, year) =>
    say`No figures that disagree were found in the report of ${owner}${year === null ? "" : say` (${year})`}; only what follows from other figures of the report can be checked.`,
  auditValues: (owner, figures) => say`The report of ${owner} gives ${list(figures)}.`,
  auditHolds: (formula, printed) => say`Checked: ${formula}, which agrees with the printed ${printed}.`,
  auditTogether: (owner, figures, certainty) =>
    certainty === "low"
      ? say`In the report of ${owner} these figures may not agree, or may be counted differently: ${list(figures)}.`
      : say`In the report of ${owner} these figures do not agree: ${list(figures)}.`,
  auditSome: (looked, all) => say`${looked} of ${all} reports were checked here.`,
  restOf: (owner, measure, rest) => say`${owner}: what the ${measure} leaves is ${rest}.`,
  checked: (holds, said, made) =>
    holds
      ? say`Yes: computed from the report's figures it is ${made}, which agrees with ${said}.`
      : say`No: computed from the report's figures it is ${made}, not ${said}.`,
  notPartOf: (owner, part, whole) => say`${owner}: ${part} is no part of ${whole}, so no share can be given.`,
  noResult: () => say`The divisor is zero; there is no result.`,

  trendHead: (owner, measure) => say`${measure} of ${owner} by year:`,
  trendChange: (owner, measure, from, to, change, relation) => say`${measure} of ${owner} went ${relation} by ${change} from ${from} to ${to}.`,
  trendFlat: (owner, measure, from, to) => say`${measure} of ${owner} is the same at both ends. ${from} ${to}`,
  trendGrowth: (formula) => say`Relative change: ${formula}.`,
  trendOne: (owner, measure) => say`There is only one year of ${measure} for ${owner}, so no trend can be seen.`,
  missingYears: (owner, years) => (years.length === 0 ? say`Some years are missing for ${owner}.` : say`Years missing for ${owner}: ${list(years)}.`),

  filterHead: (measure, condition, owners, count) => say`${count} ${owners.length === 1 ? "school" : "schools"} with ${measure} ${condition}: ${list(owners)}.`,
  filterNone: (measure, condition) => say`Among the schools that report it, none has ${measure} ${condition}.`,
  founded: (owners, count, condition) =>
    owners.length === 0
      ? say`By what the reports say, none of the schools was founded ${condition}.`
      : say`By what the reports say, ${count} ${owners.length === 1 ? "school was" : "schools were"} founded ${condition}: ${list(owners)}.`,
  foundedFirst: (owners, oldest) => say`By what the reports say, ${list(owners)} ${owners.length === 1 ? "is" : "are"} the ${oldest ? "oldest" : "youngest"}.`,
  foundedUnsaid: (owners) => say`No founding year found: ${list(owners)}.`,
  filterAll: (conditions, owners, count) =>
    owners.length === 0
      ? say`No school that can be judged meets all of these: ${joinParts(conditions, "; ")}.`
      : say`${count} ${owners.length === 1 ? "school" : "schools"} with ${joinParts(conditions, " and ")}: ${list(owners)}.`,
  filterOpen: (owners) => say`Cannot be judged (figures missing or approximate): ${list(owners)}.`,
  filterUndecided: (items) => say`Cannot be decided (approximations, bounds or contradicting values): ${rows(items)}.`,
  condition: (comparator, threshold) => say`${COMPARATORS[comparator]} ${threshold}`,
  conditionBetween: (low, least, high, most) => say`${COMPARATORS[low]} ${least} and ${COMPARATORS[high]} ${most}`,
  conditionAsTyped: (limits) => say`within the asked range (${limits})`,
  conditionThan: (comparator, owner, figure, scaled) =>
    scaled === null
      ? say`${COMPARATORS[comparator]} that of ${owner}, ${figure}`
      : say`${COMPARATORS[comparator]} ${scaled} (computed from ${figure} of ${owner})`,

  plainYes: () => say`Yes.`,
  plainNo: () => say`No.`,
  yesFigure: (told) => say`Yes. ${whose(told)}: ${told.figure}.`,
  noFigure: (told) => say`No. ${whose(told)}: ${told.figure}.`,
  undecidedFigure: (told) => say`This cannot be decided. ${whose(told)}: ${told.figure}, an approximation, a bound or a contradiction.`,
  existsFigure: (told) => say`Yes. ${whose(told)}: ${told.figure}.`,
  existsQuote: (owner, quote) => say`The report of ${owner} says: ${quote}`,
  saysYes: (owner, quote, _asked) => say`Yes. The report of ${owner} says: ${quote}`,
  notYet: (owner, quote) => say`Not yet. The report of ${owner} says: ${quote}`,
  saysNo: (owner, quote) => say`No. The report of ${owner} says: ${quote}`,
  noMention: (owners, words) => say`No mention of “${words}” was found in the reports of ${list(owners)}; that is not a “no”.`,
  planMention: () => say`The report speaks of a plan or of work under way; it does not say that it has been completed.`,
  planIsNoFact: (told) => say`The report of ${told.owner} only speaks of a plan: ${told.measure}: ${told.figure}; it is not yet a fact.`,

  yearsHeld: (comparator, years, owners) => say`Schools with reports of ${COUNTS[comparator]} ${years} school year(s): ${owners}.`,
  yearsHeldNone: (comparator, years) => say`No school has reports of ${COUNTS[comparator]} ${years} school year(s).`,
  yearsRow: (owner, years) => say`- ${owner}: ${years.length === 0 ? "no year stated" : list(years)}`,

  coverageHead: (measure, owners, reported, total) => say`${reported} of ${total} schools report ${measure}: ${list(owners)}.`,
  overviewHead: (owners) => (owners.length === 1 ? say`The report of ${list(owners)} gives:` : say`Side by side, as the reports of ${list(owners)} give them:`),
  overviewShared: (owners) => say`Given by the reports of ${list(owners)} alike:`,
  overviewSharedNone: (owners) => say`Of the usual indicators, none is given by all of ${list(owners)}.`,
  overviewRow: (measure, items) => say`- ${measure}: ${items.length === 1 ? oneFigure(items) : rows(items)}`,
  overviewLacking: (owner, measures) => say`The report of ${owner} does not give: ${list(measures)}.`,
  overviewComplete: (owner) => say`Of the usual indicators, the report of ${owner} leaves out none.`,
  overviewChecked: (owner, measures) => say`Only the usual indicators were checked; the report of ${owner} does give: ${list(measures)}.`,
  coverageNone: (measure) => say`None of the reports gives ${measure}.`,
  reportsHead: (reports, owners) => say`Reports available: ${reports}, from ${owners} schools or regions:`,
  reportRow: (title, owner, year) => say`- ${title} (${owner}${year === null ? "" : say`, ${year}`})`,

  quoteDirect: (owner, quote) => say`The report of ${owner} says: ${quote}`,
  toldItem: (owner, name, marker) => say`The one that the report of ${owner} lists there: ${name}${marker}.`,
  toldOfLevel: (owner, level, names) => say`Listed in the report of ${owner} (${level}): ${names}.`,
  standsIn: (owner, section, marker) => say`Where it stands: the report of ${owner}, section “${section}”${marker}.`,
  extract: (section, quote) => say`${section}: ${quote}`,
  extractOf: (owner, section, quote) => say`${owner} · ${section}: ${quote}`,
  listMayBeIncomplete: () => say`These are extracts from the reports; the list may be incomplete.`,
  noList: (words) => say`No sentence that lists “${words}” was found, only what is said of it.`,
  onlyNearby: () => say`No sentence of the reports answers this directly; what they say nearby:`,
  notExplained: (words, what) => say`The reports do not say ${what === "reason" ? "why" : "how"} (“${words}”), only what is said of it.`,
  changeOpposite: (measure, direction, quote) => say`The report says the opposite: ${measure} went ${direction}: ${quote}`,
  changeNotReported: (measure, direction) => say`No report says that ${measure} went ${direction}, or why.`,
  toldInReportsOf: (year, years) => say`There is no report of ${year}; this is what the report of ${list(years)} says of that year.`,
  nothingFound: (words) => say`Nothing on “${words}” was found in the reports.`,
  definitionHelp: (indicator, definition) => say`Dictionary note (not the report's word): ${indicator}: ${definition}`,
  notDefinedInReports: (indicator) => say`The reports do not explain the term ${indicator}.`,
  dictionaryOnly: () => say`The dictionary note is ours; each report's own definition holds.`,

  premise: () => say`The number in the question does not match the reports or is not in them; the reports' figures hold.`,
  inherited: (what, values) =>
    say`Carried over from before (${what === "schools" ? "school" : what === "indicators" ? "indicator" : "period"}): ${list(values)}.`,
  impliedAll: () => say`The question names no school, so all schools are listed.`,
  readAs: (indicator, others) => (others.length === 0 ? say`Read as “${indicator}”.` : say`Read as “${indicator}”; it may also mean ${list(others)}.`),
  outOfScope: (reason) => say`${REFUSALS[reason] ?? REFUSAL}`,
  whichOwner: (words) => say`“${words}” may mean more than one school. Please choose:`,
  whatIndicator: () => say`Please say which school and what about it you would like to know.`,
  withheld: () => say`A number in this answer could not be traced to the reports, so the answer is withheld.`,
  tooManyQuestions: (rest) => say`That is more than is answered at once. Please ask the rest separately: “${rest}”`,

  askValue: (owner, measure) => say`What does the report of ${owner} give for ${measure}?`,
  askCompare: (measure, { top }) => say`Which school is ${top === "max" ? "highest" : "lowest"} in ${measure}?`,
  askCoverage: (measure) => say`Which schools report ${measure}?`,
};
