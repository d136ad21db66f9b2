import { yearsOf } from "../../retrieve/catalogue.ts";
import type { MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_CARRIED, MOST_ROWS, tellMore } from "../limits.ts";
import type { Piece } from "../parts.ts";
import { countOwners, discloseSlots, measurePiece, ownerPieces, row, yearPieces } from "../pieces.ts";
import { limitToOthers, tellUnknownOwners, yearAsked } from "../tell/tell-gaps.ts";
import { latestCells } from "./contenders.ts";
import { meets } from "./thresholds.ts";

/** Which schools report an indicator; or, when none is named, which reports and years are in the index. */
export function composeCoverage(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const { evidence, parsed, wording } = context;
  tellUnknownOwners(context, draft);
  if (evidence.catalogue.reports.length === 0) {
    draft.state(wording.emptyIndex());
    return draft.finish({ status: "not_found" });
  }
  if (parsed.unknownOwners.length > 0 && evidence.owners.length === 0) return draft.finish({ status: "not_found" });
  if (evidence.measures.length === 0 && parsed.reportYears !== undefined) tellYearsHeld(context, draft, parsed.reportYears);
  else if (evidence.measures.length === 0) tellReports(context, draft);
  const found = evidence.measures.map((measure) => tellReporters(context, draft, measure));
  discloseSlots(context, draft);
  return draft.finish({ status: found.length === 0 || found.some(Boolean) ? "answered" : "not_found" });
}

/** Schools by how many years their reports cover, each with its years. */
function tellYearsHeld(context: ComposeContext, draft: DraftBuilder, asked: NonNullable<ComposeContext["parsed"]["reportYears"]>): void {
  const { evidence, wording } = context;
  const schools = evidence.catalogue.owners
    .filter((owner) => owner.kind === "school")
    .map((owner) => ({ owner, years: yearsOf(evidence.catalogue, owner.id) }));
  const held = schools.filter(({ years }) => {
    const count = String(years.length);
    return meets({ low: count, high: count }, asked.comparator, String(asked.count)) === "yes";
  });
  const years: Piece = asked.written === null ? { kind: "count", value: asked.count, of: "reports" } : { kind: "echo", text: asked.written };
  draft.state(held.length === 0 ? wording.yearsHeldNone(asked.comparator, years) : wording.yearsHeld(asked.comparator, years, countOwners(held.length)));
  for (const one of held.slice(0, MOST_REPORTS)) draft.state(wording.yearsRow(wording.owner(one.owner), yearPieces(one.years)));
  tellMore(context, draft, held.length, MOST_REPORTS);
}

function tellReports(context: ComposeContext, draft: DraftBuilder): void {
  const { evidence, wording, parsed } = context;
  const named = parsed.scope === "named" && parsed.owners.certainty !== "missing" ? new Set(evidence.owners.map((owner) => owner.id)) : null;
  const period = parsed.period.certainty === "stated" ? parsed.period.value : null;
  const year = period?.kind === "calendar" || period?.kind === "academic" ? period.year : null;
  const all = evidence.catalogue.reports.filter((report) => named === null || named.has(report.owner.id));
  const [from, to] = period?.kind === "years" ? [period.from, period.to] : [year, year];
  const within = (held: number | null): boolean => from === null || to === null || (held !== null && held >= from && held <= to);
  const reports = named === null ? all.filter((report) => within(report.year)) : all;
  if (from !== null && reports.length === 0) {
    const parts = wording.noReportOfYear(yearAsked(context, from));
    draft.state(parts);
    draft.limit("missing", parts);
    return;
  }
  if (named !== null)
    for (const owner of evidence.owners) draft.state(wording.coverageYearly(wording.owner(owner), yearPieces(yearsOf(evidence.catalogue, owner.id))));
  else
    draft.state(
      wording.reportsHead({ kind: "count", value: reports.length, of: "reports" }, countOwners(new Set(reports.map((report) => report.owner.id)).size)),
    );
  for (const report of reports.slice(0, MOST_REPORTS)) {
    draft.state(
      wording.reportRow({ kind: "title", reportId: report.id }, wording.owner(report.owner), report.year === null ? null : { kind: "year", year: report.year }),
    );
  }
}

/** Reports listed by title; how many there are is said before. */
const MOST_REPORTS = 40;

function tellReporters(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): boolean {
  const { wording } = context;
  const cells = latestCells(evidence.cells);
  const measure = measurePiece(context, evidence);
  const giving = cells.filter((cell) => cell.direct.length + cell.otherKinds.length > 0);
  if (giving.length === 0) {
    draft.state(wording.coverageNone(measure));
    return false;
  }
  draft.state(
    wording.coverageHead(
      measure,
      ownerPieces(
        context,
        giving.map((cell) => cell.owner),
      ),
      countOwners(giving.length),
      countOwners(cells.length),
    ),
  );
  for (const cell of giving.slice(0, MOST_ROWS))
    for (const figure of [...cell.direct, ...cell.otherKinds].slice(0, 1)) draft.state(wording.row(row(context, draft.show(figure))));
  tellMore(context, draft, giving.length);
  if (giving.length > MOST_ROWS)
    for (const figure of giving.slice(0, MOST_CARRIED).flatMap((cell) => [...cell.direct, ...cell.otherKinds].slice(0, 1)))
      draft.carry({ rank: null, figure: draft.uncited(figure) });
  const silent = cells.filter((cell) => !giving.includes(cell));
  if (silent.length > 0) {
    const lacking = silent.map((cell) => cell.owner);
    draft.state(wording.missing(measure, ownerPieces(context, lacking)));
  }
  limitToOthers(context, draft, measure, silent);
  return true;
}
