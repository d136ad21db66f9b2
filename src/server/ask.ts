import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Answer } from "../contract/answer.ts";
import { type AskRequest, askRequestSchema, MAX_QUESTION_CHARACTERS } from "../contract/ask.ts";
import { type AnswerEvent, answerEvents } from "../contract/events.ts";
import { cleanQuestion } from "../contract/question.ts";
import { HttpError } from "./errors.ts";
import { readBody } from "./read-json.ts";
import type { ViewOf } from "./reading-view.ts";

export interface AskDeps {
  readonly viewOf: ViewOf;
  /** Takes what went wrong inside; it never reaches the client. */
  logError(cause: unknown): void;
  /** Told of every answer given. */
  keepUnanswered(answer: Answer): void;
}

const INTERNAL_MESSAGE = "Something went wrong inside; the cause is in the server's log.";

/** POST /api/ask: the answer as JSON, or as events where the client accepts text/event-stream. */
export function askRoutes(deps: AskDeps): Hono {
  const app = new Hono();
  app.post("/api/ask", async (context) => {
    const request = await readAskRequest(context);
    const view = deps.viewOf(context);
    const ask = async (): Promise<Answer> => noted(await view.ask(request), deps);
    if (!/\btext\/event-stream\b/i.test(context.req.header("Accept") ?? "")) return context.json(await ask());
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    return streamSSE(context, async (stream) => {
      const send = (event: AnswerEvent) => stream.writeSSE({ event: event.event, data: JSON.stringify(event.data) });
      // Caught here and not by the stream helper, which would send the raw message to the client.
      try {
        for (const event of answerEvents(await ask())) await send(event);
      } catch (cause) {
        deps.logError(cause);
        await send({ event: "error", data: { code: "internal", message: INTERNAL_MESSAGE } });
      }
    });
  });
  return app;
}

/** Keeps note of a question without an answer; that this fails is no reason to withhold the answer. */
function noted(answer: Answer, deps: AskDeps): Answer {
  try {
    deps.keepUnanswered(answer);
  } catch (cause) {
    deps.logError(cause);
  }
  return answer;
}

/** The body of a question. Throws HttpError as readBody does, `empty_question` and `question_too_long`. */
export async function readAskRequest(context: Context): Promise<AskRequest> {
  const request = await readBody(context, askRequestSchema);
  const question = cleanQuestion(request.question);
  if (question === "") throw new HttpError("empty_question", "The question is empty.");
  if (question.length > MAX_QUESTION_CHARACTERS) {
    throw new HttpError("question_too_long", `The question has ${question.length} characters; at most ${MAX_QUESTION_CHARACTERS} are read.`);
  }
  return { ...request, question };
}
