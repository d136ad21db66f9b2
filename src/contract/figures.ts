import { z } from "zod";
import { periodSchema } from "./answer.ts";

/** One figure of the index: a line of `wenbao figures --json`, an element of GET /api/figures. */
export const indexedFigureSchema = z.object({
  school: z.object({ id: z.string(), name: z.string() }),
  subject: z.string().nullable(),
  /** `words`: the report's own, by which it was read. */
  indicator: z.object({ id: z.string().nullable(), name: z.string(), words: z.string() }),
  population: z.string().nullable(),
  denominator: z.string().nullable(),
  /** Decimal string in the canonical unit. */
  value: z.string(),
  valueTo: z.string().nullable(),
  unit: z.string(),
  kind: z.enum(["count", "share", "amount", "area", "average", "score", "ratio"]),
  aspect: z.enum(["actual", "plan", "change", "history", "rank"]),
  /** As printed, with unit and qualifier: exactly text.slice(start, end). */
  raw: z.string(),
  qualifier: z.enum(["exact", "about", "at_least", "over", "up_to", "under", "range"]),
  period: periodSchema,
  basis: z.string().nullable(),
  source: z.object({
    reportId: z.string(),
    file: z.string(),
    section: z.array(z.string()),
    start: z.number().int(),
    end: z.number().int(),
    /** Where the quote starts. */
    contextStart: z.number().int(),
    /** The sentence (or table row) around the number. */
    quote: z.string(),
  }),
  rule: z.string(),
  confidence: z.number(),
  /** Who set it right by hand, and when (YYYY-MM-DD); absent on what was read. */
  correction: z.object({ by: z.string(), at: z.string() }).optional(),
});
export const figureListSchema = z.object({ figures: z.array(indexedFigureSchema) });

/** Query of GET /api/figures: each part is an id, a name or a part of a name; `period` is a year. */
export const figureQuerySchema = z.object({
  school: z.string().max(200).optional(),
  indicator: z.string().max(200).optional(),
  period: z
    .string()
    .regex(/^\d{4}$/, "period is a year of four digits")
    .optional(),
});

export type IndexedFigure = z.infer<typeof indexedFigureSchema>;
export type FigureQuery = z.infer<typeof figureQuerySchema>;
