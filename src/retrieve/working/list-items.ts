import type { Figure } from "../../domain/figure.ts";
import { sharesPair } from "../../text/pairs.ts";
import type { ToldItem } from "./list-sums.ts";

/** Separators in front of an item's name. */
const BEFORE_NAME = /[，,。;；：:、\n\r|\t"“”]/;
const LONGEST_NAME = 24;
/** What opens a list after the number of the whole. */
export const OPENS = /其中|包括|包含|分别|依次|按[^，。]{1,8}[分看]|分为|即|[：:]/;
/** What shows that the next number is of something else. */
export const BREAKS = /[。！？\n]|比上|同比|较上|另外|此外|同时|另有/;
const LEAD_WORDS = /^(?:(?:19|20)\d{2}年度?|本学?年度?|全年|报告期内|截至目前|其中|包括|包含|以及|还有|和|及|与|并|共有|共计|共|有|另|的)+/;
const TAIL_WORDS = /(?:为|有|共|达到|达|约|近|计|是|各|共计|共有|分别|依次)+$/;
/** A figure as an item named by the words before its number; none where they name nothing. */
export function itemOf(figure: Figure, text: string): readonly ToldItem[] {
  const before = nameBefore(figure, text);
  // …专业起薪最高，月均5210元: what stands right before is no name.
  const isOther = figure.subject !== null && before !== null && !sharesPair(before, figure.subject);
  const name = (isOther ? null : before) ?? alignedName(figure) ?? figure.subject ?? figure.population;
  return name === null || name.length > LONGEST_NAME || MEASURE.test(name) ? [] : [{ name, figure }];
}

/** 面向甲、乙、丙培训，分别为8640人次、530人次、…: the name stands in its place among those before. */
const alignedName = ({ indicator, rule }: Figure): string | null => (rule === "zipped" ? indicator.words : null);

/** 合计11885人次 behind the items is what they come to. */
export const isTotalBehind = ({ source }: Figure, text: string): boolean =>
  /(?:合计|共计|总计|总共|一共)(?:为|是|达到?|约)?$/.test(text.slice(source.context.start, source.start).trimEnd());

const MEASURE = /^(?:月均|人均|年均|平均|均值|最高|最低|月薪|起薪|平均起薪)$/;

const LONGEST_CLAUSE = 48;

/** Of sentences of one number each the whole clause names the item. */
export function rowItem(figure: Figure, text: string): readonly ToldItem[] {
  const clause = text.slice(figure.source.context.start, figure.source.start).trim();
  const name = /[，,：:\d]/.test(clause) || clause.length > LONGEST_CLAUSE ? null : clause.replace(LEAD_WORDS, "").replace(TAIL_WORDS, "");
  return name === null || name.length < 2 ? itemOf(figure, text) : [{ name, figure }];
}

/** The words right before a number, up to the separator before them; null where none stand there. */
export function nameBefore({ source }: Figure, text: string): string | null {
  const before = text.slice(Math.max(source.context.start, source.start - LONGEST_NAME * 2), source.start);
  let from = before.length;
  while (from > 0 && !BEFORE_NAME.test(before[from - 1] ?? "")) from -= 1;
  const name = before.slice(from).replace(/\s+/g, "").replace(LEAD_WORDS, "").replace(TAIL_WORDS, "");
  return name.length < 2 || /\d/.test(name.replace(/\d+\+\w|\d{2,4}[级届年岁]/g, "")) ? null : name;
}
