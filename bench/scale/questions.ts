import type { Answer } from "../../src/contract/answer.ts";
import type { Lexicon } from "../../src/lexicon/lexicon.ts";
import { addDecimals, compareDecimals, divideDecimals, trimDecimal } from "../../src/text/decimal.ts";
import { FACT_UNITS, type GeneratedReport } from "../generate-reports.ts";
import type { Random } from "./random.ts";

/** About one or two schools, then about all of them. */
export const QUESTION_KINDS = ["lookup", "compare", "explain", "rank", "sum", "mean", "filter", "explain-all", "open", "rank-en", "coverage"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question with what its answer must say; `fault` is null for a right answer. */
export interface KnownQuestion {
  readonly kind: QuestionKind;
  readonly question: string;
  fault(answer: Answer): string | null;
}

const TOPICS = ["现代学徒制", "课堂教学诊断", "心理辅导", "家校沟通", "劳动实践", "企业实践", "安全教育", "对口帮扶", "就业指导", "宿舍文化"];
/** Things that no generated report speaks of, and no entry covers. */
const ABSENT = ["全自动贴片机", "天文望远镜", "皮划艇", "古籍善本", "激光切割机"];
const MEAN_PLACES = 2;

/** `count` questions of each kind over the generated schools; which ones depends on `random` alone. */
export function knownQuestions(reports: readonly GeneratedReport[], lexicon: Lexicon, count: number, random: Random): readonly KnownQuestion[] {
  const indicators = [...FACT_UNITS].flatMap(([id, unit]) => {
    const entry = lexicon.indicators.find((one) => one.id === id);
    return entry === undefined ? [] : [{ id, unit, name: entry.zh, nameEn: entry.en, kind: entry.kind }];
  });
  const summable = indicators.filter(({ kind }) => kind === "count" || kind === "amount");
  const some = <T>(make: () => T): T[] => Array.from({ length: count }, make);
  return [
    ...some(() => lookup(random.pick(reports), random.pick(indicators))),
    ...some(() => compare(random.pick(reports), random.pick(reports), random.pick(indicators))),
    ...some(() => rank(reports, random.pick(indicators))),
    ...some(() => sum(reports, random.pick(summable))),
    ...some(() => explain(random.pick(reports), random.pick(TOPICS))),
    ...some(() => mean(reports, random.pick(summable))),
    ...some(() => filter(reports, random.pick(indicators), random)),
    ...some(() => explainAll(random.pick(TOPICS))),
    ...some(() => open(random.pick(ABSENT))),
    ...some(() => rankInEnglish(reports, random.pick(indicators))),
    ...some(() => coverage(reports)),
  ];
}

interface KnownIndicator {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly nameEn: string;
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

function mean(reports: readonly GeneratedReport[], { id, unit, name }: KnownIndicator): KnownQuestion {
  const values = reports.flatMap((report) => report.facts.get(id) ?? []);
  const total = values.reduce((all, value) => addDecimals(all, value), "0");
  const expected = values.length === 0 ? "" : trimDecimal(divideDecimals(total, String(values.length), MEAN_PLACES));
  return {
    kind: "mean",
    question: `各校的${name}平均是多少？`,
    fault({ status, figures: [first] }) {
      return first !== undefined && first.unit === unit && trimDecimal(first.value) === expected
        ? null
        : `${status} ${first?.value} instead of ${expected}${unit}`;
    },
  };
}

/** Schools above the value of one of them: a place in the middle as often as one at the edge. */
function filter(reports: readonly GeneratedReport[], { id, unit, name }: KnownIndicator, random: Random): KnownQuestion {
  const values = reports.flatMap((report) => report.facts.get(id) ?? []);
  const threshold = values.length === 0 ? "0" : random.pick(values);
  const above = values.filter((value) => compareDecimals(value, threshold) > 0).length;
  return {
    kind: "filter",
    question: `${name}超过${threshold}${unit}的学校有哪些？`,
    fault: ({ status, text }) => (above === 0 || text.includes(`有${above}所`) ? null : `${status}, not ${above}: ${text.slice(0, 60)}`),
  };
}

function explainAll(topic: string): KnownQuestion {
  return {
    kind: "explain-all",
    question: `各校的${topic}是怎么开展的？`,
    fault: ({ status, citations }) => (citations.length > 0 ? null : `${status}, nothing cited`),
  };
}

function open(thing: string): KnownQuestion {
  return {
    kind: "open",
    question: `哪所学校的${thing}最多？`,
    fault: ({ status, winner }) => (winner === null ? null : `${status}, winner ${winner.school.name} where nothing is reported`),
  };
}

function rankInEnglish(reports: readonly GeneratedReport[], { id, nameEn }: KnownIndicator): KnownQuestion {
  const winner = leader(reports, id);
  return { kind: "rank-en", question: `Which school has the highest ${nameEn}?`, fault: (answer) => wrongWinner(answer, winner) };
}

function coverage(reports: readonly GeneratedReport[]): KnownQuestion {
  return {
    kind: "coverage",
    question: "现在有多少份报告？",
    fault: ({ status, text }) => (text.includes(`${reports.length}份`) ? null : `${status}: ${text.slice(0, 60)}`),
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
