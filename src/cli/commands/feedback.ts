import type { Config } from "../../config.ts";
import { readFeedback, readUnanswered } from "../../feedback.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao feedback`: what people thought of answers and which questions found none, oldest first, as JSON lines or tab-separated text. */
export async function feedbackCommand(config: Config, io: CliIo, options: { json: boolean }): Promise<number> {
  const votes = readFeedback(config.indexFolder).map((kept) => ({ at: kept.at, kept, cells: [kept.vote, kept.status, kept.question, kept.note] }));
  const unanswered = readUnanswered(config.indexFolder).map((kept) => ({ at: kept.at, kept, cells: [kept.kind, kept.status, kept.question, ""] }));
  const all = [...votes, ...unanswered].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const { at, kept, cells } of all) {
    io.out(`${options.json ? JSON.stringify(kept) : [at, ...cells].map((cell) => cell.replace(/\s+/g, " ")).join("\t")}\n`);
  }
  return EXIT.ok;
}
