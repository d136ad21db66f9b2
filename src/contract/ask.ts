import { z } from "zod";
import { intentSchema } from "./answer.ts";

/** Longest question that is read; a longer one is refused with `question_too_long`. */
export const MAX_QUESTION_CHARACTERS = 2_000;
const MAX_HISTORY_TURNS = 40;
const MAX_TURN_CHARACTERS = 20_000;

export const turnSchema = z.object({ role: z.enum(["user", "assistant"]), content: z.string().max(MAX_TURN_CHARACTERS) });

/** Edited interpretation chips sent back: each slot given replaces what would have been understood. */
export const askedSlotsSchema = z.object({
  intent: intentSchema.optional(),
  schools: z.array(z.string().max(200)).max(100).optional(),
  indicators: z.array(z.string().max(200)).max(20).optional(),
  year: z.number().int().min(1900).max(2200).nullable().optional(),
  direction: z.enum(["max", "min"]).nullable().optional(),
  /** The part of a school that is meant (a major, a class, a building); null: the school as a whole. */
  subject: z.string().max(100).nullable().optional(),
  /** Of several questions in one line the one that the slots are for, from 0; the first by default. */
  part: z.number().int().min(0).max(100).optional(),
});

export const askRequestSchema = z.object({
  question: z.string(),
  history: z.array(turnSchema).max(MAX_HISTORY_TURNS).optional(),
  reportIds: z.array(z.string().max(200)).max(5_000).optional(),
  language: z.enum(["zh", "en"]).optional(),
  slots: askedSlotsSchema.optional(),
});

/** What `POST /api/export` and `wenbao ask --output` write an answer as. */
export const EXPORT_FORMATS = ["docx", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type AskRequest = z.infer<typeof askRequestSchema>;
export type AskedSlots = z.infer<typeof askedSlotsSchema>;
export type Turn = z.infer<typeof turnSchema>;
