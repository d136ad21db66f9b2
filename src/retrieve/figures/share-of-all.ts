import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";

const NUMBER = "[两二三四五六七八九十几\\d]+";
const OF_ALL = new RegExp(
  `占(?:了|到)?(?:了)?(?:[^，。?？]{0,4})?(?:所有|全部|各|这些|这${NUMBER}|${NUMBER})(?:所|个|家)?(?:学校|院校|职校|中职|校)[^，。?？]{0,14}(?:多少|百分之|几成|比例|比重|份额|几分之)`,
);
const OF_ALL_EN =
  /\b(?:share|percentage|percent|proportion|fraction) of (?:all|the total|the combined|the (?:two|three|four|five)).{0,40}\b(?:schools|colleges)\b/i;

/** 闽安的学生占四所学校总数的多少: what one school has of what all have together. */
export function asksShareOfAll({ question, owners }: ParsedQuestion): boolean {
  const named = owners.certainty === "stated" || owners.certainty === "inherited" ? owners.value.length : 0;
  return named === 1 && (OF_ALL.test(foldText(question)) || OF_ALL_EN.test(question));
}
