import { readFile } from "node:fs/promises";
import type { Config } from "../../config.ts";
import { toReportId } from "../../domain/ids.ts";
import { AppError } from "../../domain/issue.ts";
import { type GoldQuestion, goldSetSchema } from "../../eval/gold.ts";
import { type AnswerScore, scoreAnswer } from "../../eval/score-answer.ts";
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
    const rows: { readonly gold: GoldQuestion; readonly score: AnswerScore; readonly elapsedMs: number }[] = [];
    for (const gold of sets.flat()) {
      const answer = await runtime.ask({
        question: gold.question,
        ...(gold.history === undefined ? {} : { history: gold.history }),
        ...(gold.slots === undefined ? {} : { slots: gold.slots }),
      });
      const score = scoreAnswer(gold, answer, (id) => runtime.store.readText(toReportId(id)));
      rows.push({ gold, score, elapsedMs: answer.elapsedMs });
      if (options.faults && score.faults.length > 0)
        io.out(`${gold.id} ${gold.question}\n  ${score.faults.join("; ")}\n  ${answer.intent} ${answer.status}: ${answer.text.slice(0, 300)}\n`);
    }
    io.out(summary(rows, withheld));
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

function summary(rows: readonly { readonly gold: GoldQuestion; readonly score: AnswerScore; readonly elapsedMs: number }[], withheld: number): string {
  const lines: string[] = [];
  const tally = (name: string, members: typeof rows): void => {
    const right = members.filter((row) => row.score.faults.length === 0).length;
    lines.push(`${name.padEnd(16)} ${String(right).padStart(4)} of ${String(members.length).padStart(4)}  ${(right / members.length).toFixed(3)}`);
  };
  for (const intent of [...new Set(rows.map((row) => row.gold.intent ?? "unnamed"))].sort())
    tally(
      intent,
      rows.filter((row) => (row.gold.intent ?? "unnamed") === intent),
    );
  for (const language of [...new Set(rows.map((row) => row.gold.language ?? "zh"))].sort())
    tally(
      `[${language}]`,
      rows.filter((row) => (row.gold.language ?? "zh") === language),
    );
  tally("all", rows);
  const times = rows.map((row) => row.elapsedMs).sort((a, b) => a - b);
  lines.push(`gate breaks ${withheld}; ask p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`);
  return `${lines.join("\n")}\n`;
}

const at = (sorted: readonly number[], share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
