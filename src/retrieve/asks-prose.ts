import type { ParsedQuestion } from "../domain/question.ts";

const ASKS_NAMES = /哪些(?!学校|院校|中职|报告|单位的|年)|有什么(?!$)|都有谁/;

const ASKS_NUMBER = /多少|几|比例|率|占比|数[据值量]?|[多高大低少小]/;

/** Which majors does it offer asks for a list, in whatever words; 新增了哪些专业 asks for their names, not for how many. */
export function asksList({ intent, question, scope, threshold }: ParsedQuestion): boolean {
  const asksNames = intent === "lookup" && scope === "named" && threshold === null && ASKS_NAMES.test(question) && !ASKS_NUMBER.test(question);
  return (
    asksNames ||
    intent === "list" ||
    (intent === "explain" && /^\s*(?:which|what) .{1,80}\b(?:offer|offers|offered|taught|available|provided)\b/i.test(question))
  );
}

/** Steps and procedures are told in sentences, whatever number the same words would name. */
export function asksProcedure({ intent, question }: ParsedQuestion): boolean {
  return (
    (intent === "lookup" || intent === "list" || intent === "explain") &&
    /步骤|流程|手续|[哪分]几步|几个步骤|\b(?:steps|procedures?)\b/i.test(question) &&
    !/流程图/.test(question)
  );
}
