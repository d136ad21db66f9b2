import { z } from "zod";
import { ownerRefSchema } from "./answer.ts";

/** A number of a finding: offsets are half-open UTF-16 units of the text of `reportId`, and cover exactly `raw`. */
const termSchema = z.object({
  figureId: z.string(),
  reportId: z.string(),
  indicator: z.object({ name: z.string(), nameEn: z.string() }),
  raw: z.string(),
  value: z.string(),
  unit: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});

export const auditFindingSchema = z.object({
  kind: z.enum(["conflict", "share_parts", "per_head", "ratio", "parts_sum", "degrees", "jump"]),
  certainty: z.enum(["high", "medium", "low"]),
  text: z.string(),
  textEn: z.string(),
  formula: z.string(),
  /** What the operands give; null where two values merely differ. */
  expected: z.string().nullable(),
  /** What the report prints, verbatim. */
  printed: z.string(),
  check: z.string(),
  /** In the order of the formula; the number that was checked is last. */
  terms: z.array(termSchema),
});

const indicatorSchema = z.object({ id: z.string(), name: z.string(), nameEn: z.string() });

/** GET /api/reports/:id/audit, and a line of `wenbao audit --json`. */
export const reportAuditSchema = z.object({
  report: z.object({ id: z.string(), title: z.string(), school: ownerRefSchema, year: z.number().int().nullable(), file: z.string() }),
  findings: z.array(auditFindingSchema),
  /** Expected figures that the report lacks; any of the indicators would do. */
  missing: z.array(z.object({ group: z.object({ name: z.string(), nameEn: z.string() }), anyOf: z.array(indicatorSchema) })),
  standards: z.array(
    z.object({
      standard: z.object({ id: z.string(), title: z.string(), titleEn: z.string(), document: z.string(), date: z.string(), scope: z.string() }),
      indicator: indicatorSchema,
      comparator: z.enum([">=", "<="]),
      required: z.string(),
      unit: z.string(),
      article: z.string(),
      scope: z.string(),
      /** Whether the required value was held against a public copy of the document. */
      checked: z.boolean(),
      verdict: z.enum(["meets", "misses", "unclear"]),
      value: z.string(),
      /** Shown where the value is computed rather than printed. */
      formula: z.string().nullable(),
      terms: z.array(termSchema),
    }),
  ),
});

export type ReportAudit = z.infer<typeof reportAuditSchema>;
export type AuditFinding = z.infer<typeof auditFindingSchema>;
