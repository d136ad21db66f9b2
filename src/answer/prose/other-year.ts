import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;
const CLAUSE = /[，,；;。]/;

const yearsIn = (words: string): readonly string[] => words.match(YEAR) ?? [];

/**
 * 2019年才建 beside 创建于1979年: the words tell years, and none that the question gives. Of several clauses with years the one counts that has
 * most of the question in it: 2016年升格为技师学院 is another year than 2016年升格为高级技工学校，2019年升格为技师学院. False where either gives no year.
 */
export function tellsOtherYear({ parsed }: Pick<ComposeContext, "parsed">, words: string): boolean {
  const question = foldText(parsed.question);
  const asked = new Set(yearsIn(question));
  if (asked.size === 0) return false;
  const clauses = foldText(words)
    .split(CLAUSE)
    .filter((clause) => yearsIn(clause).length > 0)
    .map((clause) => ({ clause, shared: longestShared(clause, question.replace(YEAR, " ")) }));
  const most = Math.max(0, ...clauses.map(({ shared }) => shared));
  const told = clauses.filter(({ shared }) => shared === most).flatMap(({ clause }) => yearsIn(clause));
  return told.length > 0 && !told.some((year) => asked.has(year));
}

/** Whether the words tell any year. */
export const tellsYear = (words: string): boolean => yearsIn(foldText(words)).length > 0;

/** Characters of the longest run that stands in both. */
function longestShared(clause: string, question: string): number {
  let longest = 0;
  for (let start = 0; start < clause.length; start += 1) {
    while (start + longest < clause.length && question.includes(clause.slice(start, start + longest + 1))) longest += 1;
  }
  return longest;
}
