import { yearsOf } from "../retrieve/catalogue.ts";
import { asksList, asksProcedure } from "../retrieve/evidence.ts";
import { askedPeriod } from "../retrieve/periods.ts";
import { isCommon, isEverywhere, shareHeld, thingsAmong } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import { tellingSide } from "./asked-side.ts";
import { readableWords } from "./asked-words.ts";
import { followsFrom } from "./carried.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { composeClarify } from "./compose-refusal.ts";
import { asksWhyChanged, changeReasons, changeSentences, composeUnchanged, printsChange, printsOpposite, tellsChange } from "./compose-unchanged.ts";
import { findCures, findPairedCures, findProblems } from "./cures.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import { findEnumerations } from "./enumerations.ts";
import { findExamples } from "./examples.ts";
import { explainMode, givesReason, METHOD, METHOD_SECTION, PROBLEM } from "./explain-modes.ts";
import { askedTerms, findExplanations } from "./explaining.ts";
import { announcesParts, type Extract, headingShare, isTabular, readSentences, tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";
import { namesHead, standsNearHead, wordsOf } from "./head-word.ts";
import { ASKS_KIND, closesWithKind, listsThings } from "./list-signs.ts";
import type { Part } from "./parts.ts";
import { discloseSlots, yearPieces } from "./pieces.ts";
import { findPoints } from "./points.ts";
import { findProcedure } from "./procedures.ts";
import { findHeads, findSchoolFacts } from "./school-facts.ts";
import { findSectionParts } from "./section-parts.ts";
import { tellUnknownOwners, yearAsked } from "./tell-gaps.ts";
import { withNext } from "./told-points.ts";
import { unheardName } from "./unheard-name.ts";

/** Asked for names one by one; 有什么合作 is content with sentences. */
const ASKS_EACH = /哪些|哪几|名单|都有谁|列[出举]|\b(?:list|which)\b/i;
/** Asked for a price that no figure gives: sentences on it are what comes near. */
const ASKS_AMOUNT = /多少钱|收费标准|\b(?:charges?|costs?|fees?|tuition|price|how much)\b/i;
const ASKS_WHAT_IT_IS = /(?:是|到底)?(?:怎么|咋)回事|是什么做法|是(?:个|一种)?什么(?:样的)?(?:模式|制度|办法)/;
const ASKS_WHEN = /什么时候|什麼時候|何时|何時|哪一?年|\bwhen\b/i;
const DATE = /\d{2,4}年|[一二三四五六七八九十\d]月|年底|学期|[二〇○零一]{2,4}年|民国|明年|今年|去年/;
const ASKS_WHERE = /(?:学校|学院|校区|位置|^).{0,12}(?:在哪|在什么地方|位于哪)|地址|校址|\bwhere is\b|\blocated\b/i;
const PLACE = /位于|坐落|地处|地址|校址|设在|现址|迁[入至到]|[路街道巷]\d+号|在.{1,12}[县市区镇]/;
const SELF = /^.{0,24}(?:学校|学院|中心|我校|我院|本校|校园)?.{0,4}(?:位于|坐落|地处|设在|校址|地址|现址|迁[入至到])/;
/** Extracts looked through for one with a date or a place. */
const MOST_SIFTED = 12;
const MAX_EXTRACTS = 4;
/** A list may run over more sentences than an explanation. */
const MAX_LIST_EXTRACTS = 5;
/** Share of what the question asks about that a passage and its headings must hold: below it, likeness alone speaks for it. */
const LEAST_SHARED = 0.3;
/** For a question that asked for a figure and found none. */
const LEAST_SHARED_FOR_FIGURE = 0.6;

/** Where the school lies, not in which section a thing is written. */
const asksWhere = ({ parsed }: ComposeContext): boolean => parsed.asksPlace !== true && ASKS_WHERE.test(parsed.question);

/** Why, how, what measures: the best sentences of the best sections, quoted exactly, each with its section. */
export function composeExplain(context: ComposeContext): Draft {
  const unheard = unheardName(context);
  if (unheard !== null) {
    const { parsed, evidence } = context;
    return quoteThem({ ...context, parsed: { ...parsed, unknownOwners: [unheard] }, evidence: { ...evidence, owners: [] } }, []);
  }
  const facts = findSchoolFacts(context);
  if (facts.length > 0) return quoteThem(context, facts);
  const examples = findExamples(context);
  if (examples.length > 0) return quoteThem(context, examples);
  if (asksList(context.parsed) && !asksProcedure(context.parsed)) return composeList(context);
  if (ASKS_AMOUNT.test(context.parsed.question) && !explainMode(context).why) return composeMention(context);
  const points = findOfProblems(context);
  if (points.length > 0) return quoteThem(context, points);
  const parts = findSectionParts(context);
  if (parts.length > 0) return quoteThem(context, parts);
  const kinds = (ASKS_KIND.test(context.parsed.question) ? findEnumerations(context) : []).filter((extract) =>
    closesWithKind(context, wordsOf(context, extract)),
  );
  if (kinds.length > 0) return quoteThem(context, kinds, "list");
  const steps = findProcedure(context);
  if (steps.length > 0) return quoteThem(context, steps);
  if (context.parsed.trace.includes("intent.what_thing") || ASKS_WHAT_IT_IS.test(context.parsed.question)) {
    const { explained } = findExplanations(context, askedTerms(context));
    if (explained.length > 0) return quoteThem(context, explained);
  }
  const isPlaced = ASKS_WHEN.test(context.parsed.question) || asksWhere(context);
  const found: Extract[] = [
    ...nearestFirst(
      context,
      findCures(context),
      withoutStray(context, related(context, chooseExtracts(context, isPlaced ? MOST_SIFTED : MAX_EXTRACTS), LEAST_SHARED)),
    ),
  ];
  if (isPlaced && found.length === 0) found.push(...siftAll(context));
  const chosen = withoutOverlap(withoutInventory(context, found).map((extract) => withNext(context, wholeSentence(context, extract)))).slice(0, MAX_EXTRACTS);
  if (!asksWhyChanged(context)) return tellReasons(context, withoutOverlap(chosen));
  const telling = [...changeReasons(context), ...chosen.filter((extract) => tellsChange(context, extract))];
  if (printsOpposite(context) || (telling.length === 0 && !printsChange(context))) return composeUnchanged(context);
  const printed = changeSentences(context);
  return tellReasons(context, withoutOverlap(printed.length > 0 ? [...printed, ...telling] : telling.length > 0 ? telling : chosen).slice(0, MAX_EXTRACTS));
}

/** What sections on problems and plans tell: all their points, or those on the thing asked about; none where the question asks for neither. */
function findOfProblems(context: ComposeContext): readonly Extract[] {
  const points = findPoints(context);
  if (points !== null) return points;
  const cures = findPairedCures(context);
  return cures.length > 0 ? cures : findProblems(context);
}

/** Beside other sentences, one that counts the thing up among many others explains nothing of it. */
function withoutInventory(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
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

/** Who heads the school, quoted where a report says so; null where none does. */
export function composeHead(context: ComposeContext): Draft | null {
  const heads = findHeads(context);
  return heads.length === 0 ? null : quoteThem(context, heads);
}

/** Cures of the sections on problems first, unless a sentence elsewhere holds far more of what was asked about. */
function nearestFirst(context: ComposeContext, cures: readonly Extract[], others: readonly Extract[]): readonly Extract[] {
  const things = thingsAmong(context.evidence.topics);
  const share = (extract: Extract): number => shareHeld(`${nearHeading(extract)}${wordsOf(context, extract)}`, things);
  const best = Math.max(0, ...others.map(share));
  const isFar = (extract: Extract): boolean => things.length > 1 && best - share(extract) > FAR_LESS;
  return [...cures.filter((extract) => !isFar(extract)), ...others];
}

const FAR_LESS = 0.3;

/** Beside a sentence that holds what was asked about whole, one that holds less of it and stands in another section is of something else. */
function withoutStray(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
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

const nearHeading = ({ passage }: Extract): string => foldText(passage.sectionPath.at(-1) ?? "").replace(/\s+/g, "");

/** A date or a place stands with other words than those of the question (成立: 创办于…): where few reports are asked, all are read for it. */
function siftAll(context: ComposeContext): readonly Extract[] {
  const { topics, wholeReports } = context.evidence;
  const wanted = ASKS_WHEN.test(context.parsed.question) ? DATE : PLACE;
  // Where the school itself lies is asked without a word for it.
  const isNamed = (words: string): boolean => (asksWhere(context) ? SELF.test(words) : shareHeld(words, topics) === 1);
  const all = wholeReports.flatMap((passage) => readSentences(context, passage));
  return all
    .filter(({ words }) => wanted.test(words) && isNamed(words))
    .slice(0, 2)
    .map(({ extract }) => extract);
}

/** Why or how: the sentences that say so first; where none does, that is said before what there is. */
function tellReasons(context: ComposeContext, extracts: readonly Extract[]): Draft {
  const mode = explainMode(context);
  if (mode.procedure || !(mode.why || mode.method)) return quoteThem(context, extracts);
  const says = (extract: Extract): boolean => {
    const words = wordsOf(context, extract);
    return mode.why
      ? givesReason(words, !BEGINS.test(context.parsed.question)) || isOfStatedProblem(context, extract, words)
      : METHOD.test(words) || headingShare(context, extract.passage) === 1 || shareHeld(words, context.evidence.topics) === 1;
  };
  const telling = extracts.filter(says);
  // Beside a reason, what gives none and says no more of the thing is of something else.
  const held = (extract: Extract): number => shareHeld(`${nearHeading(extract)}${wordsOf(context, extract)}`, context.evidence.topics);
  const best = Math.max(0, ...telling.map(held));
  const ordered = mode.why && telling.length > 0 ? [...telling, ...extracts.filter((extract) => !says(extract) && held(extract) > best)] : extracts;
  return quoteThem(context, ordered, telling.length > 0 ? "prose" : mode.why ? "reasonless" : "methodless");
}

/** Why a thing was begun is not told by what is wrong with another. */
const BEGINS =
  /新开|新增|增设|开设|设立|成立|开办|引进|推行|实行|\b(?:add(?:ed)?|open(?:ed)?|launch(?:ed)?|introduc(?:e|ed)|set up|establish(?:ed)?|start(?:ed)?)\b/i;

/** Below a heading that is the very problem asked about (实训耗材经费不足), what does not tell a cure tells why. */
function isOfStatedProblem(context: ComposeContext, extract: Extract, words: string): boolean {
  const heading = nearHeading(extract);
  return PROBLEM.test(heading) && shareHeld(heading, thingsAmong(context.evidence.topics)) === 1 && !/办法|措施|对策|将/.test(words);
}

/** What things there are: the sentences that list them, whole; without any, what is said of them, and that no list was found. */
export function composeList(context: ComposeContext): Draft {
  const points = findOfProblems(context);
  if (points.length > 0) return quoteThem(context, points, "list");
  const parts = findSectionParts(context);
  if (parts.length > 0) return quoteThem(context, parts, "list");
  const lists = findEnumerations(context).filter((extract) => namesHead(context, extract, true));
  const others = withoutInventory(context, related(context, chooseExtracts(context, MAX_LIST_EXTRACTS), LEAST_SHARED));
  const partial = others.filter((extract) => listsThings(context, extract) || announcesParts(context, extract));
  const found = lists.length > 0 ? lists : partial.length > 0 ? partial : others;
  const extracts = withoutOverlap(found.map((extract) => wholeSentence(context, extract))).slice(0, MAX_LIST_EXTRACTS);
  return quoteThem(context, extracts, lists.length + partial.length > 0 || !ASKS_EACH.test(context.parsed.question) ? "list" : "mentions");
}

/** A question for a figure that names nothing measured: what the reports say on its words, and only that. */
export function composeMention(context: ComposeContext): Draft {
  const draft = quoteThem(context, related(context, chooseExtracts(context, MAX_EXTRACTS), LEAST_SHARED_FOR_FIGURE));
  return draft.status === "answered" ? { ...draft, status: "partial" } : draft;
}

function quoteThem(context: ComposeContext, extracts: readonly Extract[], as: "prose" | "list" | "mentions" | "reasonless" | "methodless" = "prose"): Draft {
  const { evidence, wording, parsed } = context;
  if (evidence.owners.length === 0 && parsed.unknownOwners.length === 0) return composeClarify(context);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  if (extracts.length === 0) {
    const words = echoOfSearch(context);
    tellNoReports(context, draft);
    if (parsed.unknownOwners.length === 0) draft.state(wording.nothingFound(words));
    draft.limit("missing", wording.nothingFound(words));
    return draft.finish({ status: "not_found" });
  }
  if (as === "mentions") draft.state(wording.noList(echoOfSearch(context)));
  const isUntold = as === "reasonless" || as === "methodless";
  const untold = wording.notExplained(echoOfSearch(context), as === "reasonless" ? "reason" : "method");
  if (isUntold) draft.state(untold);
  tellExtracts(context, draft, extracts);
  if (isUntold) draft.limit("missing", untold);
  if (as === "list" || as === "mentions") draft.limit("incomplete", as === "list" ? wording.listMayBeIncomplete() : wording.noList(echoOfSearch(context)));
  tellSaidYear(context, draft, extracts);
  discloseSlots(context, draft);
  return draft.finish({ status: parsed.unknownOwners.length > 0 || as === "mentions" || isUntold ? "partial" : "answered" });
}

/** Of which reports the quotations are, where the year asked about has none. */
export function tellSaidYear({ evidence, wording, ...context }: ComposeContext, draft: DraftBuilder, extracts: readonly Extract[]): void {
  if (evidence.saidYear === null || extracts.length === 0) return;
  const years = new Set(extracts.flatMap(({ passage }) => evidence.catalogue.reportsById.get(passage.reportId)?.year ?? []));
  draft.limit("different_period", wording.toldInReportsOf(yearAsked({ evidence, wording, ...context }, evidence.saidYear), yearPieces([...years])));
}

/** A year asked about that no report of a school covers is said so. */
function tellNoReports(context: ComposeContext, draft: DraftBuilder): void {
  const { evidence, parsed, wording } = context;
  const period = askedPeriod(parsed);
  if (parsed.scope !== "named" || (period.kind !== "calendar" && period.kind !== "academic" && period.kind !== "previous")) return;
  for (const owner of evidence.owners.slice(0, MAX_EXTRACTS)) {
    const years = yearsOf(evidence.catalogue, owner.id);
    const year = period.kind === "previous" ? (years.at(-2) ?? null) : period.year;
    if (year !== null && years.includes(year)) continue;
    draft.state(wording.noReport(wording.owner(owner), year === null ? "" : yearAsked(context, year), yearPieces(years)));
  }
}

function echoOfSearch({ parsed, language }: ComposeContext): Part {
  return { kind: "echo", text: parsed.searchText.trim() === "" ? parsed.question : readableWords(parsed.searchText, language) };
}

/** Those whose passage and headings speak of the thing asked about; all where only meaning can match (no word of it is known). */
function related(context: ComposeContext, extracts: readonly Extract[], least: number): readonly Extract[] {
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
