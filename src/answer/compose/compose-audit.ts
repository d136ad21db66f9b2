import type { Finding } from "../../audit/finding.ts";
import { yearsOf } from "../../retrieve/catalogue.ts";
import type { ReportRecord } from "../../store/store.ts";
import type { AuditNotes } from "../audit-notes.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { countReports, discloseSlots, figureMeasure, withMarker, yearPieces } from "../pieces.ts";
import { tellAsked } from "../tell/tell-asked.ts";
import { tellFinding } from "../tell/tell-findings.ts";
import { tellUnknownOwners, yearAsked } from "../tell/tell-gaps.ts";
import { tellShares } from "../tell/tell-shares.ts";
import { tellSums } from "../tell/tell-sums.ts";

/** Reports that one question looks through. */
const MOST_REPORTS = 12;

/** Whether the numbers of a report hold together: every finding of its audit with its arithmetic, or that none was found. */
export function composeAudit(context: ComposeContext): Draft {
  const draft = createDraft({ ...context, beforeFinish: () => undefined });
  const { wording } = context;
  tellUnknownOwners(context, draft);
  const reports = askedReports(context);
  if (reports.length === 0) return noReport(context, draft);
  for (const record of reports.slice(0, MOST_REPORTS)) {
    const notes = context.audit(record);
    const year = record.year === null ? null : ({ kind: "year", year: record.year } as const);
    const all = notes.figures();
    const asked = tellAsked(context, draft, record, all);
    const checked = [...tellSums(context, draft, all, asked), ...tellShares(context, draft, all, asked)];
    // Where certain numbers were meant, what does not agree elsewhere was not asked.
    const meant = new Set([...asked, ...checked].map(({ id }) => id));
    const findings = notes.findings.filter((finding) => (meant.size > 0 ? finding.figures.some((id) => meant.has(id)) : isAsked(context, notes, finding)));
    if (checked.length > 0 && findings.length === 0) continue;
    draft.state(findings.length === 0 ? wording.auditNone(wording.owner(record.owner), year) : wording.auditHead(wording.owner(record.owner), year));
    for (const finding of findings) tellOne(context, draft, notes, finding);
  }
  if (reports.length > MOST_REPORTS) draft.limit("incomplete", wording.auditSome(countReports(MOST_REPORTS), countReports(reports.length)));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** The year asked about has no report. */
function noReport(context: ComposeContext, draft: DraftBuilder): Draft {
  const { evidence, parsed, wording } = context;
  const period = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  const year = period !== null && "year" in period ? yearAsked(context, period.year) : "";
  for (const owner of evidence.owners.slice(0, MOST_REPORTS)) {
    const parts = wording.noReport(wording.owner(owner), year, yearPieces(yearsOf(evidence.catalogue, owner.id)));
    draft.state(parts);
    draft.limit("missing", parts);
  }
  return draft.finish({ status: "not_found" });
}

/** The reports of the year asked about; of each owner the latest where no year was. */
function askedReports({ evidence, parsed }: ComposeContext): readonly ReportRecord[] {
  const owners = new Set(evidence.owners.map((owner) => owner.id));
  const reports = evidence.catalogue.reports.filter((report) => owners.has(report.owner.id));
  const period = parsed.period.certainty === "stated" || parsed.period.certainty === "inherited" ? parsed.period.value : null;
  if (period !== null && "year" in period) return reports.filter((report) => report.year === period.year);
  if (period !== null && period.kind !== "latest") return reports;
  return reports.filter((report) => !reports.some((other) => other.owner.id === report.owner.id && (other.year ?? 0) > (report.year ?? 0)));
}

/** A finding concerns an indicator asked about where one of its numbers is of it or of its family; all are asked for where none was named. */
function isAsked({ parsed, lexicon }: ComposeContext, notes: AuditNotes, finding: Finding): boolean {
  const asked = parsed.indicators.certainty === "missing" || parsed.indicators.certainty === "ambiguous" ? [] : parsed.indicators.value;
  const families = new Set(asked.flatMap((item) => (item.kind === "entry" ? (lexicon.indicator(item.id)?.family ?? []) : [])));
  if (families.size === 0) return true;
  return finding.figures.some((id) => {
    const entry = notes.figure(id)?.indicator.id ?? null;
    return entry !== null && families.has(lexicon.indicator(entry)?.family ?? "");
  });
}

function tellOne(context: ComposeContext, draft: DraftBuilder, notes: AuditNotes, finding: Finding): void {
  const last = finding.terms.at(-1)?.figureId;
  const checked = last === undefined ? undefined : notes.figure(last);
  if (checked === undefined) return;
  const concerned = draft.show(checked);
  if (finding.certainty !== "low" && tellFinding(context, draft, { notes, finding, concerned })) return;
  // No formula of ours says it, or the wording of the report may explain it: the numbers stand side by side.
  const figures = finding.figures.flatMap((id) => notes.figure(id) ?? []);
  const { wording } = context;
  const parts = wording.auditTogether(
    wording.owner(concerned.owner),
    figures.map((figure) => {
      const shown = draft.show(figure);
      return wording.named(figureMeasure(context, shown), withMarker(shown));
    }),
    finding.certainty,
  );
  draft.state(parts);
  draft.limit("inconsistent", parts);
}
