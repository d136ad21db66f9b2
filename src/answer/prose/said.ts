import { holdsGroup, isCommon, isEverywhere, isGeneric } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { isTabular } from "./extracts.ts";

/** What a sentence says of a thing's being there. */
export type Said = "yes" | "no" | "plan" | "something";

/** 将建…, 计划投资…: what is meant to be is no fact yet. */
const PLAN =
  /将[于在建要会新继与增开设办改扩投招引购添成]|(?<![模虚比])拟(?![真态])|欲|计划|预计|力争|打算|即将|争取|列入[^，,。；;]{0,12}(?:改造|建设|计划|规划)|正在(?:建|筹|推进)|规划建|推迟[到至]|延期|顺延|原定/;
/** Below 改进措施, 三是加快…: what is meant to be done. */
const OF_MEASURES = /改进|措施|打算|下一步|努力方向|对策|展望|规划/;
const INTENDS =
  /^(?:[^:：。]{0,8}(?:措施|对策|打算)[^:：。]{0,4}[:：])?(?:[一二三四五六七八九]是|[(（]?[一二三四五六七八九\d]{1,2}[)）、.．])?(?:要|继续|加快|加强|加大|进一步|积极|努力|着力|逐步|大力|科学|深化|优化|完善|争取|力争)/;
/** Said not to be there, not to be allowed, or to have been given up. */
const DENIAL =
  /没有|没|未(?!来|必|免)|尚无|无(?!人机|人车|论|线|纸|不|障|数|私|忧|缝|偿)|不存在|不再|不得|不准|不许|不允许|禁(?![毒烟渔赌酒放])止?|不(?=安排|通过|组织|提供|收取|接受|参与|涉及|设[立置有]?|招[收生]?|开[设展放]|向|含|包括|予)|零(?=重大|较大|责任|安全|事故|伤亡|投诉|感染|违规|违纪|欺凌|案件)|停办|停招|停开|撤销|取消/g;
const GUARDED = /排查|防治|防范|预防|整治|专项治理|演练|零容忍|警示教育/;
const NONE = /^[^,，。;；:：\d]{0,8}(?:为|是|:|：)?(?:0|零)(?![.\d%])[起例次件宗人名个项]/;
const FARTHEST_DENIED = 8;
const ENDED = /^.{0,4}(?:停办|停招|停开|停用|撤销|取消|一律不|一概不|概不|不予)/;

/** 留得住吗 is answered by 留不住. */
export function ability(question: string, words: string): "yes" | "no" | null {
  const match = foldText(question).match(/([\u4e00-\u9fff])得([\u4e00-\u9fff])(?:吗|么|$)/);
  if (match === null) return null;
  return words.includes(`${match[1]}不${match[2]}`) ? "no" : words.includes(`${match[1]}得${match[2]}`) ? "yes" : null;
}

/** What a sentence that names the thing asked about says of its being there. `isWhole`: it holds all the words asked about. */
export function verdict(context: ComposeContext, words: string, isWhole: boolean, heading = ""): Said {
  if (isDenied(context, words)) return "no";
  if (PLAN.test(words) || (OF_MEASURES.test(heading) && INTENDS.test(words))) return "plan";
  // What is done against a thing does not say that there was one: 校园欺凌专项排查4轮.
  if (GUARDED.test(words) || isTabular(words)) return "something";
  const own = context.evidence.topics.filter((group) => !isGeneric(group) && !isEverywhere(group));
  // An English question lends no characters to look for: all that it names must be known, and be more than one thing.
  const isNamed = context.parsed.language === "zh" ? isWhole && own.length > 0 : own.length > 1 && DONE.test(context.parsed.question.trim());
  const isTold = isNamed && own.every((group) => holdsGroup(words, group) === 1);
  return isTold && !hasDenial(words) ? "yes" : "something";
}

const DONE = /^(?:did|has|have|is|are|was|were|does|do)\b/i;

const hasDenial = (words: string): boolean => words.search(DENIAL) >= 0;

/** 没有发生责任事故, 禁带手机, 停办了服装专业: a word of denial right before the thing, or of an end right behind it, that the question did not bring. */
function isDenied(context: ComposeContext, words: string): boolean {
  const question = foldText(context.parsed.question);
  const asked = foldText(context.parsed.searchText).split(/\s+/);
  const groups = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  const things = [...groups.flatMap((group) => group.words), ...asked.filter((run) => run.length > 1).map((run) => run.slice(0, 2))];
  const denials = [...words.matchAll(DENIAL)].filter((match) => !askedFor(question, match[0]));
  // 校园欺凌事件0起: none of it.
  if (things.some((thing) => thing.length > 1 && words.includes(thing) && NONE.test(words.slice(words.indexOf(thing) + thing.length)))) return true;
  const before = denials.some((match) => {
    const behind = (words.slice(match.index + match[0].length).split(/[,，。;；:：]/)[0] ?? "").slice(0, FARTHEST_DENIED + 4);
    // 无重大事故 says nothing of smaller ones.
    if (DEGREE.test(behind) && !DEGREE.test(question)) return false;
    const at = Math.min(...things.map((thing) => placeOf(behind, thing)));
    return at <= FARTHEST_DENIED || asked.some((run) => run.length === 1 && behind.startsWith(run));
  });
  const ended = things.some((thing) => thing.length > 1 && words.includes(thing) && ENDED.test(words.slice(words.indexOf(thing) + thing.length)));
  return before || (ended && !ENDING.test(question));
}

const DEGREE = /^.{0,4}(?:重(?=伤)|重大|较大|特大|严重|恶性|大型)/;
const ENDING = /停办|停招|停开|停用|撤销|取消/;

/** 有没有 denies nothing; 取消 in the question is what is asked about. */
function askedFor(question: string, denial: string): boolean {
  return question.replace(/有没有|有没|没有$|是不是|能不能|可不可以/g, "").includes(denial);
}

function placeOf(text: string, word: string): number {
  const at = text.indexOf(word);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
