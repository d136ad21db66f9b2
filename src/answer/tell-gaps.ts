import type { Figure } from "../domain/figure.ts";
import type { Owner } from "../domain/report.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { FigureCell, MeasureEvidence } from "../retrieve/measures.ts";
import type { ComposeContext, DraftBuilder } from "./draft.ts";
import { MOST_INLINE } from "./limits.ts";
import { distinctValues, measurePiece, ownerPieces, told, yearPieces } from "./pieces.ts";

/** Near misses shown for one owner. */
const MAX_NEAR = 4;

/** Says of each owner that has no report for the asked year. */
export function tellNoReports(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[]): void {
  const { wording, evidence } = context;
  for (const cell of cells) {
    if (!cell.target.asked || cell.target.year === null || cell.reports.length > 0) continue;
    const parts = wording.noReport(wording.owner(cell.owner), yearAsked(context, cell.target.year), yearPieces(yearsOf(evidence.catalogue, cell.owner.id)));
    draft.state(parts);
    draft.limit("missing", parts);
  }
}

/** Names what is missing, then what comes near: siblings, plans, parts of the same owner; and who does report it, by name only. */
export function tellGaps(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, silent: readonly FigureCell[]): void {
  const { wording } = context;
  const measure = measurePiece(context, evidence);
  const everyone = silent.length === evidence.cells.length && silent.length > 1 && context.parsed.owners.certainty !== "stated";
  if (everyone) {
    draft.state(wording.notReportedByAny(measure));
    draft.limit("missing", wording.notReportedByAny(measure));
  }
  const many = silent.length > MOST_INLINE;
  if (many && !everyone) {
    const parts = wording.missing(
      measure,
      ownerPieces(
        context,
        silent.map((cell) => cell.owner),
      ),
    );
    draft.state(parts);
    draft.limit("missing", parts);
  }
  for (const cell of silent.slice(0, MOST_INLINE)) {
    if (!everyone && !many) tellGap(context, draft, measure, cell);
    for (const figure of many ? [] : nearOf(cell)) {
      const near = told(context, draft.near(figure));
      draft.state(figure.aspect === "actual" ? wording.near(near) : wording.aside(near, figure.aspect));
      if (figure.aspect === "plan") draft.limit("plan", wording.planOnly(near));
    }
  }
  const others = silent.length === 0 ? [] : othersReporting(context, evidence);
  if (others.length > 0) draft.state(wording.alsoReportedBy(ownerPieces(context, others), measure));
}

function tellGap(context: ComposeContext, draft: DraftBuilder, measure: Parameters<typeof context.wording.notReported>[1], cell: FigureCell): void {
  const { wording, evidence } = context;
  const owner = wording.owner(cell.owner);
  const years = yearsOf(evidence.catalogue, cell.owner.id);
  const noReport = cell.target.asked && cell.target.year !== null && cell.reports.length === 0;
  const year = cell.target.year === null ? "" : yearAsked(context, cell.target.year);
  const parts = noReport ? wording.noReport(owner, year, yearPieces(years)) : wording.notReported(owner, measure);
  draft.state(parts);
  draft.limit("missing", parts);
}

/** A year that is no report's is an echo of the question where it stands there in digits; else it is left to the words "that year". */
export function yearAsked(context: ComposeContext, year: number): Parameters<ComposeContext["wording"]["noReport"]>[1] {
  if (context.evidence.catalogue.reports.some((report) => report.year === year)) return { kind: "year", year };
  return context.parsed.question.includes(String(year)) ? { kind: "echo", text: String(year) } : "";
}

function nearOf(cell: FigureCell): readonly Figure[] {
  return distinctValues([
    ...cell.aside.filter((figure) => figure.aspect === "plan"),
    ...cell.siblings,
    ...cell.aside.filter((figure) => figure.aspect !== "plan"),
  ]).slice(0, MAX_NEAR);
}

/** Owners other than those asked whose reports give the measure. */
function othersReporting(context: ComposeContext, evidence: MeasureEvidence): readonly Owner[] {
  const { reporters } = evidence;
  const asked = new Set(context.evidence.owners.map(({ id }) => id));
  return context.evidence.catalogue.owners.filter((owner) => owner.kind === "school" && reporters.has(owner.id) && !asked.has(owner.id));
}

/** Says which names no report bears, and which schools there are. */
export function tellUnknownOwners(context: ComposeContext, draft: DraftBuilder): void {
  const { parsed, wording, evidence } = context;
  for (const mention of parsed.unknownOwners) {
    const parts = wording.unknownOwner({ kind: "echo", text: mention.text });
    draft.state(parts);
    draft.limit("missing", parts);
  }
  const owners = evidence.catalogue.owners;
  if (parsed.unknownOwners.length > 0 && owners.length > 0) draft.state(wording.knownOwners(ownerPieces(context, owners.slice(0, 6))));
}
