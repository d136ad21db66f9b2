import type { FusedHit } from "../../domain/evidence.ts";
import type { Passage } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { splitSentences } from "../../text/sentences.ts";
import { splitAtBreaks, trimSpan } from "../citations.ts";
import type { ComposeContext } from "../draft.ts";
import { sideScore } from "./asked-side.ts";
import { answersQuestion, beforeIt, carriedWords, explainsBefore, followsFrom, takesUp } from "./carried.ts";
import { type ExplainMode, explainMode, formScore, METHOD, ORDINAL, PROBLEM } from "./explain-modes.ts";
import { type Extract, headingAbove, headingShare, type ReadSentence, readSentences, withoutOverlap } from "./extracts.ts";
import { withPoints } from "./told-points.ts";

/** Sentences taken from one passage. */
const MOST_PER_PASSAGE = 2;
/** A sentence below this share of the best one's score adds noise, not evidence. */
const LEAST_SHARE_OF_BEST = 0.6;
/** Characters up to which neighbouring sentences are quoted together. */
const LONGEST_EXTRACT = 260;
/** Characters of a phrase that is sure to name one thing. */
const LEAST_PHRASE = 3;
/** What a sentence below such headings holds at least. */
const UNDER_HEADING = 0.8;
/** What a sentence is worth by its passage's rank, its words, its headings and the retriever's own choice. */
const WEIGHTS = { passage: 1, words: 1.5, heading: 0.5, highlight: 0.35, opening: 0.3, phrase: 0.4, cure: 0.9, answer: 1.1 } as const;
const ACROSS_LANGUAGES = 1.2;
/** What words of the sentence before count beside a sentence's own. */
const CARRIED = 0.95;

interface Candidate {
  readonly extract: Extract;
  readonly score: number;
}

/** The best sentences, best first; each owner asked about by name gets at least its best one. */
export function chooseExtracts(context: ComposeContext, limit: number): readonly Extract[] {
  const { evidence, parsed } = context;
  const best = evidence.passages[0]?.score ?? 1;
  const candidates = evidence.passages
    .flatMap((hit) =>
      [...openingOf(context, hit.passage), ...sentencesOf(context, hit)].map((one) => ({ ...one, score: one.score + (WEIGHTS.passage * hit.score) / best })),
    )
    .toSorted((a, b) => b.score - a.score);
  const floor = (candidates[0]?.score ?? 0) * LEAST_SHARE_OF_BEST;
  const strong = perPassage(
    context,
    candidates.filter(({ score }) => score >= floor),
  );
  const asked = parsed.scope === "named" && parsed.owners.certainty !== "missing" ? evidence.owners : [];
  const needed = asked.flatMap((owner) => candidates.find(({ extract }) => extract.owner.id === owner.id) ?? []);
  const ordered = [...strong.slice(0, 1), ...needed, ...strong].map(({ extract }) => extract);
  const chosen = withoutOverlap(ordered).slice(0, Math.max(limit, needed.length));
  const mode = explainMode(context);
  if (!mode.method && !mode.why) return chosen;
  const held: Extract[] = [];
  for (const extract of chosen) {
    const wide = widened(context, extract, mode);
    // What another extract quotes already is not quoted again.
    const isFree = withoutOverlap([...held, wide]).includes(wide);
    held.push(isFree ? wide : extract);
  }
  return withoutOverlap(held);
}

function widened(context: ComposeContext, extract: Extract, mode: ExplainMode): Extract {
  if (mode.why) return withReasons(context, extract);
  const told = withPoints(context, extract);
  if (told !== extract) return told;
  return headingShare(context, extract.passage) === 1 ? widen(context, extract) : withCure(context, extract);
}

/** What is wrong and what is done about it may stand in one paragraph: 心理问题增多。…；2023年将增配教师2名. */
const CURE = /将[增加于在建新继与推改]|[拟欲]|计划|力争|争取|已[与采开建]|采取|推行|建立|重新/;
const MOST_BETWEEN = 3;

function withCure(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const at = sentences.findIndex((one) => one.extract.parts[0]?.start === extract.parts[0]?.start);
  const states = /问题|不足|偏|增多|下[滑降]|萎缩/;
  const words = sentences[at]?.words ?? "";
  if (at < 0 || !(PROBLEM.test(words) || states.test(words)) || CURE.test(words)) return extract;
  const cure = sentences.slice(at + 1, at + 1 + MOST_BETWEEN).findIndex((one) => CURE.test(one.words));
  const run = cure < 0 ? [] : sentences.slice(at, at + cure + 2);
  const isOfIt = run.slice(1).every((one) => !ORDINAL.test(one.words)) && run.reduce((sum, one) => sum + one.words.length, 0) <= LONGEST_EXTRACT;
  return run.length === 0 || !isOfIt ? extract : { ...extract, parts: run.flatMap((one) => one.extract.parts) };
}

/** Why something is so stands in the sentences after the one that says it: 场地紧。校舍原按…；又因…. */
function withReasons(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const at = sentences.findIndex((one) => one.extract.parts[0]?.start === extract.parts[0]?.start);
  const words = sentences[at]?.words ?? "";
  if (at > 0 && followsFrom(words)) return run(extract, sentences, beforeReason(sentences, at), at);
  if (at >= 0 && explainsBefore(sentences[at + 1]?.words ?? "")) return run(extract, sentences, at, at + 1);
  if (at < 0 || !PROBLEM.test(words)) return extract;
  let [to, length] = [at, sentences[at]?.words.length ?? 0];
  const isOther = (next: string): boolean => ORDINAL.test(next) || /[：:]$/.test(next);
  while (to + 1 < sentences.length && length + (sentences[to + 1]?.words.length ?? 0) <= LONGEST_EXTRACT && !isOther(sentences[to + 1]?.words ?? "")) {
    to += 1;
    length += sentences[to]?.words.length ?? 0;
  }
  return { ...extract, parts: sentences.slice(at, to + 1).flatMap((one) => one.extract.parts) };
}

/** Where the reason of 为此，… begins: the whole sentence before it, with the report's own question where that stands before this one. */
function beforeReason(sentences: readonly ReadSentence[], at: number): number {
  const from = beforeIt(sentences, at);
  return from > 0 && /[?？]["”]?$/.test(sentences[from - 1]?.words ?? "") ? from - 1 : from;
}

/** The sentences of a run as one extract; the extract as it is where they are too long for one quotation. */
function run(extract: Extract, sentences: readonly ReadSentence[], from: number, to: number): Extract {
  const held = sentences.slice(from, to + 1);
  const length = held.reduce((sum, { words }) => sum + words.length, 0);
  return length > LONGEST_EXTRACT ? extract : { ...extract, parts: held.flatMap((one) => one.extract.parts) };
}

/** Below a heading that names what was asked, what is done runs over several sentences: those next to a chosen one that tell it as well. */
function widen(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const at = sentences.findIndex((one) => one.extract.parts[0]?.start === extract.parts[0]?.start);
  if (at < 0) return extract;
  const goesOn = (index: number): boolean => {
    const words = sentences[index]?.words ?? "";
    return METHOD.test(words) && !PROBLEM.test(words);
  };
  const lengthOf = (from: number, to: number): number => sentences.slice(from, to + 1).reduce((sum, { words }) => sum + words.length, 0);
  let [from, to] = [at, at];
  while (from > 0 && goesOn(from - 1) && lengthOf(from - 1, to) <= LONGEST_EXTRACT) from -= 1;
  while (to + 1 < sentences.length && goesOn(to + 1) && lengthOf(from, to + 1) <= LONGEST_EXTRACT) to += 1;
  return { ...extract, parts: sentences.slice(from, to + 1).flatMap((one) => one.extract.parts) };
}

function perPassage(context: ComposeContext, candidates: readonly Candidate[]): readonly Candidate[] {
  const taken = new Map<string, number>();
  return candidates.filter(({ extract }) => {
    const count = (taken.get(extract.passage.id) ?? 0) + 1;
    taken.set(extract.passage.id, count);
    return count <= MOST_PER_PASSAGE || (count === MOST_PER_PASSAGE + 1 && headingShare(context, extract.passage) === 1);
  });
}

/** Passages are ranked less surely across languages: the words say more there. */
const wordsWeight = ({ parsed }: ComposeContext): number => (parsed.language === "en" ? WEIGHTS.words * ACROSS_LANGUAGES : WEIGHTS.words);

function sentencesOf(context: ComposeContext, hit: FusedHit): readonly Candidate[] {
  const { topics } = context.evidence;
  const heading = headingShare(context, hit.passage);
  const mode = explainMode(context);
  const phrases = foldText(context.parsed.searchText)
    .split(/\s+/)
    .filter((phrase) => phrase.length > LEAST_PHRASE && /[\u3400-\u9fff]/.test(phrase));
  // The very words of the question side by side (办学理念), beyond each for itself.
  const phrase = (words: string): number => (!mode.procedure && !mode.method && phrases.some((one) => words.includes(one)) ? WEIGHTS.phrase : 0);
  const sentences = readSentences(context, hit.passage);
  const weight = wordsWeight(context);
  return sentences.map(({ extract, words }, index) => {
    const place = hit.highlights.findIndex((spans) => spans[0]?.start === extract.parts[0]?.start);
    const form = formScore(mode, words, hit.passage.sectionPath);
    // Below headings that name all that was asked about, a sentence need not say it again.
    const carried = mode.problem ? "" : carriedWords(sentences, index);
    const taken = carried === "" ? 0 : shareHeld(`${carried}${words}`, topics);
    const shared = Math.max(shareHeld(words, topics), heading === 1 ? UNDER_HEADING : 0, CARRIED * taken);
    // What is done about a problem that the sentence before it tells: 为此学校增开…; what answers a question of the report.
    const isAnswer = (mode.method || mode.why) && answersQuestion(sentences, index);
    const isTold = (mode.method && takesUp(words)) || ((mode.method || mode.why) && explainsBefore(words));
    const cure = (isAnswer ? WEIGHTS.answer * taken : isTold ? WEIGHTS.cure * taken : 0) + sideScore(context.parsed.question, words);
    return {
      extract,
      score: weight * shared + WEIGHTS.heading * heading + (place < 0 ? 0 : WEIGHTS.highlight / (place + 1)) + form + cure + phrase(words),
    };
  });
}

/** Whether a passage's own heading names the thing asked about: what a section is about outweighs what it mentions. */
function isNamedByHeading({ evidence, parsed }: Pick<ComposeContext, "evidence" | "parsed">, passage: Passage): boolean {
  const words = [...evidence.measures.map(({ measure }) => measure.asked.words), ...parsed.searchText.split(/[\s，。？?、]+/)];
  const phrases = words.map((word) => foldText(word)).filter((word) => word.length >= LEAST_PHRASE && /[\u3400-\u9fff]/.test(word));
  const heading = foldText(passage.sectionPath.at(-1) ?? "");
  // One plain word in a heading says little; one of several that mean the same (困难, 挑战) is what the section is about.
  const isTelling = evidence.topics.length > 1 || evidence.topics.some((group) => group.words.length > 1);
  // What is done about 师资问题 stands below a heading that names 师资 and need not say 问题.
  const things = explainMode({ parsed, evidence }).method ? thingsAmong(evidence.topics) : [];
  const namesThings = things.length > 0 && things.some((group) => group.words.length > 1) && shareHeld(heading, things) === 1;
  return phrases.some((phrase) => heading.includes(phrase)) || namesThings || (isTelling && shareHeld(heading, evidence.topics) === 1);
}

/** Where what a sentence announces ends: 存在以下三个挑战：… up to the next announcement, as far as one quotation goes. */
function endOfAnnounced(body: string, first: Span, next: readonly Span[]): number {
  const announces = (span: Span): boolean => /[：:]\s*$/.test(body.slice(span.start, span.end));
  if (!announces(first)) return first.end;
  let end = first.end;
  for (const span of next) {
    if (announces(span) || span.end - first.start > LONGEST_EXTRACT) break;
    end = span.end;
  }
  return end;
}

/** The heading with the section's first sentence, where the passage opens a section named after the thing: what the section itself says it is about. */
function openingOf(context: ComposeContext, passage: Passage): readonly Candidate[] {
  const report = context.evidence.catalogue.reportsById.get(passage.reportId);
  const [body] = passage.parts;
  const heading = headingAbove(context, passage);
  if (report === undefined || body === undefined || heading === null || !isNamedByHeading(context, passage)) return [];
  const text = context.evidence.readText(report.id);
  const whole = text.slice(body.start, passage.parts.at(-1)?.end ?? body.end);
  const [first, ...next] = splitSentences(whole);
  if (first === undefined) return [];
  const end = endOfAnnounced(whole, first, next);
  const sentence = trimSpan(text, { start: body.start + first.start, end: body.start + end });
  const extract: Extract = { owner: report.owner, passage, parts: [heading.span, ...splitAtBreaks(text, sentence)], joint: " " };
  // A section that opens with what is wrong does not open with what is done about it.
  const isAside = explainMode(context).method && PROBLEM.test(foldText(text.slice(sentence.start, sentence.end)));
  return isAside ? [] : [{ extract, score: wordsWeight(context) + WEIGHTS.heading + WEIGHTS.highlight + WEIGHTS.opening }];
}
