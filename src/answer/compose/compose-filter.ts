import type { Threshold, Yardstick } from "../../domain/question.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { multiplyDecimals } from "../../text/decimal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { firstRows, MOST_CARRIED, MOST_INLINE, MOST_ROWS, tellMore } from "../limits.ts";
import { type DerivedFigure, type Piece, toParts } from "../parts.ts";
import { countOwners, discloseSlots, distinctValues, formulaPart, measurePiece, ownerPieces, row, told, withMarker } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellGaps } from "../tell/tell-gaps.ts";
import { tellCautions, tellLacking } from "../tell/tell-order.ts";
import { compareIntervals, type Interval } from "./comparability.ts";
import { composeCoverage } from "./compose-coverage.ts";
import { type Contender, latestCells, toContenders } from "./contenders.ts";
import { conditionOf, meetsIn, takesLimit, tellInUnit, type Verdict } from "./thresholds.ts";

/** Which schools meet a condition, and how many; bounds that leave it open and schools that do not report are told apart from "no". */
export function composeFilter(context: ComposeContext): Draft {
  const { evidence, parsed } = context;
  const [first] = evidence.measures;
  if (first !== undefined && parsed.yardstick !== undefined) return filterByOwner(context, first, parsed.yardstick);
  if (parsed.threshold === null || first === undefined) return composeCoverage(context);
  if (parsed.thresholds !== undefined && parsed.thresholds.length === evidence.measures.length) return filterByAll(context, parsed.thresholds);
  // A limit in people says nothing of a rate.
  const own = parsed.thresholds?.find(({ unit }) => first.measure.entry?.units.some((one) => takesLimit(one, unit)) === true);
  return filterByLimit(context, first, own ?? parsed.threshold);
}

/** Several conditions, each on an indicator of its own: the schools that meet all of them. */
function filterByAll(context: ComposeContext, thresholds: readonly Threshold[]): Draft {
  const { evidence, wording } = context;
  const draft = createDraft(context);
  const conditions = evidence.measures.flatMap((measure, index) => {
    const threshold = thresholds[index];
    return threshold === undefined ? [] : [{ measure, threshold, judged: judge(context, draft, measure, threshold) }];
  });
  const owners = evidence.owners.map((owner) => {
    const verdicts = conditions.map(({ judged }) => judged.find(({ contender }) => contender.owner.id === owner.id)?.verdict ?? "undecided");
    return { owner, verdict: verdicts.includes("no") ? "no" : verdicts.includes("undecided") ? "undecided" : "yes" };
  });
  const [yes = [], open = []] = ["yes", "undecided"].map((wanted) => owners.filter(({ verdict }) => verdict === wanted).map(({ owner }) => owner));
  const said = conditions.map(({ measure, threshold }) => [...toParts(measurePiece(context, measure)), ...conditionOf(context, threshold)]);
  draft.state(wording.filterAll(said, ownerPieces(context, yes), countOwners(yes.length)));
  const shown = yes.length > 0 ? yes : open;
  for (const { judged } of conditions)
    for (const { contender } of judged.filter((one) => shown.some((owner) => owner.id === one.contender.owner.id)).slice(0, MOST_ROWS)) {
      draft.state(wording.value(told(context, draft.show(contender.figure))));
      tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
      if (contender.figure.qualifier !== "exact") draft.limit("approximate", wording.approximate([withMarker(draft.printed(contender.figure))]));
    }
  if (open.length > 0) {
    const parts = wording.filterOpen(ownerPieces(context, open));
    draft.state(parts);
    draft.limit("missing", parts);
  }
  discloseSlots(context, draft);
  return draft.finish({ status: open.length > 0 ? "partial" : "answered" });
}

/** Every school that gives the measure, with how it meets the limit. */
function judge(context: ComposeContext, draft: DraftBuilder, measure: MeasureEvidence, threshold: Threshold): Sifted["judged"] {
  const holding = latestCells(measure.cells).filter((cell) => cell.direct.some((figure) => takesLimit(figure.unit, threshold.unit)));
  const contenders = holding.length === 0 ? null : toContenders(context, draft, holding, "max");
  return (contenders ?? []).map((contender) => ({ contender, verdict: meetsIn(contender.interval, unitOf(contender), threshold) }));
}

const unitOf = ({ ranked, figure }: Contender): string => (ranked.kind === "derived" ? ranked.unit : figure.unit);

/** What was weighed, by what condition, and who gave nothing to weigh. */
interface Sifted {
  readonly first: MeasureEvidence;
  readonly condition: Piece;
  readonly judged: readonly { readonly contender: Contender; readonly verdict: Verdict }[];
  readonly holding: readonly FigureCell[];
  readonly lacking: readonly FigureCell[];
}

function filterByLimit(context: ComposeContext, first: MeasureEvidence, threshold: Threshold): Draft {
  const draft = createDraft(context);
  const cells = latestCells(first.cells);
  const fits = (unit: string): boolean => takesLimit(unit, threshold.unit);
  // A limit without a unit is one of the number asked for, wherever a school gives it: a share of another school is no such number.
  const isBare = threshold.unit === "" && cells.some(({ direct }) => direct.length > 0);
  const seen = cells.map((cell) =>
    isBare || cell.direct.some((figure) => fits(figure.unit))
      ? cell
      : { ...cell, direct: cell.otherKinds.filter((figure) => fits(figure.unit)), otherKinds: cell.direct },
  );
  const holding = seen.filter((cell) => cell.direct.some((figure) => fits(figure.unit)));
  const lacking = seen.filter((cell) => !holding.includes(cell));
  const contenders = holding.length === 0 ? null : toContenders(context, draft, holding, threshold.comparator.startsWith("<") ? "min" : "max");
  if (contenders === null) {
    tellGaps(context, draft, first, cells);
    return draft.finish({ status: "not_found" });
  }
  const judged = contenders.map((contender) => ({ contender, verdict: meetsIn(contender.interval, unitOf(contender), threshold) }));
  const sifted = { first, condition: conditionOf(context, threshold), judged, holding, lacking };
  const yes = tellSifted(context, draft, sifted);
  for (const contender of yes.slice(0, MOST_INLINE)) tellInUnit(context, draft, contender.figure, threshold.unit);
  return finishSifted(context, draft, sifted);
}

/** 比青原多的学校: the limit is what one school gives, and that school is none of those looked for. */
function filterByOwner(context: ComposeContext, first: MeasureEvidence, yardstick: Yardstick): Draft {
  const { ownerId, comparator } = yardstick;
  const { wording } = context;
  const draft = createDraft(context);
  const cells = latestCells(first.cells);
  const own = cells.filter((cell) => cell.owner.id === ownerId);
  const holding = cells.filter((cell) => cell.direct.length > 0);
  const contenders = holding.length === 0 ? null : toContenders(context, draft, holding, comparator.startsWith("<") ? "min" : "max");
  const limit = contenders?.find(({ owner }) => owner.id === ownerId);
  if (contenders === null || limit === undefined) {
    tellGaps(context, draft, first, own);
    return draft.finish({ status: "not_found" });
  }
  const others = contenders.filter((contender) => contender !== limit);
  const lacking = cells.filter((cell) => cell.direct.length === 0);
  if (others.length === 0) {
    const silent = ownerPieces(
      context,
      lacking.map((cell) => cell.owner),
    );
    const parts = wording.onlyOneReports(measurePiece(context, first), row(context, draft.show(limit.figure)), silent);
    draft.state(parts);
    draft.limit("missing", parts);
    return draft.finish({ status: "partial" });
  }
  const bound = scaledLimit(draft, limit, yardstick);
  const owner = wording.owner(limit.owner);
  const condition = wording.conditionThan(comparator, owner, withMarker(draft.printed(limit.figure)), bound === null ? null : withMarker(bound));
  const { numerator, denominator } = yardstick.factor ?? { numerator: "1", denominator: "1" };
  const against = times(limit.interval, numerator);
  const judged = others.map((contender) => ({ contender, verdict: compares(times(contender.interval, denominator), comparator, against) }));
  const sifted = { first, condition, judged, holding: holding.filter((cell) => cell.owner.id !== ownerId), lacking };
  const yes = tellSifted(context, draft, sifted);
  const shown = draft.show(limit.figure);
  if (bound !== null) {
    const parts = wording.derivedNote(formulaPart(bound));
    draft.state([...wording.value(told(context, shown)), ...parts]);
    draft.limit("derived", parts);
  }
  tellConflicts(context, draft, limit.figure, distinctValues(limit.cell.direct).slice(1));
  if (yes.length > 0) tellCautions(context, draft, [limit, ...yes]);
  return finishSifted(context, draft, sifted);
}

/** Half or twice the limit school's figure, as a formula over it; null where the figure itself is meant. */
function scaledLimit(draft: DraftBuilder, { figure, ranked, owner }: Contender, { factor }: Yardstick): DerivedFigure | null {
  if (factor === undefined) return null;
  const unit = ranked.kind === "derived" ? ranked.unit : figure.unit;
  const { label } = draft.printed(figure);
  return draft.derive({ owner, label, formula: { op: "part", ...factor }, operands: [ranked], unit, quantityKind: figure.kind, period: figure.period }, "last");
}

const times = ({ low, high }: Interval, factor: string): Interval => ({
  low: multiplyDecimals(low, factor),
  high: high === null ? null : multiplyDecimals(high, factor),
});

function compares(one: Interval, comparator: Yardstick["comparator"], other: Interval): Verdict {
  const how = compareIntervals(one, other);
  if (how === "undecided") return "undecided";
  const holds = how === "equal" ? comparator.endsWith("=") : comparator.startsWith(how === "greater" ? ">" : "<");
  return holds ? "yes" : "no";
}

/** Who meets it, each with its figure, and who cannot be judged; gives back those who do. */
function tellSifted(context: ComposeContext, draft: DraftBuilder, { first, condition, judged }: Sifted): readonly Contender[] {
  const { wording } = context;
  const yes = judged.filter(({ verdict }) => verdict === "yes").map(({ contender }) => contender);
  const open = judged.filter(({ verdict }) => verdict === "undecided").map(({ contender }) => contender);
  const measure = measurePiece(context, first);
  draft.state(
    yes.length === 0
      ? wording.filterNone(measure, condition)
      : wording.filterHead(
          measure,
          condition,
          ownerPieces(
            context,
            yes.map(({ owner }) => owner),
          ),
          countOwners(yes.length),
        ),
  );
  for (const contender of yes.slice(0, MOST_ROWS)) draft.state(wording.row(row(context, draft.show(contender.figure))));
  tellMore(context, draft, yes.length);
  if (yes.length > MOST_ROWS) for (const { figure } of yes.slice(0, MOST_CARRIED)) draft.carry({ rank: null, figure: draft.uncited(figure) });
  if (open.length > 0) {
    const parts = wording.filterUndecided(firstRows(context, open, (contender) => row(context, draft.show(contender.figure))));
    draft.state(parts);
    draft.limit("approximate", parts);
  }
  for (const contender of [...yes.slice(0, MOST_ROWS), ...open.slice(0, MOST_INLINE)])
    tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  const vague = yes.slice(0, MOST_ROWS).filter((contender) => contender.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map((contender) => withMarker(draft.printed(contender.figure)))));
  return yes;
}

function finishSifted(context: ComposeContext, draft: DraftBuilder, { first, judged, holding, lacking }: Sifted): Draft {
  tellLacking(context, draft, first, { holding, lacking });
  discloseSlots(context, draft);
  // A school without a report for the asked year is named, yet nothing of that year is left open.
  const silent = lacking.filter((cell) => cell.reports.length > 0 || !cell.target.asked);
  return draft.finish({ status: judged.some(({ verdict }) => verdict === "undecided") || silent.length > 0 ? "partial" : "answered" });
}
