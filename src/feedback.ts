import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { Answer } from "./contract/answer.ts";
import { type Feedback, type KeptFeedback, keptFeedbackSchema, type UnansweredQuestion, unansweredSchema } from "./contract/feedback.ts";
import { AppError } from "./domain/issue.ts";
import { parseJsonOrNull } from "./domain/json.ts";

const VOTES = "feedback.jsonl";
const UNANSWERED = "unanswered.jsonl";
/** Anybody who can ask can write here, so it ends somewhere. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Adds a line to the index folder's feedback. Throws AppError `feedback_not_kept` where it cannot be written or holds too much already. */
export function keepFeedback(indexFolder: string, feedback: Feedback, at: Date): void {
  const kept: KeptFeedback = { at: at.toISOString(), ...feedback };
  append(indexFolder, VOTES, kept);
}

/** Keeps the question of an answer that found nothing; of any other answer nothing. Throws as `keepFeedback` does. */
export function keepUnanswered(indexFolder: string, { question, status, language, version }: Answer, at: Date): void {
  if (status !== "not_found" && status !== "out_of_scope") return;
  const kept: UnansweredQuestion = { at: at.toISOString(), kind: "unanswered", question, status, language, version };
  append(indexFolder, UNANSWERED, kept);
}

/** What people thought of answers, oldest first; a line cut short by a crash is left out. */
export const readFeedback = (indexFolder: string): KeptFeedback[] => readLines(indexFolder, VOTES, keptFeedbackSchema);

/** Questions that found no answer, oldest first. */
export const readUnanswered = (indexFolder: string): UnansweredQuestion[] => readLines(indexFolder, UNANSWERED, unansweredSchema);

function append(indexFolder: string, name: string, kept: object): void {
  const file = join(indexFolder, name);
  if (existsSync(file) && statSync(file).size > MAX_FILE_BYTES) {
    throw new AppError("feedback_not_kept", `${name} in the index folder is full. Move it away.`);
  }
  try {
    appendFileSync(file, `${JSON.stringify(kept)}\n`);
  } catch (cause) {
    throw new AppError("feedback_not_kept", `${name} in the index folder cannot be written. Check who may write there.`, { cause });
  }
}

function readLines<T>(indexFolder: string, name: string, schema: z.ZodType<T>): T[] {
  const file = join(indexFolder, name);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      const parsed = schema.safeParse(parseJsonOrNull(line));
      return parsed.success ? [parsed.data] : [];
    });
}
