import { auditReport } from "../audit/audit-report.ts";
import type { Finding } from "../audit/finding.ts";
import type { AuditRules } from "../audit/rules.ts";
import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { QuotientRule } from "../retrieve/figures/operands.ts";
import type { ReportRecord, Store } from "../store/store.ts";

/** What does not add up in one report, with the figures that it speaks of. */
export interface AuditNotes {
  readonly findings: readonly Finding[];
  readonly figure: (id: string) => Figure | undefined;
  /** All numbers of the report, read anew at each call. */
  readonly figures: () => readonly Figure[];
}

interface Kept {
  readonly version: string;
  readonly lexiconHash: string;
  readonly notes: AuditNotes;
}

const NONE: AuditNotes = { findings: [], figure: () => undefined, figures: () => [] };

/** An audit takes some milliseconds and depends on the report's text and the vocabularies alone, so keeping it changes no answer. */
const keptByStore = new WeakMap<Store, Map<ReportId, Kept>>();

/** Audits reports as they are asked for; without rules nothing is found. */
export function createAuditReader(store: Store, lexicon: Lexicon, rules: AuditRules | undefined): (record: ReportRecord) => AuditNotes {
  if (rules === undefined) return () => NONE;
  const kept = keptByStore.get(store) ?? new Map<ReportId, Kept>();
  keptByStore.set(store, kept);
  return (record) => {
    const known = kept.get(record.id);
    if (known !== undefined && known.version === record.version && known.lexiconHash === lexicon.hash) return known.notes;
    const notes = audit(store, lexicon, rules, record);
    kept.set(record.id, { version: record.version, lexiconHash: lexicon.hash, notes });
    return notes;
  };
}

function audit(store: Store, lexicon: Lexicon, rules: AuditRules, record: ReportRecord): AuditNotes {
  const text = store.readText(record.id);
  if (text === null) return NONE;
  const figures = store.figures({ reportIds: [record.id] });
  const findings = auditReport(figures, lexicon, rules, text);
  // Kept for every report that was asked about, so only what its findings speak of is kept.
  const named = new Set<string>(findings.flatMap((finding) => finding.figures));
  const byId = new Map<string, Figure>(figures.filter(({ id }) => named.has(id)).map((figure) => [figure.id, figure]));
  return { findings, figure: (id) => byId.get(id), figures: () => store.figures({ reportIds: [record.id] }) };
}

/** How indicators follow from two others: the audit's relations, read the other way round. Means per hundred and weighted sides are left out. */
export function quotientRules(rules: AuditRules | undefined): readonly QuotientRule[] {
  return (rules?.relations ?? []).flatMap((relation): QuotientRule[] => {
    switch (relation.kind) {
      case "share":
        return [
          {
            result: relation.share,
            kind: "share",
            tops: [relation.part],
            bottoms: relation.wholes,
            includes: relation.includes ?? [],
            mayExceed: relation.mayExceed ?? false,
          },
        ];
      case "per_head":
        return relation.per === "1" ? [{ result: relation.average, kind: "average", tops: [relation.total], bottoms: relation.by }] : [];
      case "ratio":
        return [
          {
            result: relation.ratio,
            kind: "ratio",
            tops: relation.over,
            bottoms: relation.under.flatMap((side) => (side.length === 1 ? side.map((term) => term.id) : [])),
          },
        ];
      case "rest":
        return [{ result: relation.rest, kind: "rest", tops: relation.wholes, bottoms: [relation.part], mayExceed: relation.mayExceed }];
      default:
        return [];
    }
  });
}
