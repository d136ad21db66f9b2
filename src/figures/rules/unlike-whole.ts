import type { Reading, ReadingContext } from "../reading.ts";
import { clauseStart, type SentenceView } from "../sentence-view.ts";

/** All the money there is, by its entry's name. */
const ALL_MONEY = /总(?:收入|支出)$/;
/** Words that claim all of it. */
const SAYS_ALL = /总|合计|经费|预算|决算|财政|办学|学校/;
const MONEY_HEADING = /经费|财务|收支|收入|支出|投入|预算|决算|资金/;
/** What may stand before a bare 全年支出 without telling of another purse. */
const NO_PURSE =
  /^(?:(?:19|20)\d{2}(?:自然)?(?:学年|年)(?:度)?|学校|我校|学院|全校|本年度|本学年|今年|当年|全年|年度|经费|财务|决算|预算|方面|[，、：:；\s\d.()])*$/;

const UNIT_NOTE = /\(?单位:[^)]{1,6}\)/;

/** Questions put to people, and what is done to ask them. */
const ASKS_BEHIND = /^[^。；]{0,60}?(?:开展|进行|实施|组织|发放|作|做)了?[^，。；]{0,16}(?:调查|调研|问卷|访谈|测评|回访)/;
const ASKED_BEFORE = /(?:对|向|面向)[^。；]{0,60}$/;
const DRAWN = /(?:抽取|抽样|抽查|随机抽|调查|访谈|回访|走访|问卷)[^。；]{0,40}$/;
const SURVEY = /调查|调研|问卷|访谈|抽样|回访/;

/** A bare name of all the school has is not read where its sentence tells of a smaller purse or of those who were asked; null stands for no entry. */
export function unlikeWhole(context: ReadingContext, reading: Reading): Reading {
  const { indicator } = reading;
  if (indicator === null || !(isOtherPurse(context, reading) || isAsked(context, reading))) return reading;
  return { ...reading, indicator: null, denominator: null, confidence: Math.min(reading.confidence, 0.5) };
}

/** 发放岗位津贴，每人每月500元，全年支出42.6万元: what one thing cost in the year, unless the school's money is told of. */
function isOtherPurse({ view, earlier }: ReadingContext, { indicator, words, headStart }: Reading): boolean {
  if (indicator === null || !ALL_MONEY.test(indicator.zh) || SAYS_ALL.test(words)) return false;
  if (MONEY_HEADING.test(view.section[view.section.length - 1] ?? "")) return false;
  if (earlier.some((other) => other?.indicator != null && ALL_MONEY.test(other.indicator.zh))) return false;
  return !NO_PURSE.test(view.text.slice(view.sentence.start, headStart).replace(UNIT_NOTE, ""));
}

/** 对3860名在校生、412名应届毕业生开展满意度调查: those who were asked are not all there are. */
function isAsked({ view, quantity }: ReadingContext, { indicator, headStart }: Reading): boolean {
  if (indicator?.kind !== "count" || quantity.unit !== "人" || /调查|问卷/.test(indicator.zh)) return false;
  const lead = view.text.slice(view.sentence.start, Math.min(headStart, quantity.start));
  if (ASKED_BEFORE.test(lead) && ASKS_BEHIND.test(view.text.slice(quantity.end, view.sentence.end))) return true;
  return DRAWN.test(clauseOf(view, headStart, quantity.start)) && SURVEY.test(lead);
}

const clauseOf = (view: SentenceView, headStart: number, before: number): string => view.text.slice(clauseStart(view, headStart), Math.min(headStart, before));
