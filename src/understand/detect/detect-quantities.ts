import { type Span, spansOverlap } from "../../domain/span.ts";
import { multiplyDecimals } from "../../text/decimal.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { detectQuantities, type Quantity } from "../../text/quantities.ts";
import type { Found, Reading } from "../reading.ts";

const ENGLISH_NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 };
/** 前三, 前5名, top 3: how many places of a ranking. */
const TOP =
  /(?:前|后|倒数前?|最后)([一二两三四五六七八九十]|\d{1,3})(?:名|所|位|个|家|项|强|学校|的|$|[，。？?呢])|最[多高大长强好少低小短弱差]的(?:前)?([一二两三四五六七八九十]|\d{1,2})[所个家名位](?=学校|院校|学院|校|$|[，。？?])|(?:top|bottom|best|first|last|worst) (\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)(?![\d.%a-z]| years)|(two|three|four|five|six|\d{1,2}) (?:schools|colleges) (?:with|that have|having) the (?:most|highest|largest|fewest|lowest|smallest)/g;
const PLACE =
  /倒数第([二三四五]|\d)|排(?:名|行)?第([二三四五六七八九十]|\d{1,2})|第([二三四五])(?=[大高多]|名)|(second|third) (?:largest|biggest|highest|most|lowest|smallest|place)/g;
const ENGLISH_PLACES: Readonly<Record<string, number>> = { second: 2, third: 3 };
const FIRST = /第一名|排第一|排名第一|冠军|位居第一|榜首|number one|ranks? first|comes? first/g;

/** Numbers of the question that measure something; what they are for (a limit, a claim) is decided later. 哪两位老师 asks who, and claims no number. */
export function detectQuestionQuantities(reading: Reading): readonly Found[] {
  const printed = detectQuantities(reading.text, reading.lexicon.units)
    .quantities.filter(({ start }) => reading.text[start - 1] !== "哪")
    .map((quantity): Found => ({ kind: "quantity", start: quantity.start, end: quantity.end, quantity: asMoney(quantity, reading.text), rule: "quantity" }));
  const sums = detectSpokenSums(reading.text);
  const others = [...printed, ...detectHalves(reading.text).filter((half) => !printed.some((other) => spansOverlap(other, half)))];
  return [...sums, ...others.filter((other) => !sums.some((sum) => spansOverlap(sum, other)))];
}

/** 一个亿, 半个亿, 3个千万: sums of money as people say them. */
const SPOKEN_SUM = /(半|[一二两三四五六七八九十]|\d+(?:\.\d+)?)个(亿|千万|百万)(?:元|块钱|块)?/g;
const SCALES: Readonly<Record<string, string>> = { 亿: "100000000", 千万: "10000000", 百万: "1000000" };

function detectSpokenSums(text: string): readonly Found[] {
  return [...text.matchAll(SPOKEN_SUM)].flatMap((match): Found[] => {
    const [written, count = "", scale = ""] = match;
    const number = count === "半" ? "0.5" : parseNumeral(count);
    if (number === null) return [];
    return [amountOf({ start: match.index, end: match.index + written.length }, multiplyDecimals(number, SCALES[scale] ?? "1"))];
  });
}

function amountOf(numeral: Span, value: string): Found {
  const unitSpan = { start: numeral.end, end: numeral.end };
  const quantity: Quantity = { ...numeral, numeral, value, valueTo: null, unit: "元", unitSpan, kind: "amount", qualifier: "exact", scaled: false };
  return { kind: "quantity", ...numeral, quantity, rule: "quantity.spoken_sum" };
}

/** 超过一半, 过半, 占到半数, "more than half": fifty per cent where it bounds something; 平阳的一半 is half of another school's. */
const HALF =
  /(?:(?<=超过|达到|达|占到|占了?|不到|不足|没到|未到|未达|低于|高于|至少|最多|有没有|有|够)(?:一半|半数|二分之一)|(?:一半|半数)(?=以上|以下|以内)|(?<=[^\d经通度超]过|超)半(?:数)?(?=$|[了吗呢吧的？?，,。])|(?<=\b(?:more than|over|at least|less than|under|fewer than|exceed|exceeds|exceeded) (?:one )?)half)/g;

function detectHalves(text: string): readonly Found[] {
  return [...text.matchAll(HALF)].map(({ 0: written, index: start }): Found => {
    const numeral = { start, end: start + written.length };
    const quantity: Quantity = {
      ...numeral,
      numeral,
      value: "50",
      valueTo: null,
      unit: "%",
      unitSpan: { start: numeral.end, end: numeral.end },
      kind: "share",
      qualifier: "exact",
      scaled: false,
    };
    return { kind: "quantity", ...numeral, quantity, rule: "quantity.half" };
  });
}

/** Spoken money: 块 that counts nothing named behind it (4000块, not 三块黑板). */
const BARE_PIECE = /^(?:$|[的吗呢吧了，。？！,?!、\s]|以[上下内]|左右|上下)/;

/** 花了300万搞培训: a round sum behind a word of spending. */
const SPENT = /(?:花|投|拨|砸|耗资|耗费|斥资|出资|投资|投入)(?:费|入|资|下)?(?:了|过)?(?:近|约|整整|足足)?$/;

function asMoney(quantity: Quantity, text: string): Quantity {
  const isSum = quantity.unit === "" && /[万亿]$/.test(text.slice(quantity.start, quantity.end)) && SPENT.test(text.slice(0, quantity.start));
  if (isSum) return { ...quantity, unit: "元", kind: "amount" };
  return quantity.unit === "块" && BARE_PIECE.test(text.slice(quantity.end)) ? { ...quantity, unit: "元", kind: "amount" } : quantity;
}

/** How many places of a ranking are asked for. */
export function detectTop(reading: Reading): readonly Found[] {
  const counted = [...reading.text.matchAll(TOP)].flatMap((match): Found[] => {
    const written = match[1] ?? match[2] ?? match[3] ?? match[4] ?? "";
    const top = ENGLISH_NUMBERS[written] ?? Number(parseNumeral(written) ?? Number.NaN);
    return Number.isInteger(top) && top > 0 ? [{ kind: "top", start: match.index, end: match.index + match[0].length, top, rule: "top" }] : [];
  });
  const first = [...reading.text.matchAll(FIRST)].map(
    (match): Found => ({ kind: "top", start: match.index, end: match.index + match[0].length, top: 1, rule: "top.first" }),
  );
  const placed = [...reading.text.matchAll(PLACE)].flatMap((match): Found[] => {
    const top = ENGLISH_PLACES[match[4] ?? ""] ?? Number(parseNumeral(match[1] ?? match[2] ?? match[3] ?? "") ?? Number.NaN);
    return Number.isInteger(top) ? [{ kind: "top", start: match.index, end: match.index + match[0].length, top, rule: "top.place" }] : [];
  });
  return [...counted, ...first, ...placed];
}

const QUESTION_NUMBER = /多少|几/g;
/** Units that an English question asks for by name: "how many hours". People, rooms and papers are things of their own. */
const ENGLISH_UNITS: readonly string[] = ["小时", "天", "周", "个月", "分钟", "米", "平方米", "公里", "亩", "公顷", "学分", "吨"];
const HOW_MANY = /\bhow many (?=[a-z])/g;

/** The unit asked for: 台 after 多少, with 万 or 亿 between them or not; hours after "how many". */
export function detectAskedUnits(reading: Reading): readonly Found[] {
  return [...detectChineseUnits(reading), ...detectEnglishUnits(reading)];
}

function detectEnglishUnits({ text, lexicon }: Reading): readonly Found[] {
  const units = ENGLISH_UNITS.flatMap((id) => lexicon.units.byId(id) ?? []);
  return [...text.matchAll(HOW_MANY)].flatMap((match): Found[] => {
    const start = match.index + match[0].length;
    const entry = units.find(({ en }) => text.startsWith(en, start) && !/[a-z]/.test(text[start + en.length] ?? ""));
    return entry === undefined ? [] : [{ kind: "unit", start, end: start + entry.en.length, unit: entry.id, unitKind: entry.kind, rule: "unit" }];
  });
}

function detectChineseUnits(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(QUESTION_NUMBER)].flatMap((match): Found[] => {
    const end = match.index + match[0].length;
    const next = reading.text[end] ?? "";
    // 几乎, 几百, 近几年: no unit stands there.
    if (match[0] === "几" && (/[乎何十百千点]/.test(next) || /[近这那前头后十哪好第]/.test(reading.text[match.index - 1] ?? ""))) return [];
    const start = next === "万" || next === "亿" ? end + 1 : end;
    const unit = reading.lexicon.units.matchAt(reading.text, start);
    return unit === null ? [] : [{ kind: "unit", start, end: unit.end, unit: unit.entry.id, unitKind: unit.entry.kind, rule: "unit" }];
  });
}
