import type { ComposeContext, Draft } from "../answer/draft.ts";
import { readableWords } from "../answer/prose/asked-words.ts";
import type { Figure } from "../domain/figure.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import { saysMore } from "../retrieve/said/last-look.ts";
import { lacksTime } from "../retrieve/said/said-kinds.ts";
import { foldText } from "../text/fold.ts";
import { composeLook, composeNothing } from "./compose-look.ts";
import { asNearby, tellsLittle } from "./nearby.ts";
import { type RankDeps, type Ranked, type RankedSentence, rankSaid } from "./rank-said.ts";
import { figuresAsked } from "./said-figures.ts";
import { ofTimeAhead } from "./time-ahead.ts";

/**
 * How sure a sentence must be that is quoted where nothing was found, where it was a number, where a look ahead was refused that it names the time of, where an opinion was,
 * beside figures of something else, in the place of other sentences, and in the place of a reason put together by what stands where.
 */
const SURE = { nothing: 0.33, number: 0.42, refused: 0.3, opinion: 0.6, half: 0.5, quoted: 0.5, composed: 0.6 } as const;
/** The same of a sentence that holds the name asked about; and how much of six characters a thing's own words must be, where no school is named. */
const SURE_OF_NAME = 0.15;
const OWN_PHRASE = 0.5;
/** How far a second sentence may stay behind, and how little other sentences may tell for one to go before them. */
const CLOSE = 0.12;
const AHEAD = 0.2;
const SURE_OF_WHOLE = 0.4;
const AHEAD_WHOLE = 0.15;
const WHOLE = 0.05;
const FULLER = 0.25;
const HOLDS_ALL = 0.8;
const MOST_MISSING = 0.25;
const SURE_OF_KIND = 0.25;
const HALF = 0.5;
const NEARLY_ALL = 0.65;
/** How little the best sentence tells, and how much of the question no sentence holds, where something else was told. */
const UNSURE = 0.15;
const LEAST_UNHEARD = 0.3;
const MOST_TOLD = 2;

/** Why a draft is looked at again. */
type Gate = keyof typeof SURE;

/** Gates at which a sentence takes the place of what was told. */
const TAKES_THE_PLACE: ReadonlySet<Gate> = new Set<Gate>(["half", "quoted", "composed"]);
/** Refusals that give way to a sentence surer than elsewhere. */
const GATE_OF_REFUSAL: Readonly<Record<string, Gate>> = { prediction: "refused", opinion: "opinion" };

/** Refusals that stand whatever a report says: no fact is asked for, or none that may be told. */
const REFUSED: ReadonlySet<string | null> = new Set(["personal", "unrelated", "chitchat"]);

/**
 * The last look at a draft that tells nothing, or something else than what was asked: the sentence of the reports that is sure enough to tell it is
 * quoted in its place. `inWords` is the question in the words of the reports. Null where the draft stands.
 */
export async function lookAgain(deps: RankDeps, context: ComposeContext, draft: Draft, inWords: ParsedQuestion): Promise<Draft | null> {
  const gate = gateOf(deps, context, draft);
  if (gate === null) return null;
  const ranked = await rankSaid(deps, context, inWords);
  const { names, lacksPerson } = ranked;
  const quoted = quotesOf(context, draft);
  // What is told of others is told of nobody whom no report names.
  if (lacksPerson && draft.figures.length === 0) return gate === "quoted" ? composeNothing(context, names.persons) : null;
  if (context.parsed.scope !== "named" && !isOfAnyone(context) && names.persons.length === 0) return null;
  const number = gate === "composed" ? null : numberOfQuoted(deps, context, draft, ranked, quoted);
  if (number !== null) return number;
  const chosen = chooseSaid(context, gate, ranked, quoted);
  const [best] = chosen;
  if (best !== undefined) {
    const isQuote = gate === "quoted" || gate === "composed";
    const figures = isQuote ? [] : figuresAsked(deps.store, context, best, ranked.telling);
    return composeLook(context, { chosen, figures, status: isQuote ? draft.status : "partial" });
  }
  if (isOfElse(context, gate, draft, ranked)) return composeNothing(context, [readableWords(context.parsed.searchText, context.language)]);
  const told = ranked.sentences.filter((one) => isQuoted(one, quoted));
  const isTimeless = draft.status === "answered" && lacksTime(context.parsed.question, quoted);
  return gate === "quoted" && (isTimeless || tellsLittle(context, draft, ranked, told)) ? asNearby(context, draft) : null;
}

/** The sentence that was quoted is the best there is: the number in it that was asked for is told as one. */
function numberOfQuoted(deps: RankDeps, context: ComposeContext, draft: Draft, { sentences, telling }: Ranked, quoted: readonly string[]): Draft | null {
  const [best] = sentences;
  const isPlain = draft.status === "partial" && draft.figures.length === 0 && quoted.length === 1;
  if (best === undefined || !isPlain || !isQuoted(best, quoted)) return null;
  const figures = figuresAsked(deps.store, context, best, telling);
  return figures.length === 0 ? null : composeLook(context, { chosen: [best], figures, status: "partial" });
}

/** The sentences that are quoted, the best first; none where none is sure enough or goes before what is quoted. */
function chooseSaid(context: ComposeContext, gate: Gate, { sentences: all, names }: Ranked, quoted: readonly string[]): readonly RankedSentence[] {
  const sentences = gate === "refused" ? ofTimeAhead(all) : all;
  const [best] = sentences;
  const least = names.quoted.length + names.persons.length > 0 ? SURE_OF_NAME : SURE[gate];
  if (best === undefined || isQuoted(best, quoted)) return [];
  const needed =
    gate === "quoted" && isOnlyOfKind(best, sentences, quoted) ? SURE_OF_NAME : gate === "quoted" && isWhole(best, sentences, quoted) ? SURE_OF_WHOLE : least;
  if (best.sure < (gate === "nothing" && isAloneOfKind(best, sentences) ? Math.min(needed, SURE_OF_KIND) : needed)) return [];
  if (isOfAnyone(context) && names.persons.length === 0 && best.measure.phrase < OWN_PHRASE) return [];
  // Whether something is so is told by what speaks of all of it: cooperation with the Swiss is none with the French.
  if (context.parsed.intent === "exists" && best.measure.missing >= MOST_MISSING) return [];
  if (TAKES_THE_PLACE.has(gate) && !goesAhead(gate, best, sentences, quoted)) return [];
  return sentences.filter((one) => one === best || (one.sure >= least && best.sure - one.sure <= CLOSE)).slice(0, MOST_TOLD);
}

/** What is told is of something else: a thing is asked about that no sentence names, and nothing told has any word that tells which. */
function isOfElse({ parsed, evidence }: ComposeContext, gate: Gate, { figures, caveats }: Draft, { sentences, telling }: Ranked): boolean {
  const [best] = sentences;
  if (best === undefined || parsed.language !== "zh" || best.measure.unheard < LEAST_UNHEARD) return false;
  if (gate === "quoted") return parsed.intent === "explain" && best.sure < UNSURE && WHAT.test(parsed.question) && !NOT_WHAT.test(parsed.question);
  if (
    gate !== "half" ||
    evidence.measures.length !== 1 ||
    evidence.owners.length !== 1 ||
    parsed.intent !== "lookup" ||
    !caveats.some(({ code }) => code === "missing")
  )
    return false;
  return figures.every(
    (shown) =>
      shown.kind === "printed" &&
      telling.every((words) => !words.some((word) => foldText(`${shown.label.name}${textOf(evidence, shown.figure)}`).includes(word))),
  );
}

const textOf = ({ readText }: ComposeContext["evidence"], { reportId, source }: Figure): string =>
  readText(reportId).slice(source.context.start, source.context.end);

const WHAT = /什么|啥/;
const NOT_WHAT = /哪|地方|位置|时候|从|谁|多久|概括|总结|吗[?？]?$/;

/** Nobody was named: a sentence of whatever school tells only of a thing that it alone calls so. */
const isOfAnyone = ({ parsed }: ComposeContext): boolean => parsed.owners.certainty === "missing" || parsed.owners.certainty === "implied";

function gateOf(deps: RankDeps, context: ComposeContext, { status, figures, citations, caveats, settled }: Draft): Gate | null {
  const { parsed, evidence, lexicon } = context;
  // What cannot be set against each other is refused for good.
  if (settled === true || (status === "not_found" && caveats.some(({ code }) => code === "not_comparable"))) return null;
  if (parsed.unknownOwners.length > 0 || parsed.premise !== null || parsed.owners.certainty === "ambiguous") return null;
  if (parsed.scope !== "named" && !isOfAnyone(context) && !OF_PERSON.test(parsed.question)) return null;
  // Which of two is better is a judgement, whatever their reports say.
  if (parsed.outOfScope === "opinion" && evidence.owners.length > 1) return null;
  if (status === "out_of_scope") return REFUSED.has(parsed.outOfScope) ? null : (GATE_OF_REFUSAL[parsed.outOfScope ?? ""] ?? "nothing");
  // A number is given under its name or not at all; who, where and how are told in sentences.
  const isNumber = !ASKS_OTHERWISE.test(parsed.question) || ASKS_NUMBER.test(parsed.question);
  const isOne = evidence.measures.length === 1;
  if (status === "clarify" || (isNumber && isOne && !saysMore({ lexicon, segmenter: deps.segmenter }, parsed, evidence.measures))) return null;
  if (status === "not_found") return isNumber && OF_NUMBERS.has(parsed.intent) ? "number" : "nothing";
  // What a name stands for was told by the form of the sentence.
  if (status === "answered" && parsed.intent === "define") return null;
  if (evidence.owners.length > 1 && !isOfAnyone(context) && (figures.length > 0 || !OF_PERSON.test(parsed.question))) return null;
  if (figures.length === 0 && citations.length > 0 && COMPOSED.test(parsed.question)) return WHY.test(parsed.question) ? "composed" : null;
  if (figures.length === 0 && citations.length > 0) return UNTOUCHED.has(parsed.intent) && !isOfAnyone(context) ? null : "quoted";
  // One of two numbers asked for was told: a sentence on the other would take its place.
  return status === "partial" && (isOne || figures.length === 0 || countAsked(parsed.question) < 2) ? "half" : null;
}

const OF_NUMBERS: ReadonlySet<Intent> = new Set<Intent>(["lookup", "derived", "ratio", "difference"]);

const countAsked = (question: string): number => question.match(NUMBER_WORDS)?.length ?? 0;
const NUMBER_WORDS = /多少|几(?![乎何])|\bhow (?:many|much)\b|\bwhat (?:share|percentage|proportion)\b/gi;

/** Intents whose quotations are chosen by more than their words: what a name stands for is told behind it, a list by its form. */
const UNTOUCHED: ReadonlySet<Intent> = new Set<Intent>(["define", "list"]);
const OF_PERSON = /老师|同学/;
/** Answers that are put together by what stands where, such as the measure against a problem, need not hold the question's words. */
const COMPOSED =
  /例|措施|对策|办法|怎|如何|咋|打算|计划|整改|解决|应对|改进|为什么|为啥|为何|原因|\b(?:how (?!many|much|often|long|old)|why|measures?|examples?|steps?|plans?|do about)\b/i;
const WHY = /为什么|为啥|为何|原因|咋会|\bwhy\b/i;
const ASKS_OTHERWISE = /谁|哪|第几|怎|如何|为什么|为啥|什么|啥|\b(?:who|where|why|how|what)\b/i;
const ASKS_NUMBER = /多少|(?<!第)几(?![乎何])|率|占比|比例|\bhow (?:many|much)\b|\brate\b|\bnumber\b|\bpercent/i;

/** Folded quotations of a draft. */
function quotesOf({ evidence }: ComposeContext, { citations }: Draft): readonly string[] {
  return citations.map(({ reportId, start, end }) => foldText(evidence.readText(reportId).slice(start, end)).replace(/\s+|\*\*/g, ""));
}

const isQuoted = ({ sentence }: RankedSentence, quoted: readonly string[]): boolean => quoted.some((quote) => quote.includes(sentence.words));

/**
 * Whether the best sentence goes before those quoted: it is far surer and holds something rare of the question that none of them has, or far more
 * of it; or it alone tells the kind of thing asked for.
 */
function goesAhead(gate: Gate, best: RankedSentence, ranked: readonly RankedSentence[], quoted: readonly string[]): boolean {
  if (gate === "quoted" && isOnlyOfKind(best, ranked, quoted)) return true;
  const told = ranked.filter((one) => isQuoted(one, quoted));
  const most = (of: (one: RankedSentence) => number): number => told.reduce((all, one) => Math.max(all, of(one)), 0);
  const gain = best.sure - most(({ sure }) => sure);
  if (gain >= AHEAD_WHOLE && isWhole(best, ranked, quoted)) return true;
  if (gain < AHEAD) return false;
  if (best.rare.some((word) => quoted.every((quote) => !quote.includes(word)))) return true;
  return gate === "half" && best.measure.around - most(({ measure }) => measure.around) >= FULLER;
}

/** It holds all that is asked about, and none of those quoted does. */
function isWhole(best: RankedSentence, ranked: readonly RankedSentence[], quoted: readonly string[]): boolean {
  const told = ranked.filter((one) => isQuoted(one, quoted));
  return best.measure.missing <= WHOLE && told.every(({ measure }) => measure.cover <= best.measure.cover - FULLER);
}

/** With its neighbours it holds nearly all that is asked about, and no other that holds much of it tells the kind of thing asked for. */
function isAloneOfKind(best: RankedSentence, ranked: readonly RankedSentence[]): boolean {
  const others = ranked.filter((one) => one !== best && one.measure.cover >= HALF);
  return best.measure.kindMissing === 0 && best.measure.around >= NEARLY_ALL && others.length > 0 && others.every(({ measure }) => measure.kindMissing === 1);
}

/** The time that is asked for, say, stands in it beside all that is asked about, and in none of those quoted. */
function isOnlyOfKind(best: RankedSentence, ranked: readonly RankedSentence[], quoted: readonly string[]): boolean {
  const told = ranked.filter((one) => isQuoted(one, quoted));
  return best.measure.kindMissing === 0 && best.measure.cover >= HOLDS_ALL && told.length > 0 && told.every(({ measure }) => measure.kindMissing === 1);
}
