import { auditReport } from "../../src/audit/audit-report.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import type { Figure } from "../../src/domain/figure.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";

export const lexicon = loadLexicon("data/lexicon");
export const rules = loadAuditRules("data/lexicon", lexicon);

/** A whole report of an invented school around the paragraphs given, read as any other. */
export function reportOf(paragraphs: readonly string[], year = 2021) {
  const text = `清河县职业中等专业学校\n${year}年度教育质量报告\n\n1.学校情况\n\n${paragraphs.join("\n\n")}\n`;
  return readReport(`清河-${year}.txt`, new TextEncoder().encode(text));
}

export function figuresOf(paragraphs: readonly string[], year = 2021): readonly Figure[] {
  return extractFigures(reportOf(paragraphs, year), lexicon).figures;
}

export function audit(...paragraphs: readonly string[]): Finding[] {
  const report = reportOf(paragraphs);
  return auditReport(extractFigures(report, lexicon).figures, lexicon, rules, report.text);
}

/** "kind certainty formula" of each finding. */
export const told = (findings: readonly Finding[]): string[] => findings.map((finding) => `${finding.kind} ${finding.certainty} ${finding.formula}`);
