import { Hono } from "hono";
import type { Answer } from "../contract/answer.ts";
import { type Feedback, feedbackSchema } from "../contract/feedback.ts";
import { readBody } from "./read-json.ts";

export interface FeedbackDeps {
  keepFeedback(feedback: Feedback): void;
  /** Told of every answer given, to keep the questions that found none; nothing is kept without it. */
  keepUnanswered?(answer: Answer): void;
}

/** POST /api/feedback: keeps what a person thought of an answer. */
export function feedbackRoutes(deps: FeedbackDeps): Hono {
  const app = new Hono();
  app.post("/api/feedback", async (context) => {
    deps.keepFeedback(await readBody(context, feedbackSchema));
    return context.json({ status: "kept" }, 201);
  });
  return app;
}
