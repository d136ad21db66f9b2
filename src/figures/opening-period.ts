import type { Span } from "../domain/span.ts";
import type { PeriodMention } from "../text/periods.ts";

/** Right behind the time that a sentence opens with: a comma, or what was done in it. */
const OPENS_WITH = /^(?:以来)?(?:[,，]|(?:学校|学院|我校|我院|本校|全校|累计|共))/;
const SEMICOLON_BEFORE = /[；;]\s*$/;
const SEMICOLON_AT_END = /[；;]\s*$/;
const FARTHEST = 3;

/**
 * The time that the part of a sentence after a semicolon takes from the head of that sentence: 2020学年，立项20项；结题16项 tells both of 2020学年.
 * `carried` is what the part before it left; null where the sentence names no school year at its head, or names another time since.
 */
export function openingPeriod(text: string, sentence: Span, dates: readonly PeriodMention[], carried: PeriodMention | null): PeriodMention | null {
  const isPart = SEMICOLON_BEFORE.test(text.slice(Math.max(0, sentence.start - FARTHEST), sentence.start));
  const [first, ...others] = dates;
  if (first === undefined) return isPart ? carried : null;
  const isHead = !isPart && others.length === 0 && first.start === sentence.start && first.period.kind === "academic" && first.period.year !== null;
  const goesOn = SEMICOLON_AT_END.test(text.slice(Math.max(sentence.start, sentence.end - FARTHEST), sentence.end));
  return isHead && goesOn && OPENS_WITH.test(text.slice(first.end, first.end + 4)) ? first : null;
}
