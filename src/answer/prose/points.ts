import type { Passage } from "../../domain/report.ts";
import { isCommon, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { asksWhy } from "./explain-modes.ts";
import { type Extract, type ReadSentence, readSentences, withoutOverlap } from "./extracts.ts";
import { byReport, PROBLEM_SECTION, pointsOf, quoteUnit, type Unit, unitsOf } from "./problem-sections.ts";

/** Whether a question asks for what is wrong. */
export const ASKS_WRONG =
  /问题|困难|挑战|不足|短板|难题|难处|困境|薄弱|弱点|缺点|难点|软肋|痛点|瓶颈|\b(?:problems?|challenges?|difficult(?:y|ies)|weakness(?:es)?|shortcomings?|issues?|struggles?|obstacles?|deficienc(?:y|ies))\b/i;
const ASKS_NEXT =
  /下一步|打算|今后|改进|对策|应对|措施|努力方向|未来|怎么[改解办做应]|如何[改解应]|怎样[改解应]|规划|(?:什么|哪些|啥).{0,6}(?:计划|设想|安排)|计划做|\b(?:next|plans?|improve|improvements?|address|tackle|solve|measures?|going to|remed(?:y|ies)|doing about|do about|fix)\b/i;
const ASKS_FEATURES = /特色|亮点|典型案例|与众不同|\b(?:distinctive|highlights?|features?|special about)\b/i;
const FEATURE_SECTION = /特色|亮点|典型案例/;
const SAYS_FEATURE = /为(?:办学)?特色|(?:办学|学校|学院|鲜明的?)特色[是为]|特色是|形成[了]?.{2,40}(?:特色|品牌)/;
const MOST_FEATURES = 4;
const LEAST_OPENING = 12;
const MOST_POINTS = 8;
const MOST_PER_SCHOOL = 4;
const MOST_PER_FEATURED = 2;
const MANY_SCHOOLS = 2;

/**
 * What is wrong and what comes next, point by point in the order of the report, for a question that asks for no more than that (存在哪些问题,
 * 下一步打算). Null for any other question, and where no report has a section on it.
 */
export function findPoints(context: ComposeContext): readonly Extract[] | null {
  const { parsed, evidence } = context;
  // A follow-up (平湖呢) holds what it asks for in the words it took over.
  const asked = `${parsed.question} ${parsed.searchText}`;
  const wants = { wrong: ASKS_WRONG.test(asked), next: ASKS_NEXT.test(asked) };
  const namesThing = thingsAmong(evidence.topics).some((group) => !isCommon(group));
  if (namesThing || asksWhy(parsed)) return null;
  const reports = [...byReport(evidence.wholeReports.length > 0 ? evidence.wholeReports : evidence.passages.map(({ passage }) => passage)).values()];
  if (!wants.wrong && !wants.next) return ASKS_FEATURES.test(asked) ? findFeatures(context, reports) : null;
  const units = reports.flatMap((passages) => unitsOf(context, pointsOf(context, passages)));
  const owners = new Set(units.flatMap(({ extracts }) => extracts.map(({ owner }) => owner.id))).size;
  // 发展规划 tells what comes next; what is done about each problem is only that.
  const planned = ASKS_PLANS.test(asked) && !wants.wrong ? units.filter((unit) => unit.side === "next" && isPlanSection(unit)) : [];
  // 针对存在的问题，下一步怎么改进 asks for what is done about them.
  const sides = (["wrong", "next"] as const).filter(
    (side) => wants[side] && !(side === "wrong" && wants.next && AGAINST_THEM.test(asked) && !ASKS_WHICH.test(asked)),
  );
  const chosen = sides.flatMap((side) => pick(planned.length > 0 ? planned : units, side, owners));
  return chosen.length === 0 ? null : withoutOverlap(chosen.flatMap((unit) => quoteUnit(context, unit)));
}

/** 针对存在的问题，…: the problems are where the question starts from. */
const AGAINST_THEM =
  /(?:针对|面对|对于|围绕|就)[^,，。？?]{0,14}(?:问题|困难|挑战|不足|短板)|(?:解决|改进|改善|应对|克服|弥补|破解|整改)(?:这些|上述|以上|存在的?|办学)?[^,，。？?]{0,6}(?:问题|困难|挑战|不足|短板)|(?:问题|困难|挑战|不足|短板)[^,，。？?和与及、]{0,4}(?:改进|整改|解决|应对)|\b(?:about|address(?:ing)?|tackl(?:e|ing)|solv(?:e|ing)|overcom(?:e|ing)|fix(?:ing)?|against|to) (?:its|their|the|these|those|this)?\s?(?:\w+ )?(?:problems?|challenges?|difficult(?:y|ies)|weakness(?:es)?|shortcomings?|issues?)\b/i;

/** 有哪些问题，怎么改进 asks for both. */
const ASKS_WHICH =
  /(?:哪些|什么|啥|哪几个)[^,，。？?]{0,8}(?:问题|困难|挑战|不足|短板)|\b(?:what|which) (?:\w+ ){0,2}(?:problems?|challenges?|difficult(?:y|ies)|weakness(?:es)?|shortcomings?|issues?)\b/i;

const ASKS_PLANS = /下一步|今后|未来|规划|展望|打算|设想|计划|\b(?:next|plans?|future|going to)\b/i;
const PLAN_HEADING = /规划|展望|下一步|今后|未来|打算|设想|努力方向/;

function isPlanSection({ path }: Unit): boolean {
  const heading = path.at(-1) ?? "";
  return PLAN_HEADING.test(heading) && !PROBLEM_SECTION.test(heading) && !/措施|对策|整改|改进/.test(heading);
}

/** What a school calls its own: the openings of its sections on it, or else the sentences that say so. */
function findFeatures(context: ComposeContext, reports: readonly (readonly Passage[])[]): readonly Extract[] {
  const limit = reports.length > 1 ? MOST_PER_FEATURED : MOST_FEATURES;
  return reports.flatMap((passages) => {
    const headed = passages.filter(({ sectionPath }) => sectionPath.some((heading) => FEATURE_SECTION.test(foldText(heading))));
    const openings = headed.filter((passage, index) => headed[index - 1]?.sectionPath.join() !== passage.sectionPath.join());
    // 办学定位与特色 opens with the one and comes to the other.
    const telling = (passage: Passage): readonly ReadSentence[] => {
      const sentences = readSentences(context, passage);
      return [sentences.find(({ words }) => SAYS_FEATURE.test(words)) ?? sentences[0] ?? []].flat();
    };
    const first = openings.flatMap(telling).filter(({ words }) => words.length >= LEAST_OPENING);
    const said = first.length > 0 ? first : passages.flatMap((passage) => readSentences(context, passage).filter(({ words }) => SAYS_FEATURE.test(words)));
    return said.slice(0, limit).map(({ extract }) => extract);
  });
}

function pick(units: readonly Unit[], side: Unit["side"], owners: number): readonly Unit[] {
  const own = units.filter((unit) => unit.side === side);
  const telling = own.filter(({ isTelling }) => isTelling);
  const taken = new Map<string, number>();
  const most = owners <= 1 ? MOST_POINTS : owners <= MANY_SCHOOLS ? MOST_PER_SCHOOL : MOST_PER_FEATURED;
  const ofSchool = ({ extracts: [first] }: Unit): boolean => {
    const id = first?.owner.id ?? "";
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    return count <= most;
  };
  return (telling.length > 0 ? telling : own).filter(ofSchool);
}
