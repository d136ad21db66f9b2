import type { ParsedQuestion } from "../domain/question.ts";
import type { Catalogue } from "../retrieve/catalogue.ts";
import { foldText } from "../text/fold.ts";

/** 这个问题, "this problem": what was asked before is what is meant. */
const POINTS =
  /(?:这|那|该|此|上述|以上|前述)(?:个|些|一|种|类|几个|三个|两个|方面的?)?(?:问题|困难|情况|难题|难点|挑战|短板|不足|矛盾|局面|现象|瓶颈)|\b(?:this|that|these|those) (?:problems?|issues?|challenges?|difficult(?:y|ies)|shortcomings?|situation)\b/;
/** 学校打算怎么解决: what is to be dealt with is left to the talk. */
const LEFT_OUT =
  /^(?:那么?)?(?:学校|学院|校方|他们|该校)?(?:今后|下一步|接下来|以后)?(?:打算|准备|计划|想|是|要|会|又)?(?:怎么|如何|怎样|咋)(?:去|来|样)?(?:解决|应对|改进|改善|处理|缓解|破解|整改|补救|办)(?:的|呢|它)?[?？。\s]*$/;
const LONGEST_TOPIC = 40;
const HAN = /[\u4e00-\u9fff]/;
/** What was asked before were the problems themselves, all of them. */
const PROBLEMS = /^(?:目前|现在|主要|最大)?(?:面临|存在|遇到|有)?的?(?:哪些|什么|几个)?(?:主要|最大)?的?(?:挑战|问题|困难|不足|短板|难题)$/;

/** Whether a question deals with what was asked right before it: 学校打算怎么解决, 这个问题怎么办. */
export function asksOfLast(parsed: ParsedQuestion): boolean {
  const text = foldText(parsed.question).trim();
  return parsed.owners.certainty !== "stated" && (POINTS.test(text) || LEFT_OUT.test(text));
}

/**
 * A follow-up that deals with what was asked before, as a question of its own: 学校打算怎么解决这个问题 after 平阳的设备是不是很旧 → the school, the
 * matter and what is asked of it. Null where it names a school, or nothing was asked before.
 */
export function pointedBack(
  parsed: ParsedQuestion,
  before: readonly ParsedQuestion[],
  catalogue: Catalogue,
  inChinese: (last: ParsedQuestion) => string | null,
): string | null {
  if (!asksOfLast(parsed)) return null;
  const last = before.findLast(({ intent }) => intent !== "out_of_scope" && intent !== "coverage");
  if (last === undefined || (last.owners.certainty !== "stated" && last.owners.certainty !== "inherited") || last.scope !== "named") return null;
  const names = last.owners.value.flatMap((id) => catalogue.ownersById.get(id)?.name ?? []);
  const topic = (last.content?.core ?? last.searchText).trim().replace(/\s+/g, "");
  if (names.length > 0 && PROBLEMS.test(topic)) return `${names.join("和")}的改进措施有哪些`;
  if (topic !== "" && !HAN.test(topic)) {
    const told = inChinese(last)?.replace(/[吗呢?？\s]+$/, "") ?? null;
    return told === null ? null : `${told}，打算怎么解决这个问题`;
  }
  if (names.length === 0 || topic === "" || topic.length > LONGEST_TOPIC) return null;
  return `${names.join("和")}${topic}${parsed.question.trim().replace(/^(?:那么?)?(?:学校|学院|校方|他们|该校)/, "")}`;
}
