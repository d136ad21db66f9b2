import type { Passage } from "../../domain/report.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { PROBLEM } from "./explain-modes.ts";
import { type Extract, headingAbove, readSentences, wholeSentence } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";

/** A section of its own on what is wrong and what is done about it. */
export const PROBLEM_SECTION =
  /(?<!心理|学习|安全|思想)(?:问题|挑战|困难|不足|短板|困境|难题|薄弱环节)(?=$|[与和及、:：；;(（])|(?:困难|不足|挑战|问题).{0,3}(?:改进|对策|措施|打算|展望)/;
/** A section that tells what comes next. */
const NEXT_SECTION = /下一步|今后|努力方向|未来|展望|改进措施|改进方向|整改|工作(?:打算|思路|计划)|发展(?:规划|设想)/;
/** From here on a section tells what is done, and no longer what is wrong. */
const TURN =
  /^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．])?(?:主要|具体|今后)?的?(?:改进|解决|应对|整改|下一步)?的?(?:措施|对策|打算|思路|改进|办法)|下一步|^今后|^为此(?![类次项种])|^针对.{0,10}(?:问题|不足|困难)|(?:打算|计划|准备)(?:从|租|在|采)|对策/;
/** 一是…, （二）…, 困难一：… one point among several. */
const POINT = /^(?:[(（]?[一二三四五六七八九十\d]{1,3}(?:[)）、.．]|是)|第[一二三四五六七八九十]|其[一二三四]|(?:困难|问题|不足|挑战)[一二三四五六之])/;
/** …主要存在以下挑战：（一）…, 措施有：一是…: the first point stands behind what announces the points. */
const OPENS_FIRST = /[：:](?:一是|[(（][一1][)）]|[一1][、.．]|首先|第一)/;
const MEASURE_HEADING = /措施|对策|举措|应对|改进|打算|思路/;
const TELLS_WRONG = new RegExp(`${PROBLEM.source}|尚未|未获|单一|低于|缺口|不[强高多足]|流失|老旧|离职|暂未|较[弱差少]|弱[。；;]?$|仍[需显差]`);
/** 主要改进措施：, 措施有以下三条： what follows is all of measures. */
const ANNOUNCES =
  /[：:]$|^(?:下一步|今后)?的?(?:改进|应对|整改|解决)?的?(?:措施|对策|办法|打算|举措)。$|^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．])?(?:主要|具体)的?(?:改进)?(?:措施|对策|办法|打算)|下一步的?(?:改进)?(?:措施|打算)/;
/** 2. …, （三）… opens another point; 二是 goes on with the one at hand. */
const NEW_POINT = /^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]/;
/** 困难二：… after what is done about the first. */
const WRONG_AGAIN = /^(?:困难|问题|不足|挑战)[一二三四五六之：:]/;
/** Announcements and scraps say nothing by themselves. */
const SHORTEST = 8;
/** Characters up to which one point is quoted with all its sentences. */
const LONGEST_UNIT = 420;

/** A sentence of a section on problems, or the heading of one with its first sentence. */
export interface Point {
  readonly extract: Extract;
  readonly side: "wrong" | "next";
  readonly isTelling: boolean;
}

/** One problem, or what is done about one: all of it that the section tells. */
export interface Unit {
  readonly extracts: readonly Extract[];
  readonly side: Point["side"];
  /** Headings above it, folded and without blanks. */
  readonly path: readonly string[];
  /** What it says, with its own heading. */
  readonly words: string;
  /** Opened by a number or a heading: its sentences belong together. */
  readonly isNumbered: boolean;
  readonly isTelling: boolean;
}

/** The headings above a passage, folded and without blanks. */
export const foldedPath = ({ sectionPath }: Passage): readonly string[] => sectionPath.map((heading) => foldText(heading).replace(/\s+/g, ""));

/** The passages of each report, in their order. */
export function byReport(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
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

/** Sentences of the sections on problems of one report, each by whether it stands before or after the turn to what is done. */
export function pointsOf(context: ComposeContext, passages: readonly Passage[]): readonly Point[] {
  const points: Point[] = [];
  let place: Place = { side: "wrong", isAnnounced: false };
  let above = "";
  for (const passage of passages) {
    const path = foldedPath(passage);
    const isWrong = path.some((heading) => PROBLEM_SECTION.test(heading));
    const isNext = path.some((heading) => NEXT_SECTION.test(heading) && !PROBLEM_SECTION.test(heading));
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
  if (isNext || (MEASURE_HEADING.test(heading) && !PROBLEM_SECTION.test(heading))) return { side: "next", isAnnounced: true };
  return PROBLEM_SECTION.test(heading) || TELLS_WRONG.test(heading) || !before.isAnnounced ? { side: "wrong", isAnnounced: false } : before;
}

function atSentence(words: string, before: Place): Place {
  if (TURN.test(words)) return { side: "next", isAnnounced: before.isAnnounced || ANNOUNCES.test(words) };
  const isOther = WRONG_AGAIN.test(words) || (!before.isAnnounced && NEW_POINT.test(words));
  return before.side === "next" && isOther ? { side: "wrong", isAnnounced: false } : before;
}

/** （一）文化课教师数量不足 is a problem, and no section on 不足. */
const OWN_SHORTAGE =
  /(?:数量|人数|经费|投入|能力|力量|资金|场地|教师|师资|工位|生源|设备|动力|空间|面积|水平|程度|意识|经验|吸引力|积极性)(?:严重|明显|仍然|相对|还)?(?:不足|短板)$/;

const isOfProblems = (words: string): boolean => PROBLEM_SECTION.test(words) && !OWN_SHORTAGE.test(words);

/** （二）师资缺口较大 as a heading is the problem itself: quoted with the first sentence below it. */
function headedPoint(context: ComposeContext, passage: Passage): Extract | null {
  const heading = headingAbove(context, passage);
  const first = readSentences(context, passage)[0];
  if (heading === null || first === undefined) return null;
  const words = foldText(heading.text).replace(/\s+/g, "");
  if (isOfProblems(words) || !TELLS_WRONG.test(words)) return null;
  const whole = wholeSentence(context, first.extract);
  return { ...whole, parts: [heading.span, ...whole.parts], joint: " " };
}

/** The heading of the section on problems itself, or the last one. */
export const lastHeading = ({ passage }: Extract): string => foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");

/** Points by the number or the heading that opens each, in the order of the report. */
export function unitsOf(context: ComposeContext, points: readonly Point[]): readonly Unit[] {
  const units: { extracts: Extract[]; side: Point["side"]; path: readonly string[]; words: string; isNumbered: boolean; isTelling: boolean }[] = [];
  for (const { extract, side, isTelling } of points) {
    const path = foldedPath(extract.passage);
    const words = wordsOf(context, extract);
    const last = units.at(-1);
    const isHeaded = extract.joint === " ";
    const isOpened = POINT.test(words) || OPENS_FIRST.test(words);
    const isSame = last !== undefined && last.side === side && last.path.join() === path.join();
    // 8.2师资水平有待提高 一是…: a heading with the first of its points, which the next sentence holds once more.
    const isAgain = isSame && overlaps(last.extracts.at(-1), extract);
    if (isAgain) continue;
    if (!isSame || isOpened || isHeaded)
      units.push({
        extracts: [extract],
        side,
        path,
        words: `${lastHeading(extract)}${words}`,
        isNumbered: isOpened || isHeaded || isOwnPoint(path.at(-1) ?? ""),
        isTelling: isTelling || isOwnPoint(path.at(-1) ?? ""),
      });
    else {
      last.extracts.push(extract);
      last.words += words;
      last.isTelling ||= isTelling;
    }
  }
  return units;
}

/** 3.教师年龄断档 below a section on problems is one of them, whatever words it uses. */
const isOwnPoint = (heading: string): boolean => NEW_POINT.test(heading) && !isOfProblems(heading) && !NEXT_SECTION.test(heading);

function overlaps(before: Extract | undefined, extract: Extract): boolean {
  const start = extract.parts[0]?.start;
  return before?.parts.some((part) => part.start === start) === true;
}

/** A unit as it is quoted: whole where a number or heading holds it together, as far as one quotation goes; else its telling sentences one by one. */
export function quoteUnit(context: ComposeContext, unit: Unit): readonly Extract[] {
  const [first, ...rest] = unit.extracts;
  if (first === undefined) return [];
  const opened = withOwnHeading(context, first);
  if (!unit.isNumbered) {
    const telling = unit.extracts.filter((extract) => unit.side === "next" || TELLS_WRONG.test(wordsOf(context, extract)));
    return (telling.length > 0 ? telling : unit.extracts).map((extract) => wholeSentence(context, extract));
  }
  const chunks: Extract[] = [opened];
  for (const extract of rest) {
    const last = chunks.at(-1) ?? opened;
    const isFull = wordsOf(context, last).length + wordsOf(context, extract).length > LONGEST_UNIT;
    // What stands in another passage is another quotation.
    if (isFull || extract.passage.id !== last.passage.id) chunks.push(extract);
    else chunks[chunks.length - 1] = { ...last, parts: [...last.parts, ...extract.parts] };
  }
  return chunks.length === 1 && rest.length === 0 ? [wholeSentence(context, opened)] : chunks;
}

/** The numbered heading right above the sentence that opens its section (2.求指标，增新人) belongs to what is quoted. */
export function withOwnHeading(context: ComposeContext, extract: Extract): Extract {
  const heading = headingAbove(context, extract.passage);
  const isFirst = readSentences(context, extract.passage)[0]?.extract.parts[0]?.start === extract.parts[0]?.start;
  return heading === null || !isFirst || extract.joint === " " ? extract : { ...extract, parts: [heading.span, ...extract.parts], joint: " " };
}
