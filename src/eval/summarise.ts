import type { Answer } from "../contract/answer.ts";
import { intents as allIntents } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";
import type { GoldQuestion } from "./gold.ts";
import { ABSTAINS, type AnswerScore } from "./score-answer.ts";

/** A question that was asked, its answer and what is wrong with it. */
export interface AskedRow {
  readonly gold: GoldQuestion;
  readonly answer: Answer;
  readonly score: AnswerScore;
}

const INTENTS: ReadonlySet<string> = new Set(allIntents);

/** How many of how many; a part of none counts as whole. */
interface Share {
  readonly right: number;
  readonly of: number;
}

/** The whole of an evaluation in lines: accuracy by intent and language, slots, abstention, citations, gate breaks and times. */
export function summarise(rows: readonly AskedRow[], withheld: number): string {
  const isRight = (row: AskedRow): boolean => row.score.faults.length === 0;
  const tally = (name: string, members: readonly AskedRow[]): string => line(name, { right: members.filter(isRight).length, of: members.length });
  const groups = (keyOf: (row: AskedRow) => string): readonly string[] => [...new Set(rows.map(keyOf))].toSorted();
  const intentOf = ({ gold }: AskedRow): string => gold.intent ?? "unnamed";
  const languageOf = ({ gold }: AskedRow): string => `[${gold.language ?? "zh"}]`;
  const { precision, recall } = abstention(rows);
  const cited = citations(rows);
  const times = rows.map(({ answer }) => answer.elapsedMs).toSorted((a, b) => a - b);
  return [
    ...groups(intentOf).map((name) =>
      tally(
        name,
        rows.filter((row) => intentOf(row) === name),
      ),
    ),
    ...groups(languageOf).map((name) =>
      tally(
        name,
        rows.filter((row) => languageOf(row) === name),
      ),
    ),
    tally("all", rows),
    line("slots: intent", intents(rows)),
    line("slots: schools", schools(rows)),
    line("slots: values", values(rows)),
    line("abstain: prec.", precision),
    line("abstain: recall", recall),
    line("citations exact", cited.exact),
    line("citations apt", cited.apt),
    `gate breaks ${withheld}; ask, index warm, p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`,
    "",
  ].join("\n");
}

function line(name: string, { right, of }: Share): string {
  return `${name.padEnd(16)} ${String(right).padStart(4)} of ${String(of).padStart(4)}  ${(of === 0 ? 1 : right / of).toFixed(3)}`;
}

function shareOf<Item>(items: readonly Item[], isRight: (item: Item) => boolean): Share {
  return { right: items.filter(isRight).length, of: items.length };
}

/** Whether the intent was read as the gold set names it; names of its own (absent, sum) are left out. */
function intents(rows: readonly AskedRow[]): Share {
  return shareOf(
    rows.filter(({ gold }) => INTENTS.has(gold.intent ?? "")),
    ({ gold, answer }) => gold.intent === answer.intent,
  );
}

const sameSchool = (a: string, b: string): boolean => foldText(a).endsWith(foldText(b)) || foldText(b).endsWith(foldText(a));

function expectedSchools({ expect }: GoldQuestion): readonly string[] {
  return [...new Set((expect.values ?? []).flatMap(({ school }) => (school == null ? [] : [school])))];
}

/** Whether every school that a right answer speaks of was read from the question. */
function schools(rows: readonly AskedRow[]): Share {
  return shareOf(
    rows.filter(({ gold }) => expectedSchools(gold).length > 0),
    ({ gold, answer }) =>
      answer.interpretation.schools.scope !== "named" ||
      expectedSchools(gold).every((name) => answer.interpretation.schools.values.some((school) => sameSchool(school.name, name))),
  );
}

/** Expected values that are among the figures: what indicator, part, period and unit together were read right for. */
function values(rows: readonly AskedRow[]): Share {
  const wanted = rows.flatMap(({ gold, answer }) => (gold.expect.values ?? []).map((want) => ({ want, answer })));
  return shareOf(wanted, ({ want, answer }) => answer.figures.some(({ value }) => Number(value) === Number(want.value)));
}

/** Precision: abstentions that were due, of all; recall: due abstentions that were made. Where gold allows both, neither counts. */
function abstention(rows: readonly AskedRow[]): { readonly precision: Share; readonly recall: Share } {
  const judged = rows.flatMap(({ gold, answer }) => {
    const { status } = gold.expect;
    const allowed = status === undefined ? [] : typeof status === "string" ? [status] : status;
    const due = allowed.filter((one) => ABSTAINS.has(one)).length;
    if (allowed.length === 0 || (due > 0 && due < allowed.length)) return [];
    return [{ isDue: due > 0, isMade: ABSTAINS.has(answer.status) }];
  });
  const made = judged.filter(({ isMade }) => isMade);
  const owed = judged.filter(({ isDue }) => isDue);
  return { precision: shareOf(made, ({ isDue }) => isDue), recall: shareOf(owed, ({ isMade }) => isMade) };
}

/** `exact`: quotes that are the report's own characters; `apt`: of a school that the question is about. */
function citations(rows: readonly AskedRow[]): { readonly exact: Share; readonly apt: Share } {
  const all = rows.flatMap(({ gold, answer, score }) => answer.citations.map((citation) => ({ citation, gold, score })));
  return {
    exact: shareOf(all, ({ citation, score }) => !score.inexact.includes(citation.number)),
    apt: shareOf(
      all.filter(({ gold }) => expectedSchools(gold).length > 0),
      ({ citation, gold }) => expectedSchools(gold).some((name) => sameSchool(citation.school.name, name)),
    ),
  };
}

const at = (sorted: readonly number[], share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
