import type { Figure } from "../../domain/figure.ts";
import { areSidesOf } from "../../retrieve/figures/contrast.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder, shownValue } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import type { DerivedFigure, Part, Piece, PrintedFigure, ShownFigure } from "../parts.ts";
import { commonPeriod, discloseSlots, distinctValues, figureMeasure, formulaPart, measureLabel, measurePiece, row, told, withMarker } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellBehindChange } from "../tell/tell-former.ts";
import { tellGaps, tellUnknownOwners } from "../tell/tell-gaps.ts";
import { tellCautions } from "../tell/tell-order.ts";
import { tellPrintedChange, tellPrintedLater } from "../tell/tell-years.ts";
import { unitsAgree } from "./comparability.ts";
import { composeCompare } from "./compose-compare.ts";
import { composeLookup } from "./compose-lookup.ts";
import { composeTrend } from "./compose-trend.ts";
import { latestCells, toContenders } from "./contenders.ts";

/** How an amount differs from a share of the same: shares differ by percentage points. */
const POINTS = "个百分点";
const TIMES = "倍";

interface Pair {
  readonly a: PrintedFigure;
  readonly b: PrintedFigure;
  readonly cells: readonly [FigureCell, FigureCell];
  readonly evidence: MeasureEvidence;
}

/** Two figures that the question sets side by side: of two owners, of two years, or of two indicators of one owner. */
function pairOf(context: ComposeContext, draft: DraftBuilder): Pair | null {
  const [first, second] = context.evidence.measures;
  if (first === undefined) return null;
  const holding = (cells: readonly FigureCell[]): readonly FigureCell[] => cells.filter((cell) => cell.direct.length > 0);
  const own = bounds(context, holding(first.cells));
  if (second === undefined && lacksEnd(context, first.cells)) return null;
  // Two things of one owner are taken from one report, the last that gives both.
  const both =
    second === undefined
      ? undefined
      : holding(first.cells).findLast((cell) => cell.owner.id === own[0]?.owner.id && sameYear(holding(second.cells), cell) !== undefined);
  const [cellA, cellB] = second === undefined ? [own[0], own.at(-1)] : [both ?? own[0], sameYear(holding(second.cells), both ?? own[0])];
  const [a, b] = [cellA?.direct[0], cellB?.direct[0]];
  if (cellA === undefined || cellB === undefined || a === undefined || b === undefined || cellA === cellB) return null;
  if (second === undefined && own.length > 2) return null;
  // Of two years the later one is set against the earlier: 2021年比2020年多.
  const isLater = second === undefined && cellA.owner.id === cellB.owner.id && (cellA.target.year ?? 0) < (cellB.target.year ?? 0);
  return isLater
    ? { a: draft.printed(b), b: draft.printed(a), cells: [cellB, cellA], evidence: first }
    : { a: draft.printed(a), b: draft.printed(b), cells: [cellA, cellB], evidence: first };
}

function sameYear(cells: readonly FigureCell[], like: FigureCell | undefined): FigureCell | undefined {
  const own = cells.filter((cell) => cell.owner.id === like?.owner.id);
  return own.find((cell) => cell.target.year === like?.target.year) ?? own[0];
}

/** Of two years that one owner is asked for, neither may be taken for another: 2021年比2018年 is answered by no year between. */
function lacksEnd({ parsed, evidence }: ComposeContext, cells: readonly FigureCell[]): boolean {
  const asked = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  if (asked?.kind !== "years" || evidence.owners.length !== 1) return false;
  return [asked.from, asked.to].some((year) => !cells.some((cell) => cell.target.year === year && cell.direct.length > 0));
}

/** Of several years of one owner the first and the last; of all else everything. */
function bounds(context: ComposeContext, cells: readonly FigureCell[]): readonly FigureCell[] {
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined || context.evidence.owners.length !== 1 || cells.length < 3) return cells;
  return [first, last];
}

/** How much more or less: exact, percentage points for shares. */
export function composeDifference(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const printed = isYearOnYear(context) ? composeChange(context) : null;
  if (printed !== null) return printed;
  const pair = pairOf(context, draft);
  if (pair === null) return context.evidence.owners.length === 1 ? composeTrend(context) : composeCompare(context);
  const { a, b } = pair;
  const { wording } = context;
  const measure = measurePiece(context, pair.evidence);
  const agreed = unitsAgree(a.figure.unit, b.figure.unit) ? [a, b] : inOneUnit(context, draft, pair);
  const [left, right] = agreed ?? [];
  if (left === undefined || right === undefined || a.figure.kind !== b.figure.kind) return refusePair(context, draft, pair);
  const order = compareDecimals(shownValue(left), shownValue(right));
  const operands = order >= 0 ? [left, right] : [right, left];
  const unit = left.kind === "derived" ? left.unit : right.kind === "derived" ? right.unit : a.figure.unit;
  const made = draft.derive(
    {
      owner: a.owner.id === b.owner.id ? a.owner : null,
      label: a.label,
      formula: { op: "difference" },
      operands,
      unit: unit === "%" ? POINTS : unit,
      quantityKind: a.figure.kind,
      period: commonPeriod([a.figure, b.figure]),
    },
    "lead",
  );
  if (made === null) return refusePair(context, draft, pair);
  const by: Piece = { kind: "figure", figure: made };
  const degree = { top: order > 0 ? "max" : "min", kind: a.figure.kind } as const;
  if (a.owner.id === b.owner.id && a.label.id !== b.label.id) {
    const [owner, one, other] = [wording.owner(a.owner), wording.indicator(a.label), wording.indicator(b.label)];
    draft.state(order === 0 ? wording.noDifferenceWithin(owner, one, other) : wording.differenceWithin(owner, one, other, by, degree));
    return finishPair(context, draft, pair, made);
  }
  const [one, other] = sideNames(context, pair);
  if (order === 0) draft.state(wording.noDifference(one, other, measure));
  else draft.state(wording.difference(one, other, measure, by, degree));
  if (AS_GROWTH.test(context.parsed.question)) tellGrowthOf(context, draft, pair);
  return finishPair(context, draft, pair, made);
}

/** 亩 and 平方米: both in the finer unit, the conversion told; null where none is known. */
function inOneUnit(context: ComposeContext, draft: DraftBuilder, { a, cells }: Pair): readonly ShownFigure[] | null {
  const contenders = toContenders(context, draft, cells, "max");
  const own = contenders?.find(({ figure }) => figure.id === a.figure.id);
  const other = contenders?.find(({ figure }) => figure.id !== a.figure.id);
  return own === undefined || other === undefined ? null : [own.ranked, other.ranked];
}

const AS_GROWTH = /百分之|增长率|增幅|涨幅|降幅|增速|增长多少%|\bper ?cent|\bgrowth rate/i;

/** 增长百分之几 of one owner's two years: the later set against the earlier. */
function tellGrowthOf(context: ComposeContext, draft: DraftBuilder, { a, b }: Pair): void {
  if (a.owner.id !== b.owner.id || a.label.id !== b.label.id || a.figure.kind === "share" || !unitsAgree(a.figure.unit, b.figure.unit)) return;
  const growth = draft.derive(
    {
      owner: a.owner,
      label: a.label,
      formula: { op: "growth" },
      operands: [a, b],
      unit: "%",
      quantityKind: "share",
      period: commonPeriod([a.figure, b.figure]),
    },
    "lead",
  );
  if (growth !== null) draft.state(context.wording.trendGrowth(formulaPart(growth)));
}

/** One owner and no two years named: the change that the report prints goes before any that is computed. */
function isYearOnYear({ evidence, parsed }: ComposeContext): boolean {
  const period = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  return evidence.owners.length === 1 && evidence.measures.length === 1 && period?.kind !== "years" && period?.kind !== "last";
}

/** The change that one owner's report prints itself ("比上年度减少24.32%"); null where it prints none. */
function composeChange(context: ComposeContext): Draft | null {
  const { evidence } = context;
  const changes = evidence.measures.flatMap((measure) => measure.cells.slice(-1).flatMap((cell) => cell.changes.filter(isOnYearBefore)));
  if (evidence.owners.length !== 1 || changes.length === 0) return null;
  const draft = createDraft(context);
  for (const figure of distinctValues(changes).slice(0, 3)) tellPrintedChange(context, draft, figure);
  for (const cell of evidence.measures.flatMap((measure) => measure.cells.slice(-1))) tellBehindChange(context, draft, cell);
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** A change that names the year it is measured against is none on the year before, unless that is the one. */
function isOnYearBefore({ basis, period }: Figure): boolean {
  const named = /(?:19|20)\d{2}/.exec(basis ?? "")?.[0];
  return named === undefined || period.year === null || Number(named) === period.year - 1;
}

/** How many times as much, to two decimals; a single thing is looked up as printed. */
export function composeRatio(context: ComposeContext): Draft {
  const { evidence, wording } = context;
  if (evidence.measures.length >= 2) return composeDerived(context);
  const ofYears = evidence.owners.length === 1 && !isYearOnYear(context);
  if (evidence.owners.length < 2 && !ofYears && !isOfPrevious(context)) return composeLookup(context);
  const draft = createDraft(context);
  const found = pairOf(context, draft);
  if (found === null) return evidence.owners.length === 1 ? composeTrend(context) : composeCompare(context);
  const pair = isTurned(context, found) ? { ...found, a: found.b, b: found.a } : found;
  const { a, b } = pair;
  if (!unitsAgree(a.figure.unit, b.figure.unit) || a.figure.kind !== b.figure.kind) return refusePair(context, draft, pair);
  const isPercent = a.owner.id === b.owner.id && AS_PERCENT.test(context.parsed.question);
  const made = draft.derive(
    {
      owner: a.owner.id === b.owner.id ? a.owner : null,
      label: a.label,
      formula: { op: isPercent ? "percent" : "quotient" },
      operands: [a, b],
      unit: isPercent ? "%" : TIMES,
      quantityKind: isPercent ? "share" : "ratio",
      period: commonPeriod([a.figure, b.figure]),
    },
    "lead",
  );
  if (made === null) return refusePair(context, draft, pair);
  const [left, right] = sideNames(context, pair);
  draft.state(wording.multiple(left, right, measurePiece(context, pair.evidence), { kind: "figure", figure: made }));
  return finishPair(context, draft, pair, made);
}

const AS_PERCENT = /百分之|百分比|%|\bper ?cent/i;

/** 是去年的几倍: the latest year over the one before. */
const isOfPrevious = ({ evidence, parsed }: ComposeContext): boolean =>
  evidence.owners.length === 1 && evidence.measures.length === 1 && parsed.period.certainty === "stated" && parsed.period.value.kind === "previous";

/** 2020年是2022年的几分之几: the year that is named first is measured by the other. */
function isTurned({ parsed }: ComposeContext, { a, b }: Pair): boolean {
  if (a.owner.id !== b.owner.id || parsed.period.certainty !== "stated") return false;
  const [first] = parsed.period.mentions;
  return first !== undefined && b.figure.period.year !== null && first.text.includes(String(b.figure.period.year));
}

/** What tells the two sides apart: the owners, else the years, else the indicators. */
function sideNames(context: ComposeContext, { a, b }: Pair): readonly [readonly Part[], readonly Part[]] {
  const { wording } = context;
  if (a.owner.id !== b.owner.id) return [[wording.owner(a.owner)], [wording.owner(b.owner)]];
  const period = (shown: PrintedFigure): readonly Part[] => [{ kind: "period", period: shown.figure.period, reportId: shown.figure.reportId }];
  const part = (shown: PrintedFigure): readonly Part[] =>
    partOf(shown) === null ? [wording.owner(shown.owner)] : [{ kind: "words", text: partOf(shown) ?? "", reportId: shown.figure.reportId }];
  if (partOf(a) !== partOf(b) && a.label.id === b.label.id && (context.parsed.subjects !== undefined || context.parsed.regionBeside !== undefined))
    return [part(a), part(b)];
  if (a.label.id === b.label.id) return [period(a), period(b)];
  return [[wording.indicator(a.label)], [wording.indicator(b.label)]];
}

const partOf = ({ figure }: PrintedFigure): string | null => figure.subject ?? figure.population;

function finishPair(context: ComposeContext, draft: DraftBuilder, pair: Pair, made: DerivedFigure): Draft {
  const { wording } = context;
  for (const shown of [pair.a, pair.b]) {
    draft.show(shown.figure);
    draft.state(wording.value(told(context, shown)));
  }
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  tellPrintedLater(context, draft, pair.cells);
  pair.cells.forEach((cell) => {
    const [first, ...others] = distinctValues(cell.direct);
    if (first !== undefined) tellConflicts(context, draft, first, others);
  });
  const vague = [pair.a, pair.b].filter((shown) => shown.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  if (pair.a.owner.id !== pair.b.owner.id) {
    const contenders = toContenders(context, draft, pair.cells, "max");
    if (contenders !== null) tellCautions(context, draft, contenders);
  }
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

function refusePair(context: ComposeContext, draft: DraftBuilder, pair: Pair): Draft {
  const { wording } = context;
  const rows = [pair.a, pair.b].map((shown) => row(context, draft.show(shown.figure)));
  const parts = wording.cannotCompareUnits(measurePiece(context, pair.evidence), rows);
  draft.state(parts);
  draft.limit("not_comparable", parts);
  return draft.finish({ status: "partial" });
}

/** One thing over another of the same owner: the printed share first, else computed and marked so. */
export function composeDerived(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const [part, whole] = context.evidence.measures;
  if (part === undefined || whole === undefined || areOfOnePopulation(context, part, whole)) return composeLookup(context);
  tellUnknownOwners(context, draft);
  const wholes = new Map(latestCells(whole.cells).map((cell) => [cell.owner.id, cell]));
  const cells = latestCells(part.cells);
  const outcomes = cells.slice(0, MOST_ROWS).map((cell) => {
    const other = wholes.get(cell.owner.id);
    return tellShare(context, draft, { part, whole }, cell, other);
  });
  tellMore(context, draft, cells.length);
  discloseSlots(context, draft);
  const done = outcomes.filter(Boolean).length;
  return draft.finish({ status: done === 0 ? "not_found" : done === outcomes.length ? "answered" : "partial" });
}

const asksPerHead = ({ parsed }: ComposeContext): boolean => /每|人均|生均|师均|班均|\b(?:per|each)\b/i.test(parsed.question);

/** 每个老师…: what comes to each is never a count of the same people (教职工数 over 专任教师数). */
function areOfOnePopulation({ parsed }: ComposeContext, part: MeasureEvidence, whole: MeasureEvidence): boolean {
  const [a, b] = [part.measure.entry, whole.measure.entry];
  if (a === null || b === null || !/每|人均|生均|\b(?:per|each)\b/i.test(parsed.question)) return false;
  return a.group === b.group && a.kind === "count" && b.kind === "count" && unitsAgree(a.unit, b.unit);
}

function tellShare(
  context: ComposeContext,
  draft: DraftBuilder,
  asked: { readonly part: MeasureEvidence; readonly whole: MeasureEvidence },
  cell: FigureCell,
  other: FigureCell | undefined,
): boolean {
  const { wording } = context;
  const wholeLabel = measureLabel(context, asked.whole);
  const printed = [...cell.direct, ...cell.otherKinds].find(
    (figure) => figure.kind === "share" && figure.denominator !== null && wholeLabel.name.includes(figure.denominator),
  );
  if (printed !== undefined) draft.state(wording.value(told(context, draft.show(printed))));
  const counts = (held: FigureCell | undefined): Figure | undefined =>
    held === undefined ? undefined : [...held.direct, ...held.otherKinds].find((figure) => figure.kind !== "share" && figure.kind !== "ratio");
  const [a, held] = [counts(cell), counts(other)];
  const b = held !== undefined && (isNarrower(context, held, asked.whole) || areSides(a, held, asked.whole)) ? undefined : held;
  if (a === undefined || b === undefined) {
    if (printed !== undefined) return true;
    tellGaps(context, draft, a === undefined ? asked.part : asked.whole, [a === undefined ? cell : (other ?? cell)]);
    return false;
  }
  const [first, second] = [draft.printed(a), draft.printed(b)];
  // 每个老师带几个学生: people over people, and no share of them.
  const alike = unitsAgree(a.unit, b.unit) && !asksPerHead(context);
  if ((alike && isNoPart(a, b)) || (!alike && ASKS_SHARE.test(context.parsed.question) && !asksPerHead(context))) {
    for (const shown of [first, second]) draft.show(shown.figure);
    const [one, other] = [first, second].map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
    const parts = wording.notPartOf(wording.owner(cell.owner), one ?? [], other ?? []);
    draft.state(parts);
    draft.limit("not_comparable", parts);
    return false;
  }
  const label = {
    id: null,
    name: `${first.label.name}/${second.label.name}`,
    nameEn: `${first.label.nameEn} / ${second.label.nameEn}`,
    from: "report",
  } as const;
  const made = draft.derive(
    {
      owner: cell.owner,
      label,
      formula: { op: alike ? "percent" : "quotient" },
      operands: [first, second],
      unit: alike ? "%" : `${a.unit}/${b.unit}`,
      quantityKind: alike ? "share" : "average",
      period: commonPeriod([a, b]),
      denominator: second.label.name,
    },
    printed === undefined ? "lead" : "last",
  );
  if (made === null) {
    draft.state(wording.noResult());
    return printed !== undefined;
  }
  for (const shown of [first, second]) draft.show(shown.figure);
  const [owner, result] = [wording.owner(cell.owner), { kind: "figure", figure: made } as const];
  const names = [first, second].map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  draft.state(alike ? wording.shareOf(owner, names[0] ?? [], names[1] ?? [], result) : wording.perUnit(owner, names[0] ?? [], names[1] ?? [], result));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  const vague = [first, second].filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  return true;
}

/** 本科学历教师 where 全部教师 are asked: what stands in for a number that is not given is no whole, where its name says more than was asked. */
function isNarrower({ parsed, lexicon }: ComposeContext, figure: Figure, { measure }: MeasureEvidence): boolean {
  const { entry, asked } = measure;
  if (entry === null || figure.indicator.id === null || figure.indicator.id === entry.id) return false;
  const name = lexicon.indicator(figure.indicator.id)?.zh.replace(/[人总]?数$/, "") ?? figure.indicator.name;
  const at = name.lastIndexOf(asked.words);
  return at >= 2 && !parsed.question.includes(name.slice(0, at));
}

/** 编外 is no part of 在编 where the whole of both is asked. */
const areSides = (part: Figure | undefined, held: Figure, { measure }: MeasureEvidence): boolean =>
  part !== undefined && areSidesOf(foldText(measure.asked.words), foldText(part.indicator.words), foldText(held.indicator.words));

/** 占多少 of another unit (39家 of 8000人次) is no share. */
const ASKS_SHARE = /占|百分之|\bpercent|\bshare of\b/i;

/** A share is asked for of what is more than the whole, or is the whole itself: the two count different things. */
function isNoPart(part: Figure, whole: Figure): boolean {
  const order = compareDecimals(part.value, whole.value);
  return part.id === whole.id || order > 0;
}
