import { z } from "zod";
import { askedSlotsSchema, turnSchema } from "../contract/ask.ts";

/** One question with what a right answer must and must not hold. Every expectation is optional; schools match by name or its end. */
const goldQuestionSchema = z.object({
  id: z.string(),
  question: z.string(),
  language: z.string().optional(),
  intent: z.string().optional(),
  history: z.array(turnSchema).optional(),
  slots: askedSlotsSchema.optional(),
  expect: z.object({
    status: z.union([z.string(), z.array(z.string())]).optional(),
    /** Values that must be among the answer's figures. */
    values: z.array(z.object({ school: z.string().nullish(), value: z.string(), unit: z.string().nullish() })).optional(),
    /** Full name; null = no winner may be named. */
    winner: z.string().nullish(),
    caveats: z.array(z.string()).optional(),
    /** One of these codes is due, unless the answer asks back or abstains. */
    caveatsAny: z.array(z.string()).optional(),
    /** Pieces that the answer's text or its choices must hold. */
    textHas: z.array(z.string()).optional(),
    /** Values that must be neither among the figures nor, with their digits, in the text. */
    notValues: z.array(z.string()).optional(),
    /** A piece of a heading that the best citations' section path must hold. */
    section: z.string().optional(),
    /** Terms that the quotes or the text must hold. */
    quoteHas: z.array(z.string()).optional(),
    note: z.string().optional(),
  }),
});

/** A gold set: an array of questions, or an object with `questions`. */
export const goldSetSchema = z.union([z.array(goldQuestionSchema), z.object({ questions: z.array(goldQuestionSchema) }).transform((set) => set.questions)]);

export type GoldQuestion = z.infer<typeof goldQuestionSchema>;
