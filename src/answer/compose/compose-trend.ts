import type { Figure } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import { yearsOf } from "../../retrieve/catalogue.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import type { Piece, PrintedFigure } from "../parts.ts";
import { commonPeriod, discloseSlots, distinctValues, formulaPart, measurePiece, row, told, withMarker } from "../pieces.ts";
import { tellExtracts } from "../prose/extracts.ts";
import { tellSinceEarlier } from "../tell/tell-earlier.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellGrowth } from "../tell/tell-former.ts";
import { tellGaps, tellUnknownOwners, yearAsked } from "../tell/tell-gaps.ts";
import { tellPrintedChange, tellPrintedLater } from "../tell/tell-years.ts";
import { findTrendWords } from "./trend-words.ts";

/** A measure over the years of an owner: the series, the change from first to last with its formula, the years that are missing. */
export function composeTrend(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const told = context.evidence.measures.some((evidence) => givesSeries(evidence)) ? [] : findTrendWords(context);
  tellExtracts(context, draft, told);
  const giving = context.evidence.measures.filter(({ cells }) => told.length === 0 || cells.some((cell) => cell.direct.length > 0));
  const outcomes = giving.flatMap((evidence) => withSeries(context, evidence).map((owner) => tellSeries(context, draft, evidence, owner, told.length > 0)));
  tellMore(context, draft, context.evidence.owners.length);
  discloseSlots(context, draft);
  const any = told.length > 0 || outcomes.some((outcome) => outcome !== "none");
  if (told.length > 0 && outcomes.length === 0) return draft.finish({ status: "answered" });
  return draft.finish({ status: outcomes.length > 0 && outcomes.every((outcome) => outcome === "series") ? "answered" : any ? "partial" : "not_found" });
}

/** Whether some owner has values of more than one year: then they tell how it went, and no words need. */
function givesSeries({ cells }: MeasureEvidence): boolean {
  const years = cells.filter((cell) => cell.direct.length > 0 && !cell.fallback).map((cell) => `${cell.owner.id}`);
  return new Set(years).size < years.length;
}

/** Of very many owners those that give more than one year, and of these the first. */
function withSeries({ evidence: { owners } }: ComposeContext, { cells }: MeasureEvidence): readonly Owner[] {
  if (owners.length <= MOST_ROWS) return owners;
  const years = new Map<string, number>();
  for (const cell of cells) if (cell.direct.length > 0) years.set(cell.owner.id, (years.get(cell.owner.id) ?? 0) + 1);
  return owners.filter((owner) => (years.get(owner.id) ?? 0) > 1).slice(0, MOST_ROWS);
}

/** Beside what a report of 2021 gives for the school year 2020—2021, a number that only its title dates is of no later time. */
function withoutUndated(cells: readonly FigureCell[]): readonly FigureCell[] {
  const heads = cells.flatMap((cell) => cell.direct.slice(0, 1));
  const isSameTime = ({ reportId, period }: Figure, other: Figure): boolean =>
    other.reportId === reportId && other.period.kind === "academic" && other.period.year !== null && other.period.year + 1 === period.year;
  return cells.filter(({ direct: [head] }) => head === undefined || head.period.evidence !== "title" || !heads.some((other) => isSameTime(head, other)));
}

function tellSeries(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, owner: Owner, isTold: boolean): "series" | "one" | "none" {
  const { wording } = context;
  const cells = evidence.cells.filter((cell) => cell.owner.id === owner.id);
  const holding = withoutUndated(cells.filter((cell) => cell.direct.length > 0 && !cell.fallback));
  const measure = measurePiece(context, evidence);
  const name = wording.owner(owner);
  const shown = withoutRepeated(inOrder(holding.flatMap((cell) => cell.direct.slice(0, 1)))).map((figure) => draft.printed(figure));
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) {
    tellGaps(context, draft, evidence, cells.slice(-1));
    return "none";
  }
  if (shown.length === 1) {
    draft.show(first.figure);
    const [only] = holding;
    if (only !== undefined && !lacksEnd(context, cells) && tellSinceEarlier(context, draft, only, first)) {
      draft.state(wording.value(told(context, first)));
      return "series";
    }
    draft.state(wording.value(told(context, first)));
    // A sentence that says how it went shows the change that one value cannot.
    if (!isTold) draft.state(wording.trendOne(name, measure));
    draft.limit("missing", wording.trendOne(name, measure));
    tellMissing(context, draft, owner, cells);
    tellPrintedChanges(context, draft, holding);
    return only !== undefined && tellGrowth(context, draft, only) ? "series" : "one";
  }
  tellBestYear(context, draft, { shown, measure, owner });
  tellChange(context, draft, { first, last, measure: evidence, owner });
  draft.state(wording.trendHead(name, measure));
  for (const figure of shown) draft.state(wording.row({ ...row(context, draft.show(figure.figure)), owner: "" }));
  for (const cell of holding) {
    const [head, ...others] = distinctValues(cell.direct);
    if (head !== undefined) tellConflicts(context, draft, head, others);
  }
  for (const figure of distinctValues(holding.at(-1)?.changes ?? []).slice(0, MOST_CHANGES)) tellPrintedChange(context, draft, figure);
  tellPrintedLater(context, draft, holding);
  const vague = shown.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  tellMissing(context, draft, owner, cells);
  return lacksEnd(context, cells) ? "one" : "series";
}

/** Whether one of the two years that a range was asked for by has no figure. */
function lacksEnd({ parsed }: ComposeContext, cells: readonly FigureCell[]): boolean {
  const asked = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  if (asked?.kind !== "years") return false;
  return [asked.from, asked.to].some((year) => cells.every((cell) => cell.target.year !== year || cell.direct.length === 0));
}

/** Each figure once, by its own year where it has one. */
function inOrder(figures: readonly Figure[]): readonly Figure[] {
  const own = figures.filter((figure, index) => figures.findIndex(({ id }) => id === figure.id) === index);
  return own.every(({ period }) => period.year !== null) ? own.toSorted((a, b) => (a.period.year ?? 0) - (b.period.year ?? 0)) : own;
}

/** 2023—2024学年 and the report's own 2024年度 of one value tell one time twice. */
function withoutRepeated(series: readonly Figure[]): readonly Figure[] {
  const [before, last] = series.slice(-2);
  if (before === undefined || last === undefined || series.length < 3) return series;
  const isSame = before.value === last.value && before.unit === last.unit && before.period.year !== null;
  return isSame && before.period.kind === "academic" && last.period.kind !== "academic" && last.period.year === before.period.year + 1
    ? series.slice(0, -1)
    : series;
}

/** Printed changes told beside a series. */
const MOST_CHANGES = 2;
const ASKS_YEAR = /哪一?[年届]|哪个?(?:学年|年份|年度)|\b(?:which|what) (?:academic |school )?year\b/i;

/** 哪年招生最多: the year, where one value leads. */
function tellBestYear(
  context: ComposeContext,
  draft: DraftBuilder,
  series: { readonly shown: readonly PrintedFigure[]; readonly measure: Piece; readonly owner: Owner },
): void {
  const { parsed, wording } = context;
  if (parsed.direction === null || !ASKS_YEAR.test(parsed.question)) return;
  const sign = parsed.direction === "min" ? 1 : -1;
  const [best, next] = series.shown.toSorted((a, b) => sign * compareDecimals(a.figure.value, b.figure.value));
  if (best === undefined || next === undefined || best.figure.value === next.figure.value || best.figure.unit !== next.figure.unit) return;
  draft.state(wording.bestYear(wording.owner(series.owner), series.measure, { top: parsed.direction, kind: best.figure.kind }, row(context, best)));
}

function tellChange(
  context: ComposeContext,
  draft: DraftBuilder,
  series: { readonly first: PrintedFigure; readonly last: PrintedFigure; readonly measure: MeasureEvidence; readonly owner: Owner },
): void {
  const { wording } = context;
  const { first, last, owner } = series;
  const measure = measurePiece(context, series.measure);
  const order = compareDecimals(last.figure.value, first.figure.value);
  const [from, to] = [wording.value(told(context, first)), wording.value(told(context, last))];
  const name = wording.owner(owner);
  if (order === 0 || first.figure.unit !== last.figure.unit) {
    draft.state(wording.trendFlat(name, measure, from, to));
    return;
  }
  const common = { owner, label: first.label, period: commonPeriod([first.figure, last.figure]) };
  const unit = first.figure.unit === "%" ? "个百分点" : first.figure.unit;
  const operands = order > 0 ? [last, first] : [first, last];
  const change = draft.derive({ ...common, formula: { op: "difference" }, operands, unit, quantityKind: first.figure.kind }, "last");
  if (change === null) return;
  const ends = [first, last].map((shown) =>
    shown.figure.period.year === null
      ? row(context, shown).figure
      : ({ kind: "period", period: shown.figure.period, reportId: shown.figure.reportId } as const),
  );
  draft.state(wording.trendChange(name, measure, ends[0] ?? "", ends[1] ?? "", { kind: "figure", figure: change }, order > 0 ? "up" : "down"));
  draft.limit("derived", wording.derivedNote(formulaPart(change)));
  if (first.figure.unit === "%" || first.figure.kind === "ratio") return;
  const growth = draft.derive({ ...common, formula: { op: "growth" }, operands: [last, first], unit: "%", quantityKind: "share" }, "last");
  if (growth !== null) draft.state(wording.trendGrowth(formulaPart(growth)));
}

/** The change that the report itself prints, where there is only one year to show. */
function tellPrintedChanges(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[]): void {
  for (const figure of distinctValues(cells.flatMap(({ changes }) => changes)).slice(0, MOST_CHANGES)) tellPrintedChange(context, draft, figure);
  const asides = cells.flatMap((cell) => cell.aside.filter((figure) => figure.aspect === "history" && figure.subject === null));
  for (const figure of distinctValues(asides).slice(0, MOST_CHANGES)) draft.state(context.wording.aside(told(context, draft.show(figure)), figure.aspect));
}

/** The years of an owner that were looked at and give nothing. */
export function tellMissing(context: ComposeContext, draft: DraftBuilder, owner: Owner, cells: readonly FigureCell[]): void {
  const missing = cells.filter((cell) => cell.direct.length === 0 || cell.fallback).flatMap((cell) => (cell.target.year === null ? [] : [cell.target.year]));
  const known = new Set(yearsOf(context.evidence.catalogue, owner.id));
  const pieces = missing.map((year): Piece => (known.has(year) ? { kind: "year", year } : yearAsked(context, year))).filter((piece) => piece !== "");
  if (missing.length > 0) draft.limit("missing", context.wording.missingYears(context.wording.owner(owner), pieces));
}
