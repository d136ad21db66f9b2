import { z } from "zod";
import { intents } from "../domain/question.ts";

/** The wire contract of POST /api/ask: add, do not break. Offsets are half-open UTF-16 units of the report's text. */

export const intentSchema = z.enum(intents);
export const statusSchema = z.enum(["answered", "partial", "clarify", "not_found", "out_of_scope"]);

export const ownerRefSchema = z.object({ id: z.string(), name: z.string(), nameEn: z.string(), kind: z.enum(["school", "region", "nation"]) });

export const periodSchema = z.object({
  kind: z.enum(["calendar", "academic", "report", "months", "instant", "unknown"]),
  year: z.number().int().nullable(),
  label: z.string(),
  evidence: z.enum(["stated", "section", "title", "none"]),
});

export const answerFigureSchema = z.object({
  school: ownerRefSchema.nullable(),
  subject: z.string().nullable(),
  indicator: z.object({ id: z.string().nullable(), name: z.string(), nameEn: z.string() }),
  value: z.string(),
  valueTo: z.string().nullable(),
  unit: z.string(),
  kind: z.enum(["count", "share", "amount", "area", "average", "score", "ratio"]),
  aspect: z.enum(["actual", "plan", "change", "history", "rank"]),
  population: z.string().nullable(),
  denominator: z.string().nullable(),
  raw: z.string().nullable(),
  qualifier: z.enum(["exact", "about", "at_least", "over", "up_to", "under", "range"]),
  period: periodSchema,
  derived: z.boolean(),
  formula: z.string().nullable(),
  /** Indices into `figures` that the formula is over. */
  operands: z.array(z.number().int()),
  /** Number of the citation, from 1. */
  citation: z.number().int().nullable(),
});

export const citationSchema = z.object({
  number: z.number().int(),
  reportId: z.string(),
  school: ownerRefSchema,
  title: z.string(),
  year: z.number().int().nullable(),
  section: z.array(z.string()),
  page: z.number().int().nullable(),
  start: z.number().int(),
  end: z.number().int(),
  /** The quote without what a page break put inside it; only where there is such a break. */
  parts: z.array(z.object({ start: z.number().int(), end: z.number().int() })).optional(),
  /** Exactly text.slice(start, end). */
  quote: z.string(),
  /** Names of persons in the quote are masked, character for character, as in the text that is served; only where there are such. */
  masked: z.boolean().optional(),
  /** The numbers inside the quote that the answer uses, for highlighting. */
  marks: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  url: z.string(),
});

export const caveatSchema = z.object({
  code: z.enum([
    "not_comparable",
    "missing",
    "conflict",
    "inconsistent",
    "approximate",
    "different_period",
    "different_denominator",
    "derived",
    "converted",
    "premise",
    "inherited",
    "implied",
    "plan",
    "subject",
    "ambiguous",
    "incomplete",
    "definition",
  ]),
  text: z.string(),
});

const certainty = z.enum(["stated", "inherited", "implied", "ambiguous", "missing"]);

const readingSchema = z.object({
  intent: intentSchema,
  schools: z.object({ certainty, scope: z.enum(["named", "all_schools", "regions"]), values: z.array(ownerRefSchema), reason: z.string().nullable() }),
  indicators: z.object({
    certainty,
    values: z.array(z.object({ id: z.string().nullable(), name: z.string(), nameEn: z.string() })),
    reason: z.string().nullable(),
  }),
  period: z.object({ certainty, label: z.string().nullable(), reason: z.string().nullable() }),
  operation: z.object({
    intent: intentSchema,
    direction: z.enum(["max", "min"]).nullable(),
    top: z.number().int().nullable(),
    aggregate: z.enum(["sum", "mean", "median", "count"]).nullable(),
  }),
  subject: z.string().nullable(),
  /** What a follow-up was read as, told so that it stands alone. */
  readAs: z.string().optional(),
  trace: z.array(z.string()),
});

/** How the question was read; of several questions in one line the first, and all of them in `parts`. */
export const interpretationSchema = readingSchema.extend({ parts: z.array(readingSchema.extend({ question: z.string() })).optional() });

/** The answer to one of several questions in a line. */
export const answerPartSchema = z.object({
  question: z.string(),
  status: statusSchema,
  intent: intentSchema,
  text: z.string(),
  winner: z.object({ school: ownerRefSchema }).nullable(),
  /** Indices into `figures`. */
  figures: z.array(z.number().int()),
  /** Numbers of the citations. */
  citations: z.array(z.number().int()),
});

/** One row of a table that is longer than what the text tells; its place in the report is `start`…`end`. */
export const answerRowSchema = z.object({
  rank: z.number().int().nullable(),
  school: ownerRefSchema,
  indicator: z.string().nullable(),
  value: z.string(),
  valueTo: z.string().nullable(),
  unit: z.string(),
  qualifier: answerFigureSchema.shape.qualifier,
  raw: z.string(),
  period: periodSchema,
  reportId: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});

export const answerSchema = z.object({
  id: z.string(),
  question: z.string(),
  language: z.enum(["zh", "en"]),
  status: statusSchema,
  intent: intentSchema,
  text: z.string(),
  winner: z.object({ school: ownerRefSchema }).nullable(),
  figures: z.array(answerFigureSchema),
  nearest: z.array(answerFigureSchema),
  caveats: z.array(caveatSchema),
  citations: z.array(citationSchema),
  /** The whole table, where the text and the figures hold only its first rows; at most 2,000 rows. */
  rows: z.array(answerRowSchema).optional(),
  choices: z.array(z.object({ label: z.string(), question: z.string() })).optional(),
  interpretation: interpretationSchema,
  /** Only where the line held several questions: each on its own; the fields above hold them together. */
  parts: z.array(answerPartSchema).optional(),
  suggestions: z.array(z.string()),
  version: z.string(),
  elapsedMs: z.number(),
});

export type Answer = z.infer<typeof answerSchema>;
export type AnswerPart = z.infer<typeof answerPartSchema>;
export type AnswerFigure = z.infer<typeof answerFigureSchema>;
export type Citation = z.infer<typeof citationSchema>;
export type Caveat = z.infer<typeof caveatSchema>;
export type OwnerRef = z.infer<typeof ownerRefSchema>;
export type Interpretation = z.infer<typeof interpretationSchema>;
export type AnswerStatus = z.infer<typeof statusSchema>;
