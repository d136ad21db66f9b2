import { auditReport } from "./audit/audit-report.ts";
import { auditYears } from "./audit/audit-years.ts";
import type { Finding, FindingTerm } from "./audit/finding.ts";
import type { AuditRules } from "./audit/rules.ts";
import { checkStandards, type MissingIndicator, missingIndicators, type StandardCheck, type Standards } from "./audit/standards.ts";
import { wordFinding } from "./audit/wording.ts";
import type { AuditFinding, ReportAudit } from "./contract/audit.ts";
import type { ReportId } from "./domain/ids.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export type AuditStore = Pick<Store, "reports" | "readText" | "figures">;

/** What the audit is done by. */
export interface AuditData {
  readonly lexicon: Lexicon;
  readonly rules: AuditRules;
  readonly standards: Standards;
}

/** Everything to say of one report of the index: what does not add up, what is missing, which standards it meets. Null for an unknown id. */
export function auditIndexed(store: AuditStore, data: AuditData, id: ReportId): ReportAudit | null {
  const reports = store.reports();
  const record = reports.find((one) => one.id === id);
  const text = record === undefined ? null : store.readText(id);
  if (record === undefined || text === null) return null;
  const figures = store.figures({ reportIds: [id] });
  const earlier = reportBefore(record, reports);
  const jumps = earlier === undefined ? [] : auditYears(store.figures({ reportIds: [earlier.id] }), figures, data.lexicon, data.rules);
  const findings = [...auditReport(figures, data.lexicon, data.rules, text), ...jumps];
  const subject = { name: record.owner.name, kind: record.owner.kind, year: record.year };
  return {
    report: {
      id: record.id,
      title: record.title,
      school: { id: record.owner.id, name: record.owner.name, nameEn: record.owner.nameEn, kind: record.owner.kind },
      year: record.year,
      file: record.file,
    },
    findings: findings.map(toWireFinding),
    missing: record.owner.kind === "school" ? missingIndicators(figures, data.standards.expected, data.lexicon).map(toWireMissing) : [],
    standards: checkStandards(figures, subject, text, data).map((check) => toWireStandard(check, data.lexicon)),
  };
}

/** The owner's latest report of the same kind before this one. */
function reportBefore(record: ReportRecord, reports: readonly ReportRecord[]): ReportRecord | undefined {
  const { year } = record;
  if (year === null) return undefined;
  return reports
    .filter((other) => other.owner.id === record.owner.id && other.kind === record.kind && other.year !== null && other.year < year)
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0))[0];
}

function toWireFinding(finding: Finding): AuditFinding {
  const { kind, certainty, formula, expected, printed, check } = finding;
  return {
    kind,
    certainty,
    text: wordFinding(finding, "zh"),
    textEn: wordFinding(finding, "en"),
    formula,
    expected,
    printed,
    check,
    terms: finding.terms.map(toWireTerm),
  };
}

function toWireTerm({ zh, en, figureId, reportId, raw, value, unit, start, end }: FindingTerm): AuditFinding["terms"][number] {
  return { figureId, reportId, indicator: { name: zh, nameEn: en }, raw, value, unit, start, end };
}

function toWireMissing(missing: MissingIndicator): ReportAudit["missing"][number] {
  return {
    group: { name: missing.group.zh, nameEn: missing.group.en },
    anyOf: missing.anyOf.map((entry) => ({ id: entry.id, name: entry.zh, nameEn: entry.en })),
  };
}

function toWireStandard({ standard, requirement, verdict, terms, formula, value }: StandardCheck, lexicon: Lexicon): ReportAudit["standards"][number] {
  const entry = lexicon.indicator(requirement.indicator);
  return {
    standard: {
      id: standard.id,
      title: standard.title,
      titleEn: standard.titleEn,
      document: standard.document,
      date: standard.date,
      scope: standard.scope,
    },
    indicator: { id: requirement.indicator, name: entry?.zh ?? requirement.indicator, nameEn: entry?.en ?? requirement.indicator },
    comparator: requirement.comparator,
    required: requirement.value,
    unit: requirement.unit,
    article: requirement.article,
    scope: requirement.scope,
    checked: requirement.checked,
    verdict,
    value,
    formula,
    terms: terms.map(toWireTerm),
  };
}
