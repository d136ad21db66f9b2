import type { Config } from "../../config.ts";
import { readFeedback } from "../../feedback.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao feedback`: what people thought of answers, oldest first, as JSON lines or tab-separated text. */
export async function feedbackCommand(config: Config, io: CliIo, options: { json: boolean }): Promise<number> {
  for (const kept of readFeedback(config.indexFolder)) {
    const cells = [kept.at, kept.vote, kept.status, kept.question, kept.note].map((cell) => cell.replace(/\s+/g, " "));
    io.out(`${options.json ? JSON.stringify(kept) : cells.join("\t")}\n`);
  }
  return EXIT.ok;
}
