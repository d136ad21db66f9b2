import type { Answer } from "../contract/answer.ts";
import { foldText } from "../text/fold.ts";
import type { GoldQuestion } from "./gold.ts";

/** What an answer got wrong; an empty list is a right answer. */
export interface AnswerScore {
  readonly id: string;
  readonly faults: readonly string[];
  /** Numbers of citations whose quote is not the report's text. */
  readonly inexact: readonly number[];
}

/** How many citations may hold the section or terms looked for: those that a reader sees without scrolling. */
const TOP_CITATIONS = 3;

/** Holds an answer against its gold question. `readText` gives a report's text for checking quotes. */
export function scoreAnswer(gold: GoldQuestion, answer: Answer, readText: (reportId: string) => string | null): AnswerScore {
  const faults = [...statusFaults(gold, answer), ...valueFaults(gold, answer), ...winnerFaults(gold, answer), ...placeFaults(gold, answer)];
  faults.push(...wordFaults(gold, answer));
  for (const code of gold.expect.caveats ?? []) if (!answer.caveats.some((caveat) => caveat.code === code)) faults.push(`no caveat ${code}`);
  const inexact = answer.citations.filter(({ reportId, start, end, quote }) => readText(reportId)?.slice(start, end) !== quote).map(({ number }) => number);
  for (const number of inexact) faults.push(`citation ${number} is not the report's text`);
  return { id: gold.id, faults, inexact };
}

function statusFaults(gold: GoldQuestion, answer: Answer): string[] {
  const { status } = gold.expect;
  if (status === undefined) return [];
  const allowed = typeof status === "string" ? [status] : status;
  return allowed.includes(answer.status) ? [] : [`status ${answer.status}, wanted ${allowed.join(" or ")}`];
}

/** With or without the province in front, in either script. */
const sameSchool = (a: string, b: string): boolean => foldText(a).endsWith(foldText(b)) || foldText(b).endsWith(foldText(a));
const plainUnit = (unit: string): string => (unit.split("/")[0] ?? "").replace(/^个(?=百分点$)/, "");
/** 元 and 元/月 are one unit here, as are 百分点 and 个百分点, 176 and 176.00. */
const sameUnit = (a: string, b: string): boolean => plainUnit(a) === plainUnit(b);
const sameValue = (a: string, b: string): boolean => a === b || Number(a) === Number(b);

function valueFaults(gold: GoldQuestion, answer: Answer): string[] {
  const faults: string[] = [];
  for (const want of gold.expect.values ?? []) {
    const found = answer.figures.some(
      (figure) =>
        sameValue(figure.value, want.value) &&
        (want.unit == null || want.unit === "" || sameUnit(figure.unit, want.unit)) &&
        (want.school == null || (figure.school !== null && sameSchool(figure.school.name, want.school))),
    );
    if (!found) faults.push(`no figure ${want.value}${want.unit ?? ""}${want.school == null ? "" : ` of ${want.school}`}`);
  }
  for (const value of gold.expect.notValues ?? [])
    if (answer.figures.some((figure) => sameValue(figure.value, value))) faults.push(`figure ${value} must not be given`);
  return faults;
}

function winnerFaults(gold: GoldQuestion, answer: Answer): string[] {
  const { winner } = gold.expect;
  if (winner === undefined) return [];
  if (winner === null) return answer.winner === null ? [] : [`winner ${answer.winner.school.name} must not be named`];
  return answer.winner !== null && sameSchool(answer.winner.school.name, winner) ? [] : [`winner ${answer.winner?.school.name ?? "none"}, wanted ${winner}`];
}

function placeFaults(gold: GoldQuestion, answer: Answer): string[] {
  const faults: string[] = [];
  const { section, quoteHas } = gold.expect;
  const top = answer.citations.slice(0, TOP_CITATIONS);
  if (section !== undefined && !top.some((citation) => citation.section.some((title) => title.includes(section))))
    faults.push(`no citation in section ${section}`);
  const seen = fold([answer.text, ...answer.citations.map((citation) => citation.quote)].join("\n"));
  for (const term of quoteHas ?? []) if (!seen.includes(fold(term))) faults.push(`nothing quoted holds ${term}`);
  return faults;
}

/** How an answer ends that gives nothing of what was asked. */
export const ABSTAINS: ReadonlySet<string> = new Set(["clarify", "not_found", "out_of_scope"]);

function wordFaults(gold: GoldQuestion, answer: Answer): string[] {
  const faults: string[] = [];
  const said = fold([answer.text, ...(answer.choices ?? []).map((choice) => `${choice.label} ${choice.question}`)].join("\n"));
  for (const piece of gold.expect.textHas ?? []) if (!said.includes(fold(piece))) faults.push(`the text does not hold ${piece}`);
  const any = gold.expect.caveatsAny;
  if (any !== undefined && !ABSTAINS.has(answer.status) && !answer.caveats.some((caveat) => any.includes(caveat.code)))
    faults.push(`none of the caveats ${any.join(", ")}`);
  return faults;
}

const fold = (text: string): string => foldText(text.normalize("NFKC")).replace(/\s+/g, "");
