import { z } from "zod";

/** POST /api/feedback: what a person thought of an answer. */
export const feedbackSchema = z.object({
  answerId: z.string().min(1).max(100),
  question: z.string().min(1).max(2_000),
  /** Of the data that the answer came from. */
  version: z.string().max(100),
  status: z.string().max(40),
  vote: z.enum(["up", "down"]),
  note: z.string().max(1_000).default(""),
});

/** As kept, a line of feedback.jsonl beside the index: when it came, ISO 8601 in UTC. */
export const keptFeedbackSchema = feedbackSchema.extend({ at: z.string() });

/** A question that found no answer, a line of unanswered.jsonl beside the index. */
export const unansweredSchema = z.object({
  at: z.string(),
  kind: z.literal("unanswered"),
  question: z.string(),
  status: z.enum(["not_found", "out_of_scope"]),
  language: z.enum(["zh", "en"]),
  /** Of the data that held no answer. */
  version: z.string(),
});

export type UnansweredQuestion = z.infer<typeof unansweredSchema>;
export type Feedback = z.infer<typeof feedbackSchema>;
export type KeptFeedback = z.infer<typeof keptFeedbackSchema>;
