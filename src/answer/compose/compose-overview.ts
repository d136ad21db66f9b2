import type { Owner } from "../../domain/report.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS } from "../limits.ts";
import type { Piece } from "../parts.ts";
import { discloseSlots, distinctValues, measurePiece, ownerPieces, row } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellNoReports, tellUnknownOwners } from "../tell/tell-gaps.ts";
import type { Row } from "../wording/wording.ts";
import { yearOfCell } from "./comparability.ts";
import { latestCells } from "./contenders.ts";

/** One indicator of the side that is asked about, with the cells of those who give it. */
interface Given {
  readonly evidence: MeasureEvidence;
  readonly cells: readonly FigureCell[];
}

/** A side of schools, indicator by indicator: what each report gives, what it leaves out, or what all of them give. */
export function composeOverview(context: ComposeContext): Draft {
  const { evidence, parsed } = context;
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  if (evidence.owners.length === 0 || evidence.catalogue.reports.length === 0) return draft.finish({ status: "not_found" });
  const held = evidence.measures.map(toGiven);
  const aspect = parsed.overview?.aspect ?? "all";
  const isReported = tellAspect(context, draft, held, aspect);
  const [first] = evidence.measures;
  if (first !== undefined) tellNoReports(context, draft, latestCells(first.cells));
  discloseSlots(context, draft);
  return draft.finish({ status: isReported ? "answered" : "not_found", settled: true });
}

/** What goes by the very name: 在编教职工 is no 教职工总数 where both stand in one table. */
function toGiven(evidence: MeasureEvidence): Given {
  const { entry } = evidence.measure;
  const own = evidence.cells.map((cell) => ({ ...cell, direct: cell.direct.filter((figure) => figure.indicator.id === entry?.id) }));
  return { evidence, cells: latestCells(own).filter(({ direct }) => direct.length > 0) };
}

function tellAspect(context: ComposeContext, draft: DraftBuilder, held: readonly Given[], aspect: "all" | "given" | "missing" | "shared"): boolean {
  const { evidence, wording } = context;
  const names = ownerPieces(context, evidence.owners);
  if (aspect === "missing") {
    for (const owner of evidence.owners) tellMissing(context, draft, held, owner);
    return true;
  }
  const isShared = aspect === "shared" && evidence.owners.length > 1;
  const told = held.filter(({ cells }) => (isShared ? cells.length === evidence.owners.length : cells.length > 0)).slice(0, MOST_ROWS);
  if (told.length === 0) {
    if (isShared) draft.state(wording.overviewSharedNone(names));
    else for (const owner of evidence.owners) tellLacking(context, draft, held, owner);
    return isShared;
  }
  draft.state(isShared ? wording.overviewShared(names) : wording.overviewHead(names));
  for (const one of told) tellRow(context, draft, one);
  if (aspect === "all") for (const owner of evidence.owners) tellLacking(context, draft, held, owner);
  tellContradicted(context, draft, told);
  tellPeriods(context, draft, told);
  return true;
}

function tellRow(context: ComposeContext, draft: DraftBuilder, { evidence, cells }: Given): void {
  const isOne = context.evidence.owners.length === 1;
  const rows = cells.flatMap(({ direct }): readonly Row[] => {
    const [first] = direct;
    if (first === undefined) return [];
    const made = row(context, draft.show(first));
    return [isOne ? { ...made, owner: "" } : made];
  });
  draft.state(context.wording.overviewRow(measurePiece(context, evidence), rows));
}

/** Numbers that a report contradicts stand behind the table, which they would break up. */
function tellContradicted(context: ComposeContext, draft: DraftBuilder, told: readonly Given[]): void {
  for (const { direct } of told.flatMap(({ cells }) => cells)) {
    const [first, ...others] = distinctValues(direct);
    if (first !== undefined) tellConflicts(context, draft, first, others);
  }
}

const measuresOf = (context: ComposeContext, held: readonly Given[]): readonly Piece[] => held.map(({ evidence }) => measurePiece(context, evidence));
const gives = ({ cells }: Given, owner: Owner): boolean => cells.some((cell) => cell.owner.id === owner.id);

function tellLacking(context: ComposeContext, draft: DraftBuilder, held: readonly Given[], owner: Owner): void {
  const lacking = held.filter((one) => !gives(one, owner));
  if (lacking.length === 0) return;
  const parts = context.wording.overviewLacking(context.wording.owner(owner), measuresOf(context, lacking));
  draft.state(parts);
  draft.limit("missing", parts);
}

/** What is left out first, then what was looked at and is there: only the usual indicators are known to be lacking. */
function tellMissing(context: ComposeContext, draft: DraftBuilder, held: readonly Given[], owner: Owner): void {
  const { wording } = context;
  const given = held.filter((one) => gives(one, owner));
  if (given.length === held.length) draft.state(wording.overviewComplete(wording.owner(owner)));
  else tellLacking(context, draft, held, owner);
  if (given.length > 0) draft.state(wording.overviewChecked(wording.owner(owner), measuresOf(context, given)));
}

/** Numbers of other years side by side: said once for the whole table. */
function tellPeriods(context: ComposeContext, draft: DraftBuilder, told: readonly Given[]): void {
  const apart = told.find(({ cells }) => new Set(cells.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => yearOfCell(cell, figure)))).size > 1);
  if (apart === undefined) return;
  const rows = apart.cells.flatMap((cell) => cell.direct.slice(0, 1).map((figure) => row(context, draft.printed(figure))));
  draft.limit("different_period", context.wording.differentPeriod(rows));
}
