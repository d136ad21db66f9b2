import { isCommon, isEverywhere, shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { tellingSide } from "./asked-side.ts";
import { followsFrom } from "./carried.ts";
import { explainMode, METHOD, METHOD_SECTION } from "./explain-modes.ts";
import { type Extract, headingShare, isTabular, wholeSentence } from "./extracts.ts";
import { namesHead, standsNearHead, wordsOf } from "./head-word.ts";

/** Asked for a date, and what a sentence with one holds. */
export const ASKS_WHEN = /什么时候|什麼時候|何时|何時|哪一?年|\bwhen\b/i;
export const DATE = /\d{2,4}年|[一二三四五六七八九十\d]月|年底|学期|[二〇○零一]{2,4}年|民国|明年|今年|去年/;
const ASKS_WHERE = /(?:学校|学院|校区|位置|^).{0,12}(?:在哪|在什么地方|位于哪)|地址|校址|\bwhere is\b|\blocated\b/i;
/** What a sentence with a place holds. */
export const PLACE = /位于|坐落|地处|地址|校址|设在|现址|迁[入至到]|[路街道巷]\d+号|在.{1,12}[县市区镇]/;

/** Where the school lies, not in which section a thing is written. */
export const asksWhere = ({ parsed }: ComposeContext): boolean => parsed.asksPlace !== true && ASKS_WHERE.test(parsed.question);

/** Beside other sentences, one that counts the thing up among many others explains nothing of it. */
export function withoutInventory(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
  const counts = (extract: Extract): boolean => (wordsOf(context, wholeSentence(context, extract)).match(/[；;]/g)?.length ?? 0) >= LEAST_INVENTORY;
  const isShort = (extract: Extract): boolean => !METHOD.test(wordsOf(context, extract));
  const kept = extracts.filter((extract) => !(counts(extract) && isShort(extract)) && !isSurvey(context, extract));
  return kept.length > 0 ? kept : extracts;
}

const LEAST_INVENTORY = 4;
const LEAST_RATES = 4;

/** 满意度98.8%、…、98.9%: a row of rates explains nothing, unless they are asked about. */
function isSurvey(context: ComposeContext, extract: Extract): boolean {
  return !/满意|率|\b(?:satisf|rate)/i.test(context.parsed.question) && (wordsOf(context, extract).match(/%/g)?.length ?? 0) >= LEAST_RATES;
}

/** Cures of the sections on problems first, unless a sentence elsewhere holds far more of what was asked about. */
export function nearestFirst(context: ComposeContext, cures: readonly Extract[], others: readonly Extract[]): readonly Extract[] {
  const things = thingsAmong(context.evidence.topics);
  const share = (extract: Extract): number => shareHeld(`${nearHeading(extract)}${wordsOf(context, extract)}`, things);
  const best = Math.max(0, ...others.map(share));
  const isFar = (extract: Extract): boolean => things.length > 1 && best - share(extract) > FAR_LESS;
  return [...cures.filter((extract) => !isFar(extract)), ...others];
}

const FAR_LESS = 0.3;

/** Beside a sentence that holds what was asked about whole, one that holds less of it and stands in another section is of something else. */
export function withoutStray(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
  const things = thingsAmong(context.evidence.topics);
  const telling = things.filter((group) => !isEverywhere(group) && !isCommon(group));
  const groups = telling.length > 0 ? telling : things;
  if (groups.length === 0) return extracts;
  const held = extracts.map((extract) => shareHeld(`${nearHeading(extract)}${wordsOf(context, extract)}`, groups));
  const best = Math.max(...held);
  const sections = extracts.filter((_, index) => held[index] === best).map(sectionOf);
  const isNear = (extract: Extract): boolean => sections.some((section) => sectionOf(extract).startsWith(section) || section.startsWith(sectionOf(extract)));
  const { procedure, method } = explainMode(context);
  // In the same section, what holds nothing of it stays only where it takes up what stands before it.
  const isOfIt = (extract: Extract, index: number): boolean => procedure || best < 1 || (held[index] ?? 0) > 0 || followsFrom(wordsOf(context, extract));
  const isHeld = (index: number): boolean => held[index] === best || (best < 1 && (held[index] ?? 0) > 0);
  return extracts.filter((extract, index) => isHeld(index) || (isNear(extract) && isOfIt(extract, index)) || (method && isWayOfIt(context, extract)));
}

/** 2.做法 below the very name of the thing. */
const isWayOfIt = (context: ComposeContext, { passage }: Extract): boolean =>
  METHOD_SECTION.test(foldText(passage.sectionPath.at(-1) ?? "")) && headingShare(context, passage) === 1;

const sectionOf = ({ passage }: Extract): string => `${passage.reportId} ${passage.sectionPath.join(" ")}`;

/** The heading right above an extract, folded and without blanks. */
export const nearHeading = ({ passage }: Extract): string => foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");

/** Those whose passage and headings speak of the thing asked about; all where only meaning can match (no word of it is known). */
export function related(context: ComposeContext, extracts: readonly Extract[], least: number): readonly Extract[] {
  const { topics } = context.evidence;
  if (topics.length === 0) return extracts;
  // One character is part of too many words to choose sentences by.
  if (topics.every((group) => group.words.every((word) => word.length < 2))) return [];
  // Steps, reasons and lists run over several sentences, of which not each names the thing; what something is stands in one.
  const mode = explainMode(context);
  const isNamed = (extract: Extract): boolean => namesHead(context, extract, mode.method || mode.why) && standsNearHead(context, extract);
  const { question } = context.parsed;
  const wanted = ASKS_WHEN.test(question) ? DATE : asksWhere(context) ? PLACE : null;
  const dated = wanted === null ? extracts : extracts.filter((extract) => wanted.test(wordsOf(context, extract)));
  const told = mode.why || mode.method ? dated.filter((extract) => !isTabular(wordsOf(context, extract))) : dated;
  const named = mode.procedure ? told : told.filter(isNamed);
  const sided = tellingSide(question, named, (extract) => wordsOf(context, extract));
  return sided.filter(({ passage }) => shareHeld(foldText(`${passage.sectionPath.join(" ")}${passage.text}`).replace(/\s+/g, ""), topics) >= least);
}
