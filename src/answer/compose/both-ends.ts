import { foldText } from "../../text/fold.ts";

const BOTH =
  /最[多高大好长强][^。？?]{0,14}最[少低小差短弱]|最[少低小差短弱][^。？?]{0,14}最[多高大好长强]|\b(?:most|highest|best|largest)\b.{0,40}\b(?:least|lowest|worst|smallest|fewest)\b|\b(?:least|lowest|worst|smallest|fewest)\b.{0,40}\b(?:most|highest|best|largest)\b/;

/** 最高和最低的分别是哪项: both ends of an order are asked for. */
export function asksBothEnds(question: string): boolean {
  return BOTH.test(foldText(question).toLowerCase());
}
