import { asksList, asksProcedure } from "../../retrieve/asks-prose.ts";
import { shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import type { ComposeContext, Draft } from "../draft.ts";
import { withAnchors } from "./anchors.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { asksWhyChanged, changeReasons, changeSentences, composeUnchanged, printsChange, printsOpposite, tellsChange } from "./compose-unchanged.ts";
import { findCures, findPairedCures, findProblems, withProblems } from "./cures.ts";
import { findDated } from "./dated.ts";
import { findEnumerations } from "./enumerations.ts";
import { findExamples } from "./examples.ts";
import { withoutExcepted } from "./except.ts";
import { explainMode, givesReason, METHOD, PROBLEM } from "./explain-modes.ts";
import { askedTerms, findExplanations, findMakeup } from "./explaining.ts";
import { announcesParts, type Extract, headingShare, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";
import { namesHead, wordsOf } from "./head-word.ts";
import { composeLevelled } from "./levelled-lists.ts";
import { ASKS_KIND, closesWithKind, countItems, listsThings } from "./list-signs.ts";
import { findNamedLists } from "./named-lists.ts";
import { findPoints } from "./points.ts";
import { findProcedure } from "./procedures.ts";
import { quoteThem } from "./quote-extracts.ts";
import { ASKS_WHEN, asksWhere, DATE, nearestFirst, nearHeading, PLACE, related, withoutInventory, withoutStray } from "./related-extracts.ts";
import { findHeads, findSchoolFacts } from "./school-facts.ts";
import { findSectionParts } from "./section-parts.ts";
import { findTableLists } from "./table-lists.ts";
import { withNext } from "./told-points.ts";
import { unheardName } from "./unheard-name.ts";

/** Asked for names one by one; 有什么合作 is content with sentences. */
const ASKS_EACH = /哪些|哪几|名单|都有谁|列[出举]|\b(?:list|which)\b/i;
/** Asked for a price that no figure gives: sentences on it are what comes near. */
const ASKS_AMOUNT = /多少钱|收费标准|\b(?:charges?|costs?|fees?|tuition|price|how much)\b/i;
const ASKS_WHAT_IT_IS = /(?:是|到底)?(?:怎么|咋)回事|是什么做法|是(?:个|一种)?什么(?:样的)?(?:模式|制度|办法)/;

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

/** Why, how, what measures: the best sentences of the best sections, quoted exactly, each with its section. */
export function composeExplain(context: ComposeContext): Draft {
  const unheard = unheardName(context);
  if (unheard !== null) {
    const { parsed, evidence } = context;
    return quoteThem({ ...context, parsed: { ...parsed, unknownOwners: [unheard] }, evidence: { ...evidence, owners: [] } }, []);
  }
  const levelled = composeLevelled(context);
  if (levelled !== null) return levelled;
  const dated = findDated(context);
  if (dated !== null) return { ...quoteThem(context, dated), settled: true };
  const facts = findSchoolFacts(context);
  if (facts.length > 0) return quoteThem(context, facts);
  const examples = findExamples(context);
  if (examples.length > 0) return quoteThem(context, examples);
  if (asksList(context.parsed) && !asksProcedure(context.parsed)) return composeList(context);
  if (ASKS_AMOUNT.test(context.parsed.question) && !explainMode(context).why) return composeMention(context);
  const points = findPoints(context);
  // A section of its own on what is asked is read whole: no sentence elsewhere that bears its word (针对…的问题) says it better.
  if (points !== null && points.length > 0) return { ...quoteThem(context, points), settled: true };
  const ofThing = points === null ? findOfThing(context) : [];
  if (ofThing.length > 0) return quoteThem(context, ofThing);
  const parts = findSectionParts(context);
  if (parts.length > 0) return quoteThem(context, parts);
  const kinds = (ASKS_KIND.test(context.parsed.question) ? findEnumerations(context) : []).filter((extract) =>
    closesWithKind(context, wordsOf(context, extract)),
  );
  if (kinds.length > 0) return quoteThem(context, kinds, "list");
  const made = findMakeup(context);
  if (made.length > 0) return quoteThem(context, made);
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
  if (!asksWhyChanged(context)) return tellReasons(context, withAnchors(context, withoutOverlap(chosen)));
  const telling = [...changeReasons(context), ...chosen.filter((extract) => tellsChange(context, extract))];
  if (printsOpposite(context) || (telling.length === 0 && !printsChange(context))) return composeUnchanged(context);
  const printed = changeSentences(context);
  return tellReasons(context, withoutOverlap(printed.length > 0 ? [...printed, ...telling] : telling.length > 0 ? telling : chosen).slice(0, MAX_EXTRACTS));
}

/** What sections on problems and plans tell of the thing asked about; none where the question asks for neither. */
function findOfThing(context: ComposeContext): readonly Extract[] {
  const cures = withProblems(context, findPairedCures(context));
  return cures.length > 0 ? cures : findProblems(context);
}

const findOfProblems = (context: ComposeContext): readonly Extract[] => findPoints(context) ?? findOfThing(context);

/** Who heads the school, quoted where a report says so; null where none does. */
export function composeHead(context: ComposeContext): Draft | null {
  const heads = findHeads(context);
  return heads.length === 0 ? null : quoteThem(context, heads);
}

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
export function composeList(asked: ComposeContext): Draft {
  const levelled = composeLevelled(asked);
  if (levelled !== null) return levelled;
  const context = withoutExcepted(asked);
  const dated = findDated(context);
  if (dated !== null) return { ...quoteThem(context, dated, "list"), settled: true };
  const points = findOfProblems(context);
  if (points.length > 0) return quoteThem(context, points, "list");
  const parts = findSectionParts(context);
  if (parts.length > 0) return quoteThem(context, parts, "list");
  const made = findMakeup(context);
  if (made.length > 0) return quoteThem(context, made, "list");
  const told = findEnumerations(context).filter((extract) => namesHead(context, extract, true));
  // 汽修、护理两个专业 names some in passing: what names more of them than any sentence is the list.
  const longest = Math.max(0, ...told.map((extract) => countItems(wordsOf(context, extract))));
  const tables = findTableLists(context)
    .filter(({ rows }) => rows > longest)
    .map(({ extract }) => extract);
  const lists = tables.length > 0 ? tables : told;
  const others = withoutInventory(context, related(context, chooseExtracts(context, MAX_LIST_EXTRACTS), LEAST_SHARED));
  const partial = others.filter((extract) => listsThings(context, extract) || announcesParts(context, extract));
  const named = lists.length + partial.length > 0 ? [] : findNamedLists(context);
  const found = [lists, partial, named, others].find((extracts) => extracts.length > 0) ?? [];
  const whole = withoutOverlap(found.map((extract) => wholeSentence(context, extract)));
  const extracts = (found === others ? withAnchors(context, whole) : whole).slice(0, MAX_LIST_EXTRACTS);
  return quoteThem(context, extracts, found !== others || !ASKS_EACH.test(context.parsed.question) ? "list" : "mentions");
}

/** A question for a figure that names nothing measured: what the reports say on its words, and only that. */
export function composeMention(context: ComposeContext): Draft {
  const draft = quoteThem(context, related(context, chooseExtracts(context, MAX_EXTRACTS), LEAST_SHARED_FOR_FIGURE));
  return draft.status === "answered" ? { ...draft, status: "partial" } : draft;
}
