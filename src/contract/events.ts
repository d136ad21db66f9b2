import { z } from "zod";
import { type Answer, answerFigureSchema, answerSchema, citationSchema, interpretationSchema } from "./answer.ts";

/** What a stream of POST /api/ask carries, in this order; the `answer` event holds the same object as the JSON reply. */
export const answerEventSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("understood"), data: interpretationSchema }),
  z.object({ event: z.literal("evidence"), data: z.object({ figures: z.array(answerFigureSchema), citations: z.array(citationSchema) }) }),
  z.object({ event: z.literal("answer"), data: answerSchema }),
  z.object({ event: z.literal("done"), data: z.object({ id: z.string(), elapsedMs: z.number() }) }),
  z.object({ event: z.literal("error"), data: z.object({ code: z.string(), message: z.string() }) }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;

/** The events that tell one answer: understood, evidence, answer, done. */
export function answerEvents(answer: Answer): AnswerEvent[] {
  return [
    { event: "understood", data: answer.interpretation },
    { event: "evidence", data: { figures: answer.figures, citations: answer.citations } },
    { event: "answer", data: answer },
    { event: "done", data: { id: answer.id, elapsedMs: answer.elapsedMs } },
  ];
}
