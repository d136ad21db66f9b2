import { isCommon, isEverywhere } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, headingAbove, type ReadSentence, readSentences, withoutOverlap } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";

const QUOTES = /["“”「」『』‘’'《》]/g;
/** What stands right behind a term that is explained: 双挂办法：…, 四自即要求…, 三换岗办法，…. */
const BEHIND =
  /^(?:是指|指的?是|即|就是|是一[种项个]|定义为|[^，,。；;、:：]{0,14}(?:办法|方法|做法|制度|模式|机制|体系|计划|工程|活动)[，,]?(?:即|是)|[^，,。；;、:：的]{0,4}[，,:：].{6})/;
/** What stands right before it: 称为一棵树档案. */
const BEFORE = /(?:称为|叫做?|名为|所谓|简称为?|即)$/;
/** Shorter words explain too much: half of 学徒 is no term. */
const LEAST_TERM = 2;
const LEAST_HALVED = 4;
const MOST_EXPLANATIONS = 3;

/** Sentences that explain a term, and those that only mention it. */
export interface Explanations {
  readonly explained: readonly Extract[];
  readonly mentioned: readonly Extract[];
}

/** Where reports hold a term in its very words: the sentences that explain it, in order of how plainly they do, and the others. */
export function findExplanations(context: ComposeContext, terms: readonly string[]): Explanations {
  const plain = terms.map(plainWords).filter((term) => term.length >= LEAST_TERM);
  const scored = context.evidence.passages.flatMap(({ passage }, rank) => {
    const heading = headingAbove(context, passage);
    const isNamed = heading !== null && plain.some((term) => plainWords(heading.text).includes(term));
    const sentences = readSentences(context, passage);
    return sentences.flatMap((sentence, index) => {
      const score = Math.max(0, ...plain.map((term) => explainScore(sentence, term)), isNamed && index === 0 ? 2 : 0);
      if (score === 0) return [];
      const going = score >= 3 ? [] : goingOn(sentences.slice(index + 1), plain);
      const extract = { ...sentence.extract, parts: [...sentence.extract.parts, ...going.flatMap((one) => one.extract.parts)] };
      return [{ extract, score: going.length > 0 ? Math.max(score, 2) : score, rank }];
    });
  });
  const ordered = scored.toSorted((a, b) => b.score - a.score || a.rank - b.rank);
  const of = (holds: (score: number) => boolean): readonly Extract[] =>
    withoutOverlap(ordered.filter(({ score }) => holds(score)).map(({ extract }) => extract)).slice(0, MOST_EXPLANATIONS);
  return { explained: of((score) => score >= 2), mentioned: of((score) => score < 2) };
}

/** 构建“三线九环”体系。所谓三线，是指…；九环则…: the sentences right behind a name that say what it, or one half of it, stands for. */
function goingOn(next: readonly ReadSentence[], terms: readonly string[]): readonly ReadSentence[] {
  const halves = terms.flatMap(halvesOf);
  const numbered = terms.flatMap(numberedParts);
  const tells = ({ words }: ReadSentence): boolean => {
    const plain = plainWords(words);
    const isOfPart = [...terms, ...halves].some(
      (name) => plain.replace(OPENS_PART, "").startsWith(name) && SAYS_PART.test(plain.slice(plain.indexOf(name) + name.length)),
    );
    return isOfPart || numbered.some((part) => plain.startsWith(part) && /^[,，]?(?:是|即|指|[:：])/.test(plain.slice(part.length))) || POINTS_BACK.test(plain);
  };
  const end = next.findIndex((sentence) => !tells(sentence));
  return next.slice(0, end < 0 ? MOST_GOING_ON : Math.min(end, MOST_GOING_ON));
}

const halvesOf = (term: string): readonly string[] =>
  term.length >= LEAST_HALVED && term.length % 2 === 0 ? [term.slice(0, term.length / 2), term.slice(term.length / 2)] : [];

/** 五查三评一反馈 names three things, each with its number. */
function numberedParts(term: string): readonly string[] {
  const parts = term.match(/[一二两三四五六七八九十][^一二两三四五六七八九十]{1,4}/g) ?? [];
  return parts.length > 1 && parts.join("") === term ? parts : [];
}

const MOST_GOING_ON = 4;
const OPENS_PART = /^(?:所谓|其中|这里的)/;
const SAYS_PART = /^(?:[,，]?(?:是指|指的?是?|即|就是|则|是[一种项以由])|[,，:：].{4})/;
/** 即…, 具体包括…, 其核心是…: goes on about what was just named. */
const POINTS_BACK =
  /^(?:即(?!将|使|便)|也就是说?|具体(?:来说|而言|是指|为|是|包括|做法)|(?:该|这一|这种|此)[^,，。；;]{1,6}?(?:是指|是以|以(?!来)|由|要求|规定|包括|分为|通过|即)|其(?:核心|含义|内涵|内容|要义|主要内容)|内容包括|主要(?:包括|内容)|一是)/;

/** 四自四导是哪八样: a name of numbers, asked for what it is made of. */
const NUMBERED_NAME = /(?:[一二两三四五六七八九十][^一二两三四五六七八九十的了是个有,，。？?]{1,3}){2,}/g;
const ASKS_MAKEUP = /哪|什么|啥|包括|包含|内容|意思|指的?|怎么讲|怎么理解/;
const ASKS_OTHER = /为什么|为啥|为何|怎么样|什么时候|哪[一年月天里儿]|在哪|谁|效果|成效|作用|目的/;

/** What a name that is put in quotes or made of numbers stands for, in the words of reports that say so; none where another thing is asked about it. */
export function findMakeup(context: ComposeContext): readonly Extract[] {
  const question = foldText(context.parsed.question);
  const named = quotedTerms(context.parsed.question).concat(question.match(NUMBERED_NAME) ?? []);
  if (named.length === 0 || !ASKS_MAKEUP.test(question) || ASKS_OTHER.test(question)) return [];
  const passages = context.evidence.wholeReports.map((passage) => ({ passage, score: 1, contributions: [], highlights: [] }));
  const { explained } = findExplanations({ ...context, evidence: { ...context.evidence, passages } }, named);
  const terms = named.map(plainWords).flatMap((term) => [term, ...halvesOf(term)]);
  const says = (words: string): boolean => terms.some((term) => words.includes(term) && DEFINES_IT.test(words.slice(words.indexOf(term) + term.length)));
  return explained.filter((extract) => says(plainWords(wordsOf(context, extract))));
}

const DEFINES_IT = /^[^。；;]{0,16}?(?:即|是指|指的?是|就是|包括|分别[为是])/;

function plainWords(text: string): string {
  return foldText(text).replace(/\s+/g, "").replace(QUOTES, "");
}

/** 3 where the sentence says what the term means, 2 where it goes on from it, 1 where it holds it, 0 where it does not. */
function explainScore({ words }: ReadSentence, term: string): number {
  const plain = plainWords(words);
  const whole = placeScore(plain, term);
  if (whole >= 2 || term.length < LEAST_HALVED || term.length % 2 === 1) return whole;
  // 四自四导: each half is explained for itself.
  const halves = [term.slice(0, term.length / 2), term.slice(term.length / 2)];
  const told = halves.filter((half) => plain.includes(half) && HALF_DEFINES.test(plain.slice(plain.indexOf(half) + half.length)));
  return told.length > 0 ? 2 + told.length / 2 : whole;
}

const HALF_DEFINES = /^[,，]?(?:是指|指的?是|即|就是)/;
const DEFINES = /^(?:是指|指的?是|即|就是)/;

function placeScore(plain: string, term: string): number {
  let best = 0;
  for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
    const [before, behind] = [plain.slice(Math.max(0, at - 4), at), plain.slice(at + term.length)];
    const score = DEFINES.test(behind) || BEFORE.test(before) ? 3 : (BEHIND.test(behind) && behind.length > 4) || at === 0 ? 2 : 1;
    best = Math.max(best, score);
  }
  return best;
}

/** What a question puts between quotation marks. */
export function quotedTerms(question: string): readonly string[] {
  return [...question.matchAll(/["“”「『《]([^"“”」』》]{2,30})["”“」』》]/g)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

const NUMERAL_BEFORE = /[一二两三四五六七八九十百\d]$/;

/** The name asked for: its words side by side as they were put, with a numeral right before them (两|纵四横); quotation marks left out. */
export function askedTerms(context: ComposeContext): readonly string[] {
  const { searchText, question } = context.parsed;
  const quoted = quotedTerms(question);
  if (quoted.length > 0) return quoted;
  const telling = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group));
  const names = (run: string): boolean => telling.length === 0 || telling.some((group) => group.words.some((word) => foldText(run).includes(word)));
  const runs = searchText.split(/\s+/).filter((run) => run.length >= LEAST_TERM && names(run));
  return [...new Set([...(runs.length > 1 ? [...asTyped(question, runs), runs.join("")] : []), ...runs.flatMap((run) => [withNumeral(question, run), run])])];
}

/** 送教上船 as it was put, where one character between its words says nothing by itself. */
function asTyped(question: string, runs: readonly string[]): readonly string[] {
  const [first = "", last = ""] = [runs[0], runs.at(-1)];
  const typed = question.slice(question.indexOf(first), question.lastIndexOf(last) + last.length);
  return typed.length < runs.join("").length + runs.length ? [typed] : [];
}

function withNumeral(question: string, run: string): string {
  const at = question.indexOf(run);
  const before = at > 0 ? (question.slice(0, at).match(NUMERAL_BEFORE)?.[0] ?? "") : "";
  return `${before}${run}`;
}
