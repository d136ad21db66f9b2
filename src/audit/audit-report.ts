import type { Figure } from "../domain/figure.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { conflict, openConflict, planCut } from "./checks/conflict.ts";
import { atMost, degrees, sums } from "./checks/parts.ts";
import { perHead, ratio, shareParts } from "./checks/quotients.ts";
import { announcedSums, chains, listedSums, tableTotals } from "./checks/sums.ts";
import { type AuditCheck, createView } from "./facts.ts";
import type { Certainty, Finding } from "./finding.ts";
import type { AuditRules } from "./rules.ts";

/** Every check that one report goes through, each with its own name in what it finds. */
export const AUDIT_CHECKS: readonly AuditCheck[] = [
  conflict,
  planCut,
  shareParts,
  perHead,
  ratio,
  chains,
  announcedSums,
  listedSums,
  tableTotals,
  sums,
  degrees,
  atMost,
  openConflict,
];

const ORDER: Readonly<Record<Certainty, number>> = { high: 0, medium: 1, low: 2 };

/** What in one report does not add up, surest first, then by place. `text` is the report's text, into which the figures point. Pure. */
export function auditReport(figures: readonly Figure[], lexicon: Lexicon, rules: AuditRules, text: string): Finding[] {
  const view = createView(figures, lexicon, rules, text);
  const findings = AUDIT_CHECKS.flatMap((check) => check.find(view));
  return withoutRepeats(findings).sort((a, b) => ORDER[a.certainty] - ORDER[b.certainty] || place(a) - place(b));
}

const place = (finding: Finding): number => finding.terms[finding.terms.length - 1]?.start ?? 0;

/** Two checks that put the same numbers against each other tell one thing; the first, in the order of the checks, stays. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = [...finding.figures].sort().join(" ");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
