import type { Answer } from "../../src/contract/answer.ts";
import type { Lexicon } from "../../src/lexicon/lexicon.ts";
import { addDecimals, compareDecimals } from "../../src/text/decimal.ts";
import { FACT_UNITS, type GeneratedReport } from "../generate-reports.ts";
import type { Random } from "./random.ts";

/** A question with what its answer must say; `fault` is null for a right answer. */
export interface KnownQuestion {
  readonly kind: "lookup" | "compare" | "rank" | "sum" | "explain";
  readonly question: string;
  fault(answer: Answer): string | null;
}

const TOPICS = ["现代学徒制", "课堂教学诊断", "心理辅导", "家校沟通", "劳动实践", "企业实践", "安全教育", "对口帮扶", "就业指导", "宿舍文化"];

/** `count` questions of each kind over the generated schools; which ones depends on `random` alone. */
export function knownQuestions(reports: readonly GeneratedReport[], lexicon: Lexicon, count: number, random: Random): readonly KnownQuestion[] {
  const indicators = [...FACT_UNITS].flatMap(([id, unit]) => {
    const entry = lexicon.indicators.find((one) => one.id === id);
    return entry === undefined ? [] : [{ id, unit, name: entry.zh, kind: entry.kind }];
  });
  const summable = indicators.filter(({ kind }) => kind === "count" || kind === "amount");
  const some = <T>(make: () => T): T[] => Array.from({ length: count }, make);
  return [
    ...some(() => lookup(random.pick(reports), random.pick(indicators))),
    ...some(() => compare(random.pick(reports), random.pick(reports), random.pick(indicators))),
    ...some(() => rank(reports, random.pick(indicators))),
    ...some(() => sum(reports, random.pick(summable))),
    ...some(() => explain(random.pick(reports), random.pick(TOPICS))),
  ];
}

interface KnownIndicator {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
}

function lookup(report: GeneratedReport, { id, unit, name }: KnownIndicator): KnownQuestion {
  const value = report.facts.get(id);
  return {
    kind: "lookup",
    question: `${report.school}的${name}是多少？`,
    fault({ status, figures }) {
      const [first] = figures;
      if (value === undefined) return status === "not_found" || first?.derived === true ? null : `${status} ${first?.value} where nothing is reported`;
      return first?.value === value && first.unit === unit ? null : `${status} ${first?.value}${first?.unit} instead of ${value}${unit}`;
    },
  };
}

function compare(a: GeneratedReport, b: GeneratedReport, { id, name }: KnownIndicator): KnownQuestion {
  const winner = leader([a, b], id);
  return {
    kind: "compare",
    question: `${a.school}和${b.school}，哪个的${name}更高？`,
    fault: (answer) => (a === b || !a.facts.has(id) || !b.facts.has(id) ? null : wrongWinner(answer, winner)),
  };
}

function rank(reports: readonly GeneratedReport[], { id, name }: KnownIndicator): KnownQuestion {
  const winner = leader(reports, id);
  return { kind: "rank", question: `哪所学校的${name}最高？`, fault: (answer) => wrongWinner(answer, winner) };
}

function sum(reports: readonly GeneratedReport[], { id, unit, name }: KnownIndicator): KnownQuestion {
  const values = reports.flatMap((report) => report.facts.get(id) ?? []);
  const total = values.reduce((all, value) => addDecimals(all, value), "0");
  return {
    kind: "sum",
    question: `所有学校的${name}一共是多少？`,
    fault({ status, figures: [first] }) {
      return first !== undefined && first.unit === unit && compareDecimals(first.value, total) === 0
        ? null
        : `${status} ${first?.value} instead of ${total}${unit}`;
    },
  };
}

function explain(report: GeneratedReport, topic: string): KnownQuestion {
  return {
    kind: "explain",
    question: `${report.school}的${topic}是怎么开展的？`,
    fault({ citations }) {
      const [first] = citations;
      if (first === undefined) return report.text.includes(topic) ? "nothing cited" : null;
      return first.school.name === report.school ? null : `cites ${first.school.name}`;
    },
  };
}

/** The school with the one highest value; null on a tie. */
function leader(reports: readonly GeneratedReport[], id: string): string | null {
  let best: { readonly school: string | null; readonly value: string } | null = null;
  for (const { school, facts } of reports) {
    const value = facts.get(id);
    if (value === undefined) continue;
    const order: number = best === null ? 1 : compareDecimals(value, best.value);
    if (order >= 0) best = { school: order === 0 ? null : school, value };
  }
  return best?.school ?? null;
}

function wrongWinner({ status, winner }: Answer, expected: string | null): string | null {
  const named = winner?.school.name ?? null;
  return named === expected ? null : `${status}, winner ${named} instead of ${expected}`;
}
