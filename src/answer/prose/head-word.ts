import { holdsGroup, isCommon, isEverywhere, shareHeld, thingsAmong, type WordGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, readSentences } from "./extracts.ts";

/** Share of all things named that stands for the last of them. */
const LEAST_SHARED = 0.6;
/** 花得少, 变多: how it is with the thing, not a thing. */
const PREDICATE = /^.{0,2}[多少高低大小快慢好差]$/;
/** How much of the head word a sentence must hold: 现代学徒制 is spoken of where 学徒制 stands. */
const LEAST_HELD = 0.6;

/**
 * The thing that a Chinese question is about: the last one that it names, since what comes before tells which one (办学|理念, 校企合作|企业).
 * Several for an English question, whose order does not tell; none where only sides of things (问题, 措施) are named.
 */
export function headGroups({ evidence, parsed }: Pick<ComposeContext, "evidence" | "parsed">): readonly WordGroup[] {
  const things = thingsAmong(evidence.topics).filter((group) => !group.words.every((word) => PREDICATE.test(word)));
  if (parsed.language === "en") {
    const telling = things.filter((group) => !isEverywhere(group));
    return telling.length > 0 ? telling : things;
  }
  // 安全教育, 德育工作: what reports speak of on every page is no head while something else is named.
  const telling = things.filter((group) => !isCommon(group));
  const question = foldText(parsed.question);
  const placed = (telling.length > 0 ? telling : things)
    .map((group) => ({ group, at: Math.max(...group.words.map((word) => (question.includes(word) ? question.lastIndexOf(word) + word.length : -1))) }))
    .toSorted((a, b) => b.at - a.at);
  return placed.slice(0, 1).map(({ group }) => group);
}

/**
 * Whether an extract, or a heading above it, names the thing asked about; true where the question names none. With `wide` the whole
 * passage may name it: steps and the items of a list need not say again whose they are.
 */
export function namesHead(context: ComposeContext, extract: Extract, wide = false): boolean {
  const heads = headGroups(context);
  if (heads.length === 0) return true;
  const { text, sectionPath } = extract.passage;
  const words = foldText(`${sectionPath.join(" ")} ${wide ? text : ""}`).replace(/\s+/g, "") + wordsOf(context, extract);
  return heads.some((group) => holdsGroup(words, group) >= LEAST_HELD) || shareHeld(words, thingsAmong(context.evidence.topics)) >= LEAST_SHARED;
}

/** Headings right above that say what a passage is about. */
const NEAR_HEADINGS = 2;

/** Whether an extract, a sentence beside it or a heading right above it holds the thing asked about: one further off speaks of something else. */
export function standsNearHead(context: ComposeContext, extract: Extract): boolean {
  const heads = headGroups(context);
  if (heads.length === 0) return true;
  const sentences = readSentences(context, extract.passage);
  const starts = new Set(extract.parts.map((part) => part.start));
  const places = sentences.flatMap((one, index) => (one.extract.parts.some((part) => starts.has(part.start)) ? [index] : []));
  const [first = 0, last = sentences.length - 1] = [places[0], places.at(-1)];
  // The words of an English question stand for fewer of the report's.
  const reach = context.parsed.language === "en" ? 3 : 1;
  const around = sentences.slice(Math.max(0, first - reach), last + 1 + reach).map(({ words }) => words);
  const headings = extract.passage.sectionPath.slice(-NEAR_HEADINGS).map((heading) => foldText(heading).replace(/\s+/g, ""));
  const own = sentences.slice(first, last + 1).map(({ words }) => words);
  const things = thingsAmong(context.evidence.topics).filter((group) => !isCommon(group) && !isEverywhere(group));
  return (
    heads.some((group) => [...around, ...headings].some((words) => holdsGroup(words, group) >= LEAST_HELD)) ||
    things.some((group) => own.some((words) => holdsGroup(words, group) === 1))
  );
}

/** What an extract says: folded, without blanks. */
export function wordsOf(context: ComposeContext, extract: Extract): string {
  const text = context.evidence.readText(extract.passage.reportId);
  return foldText(extract.parts.map((part) => text.slice(part.start, part.end)).join("")).replace(/\s+/g, "");
}
