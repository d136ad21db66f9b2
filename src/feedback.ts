import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Feedback, type KeptFeedback, keptFeedbackSchema } from "./contract/feedback.ts";
import { AppError } from "./domain/issue.ts";

const FILE = "feedback.jsonl";
/** Anybody who can ask can write here, so it ends somewhere. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Adds a line to the index folder's feedback. Throws AppError `feedback_not_kept` where it cannot be written or holds too much already. */
export function keepFeedback(indexFolder: string, feedback: Feedback, at: Date): void {
  const file = join(indexFolder, FILE);
  const kept: KeptFeedback = { at: at.toISOString(), ...feedback };
  if (existsSync(file) && statSync(file).size > MAX_FILE_BYTES) {
    throw new AppError("feedback_not_kept", `${FILE} in the index folder is full. Move it away.`);
  }
  try {
    appendFileSync(file, `${JSON.stringify(kept)}\n`);
  } catch (cause) {
    throw new AppError("feedback_not_kept", `${FILE} in the index folder cannot be written. Check who may write there.`, { cause });
  }
}

/** What has been kept, oldest first; a line cut short by a crash is left out. */
export function readFeedback(indexFolder: string): KeptFeedback[] {
  const file = join(indexFolder, FILE);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      const parsed = keptFeedbackSchema.safeParse(parseLine(line));
      return parsed.success ? [parsed.data] : [];
    });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
