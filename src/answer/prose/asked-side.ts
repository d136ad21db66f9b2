import { foldText } from "../../text/fold.ts";
import { isTabular } from "./extracts.ts";

/** A side of a thing that only sentences of a certain form tell. */
interface Side {
  readonly asks: RegExp;
  readonly tells: RegExp;
}

const SIDES: readonly Side[] = [
  {
    // Who is in charge: an office, a group, a post; no question for a person.
    asks: /由(?:谁|哪|什么(?:人|部门|机构))|谁(?:来|负责|牵头|分管|主管|在?管|决定|审批|组织|主办)|归(?:谁|哪)|(?:哪个|哪些|什么)(?:部门|处室|科室|机构)|\b(?:who (?:is|are) (?:in charge|responsible)|who (?:runs|run|manages|leads|supervises|oversees|decides|organises|organizes|handles)|which (?:department|office|body|unit)|in charge of|responsible for)\b/,
    tells:
      /由[^,，。；;]{2,24}?(?:负责|牵头|承担|主管|实施|组织|监控|监督|审核|审定|审批|决定|论证|管理|主办|担任|统筹|指导)|负责|牵头|分管|主管|主办|领导小组|任组长|决定|审定/,
  },
  {
    // What came of it: a change with its numbers, or what happened after a while.
    asks: /[办做搞开]得(?:怎么?样|怎样|如何|好不好)|成效|效果|成果如何|收效|见效|管用|起[了到](?:什么|哪些)?作用|有(?:什么|啥|哪些)(?:改变|收获|好转)|带来(?:了)?(?:什么|哪些)|结果(?:怎么样|如何|怎样)|\b(?:results?|outcomes?|effects?|effective|impact|what (?:did|has) .{1,60} achieved?|make a difference|pay off|paid off|work out|worked)\b/,
    tells:
      /(?:提高|提升|上升|增加|增[长至到]|下降|降[到至低]|减少|缩短|升[到至])[^。；;]{0,14}\d|由[^。；;,，]{0,10}\d[^。；;]{0,14}[到至为]|以来|(?:一|两|三|几)个?(?:年|学年|学期|月|季度)(?:下来|后|来|多)|\d个?百分点|多了一倍|率(?:为|达到?|是)?\d|翻[了一]?[番倍]|明显|好转|先后[有被获]|经过/,
  },
];

/** What a sentence is worth that tells the side asked for: who is in charge, what came of it. */
const TELLS = 0.8;

/** The bonus of a sentence for telling just the side of the thing that a question asks for; 0 where it asks for none. */
export function sideScore(question: string, words: string): number {
  const side = sideOf(question);
  return side?.tells.test(words) === true && !isTabular(words) ? TELLS : 0;
}

/** Of some sentences those that tell the side asked for; all where none does, or where no side is asked for. */
export function tellingSide<T>(question: string, items: readonly T[], wordsOf: (item: T) => string): readonly T[] {
  const side = sideOf(question);
  const telling = side === undefined ? [] : items.filter((item) => side.tells.test(wordsOf(item)));
  return telling.length > 0 ? telling : items;
}

function sideOf(question: string): Side | undefined {
  const folded = foldText(question);
  return SIDES.find(({ asks }) => asks.test(folded));
}
