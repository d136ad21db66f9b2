import type { ComposeContext } from "./draft.ts";
import { type Extract, readSentences } from "./extracts.ts";

/** 主要做法有：一是…, and what goes on with 二是. */
const OPENS_POINTS = /(?:做法|措施|举措|办法|途径|方式|形式|路径|条路|方面)[^。；;]{0,8}[：:]|[：:]["”]?(?:一是|首先|第一)|^(?:一是|首先|第一[,，、是])/;
const GOES_ON_POINTS = /^(?:[二三四五六七八九十]是|其[次二三]|再次|最后|第[二三四五六七八九])/;
const MOST_BEFORE_POINTS = 2;
const LONGEST_POINTS = 420;

/** What is named in one sentence and told point by point in the next ones: 实施“甲”工程。…主要做法有：一是…；四是…. all of its points, with the name where there is room. */
export function withPoints(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const at = sentences.findIndex((one) => one.extract.parts[0]?.start === extract.parts[0]?.start);
  const opens = at < 0 ? -1 : sentences.slice(at, at + MOST_BEFORE_POINTS + 1).findIndex(({ words }) => OPENS_POINTS.test(words));
  if (opens < 0) return extract;
  const first = at + opens;
  let to = first;
  while (to + 1 < sentences.length && (GOES_ON_POINTS.test(sentences[to + 1]?.words ?? "") || /[；;]$/.test(sentences[to]?.words ?? ""))) to += 1;
  if (to === at) return extract;
  const lengthFrom = (from: number): number => sentences.slice(from, to + 1).reduce((sum, { words }) => sum + words.length, 0);
  const from = lengthFrom(at) <= LONGEST_POINTS ? at : first;
  return lengthFrom(from) > LONGEST_POINTS ? extract : { ...extract, parts: sentences.slice(from, to + 1).flatMap((one) => one.extract.parts) };
}
