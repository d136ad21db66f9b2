import { entryFor, type Reading, type ReadingContext } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

/** Whose satisfaction it is. */
const JUDGE = /用人单位|实习单位|毕业生|教职工|学员|家长|企业|雇主|教师|学生|社会|社区|群众/g;
const OVERALL = /^(?:总体|整体|综合|总)的?满意[度率]$/;
/** Those at work: their overall satisfaction is with the job. */
const AT_WORK = /毕业生|就业|工作|岗位|薪/;
/** 家长对学校管理: someone else judges what students are asked about as a rule. */
const OTHER_JUDGE = /(用人单位|毕业生|教职工|家长|企业|雇主|教师|社会|社区|群众)对[^，。；、]{0,10}$/;

/** 学生对食堂满意度91%，总体满意度93%: an overall satisfaction is of those who were named, and of no one where no one is. */
export function withJudge({ view, lexicon, quantity }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator === null || !/满意[度率]$/.test(reading.indicator.zh)) return reading;
  const at = Math.max(view.sentence.start, reading.headStart);
  if (!OVERALL.test(reading.words)) {
    const other = OTHER_JUDGE.exec(view.text.slice(clauseStart(view, at), at))?.[1];
    return other === undefined || reading.population !== null || reading.indicator.denominator !== "被调查学生" ? reading : { ...reading, population: other };
  }
  const lead = view.text.slice(view.sentence.start, at);
  const judges = [...lead.matchAll(JUDGE)].map(([judge]) => judge);
  const judge = judges[judges.length - 1];
  if (judge === "毕业生" || (judge === undefined && AT_WORK.test(lead + view.section.join("")))) return reading;
  const alias = judge === undefined || new Set(judges).size > 1 ? undefined : lexicon.aliases.whole(`${judge}满意度`, ["zh"]);
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
  return { ...reading, indicator, denominator: null, confidence: Math.min(reading.confidence, indicator === null ? 0.5 : 0.75) };
}
