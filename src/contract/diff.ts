import { z } from "zod";
import { indexedFigureSchema } from "./figures.ts";

const comparedReportSchema = z.object({
  id: z.string(),
  title: z.string(),
  school: z.string(),
  year: z.number().int().nullable(),
  file: z.string(),
  figureCount: z.number().int(),
});

/** GET /api/reports/:id/diff/:other: figures of both reports, matched by indicator, subject, sub-group and period; each with its own span. */
export const reportDiffSchema = z.object({
  before: comparedReportSchema,
  after: comparedReportSchema,
  changed: z.array(z.object({ before: indexedFigureSchema, after: indexedFigureSchema })),
  added: z.array(indexedFigureSchema),
  gone: z.array(indexedFigureSchema),
  /** Figures that both give alike. */
  sameCount: z.number().int(),
});

export type ReportDiff = z.infer<typeof reportDiffSchema>;
