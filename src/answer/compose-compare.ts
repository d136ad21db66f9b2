import type { Figure, QuantityKind } from "../domain/figure.ts";
import type { Owner } from "../domain/report.ts";
import type { FigureCell, MeasureEvidence } from "../retrieve/measures.ts";
import { compareDecimals } from "../text/decimal.ts";
import { compareIntervals, conflictBetween, denominatorsAgree, hullOf, type Interval, intervalOf, unitsAgree, yearOfCell } from "./comparability.ts";
import { conversionFor, isFinest } from "./conversions.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder, labelOf, shownValue } from "./draft.ts";
import type { DerivedFigure, Piece, ShownFigure } from "./parts.ts";
import { countOwners, discloseSlots, distinctValues, measurePiece, ownerPieces, row, told, withMarker } from "./pieces.ts";
import { tellPremise } from "./premise.ts";
import { tellComputed } from "./tell-computed.ts";
import { standsFor, tellConflicts } from "./tell-figures.ts";
import { tellGaps, tellNoReports, tellUnknownOwners } from "./tell-gaps.ts";

/** One owner's standing: what it is ranked by, and the values its report leaves open. */
export interface Contender {
  readonly owner: Owner;
  readonly cell: FigureCell;
  readonly figure: Figure;
  /** The printed figure, or its conversion into the common unit. */
  readonly ranked: ShownFigure;
  readonly interval: Interval;
}

export type Top = "max" | "min";

/** Compares or ranks owners by each measure asked; the first measure decides the winner. */
export function composeCompare(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const results = context.evidence.measures.map((evidence) => compareBy(context, draft, evidence));
  tellPremise(context, draft);
  discloseSlots(context, draft);
  const winner = results[0]?.winner ?? null;
  const whole = results.every((result) => result.settled) && context.parsed.unknownOwners.length === 0;
  const any = results.some((result) => result.any);
  return draft.finish({ status: whole && any ? "answered" : any ? "partial" : "not_found", winner });
}

interface Comparison {
  readonly winner: Owner | null;
  /** Everything that was asked was settled. */
  readonly settled: boolean;
  readonly any: boolean;
}

function compareBy(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): Comparison {
  const cells = latestCells(evidence.cells);
  const holding = cells.filter((cell) => cell.direct.length > 0);
  const lacking = cells.filter((cell) => cell.direct.length === 0);
  const everyone = context.parsed.scope !== "named";
  const complete = lacking.length === 0;
  if (holding.length >= 2 && (complete || everyone || cells.length > 2)) return rankCells(context, draft, evidence, holding, lacking);
  return refuse(context, draft, evidence, holding, lacking);
}

/** One cell for each owner: the last one that gives the measure. */
export function latestCells(cells: readonly FigureCell[]): readonly FigureCell[] {
  const byOwner = new Map<string, FigureCell>();
  for (const cell of cells) if (cell.direct.length > 0 || !byOwner.has(cell.owner.id)) byOwner.set(cell.owner.id, cell);
  return [...byOwner.values()];
}

function rankCells(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  holding: readonly FigureCell[],
  lacking: readonly FigureCell[],
): Comparison {
  const { wording, parsed } = context;
  const top: Top = parsed.direction ?? "max";
  const measure = measurePiece(context, evidence);
  const contenders = toContenders(context, draft, holding, top);
  if (contenders === null) {
    for (const cell of holding) for (const figure of cell.direct.slice(0, 1)) draft.show(figure);
    const rows = holding.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => row(context, draft.printed(figure))));
    const parts = wording.cannotCompareUnits(measure, rows);
    draft.state(parts);
    draft.limit("not_comparable", parts);
    return { winner: null, settled: false, any: true };
  }
  listFigures(draft, contenders);
  const winner = decide(contenders, top);
  tellOrder(context, draft, { evidence, contenders, winner, top, measure });
  for (const contender of contenders) tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  tellCautions(context, draft, contenders);
  tellLacking(context, draft, evidence, { holding, lacking });
  const named = parsed.scope === "named" && parsed.owners.certainty === "stated" && lacking.length > 0;
  return { winner: winner.kind === "winner" ? winner.owner : null, settled: winner.kind !== "undecided" && !named, any: true };
}

function listFigures(draft: DraftBuilder, contenders: readonly Contender[]): void {
  draft.putFirst(contenders.map((contender) => draft.show(contender.figure)));
}

/** Sorted contenders in one unit; null where their units have nothing in common. */
export function toContenders(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[], top: Top): readonly Contender[] | null {
  const figures = cells.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => ({ cell, figure })));
  const unit = commonUnit(figures.map(({ figure }) => figure));
  if (unit === null) return null;
  const sign = top === "max" ? -1 : 1;
  // Citations are numbered in order of use: the leader's comes first.
  const inOrder = figures.toSorted((a, b) => sign * compareDecimals(a.figure.value, b.figure.value));
  const contenders = inOrder.map(({ cell, figure }): Contender => {
    const ranked = inUnit(context, draft, figure, unit);
    const values =
      ranked.kind === "derived"
        ? [{ value: ranked.value, valueTo: null, qualifier: figure.qualifier, unit }]
        : [figure, ...cell.direct.filter((other) => other.unit === figure.unit && widens(figure, other))];
    return { owner: cell.owner, cell, figure, ranked, interval: hullOf(values.map(intervalOf)) };
  });
  return contenders.toSorted((a, b) => sign * compareDecimals(shownValue(a.ranked), shownValue(b.ranked)) || (a.owner.id < b.owner.id ? -1 : 1));
}

/** A round number beside the exact one adds nothing; a contradiction does. */
function widens(figure: Figure, other: Figure): boolean {
  const strength = conflictBetween(figure, other);
  return strength === "conflict" || strength === "several";
}

function commonUnit(figures: readonly Figure[]): string | null {
  const units = [...new Set(figures.map((figure) => figure.unit))];
  // Into the finer unit, which keeps the digits: 亩 into 平方米, not the other way.
  const finestFirst = units.toSorted((a, b) => Number(isFinest(b)) - Number(isFinest(a)));
  return finestFirst.find((unit) => units.every((other) => unitsAgree(other, unit) || conversionFor(other, unit) !== null)) ?? null;
}

function inUnit(context: ComposeContext, draft: DraftBuilder, figure: Figure, unit: string): ShownFigure {
  const printed = draft.printed(figure);
  const conversion = figure.unit === unit ? null : conversionFor(figure.unit, unit);
  if (conversion === null) return printed;
  draft.show(figure);
  const { numerator, denominator } = conversion;
  const formula = { op: "convert", numerator, denominator, unit } as const;
  const made = draft.derive(
    { owner: printed.owner, label: labelOf(context.lexicon, figure), formula, operands: [printed], unit, quantityKind: figure.kind, period: figure.period },
    "last",
  );
  if (made === null) return printed;
  draft.limit("converted", context.wording.converted({ kind: "formula", figure: made }));
  return made;
}

type Decision =
  | { readonly kind: "winner"; readonly owner: Owner }
  | { readonly kind: "tie"; readonly owners: readonly Owner[] }
  | { readonly kind: "undecided"; readonly owners: readonly Owner[] };

/** The first wins when no other can reach it; equal exact values tie; overlapping bounds leave it open. */
export function decide(contenders: readonly Contender[], top: Top): Decision {
  const [first, ...others] = contenders;
  if (first === undefined) return { kind: "undecided", owners: [] };
  const beaten = top === "max" ? "greater" : "less";
  const standing = others.map((other) => ({ other, how: compareIntervals(first.interval, other.interval) }));
  const open = standing.filter(({ how }) => how !== beaten && how !== "equal");
  if (open.length > 0) return { kind: "undecided", owners: [first.owner, ...open.map(({ other }) => other.owner)] };
  const equal = standing.filter(({ how }) => how === "equal");
  return equal.length > 0 ? { kind: "tie", owners: [first.owner, ...equal.map(({ other }) => other.owner)] } : { kind: "winner", owner: first.owner };
}

interface Order {
  readonly evidence: MeasureEvidence;
  readonly contenders: readonly Contender[];
  readonly winner: Decision;
  readonly top: Top;
  readonly measure: Piece;
}

function tellOrder(context: ComposeContext, draft: DraftBuilder, order: Order): void {
  const { wording, parsed } = context;
  const { contenders, winner, top, measure } = order;
  const rows = contenders.map((contender) => row(context, draft.printed(contender.figure)));
  if (winner.kind === "winner") draft.state(wording.winner(wording.owner(winner.owner), measure, { top, kind: kindOf(contenders) }, rows.slice(0, 2)));
  if (winner.kind === "tie") draft.state(wording.tie(measure, rows.slice(0, winner.owners.length)));
  if (winner.kind === "undecided") {
    const open = contenders.filter((contender) => winner.owners.includes(contender.owner));
    const parts = wording.cannotCompareBounds(
      measure,
      open.map((contender) => row(context, draft.printed(contender.figure))),
    );
    draft.state(parts);
    draft.limit("not_comparable", parts);
  }
  if (contenders.length > 2 || parsed.intent === "rank") tellRanking(context, draft, contenders, measure, top);
  const vague = contenders.filter((contender) => contender.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map((contender) => withMarker(draft.printed(contender.figure)))));
}

function tellRanking(context: ComposeContext, draft: DraftBuilder, contenders: readonly Contender[], measure: Piece, top: Top): void {
  const { wording, parsed } = context;
  draft.state(wording.rankHead(measure, { top, kind: kindOf(contenders) }));
  const ranks = ranksOf(contenders);
  contenders.forEach((contender, index) => {
    const rank = ranks[index] ?? index + 1;
    if (parsed.top !== null && rank > parsed.top) return;
    draft.state(wording.rankedRow({ kind: "rank", rank }, row(context, draft.printed(contender.figure))));
  });
}

function kindOf(contenders: readonly Contender[]): QuantityKind {
  return contenders[0]?.figure.kind ?? "count";
}

/** Equal values share a rank, and the next one is skipped: 1, 2, 2, 4. */
export function ranksOf(contenders: readonly Contender[]): readonly number[] {
  const values = contenders.map((contender) => shownValue(contender.ranked));
  return values.map((value) => values.findIndex((other) => compareDecimals(other, value) === 0) + 1);
}

/** Another period or an unstated denominator: said, the winner stands. */
export function tellCautions(context: ComposeContext, draft: DraftBuilder, contenders: readonly Contender[]): void {
  const { wording } = context;
  const years = new Set(contenders.map(({ cell, figure }) => yearOfCell(cell, figure)));
  if (years.size > 1) draft.limit("different_period", wording.differentPeriod(contenders.map(({ figure }) => row(context, draft.printed(figure)))));
  const figures = contenders.map(({ figure }) => figure);
  if (new Set(figures.map((figure) => figure.indicator.id)).size > 1)
    draft.limit(
      "ambiguous",
      wording.differentMeasure(
        contenders.map(({ owner, figure }) => ({ owner: wording.owner(owner), measure: wording.indicator(labelOf(context.lexicon, figure)) })),
      ),
    );
  if (denominatorsAgree(figures)) return;
  draft.limit(
    "different_denominator",
    wording.differentDenominator(contenders.map(({ owner, figure }) => ({ owner: wording.owner(owner), denominator: denominatorPiece(figure) }))),
  );
}

function denominatorPiece(figure: Figure): Piece | null {
  return figure.denominator === null ? null : { kind: "words", text: figure.denominator, reportId: figure.reportId };
}

/** How many of the owners report it; who does not; who gives it in another kind only. */
export function tellLacking(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  sides: { readonly holding: readonly FigureCell[]; readonly lacking: readonly FigureCell[] },
): void {
  const { wording } = context;
  const { holding, lacking } = sides;
  if (lacking.length === 0) return;
  const total = holding.length + lacking.length;
  const parts = wording.coverage(
    countOwners(holding.length),
    countOwners(total),
    ownerPieces(
      context,
      lacking.map((cell) => cell.owner),
    ),
  );
  draft.state(parts);
  draft.limit("missing", parts);
  tellNoReports(context, draft, lacking);
  const elsewise = lacking.filter((cell) => cell.otherKinds.length > 0);
  if (elsewise.length === 0 || evidence.measure.kind === null) return;
  const rows = elsewise.flatMap((cell) => cell.otherKinds.slice(0, 1).map((figure) => row(context, draft.near(figure))));
  draft.limit(
    "not_comparable",
    wording.cannotCompareKind(
      evidence.measure.kind,
      measurePiece(context, evidence),
      [],
      elsewise.map((cell) => wording.owner(cell.owner)),
      rows,
    ),
  );
}

/** No winner: says by what it cannot be compared, and who leads by another kind that all report. */
function refuse(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  holding: readonly FigureCell[],
  lacking: readonly FigureCell[],
): Comparison {
  const { wording, parsed } = context;
  const measure = measurePiece(context, evidence);
  const kind = evidence.measure.kind;
  const elsewise = lacking.filter((cell) => cell.otherKinds.length > 0);
  const missing = ownerPieces(
    context,
    lacking.map((cell) => cell.owner),
  );
  const shared = sharedKind([...holding, ...lacking], evidence.measure.kind);
  if (holding.length === 0 && lacking.length > 1 && lacking.every((cell) => cell.operands !== null)) return compareComputed(context, draft, evidence, lacking);
  if (kind !== null && shared !== null && holding.length === 0 && parsed.wantedKind === null && standsFor(shared, kind)) {
    return rankCells(context, draft, { ...evidence, measure: { ...evidence.measure, kind: shared } }, asKind([...lacking], shared), []);
  }
  const held = holding.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => draft.show(figure)));
  const plans = lacking.flatMap((cell) => cell.aside.filter((figure) => figure.aspect === "plan").slice(0, 1));
  if (kind !== null && elsewise.length > 0) {
    const others = elsewise.flatMap((cell) => cell.otherKinds.slice(0, 1).map((figure) => row(context, draft.show(figure))));
    const parts = wording.cannotCompareKind(
      kind,
      measure,
      held.map((shown) => row(context, shown)),
      missing,
      others,
    );
    draft.state(parts);
    draft.limit("not_comparable", parts);
    if (shared !== null) tellShared(context, draft, asKind([...holding, ...lacking], shared), shared);
    draft.limit("missing", wording.missing(measure, missing));
    return { winner: null, settled: false, any: true };
  }
  const [only] = held;
  if (only !== undefined) tellNoReports(context, draft, lacking);
  if (only !== undefined) draft.state(lacking.length === 0 ? wording.value(told(context, only)) : wording.onlyOneReports(measure, row(context, only), missing));
  else tellGaps(context, draft, evidence, lacking);
  if (only !== undefined && lacking.length === 0) draft.state(wording.needsTwo(measure));
  // What can be computed for the others is shown beside it, and never ranked against a printed value.
  if (only !== undefined) for (const cell of lacking) tellComputed(context, draft, cell, "last");
  for (const figure of plans) {
    const parts = wording.planOnly(told(context, draft.near(figure)));
    draft.state(parts);
    draft.limit("plan", parts);
  }
  if (plans.length > 0 && only !== undefined) draft.limit("not_comparable", wording.needsTwo(measure));
  if (only !== undefined && lacking.length > 0) draft.limit("missing", wording.missing(measure, missing));
  return { winner: null, settled: false, any: only !== undefined };
}

/** None prints it and all give what it is computed from: compared by what the formulas give, each shown. A ratio is each school's own way of counting. */
function compareComputed(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cells: readonly FigureCell[]): Comparison {
  const { parsed, wording } = context;
  const computed = cells.flatMap((cell) => {
    tellComputed(context, draft, cell, "last");
    const made = draft.shown().findLast((shown): shown is DerivedFigure => shown.kind === "derived" && shown.formula.op !== "convert");
    return made === undefined ? [] : [{ owner: cell.owner, made }];
  });
  const sign = parsed.direction === "min" ? 1 : -1;
  const ordered = computed.toSorted((a, b) => sign * compareDecimals(a.made.value, b.made.value));
  draft.putFirst(ordered.map(({ made }) => made));
  const [first, second] = ordered;
  const apart = first !== undefined && second !== undefined && compareDecimals(first.made.value, second.made.value) !== 0;
  if (!apart || first.made.quantityKind === "ratio") return { winner: null, settled: false, any: computed.length > 0 };
  const degree = { top: parsed.direction ?? "max", kind: first.made.quantityKind } as const;
  draft.state(wording.winner(wording.owner(first.owner), measurePiece(context, evidence), degree, ordered.map(({ made }) => row(context, made)).slice(0, 2)));
  return { winner: first.owner, settled: computed.length === cells.length, any: true };
}

/** A kind other than the asked one that every owner gives. */
function sharedKind(cells: readonly FigureCell[], asked: QuantityKind | null): QuantityKind | null {
  const kinds = new Set(cells.flatMap((cell) => cell.otherKinds.map((figure) => figure.kind)));
  return [...kinds].find((kind) => kind !== asked && cells.length > 1 && cells.every((cell) => cell.otherKinds.some((figure) => figure.kind === kind))) ?? null;
}

/** The cells seen by another kind. */
function asKind(cells: readonly FigureCell[], kind: QuantityKind): readonly FigureCell[] {
  return cells.map((cell) => ({ ...cell, direct: cell.otherKinds.filter((figure) => figure.kind === kind), otherKinds: cell.direct }));
}

function tellShared(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[], kind: QuantityKind): void {
  const top: Top = context.parsed.direction ?? "max";
  const contenders = toContenders(context, draft, cells, top);
  if (contenders === null) return;
  for (const contender of contenders) draft.show(contender.figure);
  const leader = decide(contenders, top);
  const rows = contenders.map((contender) => row(context, draft.printed(contender.figure)));
  if (leader.kind === "winner") draft.state(context.wording.byOtherKind(kind, context.wording.owner(leader.owner), rows, { top, kind }));
  for (const contender of contenders) tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  tellCautions(context, draft, contenders);
}
