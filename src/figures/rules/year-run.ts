import type { PeriodMention } from "../../text/periods.ts";
import type { Quantity } from "../../text/quantities.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart, isBoundary, type SentenceView } from "../sentence-view.ts";

type Proposal = Omit<Reading, "rule">;

/** Numbers of several years under one name: 就业率：2020年97.1%，2021年97.7%, and with the years behind: 96.2%（2021年）、97.1%（2022年）. */
export const yearRun: ReadingRule = {
  name: "year-run",
  read: (context) => afterBracketed(context) ?? firstOfYears(context),
};

function afterBracketed({ view, quantity, index, earlier }: ReadingContext): Proposal | null {
  const [previous, told] = [view.quantities[index - 1], earlier[index - 1]];
  if (previous === undefined || told == null || previous.unit !== quantity.unit || told.aspect === "change") return null;
  const between = view.text.slice(previous.end, quantity.start);
  if (!hasBracketedTime(view, previous) || !hasBracketedTime(view, quantity) || !/^\([^()]{2,20}\)(?:[，、；]|和|与)?$/.test(between)) return null;
  return { ...told, aspect: null, basis: null, confidence: Math.min(told.confidence, 0.8) };
}

const hasBracketedTime = ({ text, periods }: SentenceView, { end }: Quantity): boolean =>
  periods.some((mention) => mention.start === end + 1 && text[end] === "(" && text[mention.end] === ")");

/** 招生人数三年连续上升：2020年312人: how it went says nothing of what it is. */
const TREND =
  /^(?:[近这]?[一二两三四五六七八九十\d]{1,2}年(?:来|间)?)?(?:人数|规模|情况)?(?:(?:连续|持续|逐年|稳步|稳定|总体|整体|保持|呈现?|均|都|有所|大幅|不断|小幅|逐步|平稳|稳中有)*(?:上升|增长|提高|提升|下降|回落|增加|减少|回升|攀升|下滑|升|降|变化|稳定|平稳)(?:趋势|态势|如下|情况)?)?(?:(?:分别|依次)为?)?$/;
const LINK = /^(?:的|为|是|有|约|达到?)*$/;
const NEXT = /^[，、；](?:[而到])?$/;

/** The first of a run of numbers that have nothing but a year before them: what they are of was named before a colon or in the clause before. */
function firstOfYears(context: ReadingContext): Proposal | null {
  const { view, quantity, index, lexicon } = context;
  const from = clauseStart(view, quantity.start);
  const next = view.quantities[index + 1];
  const opened = bracketBefore(view, quantity);
  if (opened !== null) return ofBracketed({ view, quantity, lexicon }, opened, next) ?? ofRecord(context, opened, next);
  if (from === view.sentence.start || next === undefined || next.unit !== quantity.unit || !isBoundary(view, quantity.end)) return null;
  if (!standsAlone(view, from, quantity.start) || !followsYear(view, quantity, next)) return null;
  const clause = clauseStart(view, from - 1);
  if (view.quantities.some(({ start, end }) => start < from && end > clause) || /[；;]/.test(view.text.charAt(from - 1))) return null;
  const names = aliasesWithin(view, clause, from).filter(({ end }) => view.text.charAt(from - 1) !== ":" || TREND.test(view.text.slice(end, from - 1)));
  return namedBy({ view, quantity, lexicon }, names);
}

type Named = Pick<ReadingContext, "view" | "quantity" | "lexicon">;

function namedBy({ view, quantity, lexicon }: Named, names: ReturnType<typeof aliasesWithin>): Proposal | null {
  for (const alias of names.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const indicator = entryFor(lexicon, alias, quantity, { family: true });
    if (indicator === null) continue;
    return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  }
  return null;
}

/** Where the bracket opens that begins with the year of the number; null where none does. */
function bracketBefore({ text, periods }: SentenceView, { start }: Quantity): number | null {
  const year = periods.findLast(({ end, period }) => end <= start && period.year !== null);
  return year !== undefined && text[year.start - 1] === "(" && LINK.test(text.slice(year.end, start)) ? year.start - 1 : null;
}

/** 本科上线人数连续3年全县第一（2022年31人、2023年39人）: the clause before the bracket says of what. */
function ofBracketed(named: Named, opened: number, next: Quantity | undefined): Proposal | null {
  const { view, quantity } = named;
  const close = view.text.indexOf(")", quantity.end);
  if (next === undefined || next.unit !== quantity.unit || close < next.end || !followsYear(view, quantity, next)) return null;
  const clause = clauseStart(view, opened);
  return view.quantities.some(({ start, end, unit }) => start < opened && end > clause && unit === quantity.unit)
    ? null
    : namedBy(named, aliasesWithin(view, clause, opened));
}

/** 为近四年最高, 连续三年增长: how the number right before compares with those in the bracket. */
const RECORD = /最[高低多少好大]|新[高低]|[近连][\u4e00-\u9fff\d]{0,4}年|历年|以来|逐年|持续/;

/** 实际报到1194名，为近四年最高（2019年986名、2020年1045名）: earlier numbers of what was counted right before. */
function ofRecord({ view, quantity, index, earlier }: ReadingContext, opened: number, next: Quantity | undefined): Proposal | null {
  const [previous, told] = [view.quantities[index - 1], earlier[index - 1]];
  if (previous === undefined || told == null || told.indicator === null || told.aspect === "change" || previous.unit !== quantity.unit) return null;
  if (next === undefined || next.unit !== quantity.unit || !followsYear(view, quantity, next)) return null;
  const between = view.text.slice(previous.end, opened);
  return /^，?[^，。；、]{0,14}$/.test(between) && RECORD.test(between)
    ? { ...told, aspect: null, basis: null, confidence: Math.min(told.confidence, 0.8) }
    : null;
}

/** 2023年, 上届: a year by its number or by how far back it lies. */
const isDated = ({ period, relative }: PeriodMention): boolean => period.year !== null || relative === "previous";

/** Whether a year and linking words are all that stands between. */
function standsAlone({ text, periods }: SentenceView, from: number, to: number): boolean {
  return periods.some((mention) => mention.start === from && mention.end <= to && isDated(mention) && LINK.test(text.slice(mention.end, to)));
}

function followsYear(view: SentenceView, quantity: Quantity, next: Quantity): boolean {
  const lead = view.periods.find((mention) => mention.start >= quantity.end && mention.start < next.start && isDated(mention));
  return lead !== undefined && NEXT.test(view.text.slice(quantity.end, lead.start)) && standsAlone(view, lead.start, next.start);
}
