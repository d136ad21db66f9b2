import { isAspect, isCommon, isEverywhere } from "../../retrieve/word-groups.ts";
import type { ComposeContext } from "../draft.ts";
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

/** Asked how it goes with a thing: what is told of it next belongs to it. */
const ASKS_STATE = /怎么?样|如何|情况|进展|做了|搞了|干了|开展|\bhow (?:is|are|was|were|did|has|have)\b/i;
const MOST_NEXT = 3;

/** 青马工程…。本年度完成了第二期青马学院课程…: the next sentences that take the name up by its first half. */
export function withNext(context: ComposeContext, extract: Extract): Extract {
  if (!ASKS_STATE.test(context.parsed.question) || context.parsed.language === "en") return extract;
  const sentences = readSentences(context, extract.passage);
  const last = extract.parts.at(-1)?.start;
  const at = sentences.findIndex((one) => one.extract.parts.some((part) => part.start === last));
  const own = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isAspect(group));
  const names = own.flatMap(({ words }) => words.filter((word) => sentences[at]?.words.includes(word) === true).map((word) => word.slice(0, 2)));
  if (at < 0 || names.length === 0) return extract;
  const behind = sentences.slice(at + 1, at + 1 + MOST_NEXT);
  const end = behind.findIndex(({ words }) => !names.some((name) => words.includes(name)));
  const next = behind.slice(0, end < 0 ? behind.length : end);
  return { ...extract, parts: [...extract.parts, ...next.flatMap((one) => one.extract.parts)] };
}
