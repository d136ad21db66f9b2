import { LEVELS, TEACHERS_CONTEST } from "../cues.ts";
import { entryFor, type Reading, type ReadingContext } from "../reading.ts";

/** How far before a prize the contest that it was won in may stand. */
const REACH = 80;
/** Prizes and the general word for them. */
const PRIZE = /^[特一二三金银铜优][等胜秀]?[奖牌]$|^[获得]奖$/;

/** 在教师教学能力比赛中获一等奖1项: prizes of teachers are no students' prizes. 教师指导学生获… and 学生…获… are. */
export function ofTeachers({ view, quantity, lexicon }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator === null || !PRIZE.test(reading.words)) return reading;
  const prizeAt = view.text.lastIndexOf(reading.words, quantity.start);
  const lead = view.text.slice(Math.max(view.sentence.start, prizeAt - REACH), Math.max(view.sentence.start, prizeAt));
  const marks = [...lead.matchAll(TEACHERS_CONTEST)];
  const mark = marks[marks.length - 1];
  if (mark === undefined || /学生|选手|学子|同学|指导/.test(lead.slice(mark.index + mark[0].length))) return reading;
  const alias = lexicon.aliases.whole(`教师${reading.words}`, ["zh", "prose"]);
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
  if (indicator === null) return reading;
  const level = LEVELS.find((word) => word.length > 1 && lead.endsWith(word)) ?? "";
  const prize = /^[获得]奖$/.test(reading.words) ? reading.population : `${level}${reading.words}`;
  return { ...reading, indicator, population: prize };
}
