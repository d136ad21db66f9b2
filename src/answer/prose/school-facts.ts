import { isAspect, isCommon, isEverywhere } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, isTabular, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";

/** What a report says of the school itself in a form of its own, whatever words the question uses. */
interface SchoolFact {
  readonly asks: RegExp;
  /** Words of the question that are the asking and no thing beside it. */
  readonly own: RegExp;
  readonly tells: RegExp;
  /** Sentences of one report that are told. */
  readonly most: number;
}

const FACTS: readonly SchoolFact[] = [
  {
    // Where it lies.
    asks: /(?<!存)在(?:哪(?!些|方面|几|一方)|什么地方|何处)|位于(?:哪|何)|地址|校址|怎么走|什么位置|\b(?:where (?:is|are)|located|(?<!\bto )address(?! (?:the|its|their|them|these|those|this|it|each)\b)|location)\b/,
    own: /地址|校址|位置|位于|哪|校区|地方/,
    most: 2,
    tells: /(?<!毕业生|企业|学生)(?:位于|坐落|地处|校址|地址|现址)|(?:校区|校本部|分校)(?:位于|设?在)/,
  },
  {
    // Whose school it is.
    asks: /归(?:谁|哪)|属于(?:谁|哪|什么)|谁(?:管|办的|主管|主办|举办)|主管(?:部门|单位)|隶属|举办者|上级(?:部门|单位|主管)|哪个(?:部门|单位|局)(?:管|主管|办|举办)|\b(?:who (?:runs|administers|owns)|which (?:authority|department) (?:runs|administers|oversees))\b/,
    own: /管|主管|隶属|举办|归|部门|单位|上级|办/,
    tells:
      /隶属|[局厅委府]直属|直属于|主管(?!部门)|(?:人民政府|局|委员会|厅|集团|公司)(?:主办|举办|创办)|由(?!校长|院长|书记)[^,，。；;]{2,24}?(?:共同管理|主管|举办|主办|领导(?!小组|班子)|管理)/,
    most: 1,
  },
];

/** Asked for the person in a public office of the school. */
const ASKS_HEAD =
  /(?<!副)(?:校长|院长|书记|法定代表人|法人)[^,，。；;]{0,8}(?:是谁|谁|叫什么|叫啥|姓什么|姓啥|哪位|名字|何人)|谁[^,，。；;]{0,8}(?:校长|院长|书记)|\b(?:who is|name of) .{0,60}\b(?:principal|headmaster|headmistress|president|head|secretary)\b/;
const PRIVATE = /电话|手机|微信|工资|收入|年龄|多大|几岁|住|结婚|学历|生日|邮箱|\b(?:phone|salary|age|address|email|married)\b/;
const HEAD = "(?:党委|党总支|总支)?(?:校长|院长|书记|法定代表人)";
const HOLDS_OFFICE = new RegExp(
  `(?:任|担任|兼任|出任)[^,，。；;]{0,8}(?<!副)${HEAD}(?!的|助理|办公|室)|(?<!副)${HEAD}(?:为|是|[：:]|由)[^,，。；;]{0,12}[\\u4e00-\\u9fff]{2,4}|现任[^,，。；;]{0,6}${HEAD}`,
);
const MOST_HEADS = 2;

/** Where the school lies and whose it is, for a question that asks for no more; nothing for any other. */
export function findSchoolFacts(context: ComposeContext): readonly Extract[] {
  const question = foldText(context.parsed.question);
  const fact = FACTS.find(({ asks }) => asks.test(question));
  if (fact === undefined || context.evidence.measures.length > 0) return [];
  const other = context.evidence.topics.filter((group) => !isEverywhere(group) && !isCommon(group) && !isAspect(group));
  if (other.some(({ words }) => !words.some((word) => fact.own.test(word)))) return [];
  return tellingFirst(context, fact.tells, fact.most);
}

/** Who heads the school, where its report says so: a public office, no private matter. */
export function findHeads(context: ComposeContext): readonly Extract[] {
  const question = foldText(context.parsed.question);
  return ASKS_HEAD.test(question) && !PRIVATE.test(question) ? tellingFirst(context, HOLDS_OFFICE, MOST_HEADS) : [];
}

/** The first sentences of each report that are of the form. */
function tellingFirst(context: ComposeContext, tells: RegExp, most: number): readonly Extract[] {
  const taken = new Map<string, number>();
  const found = context.evidence.wholeReports.flatMap((passage) =>
    readSentences(context, passage).flatMap(({ extract, words }) => {
      if (!tells.test(words) || isTabular(words)) return [];
      const count = (taken.get(passage.reportId) ?? 0) + 1;
      taken.set(passage.reportId, count);
      return count > most ? [] : [wholeSentence(context, extract)];
    }),
  );
  return withoutOverlap(found);
}
