import type { Owner, Passage } from "../../domain/report.ts";
import { coverSpans, type Span } from "../../domain/span.ts";
import { maySayOfBand } from "../../retrieve/figures/age-bands.ts";
import { otherSideTest } from "../../retrieve/figures/contrast.ts";
import { passageSentences } from "../../retrieve/passages/highlights.ts";
import { shareHeld } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { keepByObject } from "../../text/keep-by-text.ts";
import { splitAtBreaks, trimSpan } from "../citations.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { type Part, say } from "../parts.ts";

/** Something of a report that may be quoted. */
export interface Extract {
  readonly owner: Owner;
  readonly passage: Passage;
  readonly parts: readonly Span[];
  /** What stands between the parts when they are read out. */
  readonly joint: "" | " ";
}

/** A sentence of a passage with its folded text, blanks left out. */
export interface ReadSentence {
  readonly extract: Extract;
  readonly words: string;
}

/** The sentences of a passage in order, ready to be quoted, without those on another side of what is asked; nothing for a report that may not be seen. */
export function readSentences(context: ComposeContext, passage: Passage): readonly ReadSentence[] {
  const owner = context.evidence.catalogue.reportsById.get(passage.reportId)?.owner;
  if (owner === undefined) return [];
  const isOther = otherSideTest(context.parsed.question);
  return sentencesOf(passage, context.evidence.readText(passage.reportId)).flatMap(({ parts, words }) =>
    isOther(words) || !maySayOfBand(context.parsed.population, words) ? [] : [{ extract: { owner, passage, parts, joint: "" as const }, words }],
  );
}

/** The words of the sentences of a passage whose report has the text `text`, folded, without blanks. */
export const sentenceWords = (passage: Passage, text: string): readonly string[] => sentencesOf(passage, text).map(({ words }) => words);

/** The sentences of a passage as they are read for any question: they are read again and again. */
const sentencesOf = keepByObject((passage: Passage, text: string): readonly { readonly parts: readonly Span[]; readonly words: string }[] =>
  passageSentences(text, passage).flatMap((sentence) => {
    const parts = sentence.parts.flatMap((span) => (span.end > span.start ? splitAtBreaks(text, withoutMarks(text, trimSpan(text, span))) : []));
    const words = foldText(sentence.text).replace(/\s+|\*\*/g, "");
    return parts.length === 0 || words === "" ? [] : [{ parts, words }];
  }),
);

const LEADING_MARKS = /^(?:\*\*|__)?\s{0,4}/;

/** The marks of bold type that close before a sentence are none of it: **缺教师。** 编制缺23个. */
function withoutMarks(text: string, span: Span): Span {
  const written = text.slice(span.start, span.end);
  const isClosing = (written.match(/\*\*|__/g)?.length ?? 0) % 2 === 1;
  return isClosing ? { start: span.start + (LEADING_MARKS.exec(written)?.[0].length ?? 0), end: span.end } : span;
}

const NUMBER = /\d+(?:\.\d+)?/g;
const MOST_NUMBERS = 6;

/** Rows of a table that run on as one sentence: they explain nothing and affirm nothing. */
export function isTabular(words: string): boolean {
  return !/[。；;!?！？]/.test(words) && (words.match(NUMBER)?.length ?? 0) > MOST_NUMBERS && !/[,，]\D/.test(words);
}

/** The heading right above a passage that opens its section, and its text; null where other text stands between. */
export function headingAbove(context: ComposeContext, passage: Passage): { readonly span: Span; readonly text: string } | null {
  const report = context.evidence.catalogue.reportsById.get(passage.reportId);
  const [body] = passage.parts;
  if (report === undefined || body === undefined) return null;
  const section = report.sections.find(
    ({ heading, span, path }) => heading !== null && heading.end <= body.start && body.start < span.end && path.join() === passage.sectionPath.join(),
  );
  const heading = section?.heading ?? null;
  const text = context.evidence.readText(report.id);
  if (heading === null || text.slice(heading.end, body.start).trim() !== "") return null;
  const span = trimSpan(text, heading);
  return { span, text: text.slice(span.start, span.end) };
}

/** Characters up to which a sentence is quoted whole. */
const LONGEST_WHOLE = 320;
const LONGEST_RUN_IN = 28;

const NUMBERED_POINT = /^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]/;

/** （一）加强师资队伍建设。 a numbered phrase that is the heading of the sentence after it, unless that is the next point. */
function isRunIn(words: string, next: string): boolean {
  return words.length <= LONGEST_RUN_IN && NUMBERED_POINT.test(words) && !NUMBERED_POINT.test(next);
}

/** Characters up to which the parts that a sentence announces are quoted with it. */
const LONGEST_PARTS = 520;
/** 分为三个层次推进。, 思路如下：, 主要靠三条。: the parts stand in what follows. */
const ANNOUNCES_PARTS =
  /(?:[二两三四五六七八九]|\d)(?:个?(?:层次|层级|阶段|方面|环节|步骤|维度|途径|举措|抓手|类别)|条|级|步|类)[^、；;：:]{0,8}[。：:]$|如下[：:].{0,80}$/;
const LISTS_ALREADY = /(?:一是|第一|首先|[：:][^。]{4,}[；;、])/;
/** 一年级重在…, 三楼，…, 一是…, 让红旗飘扬：…: one part, by its ordinal, its level or its label. */
const PART_OPENS =
  /^(?:[(（]?[一二三四五六七八九十\d]{1,2}(?:年级|[)）、.．级楼是])|第[一二三四五六七八九十]|其[一二三四]|(?:国家|省|市|县|校)级|[^，,。；;：:]{1,12}[：:].)/;
/** Whether an extract announces parts that the sentences behind it tell. */
export function announcesParts(context: ComposeContext, extract: Extract): boolean {
  const sentences = readSentences(context, extract.passage);
  const at = sentences.findIndex((one) => one.extract.parts[0]?.start === extract.parts[0]?.start);
  return at >= 0 && endOfParts(sentences, at, () => true) > at;
}

/** Where the parts that the sentence at \`at\` announces end; \`at\` itself where it announces none. */
function endOfParts(sentences: readonly ReadSentence[], at: number, fits: (end: number) => boolean): number {
  const words = sentences[at]?.words ?? "";
  if (!ANNOUNCES_PARTS.test(words) || (LISTS_ALREADY.test(words) && !/如下[：:]/.test(words))) return at;
  let end = at;
  while (end + 1 < sentences.length && PART_OPENS.test(sentences[end + 1]?.words ?? "") && fits(end + 1)) end += 1;
  return end;
}

/** The whole sentence around an extract: 有三条线：…；…；… is not cut at its semicolons, as far as one quotation goes. */
export function wholeSentence(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const starts = new Set(extract.parts.map((part) => part.start));
  const held = sentences.flatMap((one, index) => (one.extract.parts.some((part) => starts.has(part.start)) ? [index] : []));
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return extract;
  const goesOn = (index: number): boolean => /[；;]$/.test(sentences[index]?.words ?? "");
  const lengthOf = (from: number, to: number): number => sentences.slice(from, to + 1).reduce((sum, { words }) => sum + words.length, 0);
  let [from, to] = [first, last];
  if (isRunIn(sentences[to]?.words ?? "", sentences[to + 1]?.words ?? "") && to + 1 < sentences.length) to += 1;
  // A question that the report puts to itself is answered by what stands behind it.
  if (/[?？]["”]?$/.test(sentences[to]?.words ?? "") && to + 1 < sentences.length) to += 1;
  while (goesOn(to) && to + 1 < sentences.length && lengthOf(from, to + 1) <= LONGEST_WHOLE) to += 1;
  to = endOfParts(sentences, to, (end) => lengthOf(from, end) <= LONGEST_PARTS);
  // The heading that opens a section stands before its sentences.
  const isHeaded = !sentences.some((one) => one.extract.parts.some((part) => part.start === extract.parts[0]?.start));
  if (extract.joint === " " && isHeaded)
    return { ...extract, parts: [...extract.parts.slice(0, 1), ...sentences.slice(from, to + 1).flatMap((one) => one.extract.parts)] };
  while (from > 0 && goesOn(from - 1) && lengthOf(from - 1, to) <= LONGEST_WHOLE) from -= 1;
  if (from > 0 && isRunIn(sentences[from - 1]?.words ?? "", sentences[from]?.words ?? "")) from -= 1;
  return { ...extract, parts: sentences.slice(from, to + 1).flatMap((one) => one.extract.parts) };
}

/** How much of what the question asks about stands in the headings above a passage, 0…1. */
export function headingShare(context: ComposeContext, passage: Passage): number {
  return shareHeld(foldText(passage.sectionPath.join(" ")), context.evidence.topics);
}

/** The direct quotation first, then the rest, each under its school (when several) and section. */
export function tellExtracts(context: ComposeContext, draft: DraftBuilder, extracts: readonly Extract[]): void {
  const { wording } = context;
  const several = new Set(extracts.map((extract) => extract.owner.id)).size > 1;
  extracts.forEach((extract, index) => {
    const quote = quotePiece(draft, extract);
    const section: Part = { kind: "section", reportId: extract.passage.reportId, path: extract.passage.sectionPath };
    const owner = wording.owner(extract.owner);
    if (index === 0) draft.state(wording.quoteDirect(owner, quote));
    else draft.state(several ? wording.extractOf(owner, section, quote) : wording.extract(section, quote));
  });
}

/** A quotation with its marker. */
export function quotePiece(draft: DraftBuilder, extract: Extract): readonly Part[] {
  const citation = draft.cite(extract.passage.reportId, extract.parts, extract.joint);
  return say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`;
}

/** Keeps the first of extracts that overlap. */
export function withoutOverlap(extracts: readonly Extract[]): readonly Extract[] {
  return extracts.filter((extract, index) => {
    const cover = coverSpans(extract.parts);
    return !extracts.slice(0, index).some((earlier) => {
      const other = coverSpans(earlier.parts);
      return earlier.passage.reportId === extract.passage.reportId && cover.start < other.end && other.start < cover.end;
    });
  });
}
