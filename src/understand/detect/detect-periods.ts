import type { PeriodQuery } from "../../domain/question.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { detectPeriods, type PeriodMention } from "../../text/periods.ts";
import type { Found, Reading } from "../reading.ts";
import { followsLimit } from "./bare-limits.ts";

/** 近三年, past 5 years: so many report years. */
const LAST_YEARS =
  /(?:最?近|过去|连续|这|前|last|past|recent|previous|most recent|over the last|over the past) ?(?:的)?([一二两三四五六七八九十]|\d{1,2}|two|three|four|five|six|ten)(?:个)? ?(?:年[来间里]?|学?年度|学年|届|years|reports|academic years|school years)/g;
/** 三年里怎么变: so many years without a word before them, where they are the frame of a change. */
const YEARS_IN =
  /([二两三四五六七八九十]|\d)(?:个学)?年(?:[里间来内]|(?=平均|一共|总共|合计|累计|加起来|共[招培有获]))|(?:over|across|during|in|for) (?:the )?(two|three|four|five|six|ten|\d{1,2})(?:-year period| (?:school |academic )?years)|(two|three|four|five|six|ten|\d)-year (?=average|mean|total|sum)/g;
/** 前年, 三年前, "the year before last": its year is known once the schools are. */
const YEARS_BACK =
  /(?<!大)前年(?![级度])|(?:the )?year before last|([一二两三四五六七八九十]{1,2}|(?<![\d.])\d{1,2})(?:个学)?年(?:以|之)?前(?![后三两二])|(?<![a-z\d])(two|three|four|five|six|ten|\d{1,2}) years (?:ago|before|earlier)/g;
const MOST_BACK = 30;
const ENGLISH_NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10 };
/** 2020届, class of 2020; "what about 2020", which elsewhere would be a rough number. */
const COHORT =
  /((?:19|20)\d{2})(?:届|级)|class of ((?:19|20)\d{2})|[（(]((?:19|20)\d{2})[)）]|(?:what|how) about (?:in |the year )?((?:19|20)\d{2})(?![\d.%])/g;

/** Years, academic years and relative times. A time that names no year (三月) brings no query. */
export function detectQuestionPeriods(reading: Reading): readonly Found[] {
  // The 2000 of 2000至3000人 is no year.
  const ranges = reading.found.filter((item) => item.rule === "quantity.range");
  const isLimit = ({ start, end }: PeriodMention): boolean =>
    /^\d{4}$/.test(reading.text.slice(start, end)) && !/^\s*(?:年|学年|-|年度)/.test(reading.text.slice(end)) && followsLimit(reading.text, start);
  const own = [...yearsBack(reading.text), ...lastYears(reading.text), ...cohorts(reading.text)];
  const mentions = detectPeriods(reading.text)
    .filter((mention) => !isLimit(mention) && ![...own, ...ranges].some((item) => item.start < mention.end && mention.start < item.end))
    .flatMap(toFound);
  return [...own, ...mentions];
}

function toFound(mention: PeriodMention): Found[] {
  const query = toQuery(mention);
  if (query === null && mention.relative !== "next") return [];
  return [{ kind: "period", start: mention.start, end: mention.end, query, next: mention.relative === "next", rule: `period.${query?.kind ?? "next"}` }];
}

function toQuery(mention: PeriodMention): PeriodQuery | null {
  const { period, relative, endYear } = mention;
  if (relative === "this") return { kind: "latest" };
  if (relative === "previous") return { kind: "previous" };
  if (period.year === null) return null;
  if (endYear !== null && endYear > period.year) return { kind: "years", from: period.year, to: endYear };
  return period.kind === "academic" ? { kind: "academic", year: period.year } : { kind: "calendar", year: period.year };
}

const SINCE_LEAVING = /(?:毕业|离校|入职|就业|入学)后?$/;
function lastYears(text: string): Found[] {
  return [...text.matchAll(LAST_YEARS), ...text.matchAll(YEARS_IN)].flatMap((match): Found[] => {
    const written = match[1] ?? match[2] ?? match[3] ?? "";
    // 毕业三年内的毕业生: how long ago they left, no row of years.
    if (SINCE_LEAVING.test(text.slice(0, match.index))) return [];
    const count = ENGLISH_NUMBERS[written] ?? Number(parseNumeral(written) ?? Number.NaN);
    if (!Number.isInteger(count) || count < 1) return [];
    // 这一年 is the year at hand, no row of years; 前一年 is the one before it.
    if (count === 1 && match[0].startsWith("前")) return [];
    if (count === 1)
      return [{ kind: "period", start: match.index, end: match.index + match[0].length, query: { kind: "latest" }, next: false, rule: "period.latest" }];
    return [{ kind: "period", start: match.index, end: match.index + match[0].length, query: { kind: "last", count }, next: false, rule: "period.last" }];
  });
}

function yearsBack(text: string): Found[] {
  return [...text.matchAll(YEARS_BACK)].flatMap((match): Found[] => {
    const back = countOf(match[1] ?? match[2]);
    if (back === null) return [];
    const query = { kind: "last", count: back + 1 } as const;
    return [{ kind: "period", start: match.index, end: match.index + match[0].length, query, next: false, back, rule: "period.years_back" }];
  });
}

/** Two where no number is written (前年); null for what is no number of years. */
function countOf(written: string | undefined): number | null {
  const count = written === undefined ? 2 : written === "两" ? 2 : (ENGLISH_NUMBERS[written] ?? Number(parseNumeral(written) ?? Number.NaN));
  return Number.isInteger(count) && count >= 1 && count <= MOST_BACK ? count : null;
}

function cohorts(text: string): Found[] {
  return [...text.matchAll(COHORT)].map((match) => ({
    kind: "period",
    start: match.index,
    end: match.index + match[0].length,
    query: { kind: "calendar", year: Number(match[1] ?? match[2] ?? match[3] ?? match[4]) },
    next: false,
    rule: match[2] !== undefined || match[0].endsWith("届") ? "period.cohort" : "period.calendar",
  }));
}
