import type { Figure } from "../../domain/figure.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder, shownValue } from "../draft.ts";
import type { Piece } from "../parts.ts";
import { commonPeriod, discloseSlots, distinctValues, formulaPart, measurePiece } from "../pieces.ts";
import { tellBehindChange } from "../tell/tell-former.ts";
import { tellPrintedChange } from "../tell/tell-years.ts";
import { unitsAgree } from "./comparability.ts";
import { composeCompare } from "./compose-compare.ts";
import { composeTrend } from "./compose-trend.ts";
import { composeDifferenceComputed } from "./difference-computed.ts";
import { finishPair, inOneUnit, isYearOnYear, type Pair, pairOf, refusePair, sideNames } from "./pairs.ts";

/** How an amount differs from a share of the same: shares differ by percentage points. */
const POINTS = "个百分点";

/** How much more or less: exact, percentage points for shares. */
export function composeDifference(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const printed = isYearOnYear(context) ? composeChange(context) : null;
  if (printed !== null) return printed;
  const pair = pairOf(context, draft);
  const computed = pair === null ? composeDifferenceComputed(context, draft) : null;
  if (computed !== null) return computed;
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
