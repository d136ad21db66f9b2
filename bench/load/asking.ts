import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "../../src/contract/answer.ts";
import type { KnownQuestion } from "../scale/questions.ts";

export interface LoadOptions {
  readonly url: string;
  readonly questions: readonly KnownQuestion[];
  /** Questions a second, whether or not those before are answered. */
  readonly rate: number;
  readonly seconds: number;
  /** Told of each answer as it comes. */
  readonly onAnswer?: (answered: number) => void;
}

export interface LoadResult {
  readonly asked: number;
  /** Ended otherwise than with 200 and an answer. */
  readonly failed: readonly string[];
  /** Answers that say something else than is known to be right. */
  readonly wrong: readonly string[];
  /** Milliseconds from when a question was due, so that a queue counts. */
  readonly times: readonly number[];
  /** Questions answered a second, from the first due to the last answered. */
  readonly throughput: number;
}

const LONGEST_RUN_S = 3_600;
const LONGEST_ANSWER_MS = 30_000;

/** Asks in steady time for so many seconds; the address must be of this machine. Throws RangeError on any other, and on more than an hour. */
export async function askSteadily({ url, questions, rate, seconds, onAnswer }: LoadOptions): Promise<LoadResult> {
  if (new URL(url).hostname !== "127.0.0.1") throw new RangeError("load is put on 127.0.0.1 alone");
  if (seconds > LONGEST_RUN_S) throw new RangeError(`at most ${LONGEST_RUN_S} seconds`);
  const total = Math.round(rate * seconds);
  const failed: string[] = [];
  const wrong: string[] = [];
  const times: number[] = [];
  const started = performance.now();
  const asked: Promise<void>[] = [];
  for (let index = 0; index < total; index++) {
    const due = started + (index * 1_000) / rate;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const question = questions[index % questions.length];
    if (question === undefined) break;
    asked.push(ask(url, question, due, { failed, wrong, times }).then(() => onAnswer?.(times.length)));
  }
  await Promise.all(asked);
  return { asked: asked.length, failed, wrong, times, throughput: (times.length * 1_000) / (performance.now() - started) };
}

async function ask(url: string, { question, fault }: KnownQuestion, due: number, told: { failed: string[]; wrong: string[]; times: number[] }): Promise<void> {
  try {
    const response = await fetch(`${url}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ question }),
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
    const body: unknown = await response.json();
    if (response.status !== 200) {
      told.failed.push(`${response.status} ${question}`);
      return;
    }
    told.times.push(performance.now() - due);
    const found = fault(body as Answer);
    if (found !== null) told.wrong.push(`${question} ${found}`);
  } catch (error) {
    told.failed.push(`${error instanceof Error ? error.message : String(error)} ${question}`);
  }
}

/** The value below which that share of the times lies, in milliseconds. */
export function percentile(times: readonly number[], share: number): number {
  const ordered = times.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0;
}
