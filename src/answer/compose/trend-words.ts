import { holdsGroup, isCommon, isEverywhere, thingsAmong } from "../../retrieve/word-groups.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, isTabular, readSentences } from "../prose/extracts.ts";

/** Words for a development over several years, as reports put it without a row of figures. */
const OVER_YEARS =
  /逐年|连年|年年|一年比一年|连续[两二三四五六七八九十\d]+年|三年来|五年来|近[两三五]年|(?:从|由).{1,12}年.{0,16}(?:提高|提升|上升|增加|增长|下降|减少|降低|升|降)[到至为]|[两三五]年前的/;
const MOVES = /提高|提升|上升|增加|增长|递增|攀升|改善|下降|减少|降低|递减|回落|下滑|[越更]来越|比一年|波动|持平|稳定/;
const MOST_TOLD = 2;
const LONGEST = 240;

/** Sentences of the reports asked that tell in words how the thing went over the years (满意度逐年递增); none of many reports. */
export function findTrendWords(context: ComposeContext): readonly Extract[] {
  const { evidence, parsed } = context;
  if (parsed.scope !== "named") return [];
  const things = thingsAmong(evidence.topics).filter((group) => !isEverywhere(group));
  const own = things.filter((group) => !isCommon(group));
  const groups = own.length > 0 ? own : things;
  if (groups.length === 0) return [];
  return evidence.wholeReports
    .flatMap((passage) => readSentences(context, passage))
    .filter(({ words }) => words.length <= LONGEST && OVER_YEARS.test(words) && MOVES.test(words) && !isTabular(words))
    .filter(({ words }) => groups.every((group) => holdsGroup(words, group) === 1))
    .slice(0, MOST_TOLD)
    .map(({ extract }) => extract);
}
