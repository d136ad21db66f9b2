import type { Owner } from "../../domain/report.ts";
import { yearsOf } from "../../retrieve/catalogue.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { nearMisses } from "../compose/near-misses.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { runsOf } from "../output/number-gate.ts";
import type { Piece } from "../parts.ts";
import { groupedBy, measurePiece, ownerPieces, told, yearPieces } from "../pieces.ts";

/** Says of the owners that have no report for the asked year: of one in a sentence, of several in one for all. */
export function tellNoReports(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[]): void {
  const { wording, evidence } = context;
  const years = groupedBy(cells.filter(lacksReport), ({ target }) => target.year);
  for (const [year, lacking] of years) {
    if (year === null) continue;
    const asked = yearAsked(context, year);
    const owners = lacking.map(({ owner }) => ({ owner: wording.owner(owner), available: yearPieces(yearsOf(evidence.catalogue, owner.id)) }));
    const [only, ...more] = owners;
    if (only === undefined) continue;
    const parts = more.length === 0 ? wording.noReport(only.owner, asked, only.available) : wording.noReports(asked, owners.slice(0, MOST_NAMED));
    draft.state(parts);
    draft.limit("missing", parts);
  }
}

/** Schools named in one sentence about missing years. */
const MOST_NAMED = 12;

function lacksReport({ target, reports }: FigureCell): boolean {
  return target.asked && target.year !== null && reports.length === 0;
}

/** An answer that holds for the other schools says in a limit which give nothing. */
export function limitToOthers(context: ComposeContext, draft: DraftBuilder, measure: Piece, silent: readonly FigureCell[]): void {
  if (silent.length === 0) return;
  const owners = silent.map(({ owner }) => owner);
  draft.limit("missing", context.wording.missing(measure, ownerPieces(context, owners)));
}

/** Names what is missing, then what comes near: siblings, plans, parts of the same owner; and who does report it, by name only. */
export function tellGaps(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, silent: readonly FigureCell[]): void {
  const { wording } = context;
  const measure = measurePiece(context, evidence);
  const everyone =
    silent.length === evidence.cells.length && silent.length > 1 && (context.parsed.owners.certainty !== "stated" || context.parsed.scope !== "named");
  const without = silent.filter((cell) => !lacksReport(cell));
  const owners = [...new Map(without.map(({ owner }) => [owner.id, owner])).values()];
  const [only] = owners;
  if (only !== undefined) {
    const parts = everyone
      ? wording.notReportedByAny(measure)
      : owners.length === 1
        ? wording.notReported(wording.owner(only), measure)
        : wording.missing(measure, ownerPieces(context, owners));
    draft.state(parts);
    draft.limit("missing", parts);
  }
  tellNoReports(context, draft, silent);
  // Beside the schools that do give it, what comes near at others is none of the answer.
  const isAll = silent.length === evidence.cells.length || context.parsed.owners.certainty === "stated";
  if (isAll) tellNear(context, draft, evidence, silent);
  // After a year carried over, the school of the talk is known to give it.
  const isKnown = silent.length === 0 || (context.parsed.period.certainty === "inherited" && silent.every(lacksReport));
  const others = isKnown ? [] : othersReporting(context, evidence);
  if (others.length > 0) draft.state(wording.alsoReportedBy(ownerPieces(context, others), measure));
}

function tellNear(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, silent: readonly FigureCell[]): void {
  const { wording } = context;
  for (const { figure, how } of nearMisses(context, evidence, silent)) {
    // A year carried over from the talk (平湖2021年…？那平阳呢) was not asked of this school: what its own report gives is told beside it.
    const isCarried = how === "other_year" && context.parsed.period.certainty === "inherited";
    const near = told(context, isCarried ? draft.show(figure) : draft.near(figure));
    draft.state(how === "other_year" ? wording.otherYear(near) : figure.aspect === "actual" ? wording.near(near) : wording.aside(near, figure.aspect));
    if (figure.aspect === "plan") draft.limit("plan", wording.planOnly(near));
  }
}

/** A year that is no report's is an echo of what the asker said or set, where it stands there in digits; else it is left to the words "that year". */
export function yearAsked(context: ComposeContext, year: number): Parameters<ComposeContext["wording"]["noReport"]>[1] {
  if (context.evidence.catalogue.reports.some((report) => report.year === year)) return { kind: "year", year };
  const isSaid = [context.parsed.question, ...(context.heard ?? [])].some((words) => runsOf(words).includes(String(year)));
  return isSaid ? { kind: "echo", text: String(year) } : "";
}

/** Owners other than those asked whose reports give the measure. */
function othersReporting(context: ComposeContext, evidence: MeasureEvidence): readonly Owner[] {
  const { reporters } = evidence;
  // Who gives the whole need not give the part of it that is asked for.
  if (context.parsed.subject !== null || context.parsed.population !== null || evidence.cells.some(({ bySide }) => bySide !== undefined)) return [];
  const asked = new Set(context.evidence.owners.map(({ id }) => id));
  // Schools without a report of the asked year either are no help.
  const years = new Set(evidence.cells.filter(lacksReport).map(({ target }) => target.year));
  const covers = (owner: Owner): boolean => years.size === 0 || yearsOf(context.evidence.catalogue, owner.id).some((year) => years.has(year));
  return context.evidence.catalogue.owners.filter((owner) => owner.kind === "school" && reporters.has(owner.id) && !asked.has(owner.id) && covers(owner));
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
