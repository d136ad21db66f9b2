import type { Period } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { parseNumeral } from "./numerals.ts";

export interface PeriodMention extends Span {
  /** Evidence is always "stated"; label is the folded text as printed. */
  readonly period: Period;
  /** How the period stands to the report's own (or, in a question, to the latest one). */
  readonly relative: "this" | "previous" | "next" | null;
  /** Last year of a range ("2018—2020年" → 2020); academic years by their first year. */
  readonly endYear: number | null;
  /** So many years before the report's own: 前年 → 2, 三年前 → 3. */
  readonly back?: number;
}

interface Reading {
  readonly kind: Period["kind"];
  readonly year: number | null;
  readonly relative?: PeriodMention["relative"];
  readonly endYear?: number | null;
  readonly back?: number;
}

/** One way periods are written; the first rule that matches at a place wins, longer forms stand first. */
interface PeriodRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => Reading | null;
}

const YEAR = "((?:19|20)\\d{2}|[一二][九〇○零0][一二三四五六七八九〇○零0]{2})";
const TO = "(?:[-–—~]{1,2}|至|到|/)";
const NOT_IN_NUMBER = "(?<![\\d.〔\\[])";
const MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])";
const MONTH_NAMES = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

function toYear(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = parseNumeral(text);
  const year = value === null ? Number.NaN : Number(value);
  return year >= 1900 && year <= 2099 ? year : null;
}

/** The second year of a range, which may be written with its last two digits: ("2020", "21") → 2021. */
function toEndYear(first: string | undefined, second: string | undefined): number | null {
  if (first !== undefined && second?.length === 2 && /^\d\d$/.test(second)) return toYear(first.slice(0, 2) + second);
  return toYear(second);
}

function academicRange([, first, second]: readonly (string | undefined)[]): Reading | null {
  const year = toYear(first);
  const end = toEndYear(first, second);
  if (year === null || end === null || end <= year) return null;
  return { kind: "academic", year, endYear: end - year > 1 ? end - 1 : null };
}

const academic = ([, first]: readonly (string | undefined)[]): Reading => ({ kind: "academic", year: toYear(first) });
const calendar = ([, first]: readonly (string | undefined)[]): Reading => ({ kind: "calendar", year: toYear(first) });
const inYear =
  (kind: Period["kind"]) =>
  ([, first]: readonly (string | undefined)[]): Reading => ({ kind, year: toYear(first) });
/** 三年前, 5年前: nobody counts back further than that by years. */
const MOST_BACK = 30;

function yearsAgo([, written]: readonly (string | undefined)[]): Reading | null {
  const back = written === undefined ? 2 : Number(parseNumeral(written === "两" ? "二" : written) ?? Number.NaN);
  return Number.isInteger(back) && back >= 1 && back <= MOST_BACK ? { kind: "report", year: null, back } : null;
}
const relativeTo = (relative: "this" | "previous" | "next", kind: Period["kind"]) => (): Reading => ({ kind, year: null, relative });

function yearRange([, first, second]: readonly (string | undefined)[]): Reading | null {
  const year = toYear(first);
  const endYear = toEndYear(first, second);
  return year === null || endYear === null || endYear <= year ? null : { kind: "calendar", year, endYear };
}

function monthRange([, first, second]: readonly (string | undefined)[]): Reading {
  const year = toYear(first);
  const endYear = toYear(second);
  return { kind: "months", year, endYear: endYear !== null && endYear !== year ? endYear : null };
}

const rule = (name: string, source: string, read: PeriodRule["read"]): PeriodRule => ({ name, pattern: new RegExp(source, "y"), read });
const TERM = "(?:第?[一二12上下]学期)?";
const MONTH_TAIL = "月(?:份)?(?:[上中下]旬)?";
const DAY = "(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])";

const RULES: readonly PeriodRule[] = [
  rule("academic-range", `${NOT_IN_NUMBER}${YEAR}年?${TO}${YEAR}年?学年度?${TERM}`, academicRange),
  rule("academic-range-short", `${NOT_IN_NUMBER}${YEAR}年?${TO}(\\d{2})学年度?${TERM}`, academicRange),
  rule("academic-range-english", `${NOT_IN_NUMBER}${YEAR}[-–—/]((?:20)?\\d{2}) (?:school|academic) year`, academicRange),
  rule("academic-english-range", `(?:school|academic) year (?:of )?${YEAR}[-–—/]((?:20)?\\d{2})(?!\\d)`, academicRange),
  rule("academic-english", `(?:school|academic) year (?:of )?${YEAR}(?!\\d)`, academic),
  rule("academic-english-after", `${NOT_IN_NUMBER}${YEAR} (?:school|academic) year`, academic),
  rule("academic", `${NOT_IN_NUMBER}${YEAR}年?学年度?${TERM}`, academic),
  rule("month-range", `${NOT_IN_NUMBER}${YEAR}年${MONTH}月(?:${DAY}[日号])?${TO}(?:${YEAR}年)?${MONTH}月(?:${DAY}[日号]|底|末)?`, monthRange),
  rule("month-range-short", `${NOT_IN_NUMBER}${YEAR}年${MONTH}${TO}${MONTH}月(?:底|末)?`, inYear("months")),
  rule("numeric-date-range", `${NOT_IN_NUMBER}${YEAR}[-./](?:1[0-2]|0?[1-9])[-./]${DAY}${TO}${YEAR}[-./](?:1[0-2]|0?[1-9])[-./]${DAY}(?!\\d)`, monthRange),
  rule("year-range", `${NOT_IN_NUMBER}${YEAR}(?:年度?)?${TO}${YEAR}(?:年度?)`, yearRange),
  rule("year-range-short", `${NOT_IN_NUMBER}${YEAR}(?:年度?)?[-–—~]((?:\\d{2}))年(?!\\d)`, yearRange),
  rule("year-range-english", `(?:from |between )?${NOT_IN_NUMBER}${YEAR} (?:to|and|through) ${YEAR}(?!\\d)`, yearRange),
  rule("day", `${NOT_IN_NUMBER}${YEAR}年${MONTH}月${DAY}[日号]`, inYear("instant")),
  rule("month-end", `${NOT_IN_NUMBER}${YEAR}年${MONTH}月(?:份)?(?:底|末|初)`, inYear("instant")),
  rule("month", `${NOT_IN_NUMBER}${YEAR}年${MONTH}${MONTH_TAIL}`, inYear("months")),
  rule("month-first", `${NOT_IN_NUMBER}${YEAR}年元月(?:${DAY}[日号])?`, inYear("months")),
  rule("numeric-date", `${NOT_IN_NUMBER}${YEAR}([-./])(?:1[0-2]|0?[1-9])\\2(?:3[01]|[12]\\d|0?[1-9])(?!\\d)`, inYear("instant")),
  rule("numeric-month-range", `${NOT_IN_NUMBER}${YEAR}[./](?:1[0-2]|0?[1-9])${TO}${YEAR}[./](?:1[0-2]|0?[1-9])(?![\\d.])`, monthRange),
  rule("numeric-month", `${NOT_IN_NUMBER}${YEAR}(?:[-/](?:1[0-2]|0[1-9])|\\.(?:1[0-2]|0?[1-9]))(?![\\d.年级万亿%元人平亩册个])`, inYear("months")),
  rule("month-english", `(?:${MONTH_NAMES})\\.? (?:\\d{1,2}，? ?)?${YEAR}(?!\\d)`, inYear("months")),
  rule("year-end", `${NOT_IN_NUMBER}${YEAR}年(?:年底|年末|底|末|初)`, inYear("instant")),
  rule("season", `${NOT_IN_NUMBER}${YEAR}年(?:[春夏秋冬](?:季|学期)?|[寒暑]假|上半年|下半年|第[一二三四]季度)`, inYear("months")),
  rule("cohort", `${NOT_IN_NUMBER}${YEAR}届`, calendar),
  rule("year", `${NOT_IN_NUMBER}${YEAR}年(?:度|间|全年)?(?![级版制])`, calendar),
  // Only in a list of years or at a clause's start: 办学18年 is a stretch of time.
  rule(
    "two-digit-year",
    "(?<=[和与及、至到])([12]\\d)年(?=[，、。和与及至到春秋底度的]|$)|(?<=^|[，。;:(])([12]\\d)年(?=[、和与及至到春秋底度])",
    ([, listed, first]) => ({
      kind: "calendar",
      year: toYear(`20${listed ?? first}`),
    }),
  ),
  rule(
    "bare-year-range-in-words",
    `${NOT_IN_NUMBER}((?:19|20)\\d{2})(?:到|至)((?:19|20)\\d{2})(?![\\d.%,万亿余名人个元册亩项次家所台套平本位篇件种号])`,
    yearRange,
  ),
  rule("bare-year-range", `${NOT_IN_NUMBER}${YEAR}[-–—~]${YEAR}(?![\\d.%])`, yearRange),
  rule("this-academic", "本学年度?|本学期|(?:this|current) (?:school|academic) year", relativeTo("this", "academic")),
  rule("previous-academic", "上一?个?学年度?|上学期|(?:last|previous) (?:school|academic) year", relativeTo("previous", "academic")),
  rule("next-academic", "下一?个?学年度?|(?:next) (?:school|academic) year", relativeTo("next", "academic")),
  rule("this-month", `(?:今年|本年)${MONTH}月(?:份)?(?:${DAY}[日号]|底|末|初)?`, relativeTo("this", "months")),
  rule("previous-month", `(?:去年|上年)${MONTH}月(?:份)?(?:${DAY}[日号]|底|末|初)?`, relativeTo("previous", "months")),
  rule("next-month", `明年${MONTH}月(?:份)?(?:${DAY}[日号]|底|末|初)?`, relativeTo("next", "months")),
  rule("this", "本年度?(?!级)|今年|本届|当年|this year|(?:the )?current year", relativeTo("this", "report")),
  rule("previous", "上一?个?年度|上一?年(?![级段轮月])|去年|往年|前一年|上一?届|last year|(?:the )?previous year", relativeTo("previous", "report")),
  rule("next", "明年|下一?个?年度|下一年|次年|next year", relativeTo("next", "report")),
  rule("previous-two", "(?<!大)前年(?![级度])", yearsAgo),
  rule("years-ago", "([一二两三四五六七八九十]{1,2}|(?<![\\d.])\\d{1,2})年(?:以)?前(?![后三两二])", yearsAgo),
  rule(
    "recent",
    "(?:近|最近|过去|前|这|past |last |recent )(?:的)?(?:[一二两三四五六七八九十几\\d]{1,2}|three|two|five)(?:个)?(?:年来?|学年来?| years)|近年来?|近些年来?|这些年来?|recent years|历年来?",
    () => ({
      kind: "unknown",
      year: null,
    }),
  ),
  rule("coming", "(?:未来|今后|往后)[一二两三四五六七八九十几\\d]{1,2}年", () => ({ kind: "unknown", year: null, relative: "next" })),
  rule("month-span-alone", `(?<![\\d.第])${MONTH}(?:月)?${TO}${MONTH}月(?:份)?`, () => ({ kind: "months", year: null })),
  rule("day-alone", `(?<![\\d.第])${MONTH}月${DAY}[日号]`, () => ({ kind: "instant", year: null })),
  rule("month-end-alone", `(?<![\\d.第])${MONTH}月(?:份)?(?:底|末|初)`, () => ({ kind: "instant", year: null })),
  rule("month-alone", `(?<![\\d.第个])${MONTH}月(?:份)?(?![度饼刊])`, () => ({ kind: "months", year: null })),
  // A bare year may not stand where a count would: "2020人" is one.
  rule(
    "bare-year",
    "(?<![\\d.,a-z〔\\[(/:+-])(?<!than |least |over |most |about |nearly |under |below |above |around |almost )((?:19|20)\\d{2})(?![\\d,%‰:a-z〕\\]+]|\\.\\d|[-–—/]\\d|多(?!了|出|多少|几)|[万亿余名人个元册亩项次家所台套平本位篇件种号级班分年份张条天间户栋]|批(?!准)|支(?![出持付])| (?:students|people|teachers|persons|yuan|percent|mu|books|companies|hours)(?![a-z]))",
    calendar,
  ),
];

/** 本, 去, 近 and their like begin no date: only the rules for words are tried there. */
const WORD_START = /[元本今当去上往前下明次近最过这历未]/;
const WORD_RULES = RULES.filter(({ name }) => /^(?:this|previous|next|recent|coming|years-ago)/.test(name));
/** What a Chinese numeral above two that begins a time must have close by. */
const MONTH_START = /[三四五六七八九十]/;

/** Or, without one, 三年前. */
const YEARS_AGO = /^.{1,2}年(?:以)?前/;
const YEARS_AGO_REACH = 5;

/** Where a period can start: only there are the rules tried. */
const START = /[\d一二十元三四五六七八九本今当去上往前下明次近最过这历未往a-z]/;
const WORD_LETTER = /[a-z]/;
const DIGIT = /\d/;
/** What a time that begins with a digit must hold close by; most numbers of a report are counts and cost no more than this look. */
const TIME_NEAR = /^(?:19|20)\d{2}|[年月]/;
const TIME_REACH = 16;

function mentionAt(text: string, index: number): PeriodMention | null {
  for (const { pattern, read } of WORD_START.test(text[index] ?? "") ? WORD_RULES : RULES) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match === null) continue;
    const reading = read(match);
    if (reading === null) continue;
    const end = index + match[0].length;
    return {
      start: index,
      end,
      period: { kind: reading.kind, year: reading.year, label: match[0], evidence: "stated" },
      relative: reading.relative ?? null,
      endYear: reading.endYear ?? null,
      ...(reading.back === undefined ? {} : { back: reading.back }),
    };
  }
  return null;
}

/**
 * Every mention of a time in folded (or mapped) text, in order, never overlapping. "2020学年" → academic 2020, "2020年1月至12月" →
 * months of 2020, "上年度" → relative "previous", "18年和19年" → calendar 2018 and 2019, "二〇二〇年" → calendar 2020.
 */
export function detectPeriods(text: string): readonly PeriodMention[] {
  // Numbers are masked and figures dated by the periods of the same text, one right after the other.
  if (lastRead?.text !== text) lastRead = { text, mentions: readPeriods(text) };
  return lastRead.mentions;
}

let lastRead: { readonly text: string; readonly mentions: readonly PeriodMention[] } | null = null;

/** By code unit: whether a period can start there. */
const STARTS = Uint8Array.from({ length: 0x10000 }, (_, code) => (START.test(String.fromCharCode(code)) ? 1 : 0));

function readPeriods(text: string): PeriodMention[] {
  const mentions: PeriodMention[] = [];
  for (let index = 0; index < text.length; ) {
    if (STARTS[text.charCodeAt(index)] === 0) {
      index += 1;
      continue;
    }
    const character = text[index] ?? "";
    const insideWord = WORD_LETTER.test(character) && WORD_LETTER.test(text[index - 1] ?? "");
    const starts =
      !insideWord &&
      (!MONTH_START.test(character) || text.slice(index, index + TIME_REACH).includes("月") || YEARS_AGO.test(text.slice(index, index + YEARS_AGO_REACH))) &&
      (!DIGIT.test(character) || TIME_NEAR.test(text.slice(index, index + TIME_REACH)));
    const mention = starts ? mentionAt(text, index) : null;
    if (mention === null) index += 1;
    else {
      mentions.push(mention);
      index = mention.end;
    }
  }
  return mentions;
}
