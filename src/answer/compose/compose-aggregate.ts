import type { Figure } from "../../domain/figure.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder, labelOf } from "../draft.ts";
import { MOST_CARRIED, MOST_ROWS, tellMore } from "../limits.ts";
import { commonPeriod, countOwners, discloseSlots, distinctValues, formulaPart, measurePiece, ownerPieces, row, told, withMarker } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellGaps, tellUnknownOwners } from "../tell/tell-gaps.ts";
import { tellCautions, tellLacking } from "../tell/tell-order.ts";
import { composeOperation } from "../working/compose-operation.ts";
import { unitsAgree } from "./comparability.ts";
import { composeDerived } from "./compose-derived.ts";
import { composeLookup } from "./compose-lookup.ts";
import { tellMissing } from "./compose-trend.ts";
import { type Contender, latestCells, toContenders } from "./contenders.ts";

/** Sum, mean or median over the owners that report it (unknown is not zero), or over several indicators of one owner. */
export function composeAggregate(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const op = parsed.aggregate === "mean" || parsed.aggregate === "median" ? parsed.aggregate : "sum";
  const [first] = evidence.measures;
  if (first === undefined) return composeLookup(context);
  if (evidence.measures.length > 1 && evidence.owners.length === 1) return aggregateItems(context, op);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const cells = latestCells(first.cells);
  if (cells.length < 2) return (parsed.aggregate === null ? null : aggregateYears(context, op, first)) ?? composeLookup(context);
  const holding = cells.filter((cell) => cell.direct.length > 0);
  const lacking = cells.filter((cell) => cell.direct.length === 0);
  const measure = measurePiece(context, first);
  const contenders = holding.length === 0 ? null : toContenders(context, draft, holding, "max");
  if (contenders === null) {
    tellGaps(context, draft, first, cells);
    return draft.finish({ status: "not_found" });
  }
  const [lead] = contenders;
  const kind = lead?.figure.kind ?? "count";
  if (op === "sum" && (kind === "share" || kind === "ratio" || kind === "average" || kind === "score")) {
    const parts = wording.sharesDoNotAdd(measure);
    draft.state(parts);
    draft.limit("not_comparable", parts);
    for (const contender of contenders.slice(0, MOST_ROWS)) draft.state(wording.row(row(context, draft.show(contender.figure))));
    tellMore(context, draft, contenders.length);
    return draft.finish({ status: "partial" });
  }
  if (lead !== undefined && contenders.length === 1) return tellOnlyOne(context, draft, first, { lead, lacking });
  const operands = contenders.map((contender) => contender.ranked);
  const made =
    lead === undefined
      ? null
      : draft.derive(
          {
            owner: null,
            label: labelOf(context.lexicon, lead.figure),
            formula: { op },
            operands,
            unit: operands[0]?.kind === "derived" ? operands[0].unit : lead.figure.unit,
            quantityKind: kind,
            period: commonPeriod(contenders.map((contender) => contender.figure)),
          },
          "lead",
        );
  if (made === null) return draft.finish({ status: "not_found" });
  draft.state(wording.aggregate(op, measure, { kind: "figure", figure: made }, countOwners(holding.length), countOwners(cells.length)));
  const told = contenders.slice(0, MOST_ROWS);
  for (const contender of told) draft.state(wording.row(row(context, draft.show(contender.figure))));
  tellMore(context, draft, contenders.length);
  if (contenders.length > MOST_ROWS) for (const { figure } of contenders.slice(0, MOST_CARRIED)) draft.carry({ rank: null, figure: draft.uncited(figure) });
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  const vague = told.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(({ figure }) => withMarker(draft.printed(figure)))));
  if (op !== "sum" && (kind === "share" || kind === "average")) draft.limit("derived", wording.unweighted());
  for (const contender of told) tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  tellCautions(context, draft, contenders);
  tellLacking(context, draft, first, { holding, lacking });
  discloseSlots(context, draft);
  return draft.finish({ status: lacking.length > 0 ? "partial" : "answered" });
}

/** One value is no sum: who gives it, and who does not. */
function tellOnlyOne(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  { lead, lacking }: { readonly lead: Contender; readonly lacking: readonly FigureCell[] },
): Draft {
  const owners = ownerPieces(
    context,
    lacking.map((cell) => cell.owner),
  );
  const parts = context.wording.onlyOneCounts(measurePiece(context, evidence), row(context, draft.show(lead.figure)), owners);
  draft.state(parts);
  draft.limit("missing", parts);
  tellConflicts(context, draft, lead.figure, distinctValues(lead.cell.direct).slice(1));
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

/** A sum over years as the report prints it. */
function tellPrintedSum(context: ComposeContext, sum: Figure): Draft {
  const draft = createDraft(context);
  draft.state(context.wording.value(told(context, draft.show(sum))));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** Several years of one owner: 三年平均每年招生, with the years that are missing; null where there are not two. */
function aggregateYears(context: ComposeContext, op: "sum" | "mean" | "median", evidence: MeasureEvidence): Draft | null {
  const { wording } = context;
  const holding = evidence.cells.filter((cell) => cell.direct.length > 0 && !cell.fallback);
  const figures = holding.flatMap((cell) => cell.direct.slice(0, 1));
  const [lead] = figures;
  const owner = context.evidence.owners[0];
  if (lead === undefined || owner === undefined || figures.length < 2 || figures.some((figure) => !unitsAgree(figure.unit, lead.unit))) return null;
  if (op === "sum" && lead.kind !== "count" && lead.kind !== "amount") return null;
  // 近三年共引进47人 is the sum itself, and none of its years.
  const whole = figures.find(({ period }) => period.kind === "unknown" && period.year === null && period.evidence === "stated");
  if (whole !== undefined) return op === "sum" ? tellPrintedSum(context, whole) : null;
  const draft = createDraft(context);
  const operands = figures.map((figure) => draft.printed(figure));
  const period = commonPeriod(figures);
  const made = draft.derive(
    { owner, label: labelOf(context.lexicon, lead), formula: { op }, operands, unit: lead.unit, quantityKind: lead.kind, period },
    "lead",
  );
  if (made === null) return null;
  draft.state(wording.aggregateItems(op, wording.owner(owner), [measurePiece(context, evidence)], { kind: "figure", figure: made }));
  for (const figure of figures) draft.state(wording.row({ ...row(context, draft.show(figure)), owner: "" }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  const vague = operands.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  const silent = evidence.cells.filter((cell) => !holding.includes(cell));
  if (silent.length > 0) tellMissing(context, draft, owner, evidence.cells);
  discloseSlots(context, draft);
  return draft.finish({ status: silent.length > 0 ? "partial" : "answered" });
}

/** The mean of an amount and of people is the amount per head: 平均每人助学金. */
function perHead([first, second]: readonly Figure[]): boolean {
  return first?.kind === "amount" && second?.kind === "count" && (second.unit === "人" || second.unit === "人次");
}

/** Numbers of things that are neither sorts of one thing nor sides of one. */
function areUnlike(measures: readonly MeasureEvidence[]): boolean {
  const entries = measures.map(({ measure }) => measure.entry);
  const [first] = entries;
  return entries.every(
    (entry) =>
      entry?.kind === "count" && (entry === first || entry.family !== first?.family) && !entry.siblings.some((id) => entries.some((other) => other?.id === id)),
  );
}

function aggregateItems(context: ComposeContext, op: "sum" | "mean" | "median"): Draft {
  const { evidence } = context;
  const figures = evidence.measures.flatMap((measure) => latestCells(measure.cells).flatMap((cell) => cell.direct.slice(0, 1)));
  const [first] = figures;
  const owner = evidence.owners[0];
  const silent = evidence.measures.filter((measure) => measure.cells.every((cell) => cell.direct.length === 0));
  if (op === "mean" && perHead(figures)) return composeDerived(context);
  // 书和学生平均多少: numbers of unlike things have no mean.
  if (op === "mean" && areUnlike(evidence.measures)) return composeLookup(context);
  if (
    first === undefined ||
    owner === undefined ||
    silent.length > 0 ||
    figures.some((figure) => figure.kind !== first.kind || !unitsAgree(figure.unit, first.unit))
  )
    return composeLookup(context);
  return composeOperation(context, { op, left: figures, right: [], direction: "max" }) ?? composeLookup(context);
}
