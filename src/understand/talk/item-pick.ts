import type { ItemPick, ParsedQuestion } from "../../domain/question.ts";
import { parseNumeral } from "../../text/numerals.ts";
import type { Draft } from "../draft.ts";

const LEAD =
  /^(?:那么?|其中的?|这?其中|这?里面的?|当中的?|针对|对于?|关于|至于|再|然后|具体|详细|请|麻烦|能不能|能否|可以|想知道|我?想?问一?下?|你?说的?|你|(?:说说|讲讲|介绍|展开)(?:一下|下)?|(?:说|讲|看)(?:一下|下)|它的|上面的?|刚才的?|前面的?|列出的?|的|,|,?\s)*/;
const ORDINAL = /^(?:第([一二两三四五六七八九十]{1,3}|\d{1,2})|(最后)一?|倒数第([一二三两])|(?:头|首)一?(?=[个条项点]))/;
/** 第一产业, 第二课堂, 第三届 are names, and point at nothing told. */
const NAMES =
  /^(?:产业|课堂|学期|学年|届|批次?|方|党|支部|期|轮|校区|年|季度|代|线|职[业高中]|中学|小学|实验|中专|附属|名校|阶段|学历|次|天|周|月|步|责任|手|时间|要务|书记|资源|曲线|梯队|完全|人民)/;
const CLASSIFIER = /^(?:个方面|方面|[个条项点种类名位家所本篇部门支大块款层楼件座])/;
const NOUN = /^(?:的是|是|的|分别|具体|详细|,|\s)*/;
const OPENS_ASKING = /什么|啥|谁|哪|怎|如何|咋|多少|几|吗|为何|为什么|是不是|有没有|有|是|叫|指|讲|说|具体|详细|展开|介绍|内容|呢|呀|啊|在|做|包括|的/;
/** What asks for no more than which one it is. */
const ONLY_NAMES =
  /^(?:的|是|呢|呀|啊|又|都|分别|具体|详细|到底|究竟|是指|指的?是?|叫做?|名叫|名字|名称|什么|啥|谁|哪一?[个条项点家所位名类种]|内容|来着|说说|讲讲|说一?下|讲一?下|说的|讲的|写的|怎么(?:说|写|讲)|说|讲|写|展开|介绍一?下?|,|\s|有|是什么)*$/;
const LONGEST_NOUN = 6;
const LONGEST = 24;
const LATIN =
  /^(?:(?:and|so|then|ok|okay|what|who|which|how|about|is|was|are|tell|me|more|on|of|explain|describe|name|give|it|the|'s|please|can|you)\b[\s,]*)*(first|second|third|fourth|fifth|sixth|last)(?: (?:one|item|point|of (?:them|these|those)))?(?: (?:called|exactly|then|say|about|mean))*$/;
const LATIN_PLACES: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, last: -1 };

/** 第二个问题怎么解决 → the second, 问题, 怎么解决. Null for what points at nothing in a list. */
export function readPick(folded: string): ItemPick | null {
  const text = folded.replace(/[?？。.!！,，\s]+$/, "").trim();
  const latin = LATIN.exec(text)?.[1];
  if (latin !== undefined) return { place: LATIN_PLACES[latin] ?? 1, noun: "", asks: "" };
  if (text.length > LONGEST) return null;
  const behind = text.slice(LEAD.exec(text)?.[0].length ?? 0);
  const ordinal = ORDINAL.exec(behind);
  if (ordinal === null) return null;
  const rest = behind.slice(ordinal[0].length);
  const classifier = CLASSIFIER.exec(rest)?.[0] ?? "";
  if (NAMES.test(rest) || (classifier === "" && rest !== "" && !/^(?:呢|是|的|具体)/.test(rest))) return null;
  const { noun, asks } = nounOf(rest.slice(classifier.length));
  return { place: placeOf(ordinal), noun, asks };
}

function placeOf([, nth, last, backwards]: RegExpExecArray): number {
  if (last !== undefined) return -1;
  if (backwards !== undefined) return -Number(parseNumeral(backwards) ?? 1);
  return nth === undefined ? 1 : Number(parseNumeral(nth) ?? 1);
}

/** The word for the thing, up to where something is asked of it. */
function nounOf(rest: string): Pick<ItemPick, "noun" | "asks"> {
  const at = rest.search(OPENS_ASKING);
  const noun = at < 0 ? rest : rest.slice(0, at);
  if (noun.length > LONGEST_NOUN) return { noun: "", asks: rest };
  const asks = rest.slice(noun.length);
  return { noun, asks: ONLY_NAMES.test(asks) ? "" : asks.replace(NOUN, "").replace(/^[^\u4e00-\u9fff]+/, "") };
}

/** Which of the things told before a follow-up points at; null where it names a school, or asks for a place among schools (第二名呢 after a ranking of them). */
export function pickOfTalk(draft: Draft, previous: ParsedQuestion): ItemPick | null {
  if (draft.owners.certainty !== "missing" || draft.unknownOwners.length > 0) return null;
  if (previous.scope === "all_schools" && ["rank", "compare", "filter"].includes(previous.intent)) return null;
  return readPick(draft.reading.text);
}
