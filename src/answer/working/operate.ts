import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import {
  coverOfFigure,
  exactOf,
  figureByNumber,
  figureByWords,
  figureOfPart,
  operandFigures,
  partOfWhole,
  perPair,
  rowOfNoun,
  wholeBeforePart,
} from "../../retrieve/working/operand-figures.ts";
import type { Named } from "../../retrieve/working/working-names.ts";
import { foldText } from "../../text/fold.ts";
import { type Operation, readOperation } from "../../understand/operation/operation.ts";
import type { OperandWords } from "../../understand/operation/operation-phrases.ts";
import type { Draft } from "../draft.ts";
import type { ShownFigure } from "../parts.ts";
import { type Operated, settle } from "./settle-operands.ts";

/** What an operand is looked for with. */
export interface OperandSource {
  readonly parsed: ParsedQuestion;
  /** The school, in the language of the question. */
  readonly school: string;
  /** All figures of the asked year's report. */
  readonly figures: readonly Figure[];
  readonly readText: (id: Figure["reportId"]) => string;
  readonly lexicon: Parameters<typeof operandFigures>[1]["lexicon"];
  /** What was asked before, the last first. */
  readonly before: readonly string[];
  /** Asks for one thing alone, as if a person had. */
  readonly ask: (question: string) => Promise<Draft>;
}

/** Intents whose answer may be of one operand alone, where the question wants several worked with. */
const MAY_OPERATE: ReadonlySet<Intent> = new Set<Intent>([
  "lookup",
  "aggregate",
  "difference",
  "ratio",
  "derived",
  "compare",
  "rank",
  "list",
  "explain",
  "trend",
]);

/** What the question wants worked out and its answer so far does not give; null where it wants nothing, or has it. */
export function wantedOperation(parsed: ParsedQuestion, draft: Draft): Operation | null {
  if (!MAY_OPERATE.has(parsed.intent) || draft.status === "clarify" || draft.status === "out_of_scope") return null;
  const operation = readOperation(parsed);
  return operation === null || isDone(draft, operation) ? null : operation;
}

const DONE: Readonly<Record<Operation["op"], readonly string[]>> = {
  sum: ["sum"],
  mean: ["mean"],
  share: ["percent", "rest"],
  difference: ["difference", "rest"],
  multiple: ["quotient", "part"],
  each: ["quotient"],
  order: [],
};

function isDone({ status, figures }: Draft, { op, left, right, row, apart, outright }: Operation): boolean {
  const [first] = figures;
  if (first === undefined) return false;
  const asked = left.length + right.length;
  if (row !== undefined) return false;
  if (apart === true) return left.length === figures.filter((one) => (one.kind === "printed" ? one.figure.unit : one.unit) === "%").length;
  if (op === "order") return status === "answered" && figures.length >= asked;
  if (first.kind === "derived")
    return DONE[op].includes(first.formula.op) && (op === "sum" ? leavesOf(first) === asked : leavesOf(first) >= asked) && status !== "not_found";
  if (status !== "answered") return false;
  // 有多少，占几成: the number first, and its share beside it.
  if (op === "share") return figures.slice(0, 2).some((one) => (one.kind === "printed" ? one.figure.unit : one.unit) === "%");
  if (op === "each") return outright !== true && (first.figure.kind === "average" || first.figure.kind === "ratio");
  return op === "difference" && first.figure.aspect === "change";
}

const leavesOf = (shown: ShownFigure): number => (shown.kind === "printed" ? 1 : shown.operands.reduce((sum, one) => sum + leavesOf(one), 0));

/** Finds each operand alone, by its own words and what it inherits. Null where nothing was found, or the answer so far gives the result as printed. */
export async function operate(operation: Operation, source: OperandSource, draft: Draft): Promise<Operated | null> {
  const named = operandFigures(source.figures, source);
  if (operation.per !== undefined) {
    const pair = perPair(operation.per, topicOf(source.parsed), named);
    if (pair !== null) return { kind: "found", found: { op: "each", left: [pair[0]], right: [pair[1]], direction: "max" } };
    if (operation.left.length === 0) return null;
  }
  if (operation.row !== undefined) {
    const row = rowOfNoun(operation.row.about, operation.row.noun, named);
    return row === null || tellsOf(draft, row) ? null : { kind: "found", found: { op: "sum", left: row, right: [], direction: "max" } };
  }
  if (operation.ofLast === true) return partOfLast(operation, source, named);
  const [only, ...others] = operation.left;
  if (only?.count !== undefined && others.length === 0) return severalOfOne(only, source);
  const taken: Figure[] = [];
  const rivals: Figure[][] = [];
  const find = async (words: OperandWords): Promise<Figure | null> => {
    const operand = await findOperand(words, source, named, taken);
    if (operand === null) return null;
    taken.push(operand.figure);
    if (operand.rivals.length > 0) rivals.push([operand.figure, ...operand.rivals]);
    return operand.figure;
  };
  const left: (Figure | null)[] = [];
  for (const words of operation.left) left.push(await find(words));
  const right: (Figure | null)[] = [];
  for (const words of operation.right) right.push((await find(words)) ?? (operation.op === "share" ? openedBefore(left, words, named, source) : null));
  const [whole, ...others2] = right;
  const parts =
    operation.op === "share" && whole !== undefined && whole !== null && others2.length === 0
      ? left.map((one, index) => one ?? within(operation.left[index], whole, named))
      : left;
  return settle(operation, parts, right, draft, rivals);
}

/** Whether an answer is told of the whole row. */
const tellsOf = ({ figures }: Draft, row: readonly Figure[]): boolean =>
  row.every(({ id }) => figures.some((shown) => shown.kind === "printed" && shown.figure.id === id)) && figures.some(({ kind }) => kind === "derived");

/** Earlier questions that one may go on from. */
const MOST_TURNS = 3;

/** 其中省级的占多少, after a number: that number is the whole. */
async function partOfLast({ left }: Operation, source: OperandSource, named: readonly Named[]): Promise<Operated | null> {
  const [words] = left;
  for (const question of words === undefined ? [] : source.before.slice(0, MOST_TURNS)) {
    const told = await source.ask(question);
    for (const whole of [...printedOf(told), ...told.nearest.flatMap((shown) => (shown.kind === "printed" ? [shown.figure] : []))]) {
      const part = words?.ways.map((way) => partOfWhole(way, whole, named)).find((figure) => figure !== null);
      if (part !== undefined) return { kind: "found", found: { op: "share", left: [part], right: [whole], direction: "max" } };
    }
  }
  return null;
}

/** 两笔维修资金一共: as many figures as the question counts, all of one name; null where the report gives more or fewer. */
async function severalOfOne(words: OperandWords, source: OperandSource): Promise<Operated | null> {
  for (const way of words.ways) {
    const told = printedOf(await source.ask(questionOf(way, source)));
    const [only, ...others] = told;
    const figures = only !== undefined && others.length === 0 ? alikeOf(only, source.figures) : told;
    const isOne = figures.every(
      ({ indicator, unit, kind }) => indicator.id === figures[0]?.indicator.id && isAlikeUnit(unit, figures[0]?.unit ?? unit) && kind === figures[0]?.kind,
    );
    if (isOne && figures.length === words.count && new Set(figures.map(({ value }) => value)).size === figures.length)
      return { kind: "found", found: { op: "sum", left: figures, right: [], direction: "max" } };
  }
  return null;
}

/** 四项培训, of which one is told by the name of all: those that the same section counts by that name. */
const alikeOf = (told: Figure, figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(
    ({ indicator, aspect, reportId, unit, source }) =>
      indicator.id !== null &&
      indicator.id === told.indicator.id &&
      aspect === "actual" &&
      reportId === told.reportId &&
      source.section.join() === told.source.section.join() &&
      isAlikeUnit(unit, told.unit),
  );

/** 20项课题里省级的: the part that the sentence of the whole gives. */
const within = (words: OperandWords | undefined, whole: Figure, named: readonly Named[]): Figure | null =>
  words?.ways.map((way) => partOfWhole(way, whole, named)).find((figure) => figure !== null) ?? null;

const topicOf = ({ indicators }: ParsedQuestion): readonly IndicatorId[] =>
  indicators.certainty === "missing" || indicators.certainty === "ambiguous"
    ? []
    : indicators.value.flatMap((asked) => (asked.kind === "entry" ? [asked.id] : []));

function openedBefore(left: readonly (Figure | null)[], words: OperandWords, named: readonly Named[], { readText }: OperandSource): Figure | null {
  const [part] = left;
  return part === undefined || part === null ? null : wholeBeforePart(part, words.ways.at(-1) ?? "", named, readText);
}

/** The question as what it is once its operation is known. */
export function asOperation(parsed: ParsedQuestion, { op, ofLast, left }: Operation): ParsedQuestion {
  const isRow = op === "sum" || op === "mean";
  const intent: Intent = isRow ? "aggregate" : op === "difference" ? "difference" : op === "multiple" ? "ratio" : op === "order" ? "rank" : "derived";
  // What the talk was about is told by the figures themselves.
  // 那四项培训: the four says how many are meant, and claims nothing of them.
  const isCounted = left.some(({ count }) => count !== undefined);
  return {
    ...parsed,
    ...(isCounted ? { premise: null } : {}),
    intent,
    aggregate: isRow ? op : null,
    ...(ofLast === true ? { indicators: { certainty: "missing" } } : {}),
  };
}

/** Least that a figure's own names and sentence must hold of an operand's words for what was found by asking to be it. */
const LEAST_HELD = 0.5;

interface FoundOperand {
  readonly figure: Figure;
  /** Other values that the report gives for the very thing. */
  readonly rivals: readonly Figure[];
}

async function findOperand(words: OperandWords, source: OperandSource, named: readonly Named[], taken: readonly Figure[]): Promise<FoundOperand | null> {
  const isFree = (figure: Figure | null): figure is Figure => figure !== null && !taken.some(({ id }) => id === figure.id);
  const core = words.ways.at(-1) ?? "";
  if (words.number !== null) {
    const byNumber = figureByNumber(core, words.number, named);
    if (isFree(byNumber)) return { figure: byNumber, rivals: [] };
  }
  for (const way of words.ways) {
    const asked = await source.ask(questionOf(way, source));
    const free = printedOf(asked, taken[0])
      .map((one) => exactOf(one, named))
      .filter(isFree);
    const found = bestOf(way, free, named, taken);
    if (found !== null && fits(way, found.figure, named) && isOfEntry(found.figure, way, source)) return found;
    const said = figureByWords(way, named) ?? figureOfPart(way, named);
    if (isFree(said) && isOfEntry(said, way, source)) return { figure: said, rivals: [] };
  }
  return null;
}

/** 组建3个学徒制班级 are not what 班级 means of a school: a word of the lexicon is told by its own entry, or by a number that has none and its very name. */
function isOfEntry({ indicator }: Figure, way: string, { lexicon }: OperandSource): boolean {
  const entry = lexicon.aliases.whole(foldText(way))?.indicatorIds ?? null;
  return entry === null || (indicator.id === null ? foldText(indicator.name) === foldText(way) : entry.includes(indicator.id));
}

/** Of several that an answer tells the one in the unit of the others, that stands beside them, and whose sub-group the words name. */
function bestOf(way: string, free: readonly Figure[], named: readonly Named[], taken: readonly Figure[]): FoundOperand | null {
  const inUnit = free.filter(({ unit }) => taken[0] === undefined || isAlikeUnit(unit, taken[0].unit));
  const held = inUnit.length > 0 ? inUnit : free;
  const isBeside = ({ reportId, source }: Figure): boolean =>
    taken.some((one) => one.reportId === reportId && one.source.context.start === source.context.start);
  const isNamed = ({ population, subject }: Figure): boolean => [population, subject].every((name) => name === null || shares(way, name));
  const score = (figure: Figure): number => (isNamed(figure) ? 2 : 0) + coverOfFigure(way, figure, named) + (isBeside(figure) ? 0.5 : 0);
  const ordered = held.map((figure) => ({ figure, score: score(figure) })).toSorted((a, b) => b.score - a.score);
  const [best] = ordered;
  if (best === undefined) return null;
  const alike = held.filter(({ indicator, id }) => id !== best.figure.id && indicator.id !== null && indicator.id === best.figure.indicator.id);
  // Parts of which the words name none: none of them is the thing.
  if (!isNamed(best.figure) && alike.some(({ population, subject }) => population !== best.figure.population || subject !== best.figure.subject)) return null;
  const rivals = alike.filter(({ population, subject }) => population === best.figure.population && subject === best.figure.subject);
  return { figure: best.figure, rivals };
}

/** 德西 of 德西数控1951班, 省 of 省级. */
const shares = (way: string, name: string): boolean => way.includes(name.slice(0, 1)) && (name.length < 3 || way.includes(name.slice(0, 2)));

function fits(way: string, figure: Figure, named: readonly Named[]): boolean {
  return figure.indicator.id !== null && /[a-z]{3}/i.test(way) ? true : coverOfFigure(way, figure, named) >= LEAST_HELD;
}

/** Facts that an answer tells first; what came near is none. */
function printedOf({ status, figures, caveats }: Draft, like?: Figure): readonly Figure[] {
  if (status !== "answered" && status !== "partial") return [];
  const facts = figures.flatMap((shown) => (shown.kind === "printed" && shown.figure.aspect === "actual" ? [shown.figure] : []));
  // Where only the money of it is given, money is what is put to money.
  const isOther = status === "partial" && caveats.some(({ code }) => code === "missing");
  return isOther ? facts.filter(({ kind, unit }) => like?.kind === "amount" && kind === "amount" && unit === like.unit) : facts;
}

function questionOf(way: string, { parsed, school }: OperandSource): string {
  const period = parsed.period.certainty === "stated" ? parsed.period.mentions.map(({ text }) => text).join("") : "";
  return parsed.language === "en"
    ? `What is the ${way} of ${school}${period === "" ? "" : ` in ${period.replace(/^in /i, "")}`}?`
    : `${school}${period}${way}是多少`;
}
