import type { RankedSentence } from "./rank-said.ts";

const MOST_MISSING = 0.25;
const MONTH_AHEAD = /^\d{1,2}月$/;
const YEAR_AHEAD = /^(?:明年|20\d\d年?)$/;

/** It names the month asked about; 明年 alone is said of many things, so that it must hold the rest, too. */
const isOfTime = ({ rare, measure }: RankedSentence): boolean =>
  rare.some((word) => MONTH_AHEAD.test(word)) || (rare.some((word) => YEAR_AHEAD.test(word)) && measure.missing < MOST_MISSING);

/** The sentences that name the time ahead which is asked about; of 明年8月 those that name both before those that name one: 今年8月 is another time. */
export function ofTimeAhead(sentences: readonly RankedSentence[]): readonly RankedSentence[] {
  const named = ({ rare }: RankedSentence): number => rare.filter((word) => MONTH_AHEAD.test(word) || YEAR_AHEAD.test(word)).length;
  const most = Math.max(0, ...sentences.map(named));
  return sentences.filter((one) => named(one) === most && isOfTime(one));
}
