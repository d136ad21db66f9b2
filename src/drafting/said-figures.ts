import type { ComposeContext } from "../answer/draft.ts";
import type { Figure } from "../domain/figure.ts";
import { isAlikeUnit } from "../lexicon/alike-units.ts";
import { severalAsks } from "../retrieve/asks.ts";
import { drawContrasts, standingOf, tellsSideAsked } from "../retrieve/figures/contrast.ts";
import type { AskedMeasure } from "../retrieve/figures/measures.ts";
import { isOfOtherEntry } from "../retrieve/figures/open-answers.ts";
import { canCount, countedHead, expectAnswer } from "../retrieve/said/expected-answer.ts";
import { asksClock } from "../retrieve/said/said-kinds.ts";
import type { Store } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import type { RankedSentence } from "./rank-said.ts";

/** A number of a sentence is told by itself for so many askings at most. */
const MOST_FIGURES = 2;
const ASKS_NUMBER = /多少|(?<!哪)几(?![乎何])|几成|\bhow (?:many|much|long|old|large|big|high)\b|\bpercent|\bwhat (?:share|score|number)\b|\bhow far\b/i;
const ASKS_AMOUNT =
  /多少钱|几?多?块钱|多少(?:经费|资金)|(?:工资|薪水|薪酬|月薪|年薪|起薪|津贴|补贴|奖金|课酬|费用)(?:标准)?(?:一?个?月)?(?:有|是)?多少|[花投砸掏费]了?(?:多少|几)|价(?:钱|格)|\bhow much\b|\bcost\b|\bspen[dt]\b|\bpaid?\b/i;
/** No measure is known by its name. */
const NOTHING_NAMED: AskedMeasure = { asked: { kind: "open", words: "", unit: null }, entry: null, kind: null, unit: null };
const PERSON = "人";
const PEOPLE: readonly string[] = ["人", "名", "位"];
/** Between the numbers of a sentence: what belongs to each stands on its side of these. */
const BREAK = /[，,；;。、]/;

/**
 * The numbers of the best sentence that were asked for: those in the unit asked for, or sums of money, that stand with the most of what was asked
 * about. None where several stand alike, none where the question asks for no number, and none of something else (学费收入 is no 学费).
 */
export function figuresAsked(store: Store, context: ComposeContext, best: RankedSentence, telling: readonly (readonly string[])[]): readonly Figure[] {
  const { parsed, lexicon, evidence } = context;
  if (!ASKS_NUMBER.test(parsed.question) || asksClock(parsed.question)) return [];
  const { passage, parts } = best.sentence.extract;
  const text = evidence.readText(passage.reportId);
  const head = countedHead(parsed.question);
  // What is counted in the sentence is not what was asked for: pupils of a department, not its teachers.
  if (head !== null && !head.some((word) => foldText(best.sentence.words).includes(foldText(word)))) return [];
  const contrasts = drawContrasts(parsed, NOTHING_NAMED);
  const isOfIt = (figure: Figure): boolean => standingOf(contrasts, figure, text) !== "other";
  const counts = expectAnswer(parsed.question, "", lexicon.units);
  const inside = store
    .figures({ reportIds: [passage.reportId] })
    .filter((figure) => canCount(counts, figure.unit) && !isOfOtherEntry(figure, parsed.wantedUnit, foldText(parsed.question)))
    .filter(({ source }) => parts.some(({ start, end }) => start <= source.start && source.end <= end));
  const several = severalAsks(parsed.question, lexicon.units);
  const core = parsed.content?.core ?? parsed.question;
  const expected = expectAnswer(core, "", lexicon.units);
  const asks =
    several.length > 0
      ? several
      : [
          {
            kind: ASKS_AMOUNT.test(parsed.question) ? ("amount" as const) : (expected.kind ?? kindOfName(context)),
            unit: parsed.wantedUnit ?? expected.unit ?? peopleAsked(context),
          },
        ];
  const found = asks.flatMap((ask) => {
    const ofKind = inside.filter((figure) => fits(figure, ask));
    const ofSide = ofKind.filter((figure) => tellsSideAsked(contrasts, figure, text));
    const fitting = (ofSide.length > 0 ? ofSide : ofKind).filter((figure) => !isOfBoth(parsed.question, figure, text));
    const scored = fitting.map((figure) => ({ figure, score: scoreOf(clauseAround(text, figure, parts), telling) }));
    const most = scored.reduce((top, { score }) => Math.max(top, score), 0);
    const top = scored.filter(({ score }) => score === most);
    // Two are set against each other, and the sentences give two.
    if (parsed.intent === "difference" && fitting.length === 2) return fitting;
    return top.length === 1 ? top.flatMap(({ figure }) => (isOfIt(figure) ? [figure] : [])) : [];
  });
  return found.filter((figure, index) => found.findIndex(({ id }) => id === figure.id) === index).slice(0, MOST_FIGURES);
}

/** 学费是多少 asks for money by the name alone: 学费报销七成 tells none. */
function kindOfName({ evidence, lexicon }: ComposeContext): Figure["kind"] | null {
  const [only, ...others] = evidence.measures;
  return only === undefined || others.length > 0 ? null : expectAnswer("", only.measure.asked.words, lexicon.units).kind;
}

/** 拿到证书的学生有多少: of people no number of things and no sum of money tells how many. */
function peopleAsked({ evidence, parsed }: ComposeContext): string | null {
  const [measure, ...others] = evidence.measures;
  const isCount = parsed.wantedKind === null || parsed.wantedKind === "count";
  return isCount && others.length === 0 && measure?.measure.entry?.unit === PERSON ? PERSON : null;
}

/** 护理专业的男生 are not told by the number of all: boys and girls are named where they are counted. */
function isOfBoth(question: string, { source, population }: Figure, text: string): boolean {
  const sex = SEX.exec(foldText(question))?.[1];
  return sex !== undefined && !`${population ?? ""}${text.slice(source.context.start, source.context.end)}`.includes(sex);
}

const SEX = /([男女])(?:生|学生|性|教师|老师|护士?)/;

function fits({ unit, kind, aspect }: Figure, ask: { readonly kind: Figure["kind"] | null; readonly unit: string | null }): boolean {
  if (aspect === "rank") return false;
  if (ask.unit !== null) return isAlikeUnit(ask.unit, unit) || (PEOPLE.includes(ask.unit) && PEOPLE.includes(unit)) || (ask.unit === "个" && kind === "count");
  return ask.kind === null || ask.kind === kind;
}

const scoreOf = (clause: string, telling: readonly (readonly string[])[]): number =>
  telling.filter((words) => words.some((word) => clause.includes(word))).length;

/** The stretch of a sentence around a number up to the next marks, folded, without blanks. */
function clauseAround(text: string, { source }: Figure, parts: readonly { readonly start: number; readonly end: number }[]): string {
  const part = parts.find(({ start, end }) => start <= source.start && source.end <= end);
  if (part === undefined) return "";
  let [from, to] = [source.start, source.end];
  while (from > part.start && !BREAK.test(text[from - 1] ?? "")) from -= 1;
  while (to < part.end && !BREAK.test(text[to] ?? "")) to += 1;
  return foldText(text.slice(from, to)).replace(/\s+/g, "");
}
