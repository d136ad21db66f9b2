import type { Period } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import { coverSpans, type Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import type { CitedPlace } from "../citations.ts";
import type { Draft } from "../draft.ts";
import { shownValue } from "../draft.ts";
import { evaluateFormula } from "../formula.ts";
import type { DerivedFigure, IndicatorLabel, Part, PrintedFigure, ShownFigure } from "../parts.ts";
import { valueFollowsFromRaw } from "./numbers.ts";
import type { RenderContext } from "./render.ts";

/** A number that nothing vouches for. */
export interface GateBreak {
  readonly rule: string;
  readonly detail: string;
}

const DIGIT = /\p{Nd}/u;
const DIGIT_RUNS = /\p{Nd}+/gu;

/**
 * Checks every number of a draft at its source: a figure's raw is exactly the report's characters and its value follows from them, a
 * derived figure is computed again, years, counts and ranks belong to the catalogue, echoes to the question, and our own wording holds
 * no digit. Empty = the answer may leave.
 */
export function checkNumbers(draft: Draft, context: RenderContext): readonly GateBreak[] {
  const parts = [
    ...draft.statements.flat(),
    ...draft.caveats.flatMap((caveat) => caveat.parts),
    ...draft.choices.flatMap((choice) => [...choice.label, ...choice.question]),
  ];
  return [
    ...parts.flatMap((part) => checkPart(part, context)),
    ...[...draft.figures, ...draft.nearest, ...(draft.rows ?? []).map(({ figure }) => figure)].flatMap((figure) => checkFigure(figure, context)),
    ...draft.citations.flatMap((place) => checkPlace(place, context)),
  ];
}

/** Checks one part; also used for suggestions, which stand beside the draft. */
export function checkPart(part: Part, context: RenderContext): readonly GateBreak[] {
  switch (part.kind) {
    case "text":
      return breakIf(DIGIT.test(part.text), "text", part.text);
    case "figure":
    case "formula":
      return checkFigure(part.figure, context);
    case "marker":
    case "quote":
      return breakIf(citationOf(part.citation, context) === undefined, part.kind, String(part.citation));
    case "echo":
      return breakIf(!runsOf(part.text).every((run) => runsOf(context.question).includes(run)), "echo", part.text);
    case "owner":
      return breakIf(
        !context.catalogue.ownersById.has(part.owner.id) || context.catalogue.ownersById.get(part.owner.id)?.name !== part.owner.name,
        "owner",
        part.owner.name,
      );
    case "indicator":
      return checkLabel(part.label, context);
    case "words":
      return breakIf(!runsStandIn(part.text, part.reportId, context), "words", part.text);
    case "period":
      return checkPeriod(part.period, part.reportId, context);
    case "year":
      return breakIf(!context.catalogue.reports.some((report) => report.year === part.year), "year", String(part.year));
    case "title":
      return breakIf(!context.catalogue.reportsById.has(part.reportId), "title", part.reportId);
    case "section":
      return breakIf(!runsStandIn(part.path.join(" "), part.reportId, context), "section", part.path.join(" "));
    case "count":
      return breakIf(
        !isCountUpTo(part.value, part.of === "owners" ? context.catalogue.owners.length : context.catalogue.reports.length),
        "count",
        String(part.value),
      );
    case "tally":
      return part.of.flatMap((figure) => checkFigure(figure, context));
    case "rank":
      return breakIf(part.rank < 1 || !isCountUpTo(part.rank, context.catalogue.owners.length), "rank", String(part.rank));
    case "definition":
      return breakIf(context.lexicon.indicator(part.indicatorId) === undefined, "definition", part.indicatorId);
  }
}

/** A figure is checked once for each answer, wherever it is told: a sum over thousands stands in its text, its formula, its caveat and its figures. */
const checkedByContext = new WeakMap<RenderContext, Map<ShownFigure, readonly GateBreak[]>>();

function checkFigure(shown: ShownFigure, context: RenderContext): readonly GateBreak[] {
  const held = checkedByContext.get(context) ?? new Map<ShownFigure, readonly GateBreak[]>();
  checkedByContext.set(context, held);
  const breaks = held.get(shown) ?? (shown.kind === "printed" ? checkPrinted(shown, context) : checkDerived(shown, context));
  held.set(shown, breaks);
  return breaks;
}

function checkDerived(shown: DerivedFigure, context: RenderContext): readonly GateBreak[] {
  const again = evaluateFormula(shown.formula, shown.operands.map(shownValue));
  return [
    ...breakIf(again === null || again !== shown.value, "formula", `${shown.value} is not ${again}`),
    ...checkLabel(shown.label, context),
    ...shown.operands.flatMap((operand) => checkFigure(operand, context)),
  ];
}

function checkPrinted(shown: PrintedFigure, context: RenderContext): readonly GateBreak[] {
  const { source, reportId, period, id } = shown.figure;
  if (!context.catalogue.reportsById.has(reportId)) return [{ rule: "report", detail: reportId }];
  const place = shown.citation === null ? null : citationOf(shown.citation, context);
  return [
    ...breakIf(context.readText(reportId).slice(source.start, source.end) !== source.raw, "raw", id),
    ...breakIf(!valueFollowsFromRaw(shown.figure, context.lexicon.units), "value", id),
    ...breakIf(place === undefined || (place !== null && !isWithin(place, reportId, source)), "citation", id),
    ...checkLabel(shown.label, context, reportId),
    ...checkPeriod(period, reportId, context),
  ];
}

function isWithin(place: CitedPlace, reportId: ReportId, source: Span): boolean {
  return place.reportId === reportId && place.start <= source.start && source.end <= place.end;
}

/** Citations are numbered in their order; a list that is not is searched. */
function citationOf(number: number, { citations }: RenderContext): CitedPlace | undefined {
  const expected = citations[number - 1];
  return expected?.number === number ? expected : citations.find((place) => place.number === number);
}

function checkPlace(place: CitedPlace, context: RenderContext): readonly GateBreak[] {
  if (!context.catalogue.reportsById.has(place.reportId)) return [{ rule: "report", detail: place.reportId }];
  const length = context.readText(place.reportId).length;
  const cover = coverSpans(place.parts);
  const ordered = place.parts.every((part, index) => part.start < part.end && (index === 0 || (place.parts[index - 1]?.end ?? 0) <= part.start));
  return breakIf(
    !ordered || cover.start !== place.start || cover.end !== place.end || place.start < 0 || place.end > length,
    "citation",
    `${place.reportId} ${place.start}`,
  );
}

function checkLabel(label: IndicatorLabel, context: RenderContext, reportId?: ReportId): readonly GateBreak[] {
  if (!DIGIT.test(label.name) && !DIGIT.test(label.nameEn)) return [];
  if (label.from === "lexicon") {
    const entry = label.id === null ? undefined : context.lexicon.indicator(label.id);
    return breakIf(entry === undefined || entry.zh !== label.name || entry.en !== label.nameEn, "indicator", label.name);
  }
  if (label.from === "question") return breakIf(!runsOf(label.name).every((run) => runsOf(context.question).includes(run)), "indicator", label.name);
  const held =
    reportId === undefined
      ? context.catalogue.reports.some((report) => runsStandIn(label.name, report.id, context))
      : runsStandIn(label.name, reportId, context);
  return breakIf(!held, "indicator", label.name);
}

/** Words that count years back from the report's own: 三年前, 近五年. */
const COUNTS_BACK = /年(?:以)?前$|^(?:近|最近|过去)/;
const MOST_BACK = 10;

/** A period's year is printed in its report, or follows from the report's own year (上年度, 本学年) by one or two, or by as many as its words count back. */
function checkPeriod(period: Period, reportId: ReportId, context: RenderContext): readonly GateBreak[] {
  const reportYear = context.catalogue.reportsById.get(reportId)?.year ?? null;
  // The text is folded only where the report's year does not settle it: a ranking checks thousands of periods.
  const open = runsOpenFrom(period, reportYear);
  const text = open.length === 0 ? "" : foldText(context.readText(reportId));
  return breakIf(!open.every((run) => text.includes(run)), "period", period.label);
}

const MOST_KEPT = 2000;
/** A few dozen labels stand over all reports of a year, and each is read once. */
const openRuns = new Map<string, readonly string[]>();

/** The years of a period that the report's own year does not vouch for. */
function runsOpenFrom({ label, year }: Period, reportYear: number | null): readonly string[] {
  const key = `${reportYear} ${year} ${label}`;
  const known = openRuns.get(key);
  if (known !== undefined) return known;
  const runs = [...runsOf(label), ...(year === null ? [] : [String(year)])];
  const open = runs.filter((run) => reportYear === null || Math.abs(Number(run) - reportYear) > (COUNTS_BACK.test(label) ? MOST_BACK : 2));
  if (openRuns.size >= MOST_KEPT) openRuns.clear();
  openRuns.set(key, open);
  return open;
}

/** A report is folded once for each answer. */
const foldedByContext = new WeakMap<RenderContext, Map<ReportId, string>>();

function foldedText(context: RenderContext, reportId: ReportId): string {
  const held = foldedByContext.get(context) ?? new Map<ReportId, string>();
  foldedByContext.set(context, held);
  const folded = held.get(reportId) ?? foldText(context.readText(reportId));
  held.set(reportId, folded);
  return folded;
}

function runsStandIn(words: string, reportId: ReportId, context: RenderContext): boolean {
  const runs = runsOf(words);
  if (runs.length === 0) return true;
  if (!context.catalogue.reportsById.has(reportId)) return false;
  const text = foldedText(context, reportId);
  return runs.every((run) => text.includes(run));
}

/** The runs of digits in `words`, whole: of "42018" that is "42018" and not the year in it. */
export function runsOf(words: string): readonly string[] {
  return foldText(words).match(DIGIT_RUNS) ?? [];
}

function isCountUpTo(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit;
}

function breakIf(broken: boolean, rule: string, detail: string): readonly GateBreak[] {
  return broken ? [{ rule, detail }] : [];
}
