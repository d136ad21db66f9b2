import { asksProcedure } from "../../retrieve/asks-prose.ts";
import type { ComposeContext } from "../draft.ts";
import { countItems } from "./list-signs.ts";

/** What kind of explanation is asked for; each calls for sentences of another form. */
export interface ExplainMode {
  /** How or by what measures, and not what is wrong. */
  readonly method: boolean;
  /** Steps, in order. */
  readonly procedure: boolean;
  /** What is wrong, or why something is so bad. */
  readonly problem: boolean;
  readonly why: boolean;
}

/** Words that tell what is done, rather than how things are. */
export const METHOD =
  /通过|采取|采用|推行|实施|建立|开展|实行|组织|推进|制定|完善|加强|聘请|引进|落实|继续|分为|分[一二三四五六]步|先|每[周月学年]|由.{1,12}负责|纳入|统一|须|要求|规定|定期|轮流|不少于/;
/** Words that tell what is wrong: no answer to what is done about it. */
export const PROBLEM =
  /缺乏|缺少|不足|不够|断层|薄弱|短缺|紧缺|老化|陈旧|紧张|困难|两极分化|有待|差距|难[以招留]|偏[大小低少弱高]|瓶颈|挑战|制约|滞后|场地紧|流动性|吸引力(?:下降|降低|不|减弱|低)|萎缩|顾虑|担心|遇冷|冷门/;
/** Words for the stages of a procedure, and how many of them make one. */
const PROCEDURE =
  /申请|填写|填表|审核|核对|盖章|评选|审批|批准|公示|上报|录入|发放|转入|打卡|签字|签订|登记|验收|报名|录取|先|再|然后|最后|选题|开题|论证|答辩|立项|初审|复审|面试|笔试|试讲|审定|评审|核查|评议|校对|转交/g;
const LEAST_STAGES = 2;
/** Stages that make a sentence a procedure for who asks how, without asking for steps. */
const LEAST_STAGES_OF_METHOD = 4;
/** Words that give a reason. */
const REASON = /因为|由于|因[^此而素]|所以|导致|造成|使得|主要是|原因|原是|(?<![人英口文成奇天])才(?![艺华能干])/;
/** Words for a purpose, which answers why something is done. */
const PURPOSE =
  /为了|因此|以便|旨在|目的|起因|由来|理由|缘于|鉴于|基于|考虑到|随着|针对|(?:^|[,，。；;])为(?!\d).{2,24}?[,，]|之所以|与.{1,40}?有关|受.{1,30}?影响|得益于|归功于|源于|根据[^,，。；;]{2,40}?(?:部署|规划|政策|精神|调查|调研)|适应[^,，。；;]{2,30}?(?:需求|需要)|(?:家长|学生|企业|社会|群众|老师|教师)[^,，。；;]{0,4}(?:认为|觉得|担心|嫌)/;

/** 为什么要新增电商专业？一方面…: the reason stands behind the report's own question. */
const ASKS_ITSELF = /(?:为什么|为何|为啥)[^?？]{1,40}[?？]./;

/** 升学率提高较快，一是…；二是…: the points are the reasons, unless they are measures. */
const POINTS_OF_REASON = /^(?!.{0,40}(?:措施|做法|举措|办法|通过|采取|实行|推行|要求|分为|包括))[^。；;：:]{4,40}[,，](?:主要是?)?(?:一是|一方面|首先是)/;

/** Whether a sentence says why: a cause, a purpose, or with `problems` what is wrong. */
export function givesReason(words: string, problems = true): boolean {
  return ASKS_ITSELF.test(words) || POINTS_OF_REASON.test(words) || REASON.test(words) || PURPOSE.test(words) || (problems && PROBLEM.test(words));
}

/** Asked in so many words how something is done. */
const ASKS_WAY =
  /怎么|怎样|怎麼|怎樣|如何|咋|做法|措施|办法|辦法|举措|舉措|方法|途径|策略|\b(?:how|measures?|steps?|approach(?:es)?|strateg(?:y|ies)|what is being done)\b/i;
/** A side of a thing that is no way of doing: where graduates go, what a school was called before. */
const NAMES_SIDE = /去向|去哪|前身|原名|以前|校训|宗旨|理念|区别|不同/;
/** Asked for what is done about a problem, not for the problem. */
const ASKS_EFFECT = /(?:效果|成效|成果|结果|作用|影响|反响|变化)(?:怎么?样|如何|怎样|是?什么|有哪些|大不大|好不好)/;
const SOLVES = /解决|改进|改善|应对|克服|缓解|措施|办法|怎么办|对策|\b(?:address|solve|improve|tackle|overcome|remed(?:y|ies)|measures?)\b/i;
/** 2.做法: below such a heading stands how it is done. */
export const METHOD_SECTION = /(?:做法|措施|举措|办法|途径|方式|实施|步骤|流程)(?:$|[:：。])/;
const PROBLEM_SECTION = /问题|挑战|困难|不足|短板|薄弱/;
/** 第一， opens another point. */
export const ORDINAL = /^(?:第[一二三四五六七八九十]|[一二三四五六七八九十]是|其[一二三四])/;
/** Shorter sentences are headings and scraps. */
const SHORTEST = 12;
/** A sentence that lists so many things explains none. */
const LONG_LIST = 7;
const WEIGHTS = { method: 0.4, aside: -0.4, stages: 1.6, scrap: -0.6, list: -0.4, problem: 0.5, section: 0.6, way: 0.5, ordinal: 0.2, reason: 0.3 } as const;

/** The same question asked behind an order to leave the reports aside is the same question. */
const WHY_RULES = ["intent.why", "intent.why_beside_order"];
const HOW_RULES = ["intent.how", "intent.how_beside_order", "intent.how_come"];

/** Whether a reason is asked for. */
export function asksWhy(parsed: ComposeContext["parsed"]): boolean {
  return WHY_RULES.some((rule) => parsed.trace.includes(rule));
}

export function explainMode({ parsed, evidence }: Pick<ComposeContext, "parsed" | "evidence">): ExplainMode {
  const aboutProblems = evidence.topics.some((group) => group.words.some((word) => PROBLEM.test(word) || word === "问题"));
  const asksCure = SOLVES.test(parsed.question);
  const explains = parsed.intent === "explain";
  const asksHow =
    explains &&
    !ASKS_EFFECT.test(parsed.question) &&
    HOW_RULES.some((rule) => parsed.trace.includes(rule)) &&
    (ASKS_WAY.test(parsed.question) || !NAMES_SIDE.test(parsed.question));
  return {
    method: (asksHow && !aboutProblems) || (explains && asksCure),
    procedure: asksProcedure(parsed),
    problem: explains && aboutProblems && !asksCure,
    why: explains && asksWhy(parsed),
  };
}

/** How many stages of a procedure a text names, each once. */
export const stagesIn = (words: string): number => new Set(words.match(PROCEDURE)).size;

/** What a sentence is worth by its form, for the kind of explanation asked for. */
export function formScore(mode: ExplainMode, words: string, sectionPath: readonly string[]): number {
  const stages = stagesIn(words);
  const listed = countItems(words);
  const isProblem = PROBLEM.test(words);
  const isMethod = METHOD.test(words);
  const isProcedure = mode.procedure ? stages >= LEAST_STAGES : mode.method && stages >= LEAST_STAGES_OF_METHOD;
  return (
    (words.length < SHORTEST && !mode.problem ? WEIGHTS.scrap : 0) +
    (listed >= LONG_LIST && !isMethod && !isProcedure ? WEIGHTS.list : 0) +
    (isProcedure ? WEIGHTS.stages : 0) +
    (mode.method && isMethod ? WEIGHTS.method : 0) +
    (mode.method && METHOD_SECTION.test(sectionPath.at(-1) ?? "") ? WEIGHTS.way : 0) +
    (mode.method && isProblem ? WEIGHTS.aside : 0) +
    (mode.problem ? problemScore(words, isProblem, sectionPath) : 0) +
    (mode.why && givesReason(words) ? WEIGHTS.reason : 0)
  );
}

function problemScore(words: string, isProblem: boolean, sectionPath: readonly string[]): number {
  const isInSection = sectionPath.some((heading) => PROBLEM_SECTION.test(heading));
  return (isProblem ? WEIGHTS.problem : 0) + (isInSection ? WEIGHTS.section : 0) + (ORDINAL.test(words) ? WEIGHTS.ordinal : 0);
}
