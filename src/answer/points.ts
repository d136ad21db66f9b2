import type { Passage } from "../domain/report.ts";
import { holdsGroup, isCommon, isEverywhere, thingsAmong } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import type { ComposeContext } from "./draft.ts";
import { asksWhy, METHOD, PROBLEM } from "./explain-modes.ts";
import { type Extract, headingAbove, type ReadSentence, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";
import { headGroups, wordsOf } from "./head-word.ts";

/** A section of its own on what is wrong and what is done about it. */
const SECTION =
  /(?<!心理|学习|安全|思想)(?:问题|挑战|困难|不足|短板|困境|难题|薄弱环节)(?=$|[与和及、:：；;(（])|(?:困难|不足|挑战|问题).{0,3}(?:改进|对策|措施|打算|展望)/;
/** A section that tells what comes next. */
const NEXT_SECTION = /下一步|今后|努力方向|未来|展望|改进措施|改进方向|整改|工作(?:打算|思路|计划)|发展(?:规划|设想)/;
/** From here on a section tells what is done, and no longer what is wrong. */
const TURN =
  /^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．])?(?:主要|具体|今后)?的?(?:改进|解决|应对|整改|下一步)?的?(?:措施|对策|打算|思路|改进|办法)|下一步|^今后|^为此(?![类次项种])|^针对.{0,10}(?:问题|不足|困难)|(?:打算|计划|准备)(?:从|租|在|采)|对策/;
/** 一是…, （二）…, 困难一：… one point among several. */
const POINT = /^(?:[(（]?[一二三四五六七八九十\d]{1,3}(?:[)）、.．]|是)|第[一二三四五六七八九十]|其[一二三四]|(?:困难|问题|不足|挑战)[一二三四五六之])/;
const ASKS_WRONG =
  /问题|困难|挑战|不足|短板|难题|难处|困境|薄弱|弱点|缺点|\b(?:problems?|challenges?|difficult(?:y|ies)|weakness(?:es)?|shortcomings?|issues?)\b/i;
const ASKS_NEXT =
  /下一步|打算|今后|改进|对策|应对|措施|努力方向|未来|怎么[改解办做应]|如何[改解应]|规划|(?:什么|哪些|啥).{0,6}(?:计划|设想|安排)|计划做|\b(?:next|plans?|improve|address|tackle|solve|measures?|going to)\b/i;
const ASKS_FEATURES = /特色|亮点|典型案例|与众不同|\b(?:distinctive|highlights?|features?|special about)\b/i;
const FEATURE_SECTION = /特色|亮点|典型案例/;
const SAYS_FEATURE = /为(?:办学)?特色|(?:办学|学校|学院|鲜明的?)特色[是为]|特色是|形成[了]?.{2,40}(?:特色|品牌)/;
const MOST_FEATURES = 4;
const LEAST_OPENING = 12;
/** Announcements and scraps say nothing by themselves. */
const SHORTEST = 8;
const MOST_POINTS = 6;
const MOST_PER_SCHOOL = 2;

interface Point {
  readonly extract: Extract;
  readonly side: "wrong" | "next";
  readonly isTelling: boolean;
}

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
  const points = reports.flatMap((passages) => pointsOf(context, passages));
  const several = new Set(points.map(({ extract }) => extract.owner.id)).size > 1;
  // 发展规划 tells what comes next; what is done about each problem is only that.
  const planned = ASKS_PLANS.test(asked) && !wants.wrong ? points.filter(({ side, extract }) => side === "next" && isPlanSection(extract)) : [];
  const chosen = (["wrong", "next"] as const).filter((side) => wants[side]).flatMap((side) => pick(planned.length > 0 ? planned : points, side, several));
  return chosen.length === 0 ? null : withoutOverlap(chosen.map((extract) => wholeSentence(context, extract)));
}

const ASKS_PLANS = /下一步|今后|未来|规划|展望|打算|设想|计划|\b(?:next|plans?|future|going to)\b/i;
const PLAN_HEADING = /规划|展望|下一步|今后|未来|打算|设想|努力方向/;

function isPlanSection({ passage }: Extract): boolean {
  const heading = foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");
  return PLAN_HEADING.test(heading) && !SECTION.test(heading) && !/措施|对策|整改|改进/.test(heading);
}

/** What the sections on problems say is done about the thing asked about (怎么解决双师型老师不够); none where the question asks for no cure. */
export function findCures(context: ComposeContext): readonly Extract[] {
  const { parsed, evidence } = context;
  const heads = headGroups(context);
  if (!ASKS_CURE.test(`${parsed.question} ${parsed.searchText}`) || heads.length === 0) return [];
  const reports = [...byReport(evidence.wholeReports).values()].map((passages) => pointsOf(context, passages));
  const cures = reports.flat().filter(({ side }) => side === "next");
  const speaks = (words: string): boolean => heads.some((group) => holdsGroup(words, group) >= LEAST_HELD);
  const told = cures.filter(({ extract }) => speaks(headingOf(extract)) || speaks(wordsOf(context, extract)));
  // One of each section that speaks of it, the one that tells what is done: 搭平台，促成长 is another measure than 走出去.
  const first = [...new Set(told.map(({ extract }) => headingOf(extract)))].flatMap((heading) => {
    const own = cures.filter(({ extract }) => headingOf(extract) === heading);
    return own.find(({ extract }) => METHOD.test(wordsOf(context, extract))) ?? own[0] ?? [];
  });
  return [...new Set([...first, ...told])].slice(0, MOST_CURES).map(({ extract }) => withHeading(context, extract));
}

/** The measures that stand against just the problem asked about, by their place among as many; none where the sections do not pair. */
export function findPairedCures(context: ComposeContext): readonly Extract[] {
  if (!ASKS_CURE.test(`${context.parsed.question} ${context.parsed.searchText}`)) return [];
  const paired = [...byReport(context.evidence.wholeReports).values()].flatMap((passages) => pairedCure(context, pointsOf(context, passages)));
  return withoutOverlap(paired.map((extract) => wholeSentence(context, withHeading(context, extract))));
}

/** One problem, or what is done about one: all of it that the section tells. */
interface Unit {
  readonly extracts: readonly Extract[];
  readonly words: string;
}

/** 问题（一）…（二）… and 措施（一）…（二）…, as many of the one as of the other: the second measure is against the second problem. */
function pairedCure(context: ComposeContext, points: readonly Point[]): readonly Extract[] {
  const [problems, cures] = [unitsOf(context, points, "wrong"), unitsOf(context, points, "next")];
  if (problems.length < 2 || problems.length !== cures.length) return [];
  const telling = thingsAmong(context.evidence.topics).filter((group) => !isCommon(group) && !isEverywhere(group));
  const held = problems.map(({ words }) => telling.reduce((sum, group) => sum + (holdsGroup(words, group) === 1 ? 1 : 0), 0));
  const best = Math.max(0, ...held);
  const at = held.indexOf(best);
  // Two problems that hold as much of it leave open which one is meant.
  return best === 0 || held.lastIndexOf(best) !== at ? [] : (cures[at]?.extracts.slice(0, 1) ?? []);
}

/** Points by the number or the heading that opens each. */
function unitsOf(context: ComposeContext, points: readonly Point[], side: Point["side"]): readonly Unit[] {
  const units: { extracts: Extract[]; words: string; path: string }[] = [];
  for (const { extract, side: own } of points) {
    if (own !== side) continue;
    const path = extract.passage.sectionPath.join();
    const words = wordsOf(context, extract);
    const last = units.at(-1);
    if (last === undefined || POINT.test(words) || path !== last.path) units.push({ extracts: [extract], words: `${headingOf(extract)}${words}`, path });
    else {
      last.extracts.push(extract);
      last.words += words;
    }
  }
  return units;
}

function headingOf({ passage }: Extract): string {
  return foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");
}

function withHeading(context: ComposeContext, extract: Extract): Extract {
  const heading = headingAbove(context, extract.passage);
  const isFirst = readSentences(context, extract.passage)[0]?.extract.parts[0]?.start === extract.parts[0]?.start;
  return heading === null || !isFirst || extract.joint === " " ? extract : { ...extract, parts: [heading.span, ...extract.parts], joint: " " };
}

const ASKS_CURE = /怎么办|咋办|解决|改进|改善|应对|对策|克服|缓解|打算怎么|\b(?:solve|address|tackle|improve|overcome|remed(?:y|ies))\b/i;
const MOST_CURES = 3;
const LEAST_HELD = 0.6;

/** What a school calls its own: the openings of its sections on it, or else the sentences that say so. */
function findFeatures(context: ComposeContext, reports: readonly (readonly Passage[])[]): readonly Extract[] {
  const limit = reports.length > 1 ? MOST_PER_SCHOOL : MOST_FEATURES;
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

function pick(points: readonly Point[], side: Point["side"], several: boolean): readonly Extract[] {
  const own = points.filter((point) => point.side === side);
  const telling = own.filter(({ isTelling }) => isTelling);
  const taken = new Map<string, number>();
  const ofSchool = ({ extract }: Point): boolean => {
    const count = (taken.get(extract.owner.id) ?? 0) + 1;
    taken.set(extract.owner.id, count);
    return count <= (several ? MOST_PER_SCHOOL : MOST_POINTS);
  };
  return (telling.length > 0 ? telling : own).filter(ofSchool).map(({ extract }) => extract);
}

function byReport(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
  const held = new Map<string, Passage[]>();
  for (const passage of passages) held.set(passage.reportId, [...(held.get(passage.reportId) ?? []), passage]);
  for (const [id, list] of held)
    held.set(
      id,
      list.toSorted((a, b) => (a.parts[0]?.start ?? 0) - (b.parts[0]?.start ?? 0)),
    );
  return held;
}

/** Where a walk through the sections stands: what is wrong is told, or what is done about it, and how the turn to it was made. */
interface Place {
  readonly side: Point["side"];
  /** A heading or an announcement turned to what is done: all points below it are measures. Else the next point is a problem again. */
  readonly isAnnounced: boolean;
}

/** Sentences of the sections on it, each by whether it stands before or after the turn to what is done. */
function pointsOf(context: ComposeContext, passages: readonly Passage[]): readonly Point[] {
  const points: Point[] = [];
  let place: Place = { side: "wrong", isAnnounced: false };
  let above = "";
  for (const passage of passages) {
    const path = passage.sectionPath.map((heading) => foldText(heading).replace(/\s+/g, ""));
    const isWrong = path.some((heading) => SECTION.test(heading));
    const isNext = path.some((heading) => NEXT_SECTION.test(heading) && !SECTION.test(heading));
    if (!isWrong && !isNext) continue;
    if (path.join() !== above) place = atHeading(path.at(-1) ?? "", isNext, place);
    above = path.join();
    const opening = place.side === "wrong" ? headedPoint(context, passage) : null;
    if (opening !== null) points.push({ extract: opening, side: "wrong", isTelling: true });
    for (const { extract, words } of readSentences(context, passage)) {
      place = atSentence(words, place);
      if (words.length < SHORTEST || /[：:]$/.test(words)) continue;
      points.push({ extract, side: place.side, isTelling: place.side === "next" || POINT.test(words) || TELLS_WRONG.test(words) });
    }
  }
  return points;
}

function atHeading(heading: string, isNext: boolean, before: Place): Place {
  if (isNext || (MEASURE_HEADING.test(heading) && !SECTION.test(heading))) return { side: "next", isAnnounced: true };
  return SECTION.test(heading) || TELLS_WRONG.test(heading) || !before.isAnnounced ? { side: "wrong", isAnnounced: false } : before;
}

function atSentence(words: string, before: Place): Place {
  if (TURN.test(words)) return { side: "next", isAnnounced: before.isAnnounced || ANNOUNCES.test(words) };
  const isOther = WRONG_AGAIN.test(words) || (!before.isAnnounced && NEW_POINT.test(words));
  return before.side === "next" && isOther ? { side: "wrong", isAnnounced: false } : before;
}

/** （二）师资缺口较大 as a heading is the problem itself: quoted with the first sentence below it. */
function headedPoint(context: ComposeContext, passage: Passage): Extract | null {
  const heading = headingAbove(context, passage);
  const first = readSentences(context, passage)[0];
  if (heading === null || first === undefined) return null;
  const words = foldText(heading.text).replace(/\s+/g, "");
  if (SECTION.test(words) || !TELLS_WRONG.test(words)) return null;
  const whole = wholeSentence(context, first.extract);
  return { ...whole, parts: [heading.span, ...whole.parts], joint: " " };
}

const MEASURE_HEADING = /措施|对策|举措|应对|改进|打算|思路/;
const TELLS_WRONG = new RegExp(`${PROBLEM.source}|尚未|未获|单一|低于|缺口|不[强高多足]|流失|老旧|离职|暂未|较[弱差少]|弱[。；;]?$|仍[需显差]`);
/** 主要改进措施：, 措施有以下三条： what follows is all of measures. */
const ANNOUNCES = /[：:]$|^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．])?(?:主要|具体)的?(?:改进)?(?:措施|对策|办法|打算)|下一步的?(?:改进)?(?:措施|打算)/;
/** 2. …, （三）… opens another point; 二是 goes on with the one at hand. */
const NEW_POINT = /^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]/;
/** 困难二：… after what is done about the first. */
const WRONG_AGAIN = /^(?:困难|问题|不足|挑战)[一二三四五六之：:]/;
