import type { ComposeContext } from "../answer/draft.ts";
import { isTabular, type ReadSentence, readSentences } from "../answer/prose/extracts.ts";
import { withReferents } from "../answer/prose/referents.ts";
import type { Embedder, Segmenter, VectorIndex } from "../domain/ports.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Passage } from "../domain/report.ts";
import { askedGroups } from "../retrieve/asked-groups.ts";
import { askedPeriod } from "../retrieve/figures/periods.ts";
import { sentenceSimilarities } from "../retrieve/passages/sentence-vectors.ts";
import { withoutAsking } from "../retrieve/plain-text.ts";
import { reportsForPassages } from "../retrieve/report-years.ts";
import { type AskedNames, askedNames } from "../retrieve/said/asked-names.ts";
import { expectAnswer } from "../retrieve/said/expected-answer.ts";
import { nearPassages } from "../retrieve/said/near-sentences.ts";
import { featuresOf, rareWords, runsOf, type SaidText, tellingWords, weighAsked } from "../retrieve/said/said-features.ts";
import { kindTest } from "../retrieve/said/said-kinds.ts";
import { lexicalOf, type SaidMeasure, sureness, withLeads } from "../retrieve/said/said-score.ts";
import { holdsGroup, type WordGroup, withoutVerbs } from "../retrieve/word-groups.ts";
import type { Store } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import { parseNumeral } from "../text/numerals.ts";

export interface RankDeps {
  readonly store: Store;
  readonly segmenter: Segmenter;
  readonly embedder: Embedder;
  readonly vectors: () => VectorIndex;
}

/** A sentence of a report with how sure it is, 0…1, that it tells what is asked. */
export interface RankedSentence {
  readonly sentence: ReadSentence;
  readonly measure: SaidMeasure;
  readonly sure: number;
  /** Words of what is asked that it holds and few others do. */
  readonly rare: readonly string[];
}

/** Sentences that are measured by meaning, too: the best by words, and those of the passages that come nearest. */
const MOST_BY_WORDS = 12;
const MOST_MEASURED = 40;
/** Reports that are read whole. */
const MAX_WHOLE_REPORTS = 3;
/** Passages looked through where there are more. */
const PASSAGES = 24;

/** The sentences that may tell what is asked, the surest first, each of which holds the names asked about. */
export interface Ranked {
  readonly sentences: readonly RankedSentence[];
  readonly names: AskedNames;
  /** A person is asked about whom no sentence names. */
  readonly lacksPerson: boolean;
  /** The things asked about that tell which is meant, each by its words. */
  readonly telling: readonly (readonly string[])[];
}

interface Candidate extends SaidText {
  readonly sentence: ReadSentence;
}

/**
 * The sentences of the reports asked about that may tell what is asked, the surest first. `told` is the question in the words of the reports.
 * Of a year that no report is of only sentences that name it; of a name in quotation marks or of a person only those that have it.
 */
export async function rankSaid(deps: RankDeps, context: ComposeContext, told: ParsedQuestion, words: "all" | "typed" = "all"): Promise<Ranked> {
  const known = askedGroups(deps.segmenter, told);
  const heard = words === "all" ? known : known.map(asTyped);
  const groups = [...withoutVerbs(heard), ...timesOf(context.parsed.question, context.evidence.saidYear)];
  const runs = runsOf(withoutAsking(`${told.content?.core ?? ""} ${told.content?.lead ?? ""}`));
  const names = askedNames(withoutOwners(context.parsed), groups);
  if (groups.length === 0 && runs.length === 0) return { sentences: [], names, lacksPerson: false, telling: [] };
  const vector = await deps.embedder.embedQuery(withoutOwners(told));
  const passages = gatherPassages(deps, context, runs);
  const near = await nearPassages(deps, [...new Set(passages.map(({ reportId }) => reportId))], vector);
  const candidates = passages.flatMap((passage) => candidatesOf(context, passage));
  const asked = weighAsked(
    kindOf(context, told, groups),
    runs,
    groups,
    candidates.map(({ words }) => words),
  );
  const musts = mustsOf(context, [...names.quoted, ...names.persons]);
  const measured = candidates
    .filter((candidate) => musts.every((isMet) => isMet(candidate)))
    .map((candidate) => ({ sentence: candidate.sentence, features: featuresOf(asked, candidate) }))
    .toSorted((a, b) => lexicalOf(b.features) - lexicalOf(a.features));
  const best = measured.filter(({ sentence }, at) => at < MOST_BY_WORDS || near.has(sentence.extract.passage.id)).slice(0, MOST_MEASURED);
  const texts = best.map(({ sentence }) => sentence.words);
  const [similarities] = await sentenceSimilarities(deps.embedder, [texts], vector, MOST_MEASURED);
  const measures = withLeads(best.map(({ features }, index) => ({ ...features, near: similarities?.[index] ?? 0 })));
  const sentences = best
    .flatMap(({ sentence }, index): readonly RankedSentence[] => {
      const measure = measures[index];
      return measure === undefined ? [] : [{ sentence, measure, sure: sureness(measure), rare: rareWords(asked, sentence.words) }];
    })
    .toSorted((a, b) => b.sure - a.sure);
  const lacksPerson = names.persons.some((name) => candidates.every(({ words }) => !words.includes(name)));
  return { sentences, names, lacksPerson, telling: tellingWords(asked) };
}

/** A word without those that the vocabulary knows to mean the same. */
const asTyped = ({ words, near, ...rest }: WordGroup): WordGroup => ({
  ...rest,
  words: words.length > 0 ? words.slice(0, 1) : (near ?? []).slice(0, 1).map(({ word }) => word),
});

/** What is free of a fee says nothing of the fee, unless that is asked. */
function freed({ parsed }: ComposeContext, words: string): string {
  return OF_FREE.test(parsed.question) && !OF_SUM.test(parsed.question) ? words : words.replace(/免[\u4e00-\u9fff]{2,3}/g, "免");
}
const OF_SUM = /多少|几[元块]|\bhow much\b/i;
const OF_FREE = /免|不用|[要需]交|交不交|收不收|\bfree\b|\bwaive/i;

const COUNTED = /(?:多少|几(?!时))[个名位台套间项门种家所条场次本]?([\u4e00-\u9fff]{2,4})/;
const HOLDS_HALF = 0.5;

/** What a sentence must tell: the kind of thing asked for, in its unit; 多少座位 is told by what speaks of seats alone. */
function kindOf({ parsed, lexicon }: ComposeContext, told: ParsedQuestion, groups: readonly WordGroup[]): (words: string) => boolean {
  const tells = kindTest(parsed.question, parsed.wantedUnit ?? expectAnswer(told.content?.core ?? "", "", lexicon.units).unit);
  const behind = COUNTED.exec(foldText(told.question))?.[1] ?? "";
  const head = groups.find(({ words: [word = ""] }) => word.length > 1 && behind.startsWith(word));
  return (words) => tells(words) && (head === undefined || holdsGroup(words, head) >= HOLDS_HALF);
}

/** 松林新老师: the end of a school's name is none of a person's; and the name draws a question to wherever the report prints it. */
function withoutOwners({ question, owners }: ParsedQuestion): string {
  const mentions = owners.certainty === "stated" ? owners.mentions : [];
  return mentions.reduce((text, { start, end }) => `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`, question);
}

const TIMES = /(?:\d{1,2}|[一二三四五六七八九十]{1,3})月|明年|暑假|寒假/g;
const TIME_WEIGHT = 0.5;

/** 明年8月: times that no report is of and that a sentence may name; they are no words of the content. */
function timesOf(question: string, year: number | null): readonly WordGroup[] {
  const written = [...(foldText(question).replace(/\s+/g, "").match(TIMES) ?? []), ...(year === null ? [] : [String(year)])];
  return written.map((time) => ({ words: [time.replace(/^[一二三四五六七八九十]+/, (numeral) => parseNumeral(numeral) ?? numeral)], weight: TIME_WEIGHT }));
}

/** All passages of few reports; of many those that share rare words with the question. */
function gatherPassages({ store, segmenter }: RankDeps, { evidence, parsed }: ComposeContext, runs: readonly string[]): readonly Passage[] {
  const reportIds = evidence.owners.flatMap((owner) => reportsForPassages(evidence.catalogue, parsed, owner));
  if (reportIds.length <= MAX_WHOLE_REPORTS) return reportIds.flatMap((id) => store.passagesOf(id));
  const terms = [...new Set(runs.flatMap((run) => segmenter.searchTerms(run)))];
  const hits = store.searchPassages("terms", terms, reportIds.length === store.reports().length ? {} : { reportIds }, PASSAGES);
  return store.passages(hits.map(({ passageId }) => passageId));
}

/** What is counted may be counted a sentence or two behind its name. */
const COUNT_ASKED = /多少|几(?![乎何点])|\bhow many\b/i;

function candidatesOf(context: ComposeContext, passage: Passage): readonly Candidate[] {
  const heading = foldText(passage.sectionPath.join("")).replace(/\s+/g, "");
  const sentences = readSentences(context, passage);
  const whole = COUNT_ASKED.test(context.parsed.question) ? withReferents(sentences) : sentences;
  return whole.flatMap((sentence, at) =>
    isTabular(sentence.words) || /[:：]$/.test(sentence.words)
      ? []
      : [{ sentence, words: freed(context, sentence.words), before: sentences[at - 1]?.words ?? "", heading }],
  );
}

/** What a sentence must have whatever else it holds. */
function mustsOf({ parsed, evidence }: ComposeContext, names: readonly string[]): readonly ((candidate: Candidate) => boolean)[] {
  const period = askedPeriod(parsed);
  const academic = period.kind === "academic";
  const year = evidence.saidYear;
  const isOfYear = ({ sentence, heading, before }: Candidate): boolean =>
    year === null ||
    (academic && evidence.catalogue.reportsById.get(sentence.extract.passage.reportId)?.year === year + 1) ||
    new RegExp(`(?<!\\d)${year}(?!\\d)`).test(`${sentence.words} ${before} ${heading}`);
  return [
    isOfYear,
    ...names.map(
      (name) =>
        ({ words, heading }: Candidate) =>
          `${heading} ${words}`.includes(name),
    ),
  ];
}
