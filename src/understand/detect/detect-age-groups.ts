import { scanNumeral } from "../../text/numerals.ts";
import type { Found, Reading } from "../reading.ts";

/** The ages a working life has: a number outside them bounds something else. */
const [YOUNGEST, OLDEST] = [14, 70];
const NUMBER = String.raw`(\d{1,2}|[一二三四五六七八九十]{1,4})`;
/** 50岁以上的老师, 五十岁往上的占几成: whom an age bounds. "平均年龄在50岁以上吗" bounds the mean. */
const BEFORE_AGE = new RegExp(
  `(?:(?<!年龄)(?:超过|大于|年过|过了|不到|小于|未满|不满|低于)了?)?${NUMBER}(?:到|至|[-—–~～])?${NUMBER}?周?岁(?:[及或]?以[上下]|[往朝][上下]|上下)?(?=的|[青教老员职学]|[的]?(?:占|有))`,
  "g",
);
const LESS = /^(?:不到|小于|未满|不满|低于)/;
/** "over 50", "aged 35 or below", "older than 45", "under the age of 35" of people who are counted. */
const PEOPLE = /\b(?:teachers?|staff|employees|people|lecturers|instructors|faculty)\b[^.?!]{0,40}$/;
const COUNTED = /\b(?:how many|number|share|percentage|per cent|percent|proportion|what fraction)\b/;
const IN_ENGLISH =
  /\b(over|above|under|below|older than|younger than|aged over|aged under|aged|(?:over|under|above|below) the age of) (\d{2})(?: (?:years old|years of age|years))?( (?:or|and) (?:below|under|younger|above|over|older))?(?= |$|[?.,!])/g;

/** Groups that an age bounds (50岁以上, 36—50岁), as reports name them: no threshold on what is counted. */
export function detectAgeGroups(reading: Reading): readonly Found[] {
  return [...chineseGroups(reading.text), ...englishGroups(reading.text)];
}

function chineseGroups(text: string): readonly Found[] {
  return [...text.matchAll(BEFORE_AGE)].flatMap((match): Found[] => {
    const [whole, low = "", high] = match;
    const from = ageOf(low);
    const to = high === undefined ? null : ageOf(high);
    if (from === null || (high !== undefined && to === null)) return [];
    const side = LESS.test(whole) || whole.endsWith("下") ? "下" : "上";
    // 18岁的学生: one age is no band.
    if (to === null && !/上|下|过|大于|不到|小于|[未不]满|低于/.test(whole)) return [];
    return [groupAt(match.index, whole, to === null ? `${from}岁以${side}` : `${from}-${to}岁`)];
  });
}

function englishGroups(text: string): readonly Found[] {
  return [...text.matchAll(IN_ENGLISH)].flatMap((match): Found[] => {
    const [whole, word = "", digits = "", tail = ""] = match;
    const age = ageOf(digits);
    const before = text.slice(0, match.index);
    const isPlain = /^(?:over|above|under|below)$/.test(word);
    // "over 50 staff", "teachers above 50%": a number of people or a share is bounded, where no age is named.
    if (age === null || (isPlain && (!PEOPLE.test(before) || !COUNTED.test(before)))) return [];
    const side = /under|below|younger/.test(`${word}${tail}`) ? "下" : "上";
    return [groupAt(match.index, whole, word === "aged" && tail === "" ? `${age}岁` : `${age}岁以${side}`)];
  });
}

function ageOf(numeral: string): number | null {
  const age = Number(scanNumeral(numeral, 0)?.value ?? Number.NaN);
  return age >= YOUNGEST && age <= OLDEST ? age : null;
}

const groupAt = (start: number, whole: string, population: string): Found => ({
  kind: "population",
  start,
  end: start + whole.length,
  population,
  rule: "population.age",
});
