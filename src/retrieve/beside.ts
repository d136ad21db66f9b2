import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import { glossGroups } from "./english/glossary.ts";
import type { FigureCell, MeasureEvidence } from "./figures/measures.ts";
import { expectAnswer } from "./said/expected-answer.ts";
import { coverOf } from "./word-cover.ts";
import { nameAll } from "./working/working-names.ts";

/** What the second half of a question is looked for beside. */
export interface BesideDeps {
  readonly lexicon: Lexicon;
  readonly readText: (id: ReportId) => string;
  readonly figuresOf: (reportId: ReportId) => readonly Figure[];
  /** Figures told by other questions of the line, or by the turn before. */
  readonly told: readonly Figure[];
}

/** A half of a question that asks for a number and names nothing: "，多少人次", "、几个人". */
const BARE_HALF =
  /[,，、;；?？]\s*(?:一共|总共|共有?|又|都|各|分别|以及|和)?(?:是|有|来了?|去了?)?((?:多少|几)个?[\u4e00-\u9fff]{1,3}?)(?:呢|了|啊)?[?？。\s]*$/;
/** Share of its words that the sentence must hold. */
const LEAST_COVER = 0.5;
const ASKING = /多少|几|是|有|了|呢|的/g;

/**
 * Fills what a question of several parts left without a number from the sentence that gave the others: 接待了多少批，多少人次 and "how many came, and
 * what share reached a deal" are told together. Only where one number of that sentence alone is counted as asked.
 */
export function withBeside(found: readonly MeasureEvidence[], parsed: ParsedQuestion, deps: BesideDeps): readonly MeasureEvidence[] {
  if (parsed.intent !== "lookup" || parsed.scope !== "named") return found;
  const measures = found.map((evidence) => ofToldSentence(evidence, [...deps.told, ...toldBy(found, evidence)]));
  const own = measures.flatMap(({ cells }) => cells.flatMap(({ direct }) => direct.slice(0, 1)));
  const bases = [...own, ...deps.told];
  const text = foldText(parsed.question);
  const half = BARE_HALF.exec(text)?.[1] ?? null;
  const whole = parsed.indicators.certainty === "inherited" ? BARE_WHOLE.exec(text)?.groups : undefined;
  const alone = whole?.asked ?? null;
  const isMoneyLeft = MONEY.test(text) && own.length > 0 && own.every(({ kind }) => kind === "count");
  const lacks = measures.some(isEmpty);
  if (bases.length === 0 || (!lacks && half === null && alone === null && !isMoneyLeft)) return measures;
  const filled = measures.map((evidence) => (isEmpty(evidence) ? fill(evidence, bases, parsed, deps) : evidence));
  const money = isMoneyLeft ? forHalf("多少钱", filled, own, deps) : null;
  const extra = half === null ? null : forHalf(half, filled, own, deps);
  // 多少人次 after 多少批来访 asks for that alone.
  const other = alone === null ? null : forHalf(alone, filled, own, deps, whole?.mean !== undefined);
  if (other !== null) return [other];
  return [...(money === null ? [] : [money]), ...filled, ...(extra === null ? [] : [extra])];
}

const BARE_WHOLE =
  /^(?:那么?|一共|总共|共|有|是|又|都|大概|大约)*(?<mean>(?:平均)?(?:每个?(?:人|位|名)|人均|平均)(?:老师|教师|学生|人)?(?:下来)?(?:是|有|去了?|要|为)?)?(?<asked>(?:多少|几)个?[\u4e00-\u9fff]{1,3}?)(?:呢|了|啊)?[?？。\s]*$/;
/** What a mean says of itself right before its number. */
const MEAN = /平均|人均|均|每人|每名|每位/;
const MONEY = /多少(?:钱|资金|经费|元|万元)/;

const isEmpty = ({ cells }: MeasureEvidence): boolean =>
  cells.length === 1 &&
  cells.every(({ direct, operands, rivals, reports }) => direct.length === 0 && operands === null && (rivals ?? []).length === 0 && reports.length > 0);

/** 比赛获奖多少，省级的几项: of several numbers that fit alike the one in the sentence that told the other half. */
function ofToldSentence(evidence: MeasureEvidence, told: readonly Figure[]): MeasureEvidence {
  const places = new Set(told.map(placeOf));
  const cells = evidence.cells.map((cell) => {
    const [only, ...others] = [...cell.direct, ...(cell.rivals ?? [])].filter((figure) => places.has(placeOf(figure)));
    return (cell.rivals ?? []).length === 0 || only === undefined || others.length > 0 ? cell : { ...cell, direct: [only], rivals: [] };
  });
  return { ...evidence, cells };
}

const toldBy = (all: readonly MeasureEvidence[], except: MeasureEvidence): readonly Figure[] =>
  all.flatMap((one) => (one === except ? [] : one.cells.flatMap(({ direct }) => direct.slice(0, 1))));

function fill(evidence: MeasureEvidence, bases: readonly Figure[], parsed: ParsedQuestion, deps: BesideDeps): MeasureEvidence {
  const { measure, cells } = evidence;
  const [cell] = cells;
  const words = measure.asked.words;
  const expected = expectAnswer(measure.entry === null ? words : parsed.question, words, deps.lexicon.units);
  const kind = measure.kind ?? expected.kind ?? (SHARE_HALF.test(foldText(parsed.question)) && bases.length > 0 ? "share" : null);
  const unit = measure.unit ?? measure.entry?.unit ?? expected.unit;
  if (cell === undefined || kind === null) return evidence;
  const counted = (figure: Figure): boolean => figure.kind === kind && (kind === "share" || unit === null || sameUnit(figure.unit, unit));
  const text = foldText(words).replace(ASKING, "").replace(/\s+/g, "");
  const asked = /[\u4e00-\u9fff]/.test(text) ? { text, groups: null } : { text: words, groups: glossGroups(words) };
  const typed = foldText(parsed.question).replace(/[?？\s]|(?:多少|几)个?|有|了|呢/g, "");
  const speaks = (said: string): boolean =>
    coverOf(asked, said) >= LEAST_COVER || (typed.length <= SHORT && coverOf({ text: typed, groups: null }, said) === 1);
  const isLoose = kind === "share" || ANYBODY.test(foldText(words).trim());
  const found = mates(bases, deps).filter(({ item, own, context }) => counted(item.figure) && (isLoose || speaks(`${own}|${context}`)));
  const near = found.filter(({ item }) => bases.some((figure) => inOneClause(figure, item.figure, deps)));
  const [only, ...others] = near.length === 1 ? near : found;
  return only === undefined || others.length > 0 ? evidence : { ...evidence, cells: [{ ...cell, direct: [only.item.figure], siblings: [], aside: [] }] };
}

const SHORT = 4;
/** Those who are counted whatever they did. */
const ANYBODY = /^(?:people|persons|visitors|participants|attendees|in total|altogether|享受|受益|受惠|受助|拿到|领到|领取)$/;

/** "and what share reached a deal": the share is of the half alone. */
const SHARE_HALF = /\band what (?:share|percentage|proportion|percent)\b/;

/** The number of the half's unit in the sentence of what was told; null where it is told already, or several are counted so. */
function forHalf(half: string, measures: readonly MeasureEvidence[], own: readonly Figure[], deps: BesideDeps, isMean = false): MeasureEvidence | null {
  const { kind, unit } = expectAnswer(half, half, deps.lexicon.units);
  const written = half.replace(/^(?:多少|几)个?/, "");
  const fits = ({ kind: counted, unit: own }: Figure): boolean =>
    kind === "amount" ? counted === "amount" || isMean : (counted === "count" || isMean) && sameUnit(own, unit ?? written);
  const speaks = (figure: Figure): boolean => !isMean || MEAN.test(clauseBefore(figure, deps));
  const base = measures.find(({ cells }) => cells.some(({ direct }) => direct.length > 0));
  const cell = base?.cells[0];
  if (base === undefined || cell === undefined || (!isMean && own.some(fits))) return null;
  const counted = mates(own, deps).filter(({ item }) => fits(item.figure) && speaks(item.figure));
  const near = counted.filter(({ item }) => own.some((figure) => inOneClause(figure, item.figure, deps)));
  const [only, ...others] = near.length === 1 ? near : counted;
  if (only === undefined || others.length > 0) return null;
  const { figure } = only.item;
  const entry = figure.indicator.id === null ? undefined : deps.lexicon.indicator(figure.indicator.id);
  return {
    reporters: new Set(),
    measure: {
      asked: entry === undefined ? { kind: "open", words: written, unit: figure.unit } : { kind: "entry", id: entry.id, words: entry.zh },
      entry: entry ?? null,
      kind: figure.kind,
      unit: figure.unit,
    },
    cells: [besideCell(cell, figure)],
  };
}

const besideCell = ({ owner, target, reports }: FigureCell, figure: Figure): FigureCell => ({
  owner,
  target,
  reports,
  direct: [figure],
  fallback: false,
  subjectBound: figure.subject !== null,
  otherKinds: [],
  otherPeriods: [],
  aside: [],
  plans: [],
  changes: [],
  sentenceMates: [],
  siblings: [],
  operands: null,
});

/** 55批次715人次: nothing stands between them. */
function inOneClause(a: Figure, b: Figure, { readText }: BesideDeps): boolean {
  if (placeOf(a) !== placeOf(b)) return false;
  const [first, second] = a.source.start < b.source.start ? [a, b] : [b, a];
  return !/[，,；;。]/.test(readText(a.reportId).slice(first.source.end, second.source.start));
}

/** What stands before a number in its clause. */
const clauseBefore = ({ reportId, source }: Figure, { readText }: BesideDeps): string =>
  /[^，,；;。、]*$/.exec(readText(reportId).slice(source.context.start, source.start))?.[0] ?? "";

const sameUnit = (figure: string, asked: string): boolean => figure === asked || figure === `${asked}次`;

/** The other numbers of the sentences that the figures stand in, each once. */
function mates(bases: readonly Figure[], deps: BesideDeps): ReturnType<typeof nameAll> {
  const places = new Set(bases.map(placeOf));
  const told = new Set(bases.map(({ id }) => id));
  const reportIds = [...new Set(bases.map(({ reportId }) => reportId))];
  const found = reportIds
    .flatMap((id) => deps.figuresOf(id))
    .filter((figure) => figure.aspect === "actual" && !told.has(figure.id) && places.has(placeOf(figure)));
  return nameAll(found, deps);
}

const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;
