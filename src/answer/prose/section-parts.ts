import type { Passage, Section } from "../../domain/report.ts";
import { holdsGroup, isCommon, isEverywhere, thingsAmong, type WordGroup } from "../../retrieve/word-groups.ts";
import type { ReportRecord } from "../../store/store.ts";
import { foldText } from "../../text/fold.ts";
import { trimSpan } from "../citations.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, readSentences, wholeSentence } from "./extracts.ts";
import { headGroups } from "./head-word.ts";
import { ASKS_KIND } from "./list-signs.ts";

/** Asked for what stands in a section as a whole. */
const ASKS_SUMMARY = /概括|总结|综述|概述|归纳|梳理|简述|介绍|说说|讲讲|\b(?:summari[sz]e|summary|outline|overview|describe)\b/i;
/** Asked for what is done, or for the sides of it: each part of the section tells one. */
const ASKS_PARTS =
  /(?:做|开展|干|搞)了?(?:些|过)?(?:什么|哪些|啥)(?:事|事情|工作)?|哪些(?:工作|举措|措施|做法|方面|内容|环节|途径)|(?:举措|措施|做法|内容|抓手)(?:有哪些|是什么|都有啥)|怎么(?:抓|开展)的?[?？]?$|\bwhat (?:did|does|has|was|is) .{1,60} (?:do|done|doing)\b|\bwhat measures\b/i;
const NUMBERED = /^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|\d+(?:\.\d+)+|第[一二三四五六七八九十]|案例)/;
/** 五条走廊, 六大版块: things counted by name. */
const COUNTED_NAME = /(?:[一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大|条|项|类|种)?[\u4e00-\u9fff]{2,4}/g;
const LEAST_NAME = 4;
const LEAST_PARTS = 3;
const LEAST_LABELLED = 2;
const MOST_PARTS = 8;
const MOST_OPENINGS = 4;

/** What the headings of a report list or divide: the parts of the section asked about, each with its opening; none where the question asks for no such thing. */
export function findSectionParts(context: ComposeContext): readonly Extract[] {
  const reports = [...new Set(context.evidence.wholeReports.map(({ reportId }) => reportId))].flatMap(
    (id) => context.evidence.catalogue.reportsById.get(id) ?? [],
  );
  if (reports.length !== 1) return [];
  const [report] = reports;
  if (report === undefined) return [];
  const counted = countedInHeading(context, report);
  if (counted.length > 0) return counted;
  const labelled = labelledHeadings(context, report);
  return labelled.length > 0 ? labelled : partsOfSection(context, report);
}

/** 五、设计五条走廊：才艺、德育、…: the heading itself lists what it counts. */
function countedInHeading(context: ComposeContext, report: ReportRecord): readonly Extract[] {
  const runs = foldText(context.parsed.question).match(COUNTED_NAME) ?? [];
  // 五条走廊分别…: the name may be shorter than the run.
  const names = runs.flatMap((run) => [run, run.slice(0, -1), run.slice(0, -2)]).filter((name) => name.length >= LEAST_NAME);
  if (names.length === 0 || !/哪|什么|啥|分别|具体|内容/.test(context.parsed.question)) return [];
  const found = report.sections.find((section) => {
    const heading = wordsOfHeading(section);
    return names.some((name) => {
      const at = heading.indexOf(name);
      return at >= 0 && /^[^:：]{0,4}[:：][^、]{1,20}、/.test(heading.slice(at + name.length));
    });
  });
  return found === undefined ? [] : headingOf(context, report, found);
}

/** 案例1：…, 案例2：…: asked for by the word that labels them. */
function labelledHeadings(context: ComposeContext, report: ReportRecord): readonly Extract[] {
  if (context.parsed.intent !== "list") return [];
  const words = headGroups(context).flatMap((group) => group.words.filter((word) => word.length > 1));
  const isLabelled = (section: Section): boolean =>
    words.some((word) => new RegExp(`^${word.slice(-2)}[一二三四五六七八九十\\d]`).test(wordsOfHeading(section)));
  const found = words.every((word) => /^[\u3400-\u9fff]+$/.test(word)) ? report.sections.filter(isLabelled) : [];
  return found.length < LEAST_LABELLED ? [] : found.slice(0, MOST_PARTS).flatMap((section) => headingOf(context, report, section));
}

/** Each numbered part below the section that names all that is asked about, with the sentence that opens it. */
function partsOfSection(context: ComposeContext, report: ReportRecord): readonly Extract[] {
  const { question } = context.parsed;
  const asksAll = ASKS_SUMMARY.test(question);
  const own = thingsAmong(context.evidence.topics).filter((group) => !isCommon(group) && !isEverywhere(group));
  // 概括一下管理与服务 names a section by words that stand on every page.
  const things = own.length > 0 || !asksAll ? own : context.evidence.topics;
  if (things.length === 0 || ASKS_KIND.test(foldText(question)) || !(asksAll || ASKS_PARTS.test(question))) return [];
  const named = report.sections.filter(({ heading, path }) => heading !== null && holdsAll(foldText(path.join("")), things));
  for (const section of named) {
    const parts = report.sections.filter((one) => isBelow(one, section) && NUMBERED.test(wordsOfHeading(one)));
    if (parts.length >= LEAST_PARTS) return parts.slice(0, MOST_PARTS).flatMap((part) => openingOf(context, report, part));
  }
  const same = named.find((section) => holdsAll(wordsOfHeading(section), things));
  return asksAll && same !== undefined ? openingsOf(context, same) : [];
}

const holdsAll = (text: string, groups: readonly WordGroup[]): boolean => groups.every((group) => holdsGroup(text.replace(/\s+/g, ""), group) === 1);

const wordsOfHeading = ({ path }: Section): string => foldText(path.at(-1) ?? "").replace(/\s+/g, "");

const isBelow = ({ path, heading }: Section, above: Section): boolean =>
  heading !== null && path.length === above.path.length + 1 && above.path.every((one, index) => path[index] === one);

/** A heading alone, shown below the one above it. */
function headingOf(context: ComposeContext, report: ReportRecord, section: Section): readonly Extract[] {
  const passage = context.evidence.wholeReports.find(({ reportId, sectionPath }) => reportId === report.id && startsWith(sectionPath, section.path));
  if (section.heading === null || passage === undefined) return [];
  const part = trimSpan(context.evidence.readText(report.id), section.heading);
  return [{ owner: report.owner, passage: { ...passage, sectionPath: section.path.slice(0, -1) }, parts: [part], joint: "" }];
}

/** A heading with the sentence that opens its section. */
function openingOf(context: ComposeContext, report: ReportRecord, section: Section): readonly Extract[] {
  const passage = context.evidence.wholeReports.find(({ reportId, sectionPath }) => reportId === report.id && sectionPath.join() === section.path.join());
  const [first] = passage === undefined ? [] : readSentences(context, passage);
  if (first === undefined || passage === undefined || section.heading === null) return headingOf(context, report, section);
  const heading = trimSpan(context.evidence.readText(report.id), section.heading);
  const whole = wholeSentence(context, first.extract);
  // 3.1.1学校目前开设…: a heading that is the beginning of its own first sentence.
  const isApart = (whole.parts[0]?.start ?? 0) >= heading.end;
  return [isApart ? { ...whole, parts: [heading, ...whole.parts], joint: " " } : whole];
}

/** The sentences that open the paragraphs of a section. */
function openingsOf(context: ComposeContext, section: Section): readonly Extract[] {
  const passages = context.evidence.wholeReports.filter(({ sectionPath }: Passage) => sectionPath.join() === section.path.join());
  const taken = passages.flatMap((passage, index) => readSentences(context, passage).slice(0, index === 0 && passages.length < MOST_OPENINGS ? 2 : 1));
  return taken.slice(0, MOST_OPENINGS).map(({ extract }) => wholeSentence(context, extract));
}

const startsWith = (path: readonly string[], above: readonly string[]): boolean => above.every((one, index) => path[index] === one);
