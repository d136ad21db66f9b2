import { readFile } from "node:fs/promises";
import type { Config } from "../../config.ts";
import { toReportId } from "../../domain/ids.ts";
import { AppError } from "../../domain/issue.ts";
import { type GoldQuestion, goldSetSchema } from "../../eval/gold.ts";
import { scoreAnswer } from "../../eval/score-answer.ts";
import { type AskedRow, summarise } from "../../eval/summarise.ts";
import { openRuntime } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";

export interface EvalOptions {
  readonly files: readonly string[];
  /** Print each wrong answer's question, faults and text. */
  readonly faults: boolean;
}

/** `wenbao eval FILE…`: asks the questions of gold sets and tells how many answers are right. Exit 1 when any is wrong. */
export async function evalCommand(config: Config, io: Pick<CliIo, "out">, options: EvalOptions): Promise<number> {
  const sets = await Promise.all(options.files.map(readGold));
  let withheld = 0;
  const runtime = await openRuntime(config, { onWithheld: () => (withheld += 1) });
  try {
    // As a server does before questions come: what is told of the time is what a user waits.
    await runtime.warm("at once");
    const rows: AskedRow[] = [];
    for (const gold of sets.flat()) {
      const answer = await runtime.ask({
        question: gold.question,
        ...(gold.history === undefined ? {} : { history: gold.history }),
        ...(gold.slots === undefined ? {} : { slots: gold.slots }),
      });
      const score = scoreAnswer(gold, answer, (id) => runtime.store.readText(toReportId(id)));
      rows.push({ gold, answer, score });
      if (options.faults && score.faults.length > 0)
        io.out(`${gold.id} ${gold.question}\n  ${score.faults.join("; ")}\n  ${answer.intent} ${answer.status}: ${answer.text.slice(0, 300)}\n`);
    }
    io.out(summarise(rows, withheld));
    return rows.every((row) => row.score.faults.length === 0) && withheld === 0 ? EXIT.ok : EXIT.failed;
  } finally {
    runtime.close();
  }
}

async function readGold(file: string): Promise<readonly GoldQuestion[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError("usage", `${file} cannot be read. Give the path of a JSON file of questions.`, { cause });
  }
  try {
    return goldSetSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("usage", `${file} is no set of questions. README, "Checking answers", tells the form.`, { cause });
  }
}
