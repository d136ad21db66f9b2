import type { ComposeContext, Draft } from "../answer/draft.ts";
import type { Figure } from "../domain/figure.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import type { Catalogue } from "../retrieve/catalogue.ts";
import { asksNumber } from "../retrieve/english/asking-forms.ts";
import { chineseWords, renderChinese, renderMixed } from "../retrieve/english/render-chinese.ts";
import { hasContentWords } from "../retrieve/english/tell-english.ts";
import { countedHead } from "../retrieve/said/expected-answer.ts";
import { foldText } from "../text/fold.ts";

/** A question that is not all Chinese, told in Chinese words. */
export interface ChineseLook {
  readonly question: string;
  /** Its words stand where they stood, and those typed name several things: what is told goes before what was typed. */
  readonly goesFirst: boolean;
}

/** A question as it was read, and what came of it. */
export interface Looked {
  readonly context: Pick<ComposeContext, "parsed" | "evidence">;
  readonly draft: Draft;
}

const LATIN = /[a-z]{2,}/i;
const HAN = /[\u3400-\u9fff]/;
const QUOTED = /[“"「《][^”"」》]*[”"」》]/g;
/** Schools up to whose number a question can be told over again by their names. */
const FEW_OWNERS = 2;
/** Intents that a sentence or a figure of one report may answer in other words; to rank, compare and check needs the names that were understood. */
const LOOKS: ReadonlySet<Intent> = new Set<Intent>(["lookup", "explain", "list", "exists", "derived", "ratio", "define"]);
/** Nor may one school's own parts and years need more than its words. */
const LOOKS_WITHIN: ReadonlySet<Intent> = new Set<Intent>(["rank", "trend", "difference", "aggregate"]);
const PROSE: ReadonlySet<Intent> = new Set<Intent>(["explain", "list", "exists", "define"]);
const SHARE = /\b(?:percentage|percent|proportion|share|fraction) of\b|\brate\b/i;
const MANNER = /^how (?:is|are|was|were) (?!old\b)/i;
const WHO = /^who(?:m|se)?\b/i;
/** "How old is the school" names nothing that is counted. */
const AGE = /^how old (?:is|was)\b/i;
/** Several things are asked for on purpose. */
const SEVERAL = /\band\b|\bor\b|\bper\b|[,，、&和与及]|分别/;

/**
 * The question in the words of Chinese reports. Null where it needs none (it is Chinese, or one entry and nothing else was understood), or
 * cannot be told so: it names no school, several that are not sure, or a word has no Chinese one.
 */
export function lookInChinese(parsed: ParsedQuestion, catalogue: Catalogue): ChineseLook | null {
  const { question, owners } = parsed;
  if (!LATIN.test(question) || !mayLook(parsed) || parsed.premise !== null || parsed.unknownOwners.length > 0 || parsed.scope !== "named") return null;
  if (owners.certainty === "ambiguous" || (isClear(parsed) && !MANNER.test(question))) return null;
  // Whoever is not named is not named in Chinese either.
  const named = owners.certainty === "stated" || owners.certainty === "inherited" ? owners.value : [];
  if ((named.length === 0 && entriesOf(parsed) > 0 && !leavesWords(parsed)) || named.length > FEW_OWNERS) return null;
  const mentions = owners.certainty === "stated" ? owners.mentions : [];
  const names = named.flatMap((id) => catalogue.ownersById.get(id)?.name ?? []).join("和");
  if (HAN.test(question.replace(QUOTED, "")) && parsed.language === "zh") {
    const mixed = renderMixed(question, mentions);
    return mixed === null ? null : { question: mentions.length > 0 ? mixed : `${names}${mixed}`, goesFirst: entriesOf(parsed) > 0 };
  }
  const told = renderChinese(question, mentions, names);
  return told === null ? null : { question: told, goesFirst: AGE.test(question) };
}

/** When something planned will be ready stands in the report: only what none can know is a prediction. */
const mayLook = ({ intent, outOfScope, question, owners }: ParsedQuestion): boolean =>
  LOOKS.has(intent) ||
  (LOOKS_WITHIN.has(intent) && owners.certainty !== "missing" && owners.certainty !== "ambiguous" && owners.value.length === 1) ||
  (outOfScope === "prediction" && /^when\b/i.test(question.trim()));

/** One entry of the lexicon, and no English word that it leaves: if the report gives nothing of that name, it gives nothing. */
function isClear(parsed: ParsedQuestion): boolean {
  return parsed.unread === undefined && parsed.subject === null && entriesOf(parsed) === 1 && countOf(parsed) === 1 && !leavesWords(parsed);
}

/** Whether English words stand beside the names that were understood. */
function leavesWords({ question, owners, indicators }: ParsedQuestion): boolean {
  const named = [owners, indicators].flatMap((slot) => (slot.certainty === "stated" ? slot.mentions : []));
  const rest = [...named].sort((a, b) => b.start - a.start).reduce((text, { start, end }) => `${text.slice(0, start)} ; ${text.slice(end)}`, question);
  return indicators.certainty === "stated" && indicators.mentions.length > 0 && hasContentWords(rest);
}

const countOf = ({ indicators }: ParsedQuestion): number =>
  indicators.certainty === "missing" || indicators.certainty === "ambiguous" ? 0 : indicators.value.length;
const entriesOf = ({ indicators }: ParsedQuestion): number =>
  indicators.certainty === "missing" || indicators.certainty === "ambiguous" ? 0 : indicators.value.filter(({ kind }) => kind === "entry").length;

/** Whether the first look leaves anything to be wished for: nothing full was found, or several things of which one may have been meant. */
export function wantsMore(first: Looked, look: ChineseLook): boolean {
  return qualityOf(first) < ANSWERED || (!look.goesFirst && (isWide(first) || passesOver(first) || leavesUnsaid(first)));
}

/** "How many listed companies" answered by the number of companies: a number was told past words that say which. */
const passesOver = ({ context: { parsed }, draft }: Looked): boolean => draft.figures.length > 0 && parsed.intent === "lookup" && leavesWords(parsed);

/** "Which students won the national scholarship" answered by a sentence on prizes: a list is told in sentences that leave out a word asked for. */
const leavesUnsaid = (first: Looked): boolean =>
  first.context.parsed.language === "en" &&
  first.context.parsed.intent === "list" &&
  isQuotation(first.draft) &&
  quotedOf(first, first) < wordsTyped(first).length;

const isQuotation = ({ figures, citations }: Draft): boolean => figures.length === 0 && citations.length > 0;

function wordsTyped({ context: { parsed } }: Looked): readonly string[] {
  const { question, owners } = parsed;
  return [...new Set(chineseWords(question, owners.certainty === "stated" ? owners.mentions : []).words)];
}

/** How many words of the question stand in what is quoted first. */
function quotedOf({ context: { evidence }, draft }: Looked, typed: Looked): number {
  const [first] = draft.citations;
  const quote = first === undefined ? "" : foldText(evidence.readText(first.reportId).slice(first.start, first.end)).replace(/\s+/g, "");
  return wordsTyped(typed).filter((word) => quote.includes(foldText(word))).length;
}

/** Whether the second look tells more than the first; alike, the first stays. A single thing that the first gave among others is told more plainly. */
export function tellsMore(second: Looked, first: Looked): boolean {
  if (!holdsHead(second)) return false;
  const [more, less] = [qualityOf(second), qualityOf(first)];
  if (more > less) return more === ANSWERED || !isHalf(second);
  if (more !== ANSWERED || less !== ANSWERED) return false;
  if (leavesUnsaid(first) && isQuotation(second.draft)) return quotedOf(second, first) > quotedOf(first, first);
  return (
    (isWide(first) && isWithin(second.draft, first.draft)) ||
    (passesOver(first) &&
      saidOf(second, first) > saidOf(first, first) &&
      namesOf(second.draft).size === 1 &&
      second.draft.caveats.every(({ code }) => code !== "missing"))
  );
}

const ANSWERED = 3;

/** 0 nothing, 1 sentences that come near, 2 part of the figures or a plan of it, 3 answered. Sentences are no answer to a question for a number. */
function qualityOf({ context: { parsed }, draft: { status, figures, caveats } }: Looked): number {
  if (status !== "answered" && caveats.some(({ code }) => code === "plan")) return 2;
  const isSaid = figures.length === 0 && asksNumber(parsed.question);
  if ((status !== "answered" && status !== "partial") || (isSaid && PROSE.has(parsed.intent))) return 0;
  if (figures.length === 0 && status === "partial") return 1;
  // "How are grants paid out" asks for no amount.
  if (MANNER.test(parsed.question) && figures.length > 0 && !asksNumber(parsed.question)) return 2;
  if (WHO.test(parsed.question.trim()) && figures.length > 0) return 2;
  // Parts of a whole are no share of it.
  if (SHARE.test(parsed.question) && figures.length > 0 && figures.every((figure) => numberOf(figure).endsWith("%") === false)) return 2;
  return status === "answered" ? ANSWERED : 2;
}

/** How many words of the question stand in the same clause as the numbers that are told, at best; what is counted goes before all else. */
function saidOf({ context: { evidence }, draft }: Looked, typed: Looked): number {
  const { question, owners } = typed.context.parsed;
  const { words, head } = chineseWords(question, owners.certainty === "stated" ? owners.mentions : []);
  const clauses = draft.figures.flatMap((shown) => (shown.kind === "printed" ? [clauseOf(shown.figure, evidence.readText(shown.figure.reportId))] : []));
  return clauses.reduce(
    (most, clause) => Math.max(most, words.filter((word) => clause.includes(word)).length + (head !== null && clause.includes(head) ? words.length : 0)),
    0,
  );
}

const clauseOf = ({ source, indicator, population }: Figure, text: string): string =>
  foldText(
    `${indicator.name} ${population ?? ""} ${
      text
        .slice(source.context.start, source.start)
        .split(/[，,；;。]/)
        .at(-1) ?? ""
    }`,
  );

/** How many certificates is never answered by a sentence without them, however well the rest fits. */
function holdsHead({ context: { parsed, evidence }, draft }: Looked): boolean {
  const head = countedHead(parsed.question);
  const printed = draft.figures.flatMap((shown) => (shown.kind === "printed" ? [shown.figure] : []));
  const said = ({ reportId, source, indicator }: (typeof printed)[number]): string =>
    foldText(`${indicator.name} ${evidence.readText(reportId).slice(source.context.start, source.context.end)}`);
  return head === null || printed.length === 0 || printed.some((figure) => head.some((word) => said(figure).includes(foldText(word))));
}

/** Something else beside what is lacking: no better than nothing. */
const isHalf = ({ draft }: Looked): boolean => draft.figures.length > 0 && draft.caveats.some(({ code }) => code === "missing");

const isWide = ({ context: { parsed }, draft }: Looked): boolean => countOf(parsed) > 1 && namesOf(draft).size > 1 && !SEVERAL.test(parsed.question);

function isWithin(inner: Draft, outer: Draft): boolean {
  const values = new Set(outer.figures.map(numberOf));
  return inner.figures.length > 0 && namesOf(inner).size < namesOf(outer).size && inner.figures.every((figure) => values.has(numberOf(figure)));
}

const namesOf = (draft: Draft): ReadonlySet<string> => new Set(draft.figures.map(({ label }) => label.id ?? label.name));
const numberOf = (shown: Draft["figures"][number]): string =>
  shown.kind === "printed" ? `${shown.figure.value} ${shown.figure.unit}` : `${shown.value} ${shown.unit}`;
