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

export type Feedback = z.infer<typeof feedbackSchema>;
export type KeptFeedback = z.infer<typeof keptFeedbackSchema>;
