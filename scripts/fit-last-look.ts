/**
 * npx tsx scripts/fit-last-look.ts [--write] [--rows]
 * Learns the weights of the last look (data/lexicon/last-look.json) from all gold sets and the questions of tests/specs/last-look-questions.json by logistic
 * regression, and prints what thresholds come to over five parts that were left out in turn. `--write` keeps the weights, `--rows` prints each question.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type SaidMeasure, termsOf } from "../src/retrieve/said/said-score.ts";
import { gatherRows, type LookRow } from "./last-look-rows.ts";

const WEIGHTS = "data/lexicon/last-look.json";
const PARTS = 5;
const STEPS = 40;
/** A wrong sentence for something absent counts so much of one beside a right sentence. */
const ABSENT_WEIGHT = 2;
const RIDGE: number = 1;
const TINY = 1e-6;

interface Model {
  readonly names: readonly string[];
  /** One for each name, the bias last. */
  readonly weights: readonly number[];
}

interface Example {
  readonly terms: readonly number[];
  readonly right: boolean;
  readonly weight: number;
}

const namesOf = (measure: SaidMeasure): readonly string[] => Object.keys(termsOf(measure)).toSorted();
const valuesOf = (measure: SaidMeasure, names: readonly string[]): readonly number[] => [...names.map((name) => termsOf(measure)[name] ?? 0), 1];
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const sure = (weights: readonly number[], terms: readonly number[]): number =>
  1 / (1 + Math.exp(-sum(terms.map((term, index) => term * (weights[index] ?? 0)))));

/** Questions whose right sentence is not among those weighed teach nothing. */
function examplesOf(rows: readonly LookRow[], names: readonly string[]): readonly Example[] {
  return rows
    .filter(({ told, sentences }) => !told || sentences.some(({ right }) => right))
    .flatMap(({ told, sentences }) => sentences.map(({ measure, right }) => ({ terms: valuesOf(measure, names), right, weight: told ? 1 : ABSENT_WEIGHT })));
}

/** Newton's steps to the weights that make the examples likeliest, held small by a ridge on all but the bias. */
function learn(rows: readonly LookRow[], names: readonly string[]): Model {
  const examples = examplesOf(rows, names);
  const size = names.length + 1;
  let weights: readonly number[] = Array.from({ length: size }, () => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const slope = Array.from({ length: size }, (_, at) => (at < names.length ? RIDGE * (weights[at] ?? 0) : 0));
    const curve = Array.from({ length: size }, (_, at) => Array.from({ length: size }, (__, to) => Number(at === to) * (at < names.length ? RIDGE : TINY)));
    for (const { terms, right, weight } of examples) {
      const chance = sure(weights, terms);
      for (const [at, term] of terms.entries()) {
        slope[at] = (slope[at] ?? 0) + weight * (chance - Number(right)) * term;
        const row = curve[at] ?? [];
        for (const [to, other] of terms.entries()) row[to] = (row[to] ?? 0) + weight * chance * (1 - chance) * term * other;
      }
    }
    const move = solve(curve, slope);
    weights = weights.map((one, index) => one - (move[index] ?? 0));
  }
  return { names, weights };
}

/** Gauss's elimination with the largest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let at = 0; at < rows.length; at += 1) {
    const pivot = rows.reduce((best, row, index) => (index >= at && Math.abs(row[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0) ? index : best), at);
    const [lead, moved] = [rows[pivot] ?? [], rows[at] ?? []];
    [rows[at], rows[pivot]] = [lead, moved];
    for (const [index, row] of rows.entries()) {
      if (index === at) continue;
      const share = (row[at] ?? 0) / (lead[at] ?? 1);
      for (let to = at; to < row.length; to += 1) row[to] = (row[to] ?? 0) - share * (lead[to] ?? 0);
    }
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}

interface Judged {
  readonly row: LookRow;
  readonly best: number;
  /** One of the first two sentences is a right one. */
  readonly right: boolean;
  readonly words: string;
}

function judge({ names, weights }: Model, row: LookRow): Judged {
  const ranked = row.sentences.map((one) => ({ ...one, chance: sure(weights, valuesOf(one.measure, names)) })).toSorted((a, b) => b.chance - a.chance);
  return { row, best: ranked[0]?.chance ?? 0, right: ranked.slice(0, 2).some(({ right }) => right), words: ranked[0]?.words ?? "" };
}

function sets(): readonly { readonly reports: string; readonly gold: string }[] {
  const listed = [...readFileSync("scripts/eval-questions.ts", "utf8").matchAll(/\{ reports: "([^"]+)", gold: "([^"]+)" \}/g)];
  const own = { reports: "../shared/reports", gold: "tests/specs/last-look-questions.json" };
  const all = [...listed.map(([, reports = "", gold = ""]) => ({ reports, gold })), own];
  return all.filter(({ reports }) => reports !== "data/reports" && existsSync(reports));
}

const rows = await gatherRows(sets());
const names = namesOf(rows.flatMap(({ sentences }) => sentences)[0]?.measure ?? ({} as SaidMeasure));
const judged = Array.from({ length: PARTS }, (_, part) => part).flatMap((part) => {
  const model = learn(
    rows.filter((__, index) => index % PARTS !== part),
    names,
  );
  return rows.filter((__, index) => (index >> 1) % PARTS === part).map((row) => judge(model, row));
});
for (const known of ["all", "typed"] as const) {
  const told = judged.filter(({ row }) => row.told && row.words === known);
  const absent = judged.filter(({ row }) => !row.told && row.words === known);
  const share = (list: readonly Judged[], test: (one: Judged) => boolean): string => (list.filter(test).length / Math.max(1, list.length)).toFixed(2);
  console.log(`${told.length} told by a report, ${absent.length} absent\n| sure | right | wrong | silent | absent told |\n| --- | --- | --- | --- | --- |`);
  for (const limit of [0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7]) {
    const isTold = ({ best }: Judged): boolean => best >= limit;
    const cells = [share(told, (one) => isTold(one) && one.right), share(told, (one) => isTold(one) && !one.right), share(told, (one) => !isTold(one))];
    console.log(`| ${limit} | ${cells.join(" | ")} | ${share(absent, isTold)} |`);
  }
}
if (process.argv.includes("--rows"))
  for (const { row, best, right, words } of judged.toSorted((a, b) => b.best - a.best))
    console.log(
      `${best.toFixed(2)} ${row.told ? (right ? "right " : "WRONG ") : "ABSENT"} ${row.status} ${row.intent} ${row.question} => ${words.slice(0, 60)}`,
    );
const { weights } = learn(rows, names);
const round = (value: number): number => Math.round(value * 1000) / 1000;
const learnt = { bias: round(weights.at(-1) ?? 0), weights: Object.fromEntries(names.map((name, index) => [name, round(weights[index] ?? 0)])) };
console.log(JSON.stringify(learnt));
if (process.argv.includes("--write")) {
  const about = "Weights of the last look, learnt by scripts/fit-last-look.ts from questions whose answers are known (docs/last-look.md); never set by hand.";
  writeFileSync(WEIGHTS, `${JSON.stringify({ about, ...learnt }, null, 2)}\n`);
}
