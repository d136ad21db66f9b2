import { z } from "zod";
import { ownerRefSchema } from "./answer.ts";

/** A report in the list of GET /api/reports. */
export const reportSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  school: ownerRefSchema,
  year: z.number().int().nullable(),
  yearKind: z.enum(["calendar", "academic"]),
  kind: z.string(),
  file: z.string(),
  /** Hash of the text: what offsets point into. */
  version: z.string(),
  characterCount: z.number().int(),
  passageCount: z.number().int(),
  figureCount: z.number().int(),
  issueCount: z.number().int(),
});
export const reportListSchema = z.object({ reports: z.array(reportSummarySchema) });

const spanSchema = z.object({ start: z.number().int(), end: z.number().int() });

/** GET /api/reports/:id: offsets are half-open UTF-16 units of the report's text. */
export const reportDetailSchema = reportSummarySchema.extend({
  sections: z.array(spanSchema.extend({ path: z.array(z.string()), level: z.number().int(), heading: spanSchema.nullable() })),
  /** Where each page lies, from page 1; absent where the format has no pages. */
  pages: z.array(spanSchema).optional(),
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["note", "warning", "error"]),
      message: z.string(),
      messageZh: z.string().optional(),
      span: spanSchema.optional(),
    }),
  ),
});

export const suggestionsSchema = z.object({ suggestions: z.array(z.string()) });

export type ReportSummary = z.infer<typeof reportSummarySchema>;
export type ReportDetail = z.infer<typeof reportDetailSchema>;
