import type { Aspect } from "../domain/figure.ts";
import { HISTORY, HISTORY_SENTENCE, NOT_PLAN, PLAN, PLAN_SENTENCE } from "./cues.ts";
import type { Reading } from "./reading.ts";
import { isRequired } from "./required.ts";
import { clauseStart, endsWideSentence, rightEdge, type SentenceView } from "./sentence-view.ts";

/** How far a sentence without its semicolons is looked at, on either side. */
const WIDE_REACH = 200;

/** Fact, plan or history, by the words of the clause and, for strong ones, of the sentence before it. What is demanded is a plan. */
export function aspectOf(view: SentenceView, reading: Reading, index: number): Aspect {
  if (reading.aspect !== null) return reading.aspect;
  const quantity = view.quantities[index];
  if (quantity === undefined) return "actual";
  const after = view.text.slice(quantity.end, Math.min(rightEdge(view, index), quantity.end + 14));
  if (/规模(?:建设|设计|建造)|^的?(?:目标|计划|规划)/.test(after)) return "plan";
  const from = wholeOfPart(view, clauseStart(view, quantity.start));
  const clause = withoutPlanNames(view.text.slice(from, quantity.start));
  if (isRequired(view, quantity)) return "plan";
  if (!hintsAtTime(view)) return "actual";
  const sentence = withoutPlanNames(view.text.slice(wideStart(view.text, quantity.start), quantity.start));
  if (/按[^，。；]{0,3}$/.test(clause) && /^[^。；]{0,30}规模(?:建设|设计|建造)/.test(view.text.slice(quantity.end, quantity.end + 40))) return "plan";
  if (PLAN.test(clause) || (PLAN_SENTENCE.test(sentence) && !/实际|实招|已完成/.test(clause))) return "plan";
  if (HISTORY_SENTENCE.test(sentence)) return "history";
  if (/(?:办学|建校|创办|成立|[十百])[^，。；]{0,8}年?来，[^，。；]*$/.test(sentence)) return "history";
  return HISTORY.test(clause) || (/多年|历年/.test(clause) && reading.indicator !== null) ? "history" : "actual";
}

/** 计划招聘教师20名，其中硕士不少于8名: a clause that begins with 其中 is told as the one before it. */
function wholeOfPart(view: SentenceView, from: number): number {
  if (!/^(?:其中|包括|含)/.test(view.text.slice(from, from + 2)) || view.text.charAt(from - 1) !== "，") return from;
  return clauseStart(view, from - 1);
}

/** Whether anything around the sentence could make a number of it a plan or history: looked for once, not for each number. */
const timeHints = new WeakMap<SentenceView, boolean>();
function hintsAtTime(view: SentenceView): boolean {
  const known = timeHints.get(view);
  if (known !== undefined) return known;
  const around = view.text.slice(Math.max(0, view.sentence.start - WIDE_REACH), Math.min(view.text.length, view.sentence.end + WIDE_REACH));
  const hints = [PLAN, PLAN_SENTENCE, HISTORY, HISTORY_SENTENCE].some((words) => words.test(around)) || /规模(?:建设|设计|建造)|年?来，|历年/.test(around);
  timeHints.set(view, hints);
  return hints;
}

/** “国培计划”, “雏鹰”计划学员, 入选万人计划: a plan with a name is a programme; “育苗工程”计划投入… is none. */
const NAMED_PLAN =
  /"[^"]{0,14}(?:计划|规划|目标)[^"]{0,6}"|"[^"]{1,14}"(?:行动|专项|人才|培养)?(?:计划|规划)(?![投建招开培引到在用于安购聘分总完增扩今明\d]|新增)|(?:入选|来自|参加|享受|受益于|入围)[^，。；"\d]{1,14}计划/g;

/** Words of plan that name something done or a thing: 预算执行, 模拟驾驶舱, “国培计划”. */
const withoutPlanNames = (text: string): string => text.replace(NAMED_PLAN, "").replace(NOT_PLAN, "");

/** Start of the sentence from full stop to full stop, semicolons not being ends; looked back for 200 characters at most. */
function wideStart(text: string, position: number): number {
  for (let at = position - 1; at >= Math.max(0, position - WIDE_REACH); at -= 1) if (endsWideSentence(text, at)) return at + 1;
  return Math.max(0, position - WIDE_REACH);
}
