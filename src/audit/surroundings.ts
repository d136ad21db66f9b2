import auditCues from "../../data/lexicon/audit-cues.json" with { type: "json" };
import figureCues from "../../data/lexicon/figure-cues.json" with { type: "json" };
import type { Figure } from "../domain/figure.ts";
import { foldText } from "../text/fold.ts";

const byLength = (words: readonly string[]): readonly string[] => [...words].sort((a, b) => b.length - a.length);
const NEUTRAL = byLength([...figureCues.neutralBefore, ...auditCues.neutralLeads]);
/** How far around a number is looked: a paragraph without a full stop does not make every number look through all of it. */
const REACH = 400;
const CLAUSE_END = /[，。；：:;！？!?]/;

/** Folded text without blanks: where a report breaks a line inside a word, the word is whole. */
const clean = (text: string): string => foldText(text).replace(/\s+/g, "");

/** The folded words from the sentence's start to the number, blanks removed. */
export function before(text: string, figure: Figure): string {
  return clean(text.slice(Math.max(figure.source.context.start, figure.source.start - REACH), figure.source.start));
}

/** The folded words from the number to the sentence's end. */
export function after(text: string, figure: Figure): string {
  return clean(text.slice(figure.source.end, Math.min(figure.source.context.end, figure.source.end + REACH)));
}

/** The folded words between two numbers of one text. */
export const between = (text: string, first: Figure, second: Figure): string =>
  clean(text.slice(Math.max(first.source.end, second.source.start - REACH), second.source.start));

/** The sentence, or table row, around a number. */
export const sentence = (text: string, figure: Figure): string =>
  clean(text.slice(Math.max(figure.source.context.start, figure.source.start - REACH), Math.min(figure.source.context.end, figure.source.end + REACH)));

/**
 * What narrows the name of a figure, "" for nothing: 本市就业的占73% → 本市. Words that every report puts before its own numbers
 * (学校现有, 一是) do not narrow. `floor` is where the number before ends in the text: what stands before that belongs to it.
 */
export function narrowing(text: string, figure: Figure, floor = 0): string {
  const whole = before(text, figure);
  const other = auditCues.otherSubjects.find((cue) => whole.includes(cue));
  if (other !== undefined) return other;
  const lead = clean(text.slice(Math.max(floor, figure.source.context.start, figure.source.start - REACH), figure.source.start));
  const words = clean(figure.indicator.words);
  const found = lead.lastIndexOf(words);
  // A share or part carries on the name of the number before; a mean of several words (图书…生均) is found by its last one.
  const at = words === "" ? -1 : found >= 0 ? found : figure.rule === "per-head" ? lead.lastIndexOf(words.slice(-2)) : -1;
  if (at < 0 && (figure.rule === "share-of" || figure.rule === "part")) return "";
  const stop = at < 0 ? lead.length : at;
  let from = stop;
  while (from > 0 && !CLAUSE_END.test(lead.charAt(from - 1))) from -= 1;
  const rest = stripNeutral(lead.slice(from, stop));
  // 会计、数控、机电三个专业: a list of what is counted.
  return at < 0 && rest.includes("、") ? "" : rest;
}

/** Takes the words that narrow nothing off both ends: 资产盘点显示 → "". */
export function stripNeutral(text: string): string {
  let rest = text.replace(/["\d]+/g, "");
  for (;;) {
    const word = NEUTRAL.find((one) => rest.startsWith(one)) ?? "";
    const tail = NEUTRAL.find((one) => rest.endsWith(one)) ?? "";
    if (word === "" && tail === "") return rest;
    rest = rest.slice(word.length);
    if (tail !== "" && rest.endsWith(tail)) rest = rest.slice(0, -tail.length);
  }
}

/** Whether the report says itself that a list leaves nothing out. */
export const saysExhaustive = (words: string): boolean => auditCues.exhaustive.some((cue) => words.includes(cue));
/** Whether the words just before a number announce the sum of what stands before: 合计, 三类合起来就是全部. */
export const announcesSum = (words: string): boolean => auditCues.strongTotals.some((cue) => new RegExp(`${cue}[^，。；、\\d]{0,8}$`).test(words));
/** Whether the words just before a number announce a total that a list follows: 共1203人次. */
export const announcesTotal = (words: string): boolean => auditCues.listTotals.some((cue) => words.endsWith(cue));
/** Whether a count takes in what is counted beside it: 本科及以上学历, unless it is the `highest` or `lowest` of its scale. */
export const isCumulative = (words: string, highest: boolean, lowest: boolean): boolean =>
  auditCues.cumulative.some((cue) => words.includes(cue.word) && !(cue.side === "up" ? highest : lowest));
/** Whether a table row holds the sums of the rows above. */
export const isTotalRow = (row: string): boolean => auditCues.totalRows.some((cue) => row.replace(/^[|\s]+/, "").startsWith(clean(cue)));
/** Which division a sub-group belongs to (levels, prizes, sexes); sub-groups of two divisions overlap and are not added up. */
export const divisionOf = (population: string): number => auditCues.populationGroups.findIndex((group) => group.includes(population));
