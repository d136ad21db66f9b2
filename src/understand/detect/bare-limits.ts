import { foldText } from "../../text/fold.ts";
import { scanNumeral } from "../../text/numerals.ts";
import type { Quantity } from "../../text/quantities.ts";
import { cueFile } from "../cues.ts";
import type { Found, Reading } from "../reading.ts";

const limitWords = [...new Set(cueFile.comparators.flatMap((entry) => entry.before).map(foldText))].sort((a, b) => b.length - a.length);
/** What may follow a number that has no unit: 超过4000了吗, 过三千的学校. */
const AFTER = /^\s*(?:[了的吗呢吧么但且而又，。？！,?!]|小于|少于|不到|低于|and |but |students|teachers|$)/;
/** 过二 is no limit: a bare number in characters has a scale word. */
const SMALL_HAN = /^[一二两三四五六七八九]$/;
const SCALE = /^[万亿]/;
const LATIN = /[a-z]/;

/**
 * The same text, character for character, where a question of yes or no is no denial: 有没有超过, 到没到, 够不够 → 有是否超过, 是否到, 是否够. 没有超过 alone
 * stays a limit.
 */
export function withoutAlternatives(text: string): string {
  return text
    .replaceAll("有没有", "有是否")
    .replace(/有没(?=[超达到过够低高])/g, "是否")
    .replace(/([\u4e00-\u9fff])[不没]\1/g, "是否$1");
}

/** Whether a limit word stands right before `index`: the 2000 of 多于2000 is no year unless 年 follows. */
export function followsLimit(text: string, index: number): boolean {
  const head = text.slice(Math.max(0, index - 24), index).trimEnd();
  return limitWords.some((word) => word.length > 1 && head.endsWith(word));
}

/** 超过4000, "more than 2000": a limit without a unit, which the indicator will tell. */
export function detectBareLimits(reading: Reading): readonly Found[] {
  const text = withoutAlternatives(reading.text);
  return limitWords.flatMap((word) => {
    const found: Found[] = [];
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      if (LATIN.test(word[0] ?? "") && LATIN.test(text[at - 1] ?? "")) continue;
      const start = at + word.length + (text.slice(at + word.length).length - text.slice(at + word.length).trimStart().length);
      const quantity = readBare(text, start);
      if (quantity !== null) found.push({ kind: "quantity", start, end: quantity.end, quantity, rule: "quantity.bare_limit" });
    }
    return found;
  });
}

function readBare(text: string, start: number): Quantity | null {
  const numeral = scanNumeral(text, start);
  if (numeral === null || numeral.value === null || SCALE.test(text.slice(numeral.end)) || SMALL_HAN.test(text.slice(start, numeral.end))) return null;
  if (!AFTER.test(text.slice(numeral.end, numeral.end + 12))) return null;
  const span = { start, end: numeral.end };
  const unitSpan = { start: numeral.end, end: numeral.end };
  return { ...span, numeral: span, value: numeral.value, valueTo: null, unit: "", unitSpan, kind: "count", qualifier: "exact", scaled: false };
}
