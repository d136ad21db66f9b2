import type { Span } from "../../domain/span.ts";
import { asksWords } from "../../retrieve/asks-words.ts";
import { glossGroups, STOP_WORDS } from "../../retrieve/english/glossary.ts";
import { tellingPart } from "../../retrieve/telling-part.ts";
import { holdsGroup, isCommon, isEverywhere, isGeneric } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext, Draft } from "../draft.ts";
import { explainMode } from "./explain-modes.ts";
import { type Extract, isTabular, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";
import { quoteThem } from "./quote-extracts.ts";

/** A stretch of the question that stands in very few sentences of the reports asked, and so names one thing of them. */
export interface Anchor {
  readonly text: string;
  readonly held: readonly Extract[];
}

/** Characters of a stretch that names one thing, and those of it that are no everyday words; where a figure would be set aside for it, more. */
const LEAST_ANCHOR = 3;
const LEAST_TELLING = 2;
const LEAST_AGAINST_FIGURE = 4;
/** Characters of it that no name of an indicator, school or time covers. */
const LEAST_OWN = 2;
/** Sentences that may hold it. */
const MOST_HOLDING = 3;
const LONGEST_QUESTION = 160;
const MOST_TOLD = 2;
/** Particles and such at the ends of a stretch: they name nothing. */
const LOOSE_ENDS =
  /^[的了是在和与有被把对为就也都这那个到从吗呢着过会要能给让跟将等及其并或于以之由该每各又还再已年月日中上下里们得做]+|[的了是在和与有被把对为就也都这那个到从吗呢着过会要能给让跟将等及其并或于以之由该每各又还再已年月日中里们得做]+$/g;
/** Words that ask: what a report has in the same words beside them is chance. */
const ASKING = /为什么|什么|怎么样?|怎样|如何|为何|干什么|干嘛|干吗|哪[些几个家位]?|啥|谁|是不是|有没有|能不能|会不会|要不要/g;
const MARKS = /["“”「」『』‘’'《》()（）【】]/g;
const HAN_PAIR = /[\u3400-\u9fff]{2}/;
/** A name in Latin letters and those right behind it: DMG MORI, AHK. */
const LATIN_NAME = /[A-Za-z][A-Za-z0-9+-]+(?: [A-Z][A-Za-z0-9+-]+)*/g;
/** The stretches of a question that name one thing of the reports asked: “见识性实习”, 德马吉, DMG MORI; longest first. */
export function findAnchors(context: ComposeContext): readonly Anchor[] {
  const { parsed, evidence } = context;
  const question = parsed.question.slice(0, LONGEST_QUESTION);
  if (evidence.wholeReports.length === 0) return [];
  const sentences = evidence.wholeReports
    .flatMap((passage) => readSentences(context, passage))
    .filter(({ words }) => !isTabular(words))
    .map(({ extract, words }) => ({ extract, words: words.replace(MARKS, "") }));
  const whole = sentences.map(({ words }) => words).join("\n");
  const covered = coveredIn(context, question);
  const latin = latinIn(question, covered.names).filter((name) => new RegExp(`(?<![a-z0-9])${name.replace(/[+]/g, "\\$&")}(?![a-z0-9])`).test(whole));
  return [...latin, ...stretchesIn(question, covered.all, whole)].flatMap((text) => {
    const held = sentences.filter(({ words }) => words.includes(text)).map(({ extract }) => extract);
    return held.length > 0 && held.length <= MOST_HOLDING ? [{ text, held }] : [];
  });
}

/** Where names of schools, times and (as the lexicon has them) indicators stand in the question. */
function coveredIn({ parsed, lexicon }: ComposeContext, question: string): Covered {
  const names = new Uint8Array(question.length);
  for (const slot of [parsed.owners, parsed.period]) if ("mentions" in slot) for (const { start, end } of slot.mentions) names.fill(1, start, end);
  const all = names.slice();
  const folded = foldText(question);
  if (folded.length === question.length) for (const { start, end } of lexicon.aliases.find(folded)) all.fill(1, start, end);
  return { names, all };
}

interface Covered {
  /** By names of schools and times alone. */
  readonly names: Uint8Array;
  readonly all: Uint8Array;
}

/** Names in Latin letters that no vocabulary of English has, folded and without blanks as the sentences are. */
function latinIn(question: string, covered: Uint8Array): readonly string[] {
  return [...question.matchAll(LATIN_NAME)].flatMap(([name, ...rest], index, all) => {
    const at = all[index]?.index ?? rest.length;
    const isName = name !== name.toLowerCase() && name.split(" ").every((word) => !STOP_WORDS.has(word.toLowerCase()) && glossGroups(word).length === 0);
    return covered[at] === 1 || !isName ? [] : [foldText(name).replace(/\s+/g, "")];
  });
}

/** Stretches of the question that the text holds as they are, as long as can be, none within another. */
function stretchesIn(question: string, covered: Uint8Array, whole: string): readonly string[] {
  const kept: number[] = [];
  const plain = [...question].map((character, at) => ({ character, at })).filter(({ character }) => character.replace(MARKS, "").trim() !== "");
  const text = foldText(plain.map(({ character }) => character).join("")).replace(ASKING, (word) => "?".repeat(word.length));
  for (const { at } of plain) kept.push(at);
  if (text.length !== plain.length) return [];
  const found: string[] = [];
  let reached = 0;
  for (let from = 0; from + LEAST_ANCHOR <= text.length; from += 1) {
    let to = from + LEAST_ANCHOR;
    if (!whole.includes(text.slice(from, to))) continue;
    while (to < text.length && whole.includes(text.slice(from, to + 1))) to += 1;
    if (to <= reached) continue;
    reached = to;
    const stretch = text.slice(from, to);
    const named = stretch.replace(LOOSE_ENDS, "");
    const own = kept.slice(from, to).filter((at) => covered[at] !== 1).length;
    if (tellingPart(named).length >= (named.length > LEAST_ANCHOR ? LEAST_TELLING : LEAST_ANCHOR) && own >= LEAST_OWN && HAN_PAIR.test(named))
      found.push(named);
  }
  return [...new Set(found)].toSorted((a, b) => b.length - a.length);
}

/** An answer that leaves the very thing named unquoted gives way to the sentences that hold it; as it was where it quotes them, or nothing is named so. */
export function byAnchor(context: ComposeContext, draft: Draft): Draft {
  const { parsed, evidence } = context;
  if (parsed.unknownOwners.length > 0 || parsed.premise !== null || parsed.threshold !== null) return draft;
  if (!asksWords(foldText(parsed.question)) || !FITS.has(parsed.intent)) return draft;
  if (ORDERED.has(parsed.intent) && evidence.owners.length > 1) return draft;
  const hasFigures = draft.figures.length + draft.nearest.length > 0;
  // What is told in sentences was chosen by more than a stretch of letters.
  if (draft.status === "clarify" || (draft.status === "answered" && !hasFigures)) return draft;
  // What shares a stretch with what is not there does not make it be there.
  if (parsed.intent === "exists" && draft.status === "not_found" && !/[a-z]/i.test(parsed.question)) return draft;
  const least = draft.figures.length > 0 ? LEAST_AGAINST_FIGURE : LEAST_ANCHOR;
  const anchors = findAnchors(context).filter(({ text }) => text.length >= least && (draft.status === "not_found" || isTelling(text)));
  if (anchors.length === 0 || anchors.some((anchor) => quotes(draft, anchor))) return draft;
  return quoteThem(context, withoutOverlap(bestHeld(context, anchors).map((extract) => wholeSentence(context, extract))).slice(0, MOST_TOLD));
}

/** The sentences that hold most of what is named, and of the rest that is asked. */
function bestHeld(context: ComposeContext, anchors: readonly Anchor[]): readonly Extract[] {
  const { topics, spoken = [] } = context.evidence;
  const groups = [...topics, ...spoken].filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  const scored = [...new Set(anchors.flatMap(({ held }) => held))].map((extract) => {
    const words = wordsOf(context, extract);
    const named = anchors.filter(({ held }) => held.includes(extract)).reduce((sum, { text }) => sum + text.length, 0);
    return { extract, score: named + groups.reduce((sum, group) => sum + holdsGroup(words, group), 0) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => best - score < CLOSE).map(({ extract }) => extract);
}

/** How far a second sentence may stay behind. */
const CLOSE = 0.9;
const ORDERED: ReadonlySet<string> = new Set(["rank", "compare", "filter"]);
const FITS: ReadonlySet<string> = new Set(["lookup", "explain", "list", "exists", "define", "rank", "compare", "filter"]);

const quotes = ({ citations }: Draft, { held }: Anchor): boolean =>
  citations.some((citation) => held.some(({ passage, parts }) => citation.reportId === passage.reportId && overlap(citation.parts, parts)));

/** What is named before all other sentences, where none of those holds it. */
export function withAnchors(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
  if (!asksWords(foldText(context.parsed.question))) return extracts;
  const anchors = findAnchors(context).filter(({ text, held }) => isTelling(text) && held.length <= MOST_TOLD);
  const isHeld = ({ held, text }: Anchor): boolean =>
    extracts.some(
      ({ passage, parts }) =>
        foldText(passage.sectionPath.join("")).replace(/\s+/g, "").includes(text) ||
        held.some((one) => one.passage.reportId === passage.reportId && overlap(one.parts, parts)),
    );
  if (anchors.length === 0 || anchors.some(isHeld)) return nearAnchors(context, extracts);
  return withoutOverlap(bestHeld(context, anchors).map((extract) => wholeSentence(context, extract))).slice(0, MOST_TOLD);
}

/** Beside sentences that hold what is named, those of other sections that hold none of it are of something else. */
function nearAnchors(context: ComposeContext, extracts: readonly Extract[]): readonly Extract[] {
  if (extracts.length < 2 || explainMode(context).method) return extracts;
  const anchors = findAnchors(context).filter(({ text }) => isTelling(text));
  const holds = ({ passage, parts }: Extract): boolean =>
    anchors.some(({ held }) => held.some((one) => one.passage.reportId === passage.reportId && overlap(one.parts, parts)));
  const holding = extracts.filter(holds);
  if (holding.length === 0) return extracts;
  const sections = new Set(holding.map(sectionOf));
  return extracts.filter((extract) => holds(extract) || sections.has(sectionOf(extract)));
}

const isTelling = (text: string): boolean => tellingPart(text).length >= LEAST_ANCHOR;
const overlap = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.some((one) => others.some(({ start, end }) => start < one.end && one.start < end));
const sectionOf = ({ passage }: Extract): string => `${passage.reportId} ${passage.sectionPath.join(" ")}`;
