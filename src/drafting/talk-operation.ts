import type { ParsedQuestion } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";

/** What a follow-up wants worked out of the numbers told before it, or which other number of the same sort it asks for. */
export interface TalkOperation {
  readonly kind: "share" | "each" | "sum" | "difference" | "same";
  /** The words that name another number; empty where none is named. Folded. */
  readonly named: string;
  /** Whether what is named is the whole of a share. */
  readonly isWhole: boolean;
  /** How many numbers a sum is of. */
  readonly count: number;
}

const LONGEST = 28;
const LONGEST_LATIN = 80;
const SHARE = /占|比例|比重|几成|百分之|百分比|\b(?:percent(?:age)?|share|proportion|fraction)\b|%/;
const EACH =
  /(?:平均)?(?:每一?|到每一?)(?!年|月|周|天|学期|学年)([\u4e00-\u9fff]{1,4}?)(?:多少|几|是|有|来|能|要|拿|得|领|摊|花|大概|大约|平均|参加|$)|(人)均|一个?(人)(?:能|可以|给|发|拿|领|补)*(?=多少|几)|\b(?:per|for each|each|every) ([a-z]+)/;
const SUM = /加起来|加在一起|加一起|合起来|合在一起|合到一起|合计|加总|之和|总共|一共|\b(?:together|combined|altogether|in total|add(?:ed)? up|sum)\b/;
const DIFFERENCE =
  /差多少|差几|相差|差距|多多少|少多少|高多少|低多少|大多少|多几|少几|多出|\b(?:gap|difference|by how (?:much|many)|how (?:much|many) (?:more|fewer|less|higher|lower))\b/;
const SAME =
  /^(?:那么?|还有|换成|至于)?(.{1,10}?)(?:的?(?:那|这)[个些家所项种类班批]?|的)?呢$|^(?:(?:and|so|what about|how about) )+(?:the )?(.{2,30}?)(?: one| ones)?$/;
const COUNT: Readonly<Record<string, number>> = { 三: 3, 四: 4, 五: 5, three: 3, four: 4, five: 5 };
/** Who is counted in a unit of its own, as a unit. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  group: "批",
  batch: "批",
  visit: "批",
  person: "人",
  student: "人",
  recipient: "人",
  teacher: "人",
  company: "家",
  firm: "家",
  project: "项",
  class: "个",
};
/** Words around the thing named. */
const AROUND =
  /(?:那么?|其中|这其中|里面|当中|这里面|全部|所有|全体|一共|总共|平均|大概|大约|到底|分别|所占|占比|比例|比重|几成|百分之几?|百分比|的|呢|吗|啊|是|有|又|就|这|那|个|多少|几|数量|结果)+/g;
const AROUND_LATIN =
  /\b(?:and|so|then|what|how|many|much|is|are|was|were|the|a|an|of|them|those|these|it|that|percent|percentage|share|proportion|fraction|do|does|did|make|up|account|for|in|total|about|as)\b|%/g;

/**
 * The operation of a short question that leans on the talk; null where it names a school of its own, or asks for nothing of the sort. 省级的呢
 * after a share of another part (`before`) asks for its share.
 */
export function talkOperation(parsed: ParsedQuestion, before: readonly ParsedQuestion[]): TalkOperation | null {
  const own = operationOf(parsed);
  if (own?.kind !== "same") return own;
  const last = before.map(operationOf).findLast((operation) => operation?.kind !== "same");
  return last?.kind === "share" ? { ...own, kind: "share" } : own;
}

function operationOf(parsed: ParsedQuestion): TalkOperation | null {
  if (namesSchool(parsed) || parsed.unknownOwners.length > 0) return null;
  const text = foldText(parsed.question)
    .replace(/[?？。.!！,，\s]+$/, "")
    .trim();
  if (text.length > (/[\u4e00-\u9fff]/.test(text) ? LONGEST : LONGEST_LATIN)) return null;
  if (SHARE.test(text)) return { kind: "share", ...inChinese(parsed, namedIn(text)), count: 1 };
  const each = EACH.exec(text);
  if (each !== null) return saysMore(text.replace(each[0], " ")) ? null : { kind: "each", named: unitWord(each), isWhole: false, count: 1 };
  const apart = DIFFERENCE.exec(text);
  if (apart !== null) return saysMore(text.replace(apart[0], " ")) ? null : { kind: "difference", named: "", isWhole: false, count: 2 };
  const sum = SUM.exec(text);
  if (sum !== null) {
    const count = COUNT[/[三四五](?=[个项笔类种者])|\b(?:three|four|five)\b/.exec(text)?.[0] ?? ""] ?? 2;
    return saysMore(text.replace(new RegExp(SUM, "g"), " ")) ? null : { kind: "sum", named: "", isWhole: false, count };
  }
  const same = SAME.exec(text);
  const named = (same?.[1] ?? same?.[2] ?? "").trim();
  return named === "" ? null : { kind: "same", named, isWhole: false, count: 1 };
}

/** 这两笔 and 全国的 stand where a school might, and name none. */
const namesSchool = ({ owners, scope }: ParsedQuestion): boolean =>
  owners.certainty === "stated" && scope !== "regions" && (owners.mentions.length === 0 || owners.mentions.some(({ how }) => how !== "cue"));

/** 其中, "of them": the numbers told before are meant, whatever else is named. */
export const pointsBack = (question: string): boolean => /其中|\b(?:of |among |in )?(?:them|those|these)\b/.test(foldText(question));

/** "What percentage of them were provincial": the part is known by its Chinese name. */
const inChinese = (parsed: ParsedQuestion, named: Pick<TalkOperation, "named" | "isWhole">): typeof named =>
  /^[a-z ]+$/.test(named.named) && parsed.population !== null ? { named: parsed.population, isWhole: false } : named;

const LEFT_HAN =
  /(?:那么?|这|那|它们|他们|前面|上面|刚才|以上|和|跟|与|的|是|有|来|到|能|得|拿|领|摊|花|了|呢|吗|啊|大概|大约|平均|结果|数|两者|[两二三四五][个项笔类种者]|(?:多少|几)个?(?:人次|人|名|位|家|项|次|元|块|钱|册|本|万|台|批|个)?)+/g;
const LEFT_LATIN =
  /\b(?:and|so|then|what|how|many|much|big|is|are|was|were|the|a|an|of|them|those|these|it|that|two|both|three|between|all|do|does|come|to|on|average|people|people|there|if|you|add|numbers|figures)\b/g;

/** Whether anything of its own is left beside the words that ask for the operation: 一共签了多少学生 is no sum of what was told. */
const saysMore = (rest: string): boolean => /[\u4e00-\u9fff]{2}|[a-z]{3}/.test(rest.replace(LEFT_HAN, " ").replace(LEFT_LATIN, " "));

function unitWord(match: RegExpExecArray): string {
  const [, chinese, people, one, latin] = match;
  if (latin !== undefined) return UNIT_WORDS[latin.replace(/s$/, "")] ?? latin;
  const word = people ?? one ?? chinese ?? "";
  return /^[个名位]?(?:人|学生|同学|老师|教师|学员)$|^[名位]$/.test(word) ? "人" : word;
}

/** What stands beside 占: behind it the whole, before it the part. */
function namedIn(text: string): Pick<TalkOperation, "named" | "isWhole"> {
  const at = text.replace("占比", "比例").indexOf("占");
  const clean = (words: string): string => words.replace(AROUND_LATIN, " ").replace(AROUND, " ").replace(/\s+/g, " ").trim();
  const behind = at < 0 ? "" : clean(text.slice(at + 1));
  if (behind !== "") return { named: behind, isWhole: true };
  const before = clean(at < 0 ? text : text.slice(0, at));
  const ofAll = at < 0 && /\b(?:percent(?:age)?|share|proportion|fraction) of (?!them|those|these|it|that)/.test(text);
  return { named: before, isWhole: ofAll };
}
