import { type Span, spanContains, spansOverlap } from "../../domain/span.ts";
import { cueFile, foldedSet } from "../cues.ts";

const neutral = foldedSet([...cueFile.neutral.zh, ...cueFile.neutral.en]);
const englishFunction = foldedSet(cueFile.function.en);
const COUNTING = /[有多少几个名位人的是了]/g;

const lengthOf = (span: Span): number => span.end - span.start;

/**
 * Of names that overlap the longest, unless another that crosses it leaves less content uncovered: 专任教师 over 教师有多少 in 专任教师有多少,
 * "starting salary" over "salary of graduates". In order of place, none overlapping.
 */
export function chooseNames<T extends Span>(text: string, candidates: readonly T[]): T[] {
  const kept: T[] = [];
  const isFree = (item: Span): boolean => !kept.some((other) => spansOverlap(other, item));
  for (const item of [...candidates].sort((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start)) {
    if (!isFree(item)) continue;
    const rivals = candidates.filter((other) => crosses(item, other) && isFree(other));
    kept.push(rivals.find((rival) => leftOver(text, rival, item) < leftOver(text, item, rival)) ?? item);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function crosses(a: Span, b: Span): boolean {
  return spansOverlap(a, b) && !spanContains(a, b) && !spanContains(b, a);
}

/** How much content of `item` stays uncovered when `chosen` is taken. */
function leftOver(text: string, chosen: Span, item: Span): number {
  const rest = item.start < chosen.start ? text.slice(item.start, chosen.start) : text.slice(chosen.end, item.end);
  if (/[\u4e00-\u9fff]/.test(rest)) return neutral.has(rest) ? 0 : rest.replace(COUNTING, "").length;
  return rest
    .split(/[^a-z]+/)
    .filter((word) => word !== "" && !neutral.has(word) && !englishFunction.has(word))
    .join("").length;
}
