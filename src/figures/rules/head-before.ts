import type { QuantityKind } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
import type { Quantity } from "../../text/quantities.ts";
import { COHORT, isLink, isNeutral, LEVELS, NEUTRAL_BEFORE, POPULATION_WORDS, PURPOSE_END, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart, leftEdge, rightEdge, type SentenceView } from "../sentence-view.ts";
import { isOfGroups } from "./bare-study.ts";
import { CIRCUMSTANCE } from "./head-around.ts";
import { isActObject, isForEach, isParticipant, singlesOut } from "./not-own.ts";
import { isLevelOfWhole } from "./part.ts";
import { averageOf, PER_HEAD } from "./per-head.ts";
import { withVerb } from "./with-verb.ts";

/** The name right before the number, with nothing but linking words between: 就业率达98.9%, 学校占地面积（含…）160亩. */
export const headBefore: ReadingRule = {
  name: "head-before",
  read: (context) => {
    const { view, quantity, lexicon } = context;
    const from = leftEdge(view, context.index);
    const candidates = aliasesWithin(view, from, quantity.start)
      .filter((alias) => isLink(view.text.slice(alias.end, quantity.start)) || levelBehind(view, alias, quantity) !== null)
      .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start));
    // Where the longest name at a place does not fit, no shorter one inside it may stand for it.
    const longest = new Map<number, number>();
    for (const alias of candidates.sort((a, b) => a.start - b.start || b.end - a.end)) {
      if ((longest.get(alias.end) ?? alias.start) !== alias.start) continue;
      const isOfItems = isGeneral(alias, candidates) || isOfNamelessItems(view, from, alias);
      if (quantity.kind !== "share" && closesList(view.text.slice(from, alias.start)) && !isOfItems) continue;
      longest.set(alias.end, alias.start);
      const before = view.text.slice(clauseStart(view, alias.start), alias.start);
      const acted = alias.from === "prose" && quantity.kind === "count" ? actedOn(context, alias, view.text.slice(from, alias.start)) : null;
      const named = acted ?? entryFor(lexicon, alias, quantity, { family: true });
      if (named === null) continue;
      const indicator = perHead(context, alias.end, named);
      if (indicator === null) continue;
      // 发放生活补助17.2万元 is the sum, not what each one gets.
      if (isSum(indicator, quantity, view.text.slice(alias.start, quantity.start))) continue;
      // 生均实训耗材经费268元 is no sum of all.
      if (indicator.kind === "amount" && EACH.test(before) && !indicator.units.some((unit) => unit.includes("/"))) continue;
      // 最大班额54人 is no mean.
      if (indicator.kind === "average" && /最[大小高低]$/.test(before)) continue;
      // 学生对专业教师满意度 is not what teachers think.
      if (JUDGE_ALONE.test(view.text.slice(alias.start, alias.end)) && /对[^，。；:、\d]{0,8}$/.test(before)) continue;
      // 心理健康教师与学生之比 is no ratio of all teachers.
      if (
        indicator.kind === "ratio" &&
        !standsFree(before) &&
        aliasesWithin(view, alias.start, alias.end).some((other) => other.start === alias.start && other.from === "prose")
      )
        continue;
      // 心理健康专职教师3人 are not all who teach full time.
      if (indicator.unit === "人" && /^(?:专职|专任|兼职)/.test(view.text.slice(alias.start, alias.end)) && OF_SUBJECT.test(before)) continue;
      // 全年参培412人次，经费46.9万元: of what was counted right before, not of the school.
      if (indicator.kind === "amount" && isBareMoney(context, alias)) continue;
      if (indicator.unit === "人" && isOfGroups(context, alias)) continue;
      if (indicator.kind === "amount" && PURPOSE_END.test(before) && MONEY_END.test(view.text.slice(alias.start, alias.end))) continue;
      const listed = quantity.kind !== "share" && quantity.kind !== "amount" && closesList(view.text.slice(from, alias.start));
      // A flow may be narrowed by what stands before it (农民培训800人次): scope then names the part. A stock may not.
      if (
        alias.from === "prose" &&
        !listed &&
        acted === null &&
        !standsFree(before) &&
        !isSuchAs(before) &&
        !handedOut(view.text.slice(from, alias.start)) &&
        !followsSubject(view, alias) &&
        !FLOW_UNITS.has(indicator.unit)
      )
        continue;
      if (
        !nounMayFollow(context, indicator.kind) ||
        singlesOut(context, alias, indicator) ||
        isForEach(context, indicator) ||
        isActObject(view, alias, indicator)
      )
        continue;
      if (alias.from === "prose" && (isParticipant(context, indicator) || isLevelOfWhole(context, alias))) continue;
      const narrowed = withActor(context, alias, indicator);
      return {
        ...NO_SCOPE,
        population: levelBehind(view, alias, quantity) ?? (alias.from === "prose" && indicator.unit === "人" ? listedGroups(before) : null),
        indicator: narrowed?.indicator ?? indicator,
        words: view.text.slice(alias.start, alias.end),
        headStart: narrowed?.start ?? alias.start,
        confidence: alias.from === "prose" ? 0.85 : 0.97,
      };
    }
    return null;
  },
};

/** *撤销*市场营销专业1个, *新增*无人机应用等专业2个: what was done to the counted makes another name. */
const actedOn = (context: ReadingContext, alias: AliasMatch, lead: string): Indicator | null =>
  COME_OR_GONE.test(lead) ? withVerb(context, lead, context.view.text.slice(alias.start, alias.end)) : null;
const COME_OR_GONE =
  /^["，、]*(?:学校|全年|今年|当年|本年度?|本学年|共|拟|计划|(?:19|20)\d{2}年)*(?:新增|新开|新设|增设|新办|撤销|停办|停招|取消|淘汰|关停|裁撤)/;

/** 1864名学生*领到*国家助学金372.8万元: who got it, counted right before. */
const handedOut = (between: string): boolean => /^(?:学生|同学|学子|师生|困难学生|家庭困难学生)?(?:领到|领取|拿到|享受|获得|获)了?$/.test(between);

/** "三坛"教师*市级*5人: a level between the name and its number, and nothing else. */
function levelBehind(view: SentenceView, alias: AliasMatch, quantity: Quantity): string | null {
  const between = view.text.slice(alias.end, quantity.start);
  return (alias.from === "zh" || alias.end - alias.start >= 3) && between.length >= 2 && LEVELS.includes(between) ? between : null;
}

/** A general word for money alone in its clause, right behind a number that counts people or times. */
function isBareMoney({ view, index }: ReadingContext, alias: AliasMatch): boolean {
  const previous = view.quantities[index - 1];
  if (previous === undefined || (previous.unit !== "人" && previous.unit !== "人次" && previous.unit !== "期")) return false;
  return alias.end - alias.start === 2 && MONEY_END.test(view.text.slice(alias.start, alias.end)) && view.text.slice(previous.end, alias.start) === "，";
}

const EACH = /(?:生|人|户|师|班|年人)均(?:年|的)?$/;

/** Who judges, and nothing of what is judged. */
const JUDGE_ALONE = /^(?:教师|教职工|学生|毕业生|家长|企业|用人单位|实习单位|雇主|社会)(?:总体|综合|平均)?满意[度率]$/;

/** General names of money, which a purpose before them narrows. */
const MONEY_END = /(?:经费|支出|费用|资金|投入|拨款|收入)$/;

/** An average in money of six digits and more without a word for each: a sum of all. */
const isSum = (indicator: Indicator, quantity: Quantity, words: string): boolean =>
  indicator.kind === "average" && quantity.unit === "元" && quantity.scaled && quantity.value.replace(/\..*$/, "").length >= 6 && !/均|每|标准/.test(words);

/** Units of what is done again and again: what stands before such a name narrows it. */
const FLOW_UNITS: ReadonlySet<string> = new Set(["人次", "批次"]);

interface Narrowed {
  readonly indicator: Indicator;
  readonly start: number;
}

/** 教师在市级竞赛中获奖33项: who stands at the clause's head makes the general name (获奖) a narrower one (教师获奖), where an entry has it. */
function withActor({ view, lexicon, quantity, index }: ReadingContext, alias: AliasMatch, general: Indicator): Narrowed | null {
  const from = Math.max(clauseStart(view, alias.start), leftEdge(view, index));
  const lead = view.text.slice(from, alias.start);
  const start = from + lead.length - stripLeading(lead.replace(/^全[省市县区州]/, ""), NEUTRAL_BEFORE).length;
  const actor = view.aliases.find((other) => other.start === start && other.end <= alias.start && other.end - other.start <= 4);
  if (actor === undefined || !actor.indicatorIds.some((id) => lexicon.indicator(id)?.unit === "人")) return null;
  const who = view.text.slice(actor.start, actor.end);
  const what = view.text.slice(alias.start, alias.end);
  if (!CIRCUMSTANCE.test(view.text.slice(actor.end, alias.start))) return null;
  for (const tail of new Set([what, what.slice(-4), what.slice(-3), what.slice(-2)])) {
    if (!/^(?:(?:比赛|竞赛|大赛|评比|赛事|活动)?中?共?)$/.test(what.slice(0, what.length - tail.length))) continue;
    const name = who + tail;
    const match = lexicon.aliases.whole(name, ["zh", "prose"]);
    const indicator = match === undefined ? null : entryFor(lexicon, match, quantity);
    if (indicator !== null) return indicator.id === general.id ? null : { indicator, start };
  }
  return null;
}

/** 学生参加竞赛12人次 keeps its name before; 教师3个名师工作室 does not: a classifier followed by a noun counts that noun. */
function nounMayFollow(context: ReadingContext, kind: QuantityKind): boolean {
  const { view, quantity, index } = context;
  // 投资7300万购买校区 is the price of one thing, not the year's funding.
  // 投资318万元的实训车间 is the price of one thing, too.
  if (kind === "amount" && OF_THING.test(view.text.slice(quantity.end, quantity.end + 12))) return false;
  if (kind === "amount") return !/^(?:购买|购置|新建|建设|改造|扩建|建造|兴建|修建)/.test(view.text.slice(quantity.end, quantity.end + 2));
  if (kind !== "count" || quantity.unit === "人" || quantity.unit === "人次") return true;
  const right = view.text.slice(quantity.end, rightEdge(view, index));
  // 订单班4个在读学生168人: what stands between two numbers may be the name of the second.
  const next = view.quantities[index + 1];
  if (next !== undefined && next.start === quantity.end + right.length && next.unit !== quantity.unit && namesNext(context, next)) return true;
  return right === "" || /^(?:以上|左右|的|，|、|和|及|与|用于|，其中|等)/.test(right) || !/^[\u4e00-\u9fff]{2,}/.test(right);
}

/** Whether the words right before the next number are its name, and none of this one's. */
const namesNext = ({ view, lexicon, quantity }: ReadingContext, next: Quantity): boolean =>
  aliasesWithin(view, quantity.end, next.start).some(
    (alias) => alias.end === next.start && entryFor(lexicon, alias, next) !== null && entryFor(lexicon, alias, quantity) === null,
  );

/** What some teachers teach, or whom they care for. */
const OF_SUBJECT = /(?:心理(?:健康)?(?:教育)?|思政课?|思想政治课?|体育|艺术|美术|音乐|劳动(?:教育)?|德育|安全|法治|英语|语文|数学)$/;

const OF_THING =
  /^的(?!资金|经费|[^，。；]{0,8}(?:工程|项目|扩建|校区|资金|经费|拨款|投入|资助|补助|收入|支出|奖|助学金|专项|费用|额|标准|款|水平|成本|待遇|工资|薪|收益|利润))[\u4e00-\u9fffA-Za-z]{3}/;

/** Whether a short head has nothing before it but neutral words, a level or sex, or the major or class it speaks of. */
export const standsFree = (before: string): boolean =>
  isNeutral(lastPiece(before)) ||
  OF_COUNTED.test(before) ||
  COHORT.test(before.replace(/"/g, "")) ||
  SUBJECT_BEFORE.test(before) ||
  POPULATION_WORDS.test(stripLeading(lastPiece(before), NEUTRAL_BEFORE));

/** 专业教师121人*中*"双师型"62人: of those counted right before. */
const OF_COUNTED = /\d(?:人|名|个|家|所|位)?(?:中|里|当中|之中)(?:有|，)?["“]?$/;

/** 石桥县职业高中现有学生540人: only neutral words between the sentence's subject and the head. */
const followsSubject = ({ text, subject }: SentenceView, alias: AliasMatch): boolean =>
  subject !== null && subject.end <= alias.start && isNeutral(text.slice(subject.end, alias.start));

/** 机电专业有学生686人: a major or class before the head is its subject, not another meaning of it. */
export const SUBJECT_BEFORE = /(?:专业群|专业|年级|(?<!在)班|系|部|校区)(?:现|共|目前|今年|本年度)*(?:有|设有|的)?$/;
/** 公用经费每生1300元: 每生 or 生均 right before the number asks for the entry's own average. */
function perHead({ view, quantity, lexicon }: ReadingContext, aliasEnd: number, entry: Indicator): Indicator | null {
  if (entry.kind === "average" || !PER_HEAD.test(view.text.slice(aliasEnd, quantity.start))) return entry;
  return averageOf(lexicon, entry, quantity) ?? null;
}

/**
 * Whether the words before a head list other things that the number counts as well: 学科带头人、名师、技术能手8人 are eight in all.
 * Levels and neutral words before 、 are no such things (市、县级…), nor is a list whose items carry numbers of their own.
 */
function closesList(before: string): boolean {
  if (isSuchAs(before)) return false;
  const match = /([^，。；:、]+)(?:、|(?<![惠涉普触提遍累顾参])(?:和|及|与|以及))([^，。；:、]{0,4})$/.exec(before.replace(/"/g, "").replace(SUMMED_UP, ""));
  if (match?.[1] === undefined) return false;
  if (SUMMED_UP.test(before)) return true;
  const item = stripLeading(match[1], NEUTRAL_BEFORE);
  return item !== "" && !POPULATION_WORDS.test(item.replace(/^.*(?=[省市县区校国]级?$)/, "")) && !/[、和及与]$/.test(item);
}

/** 工艺美术、动漫制作*等*专业9个: the head names the kind of all that is listed before it. */
const isSuchAs = (before: string): boolean => /、[^、，。；:\d]{1,16}等(?:各个?|多个?)?$/.test(before);

/** 甲、乙和丙*三个层次的*学生: the list is summed up before the name that its items share. */
const SUMMED_UP = /(?:[一二两三四五六七八九十几各]|\d{1,2})个?(?:层次|类别|类型|级别|类|种|级|方面|部分)的$/;

/** 低保、孤儿、残疾*学生*186人: of all these groups together, and of no one else. */
function listedGroups(before: string): string | null {
  if (isSuchAs(before) || SUMMED_UP.test(before)) return null;
  const list = stripLeading(before.replace(/"/g, "").replace(/^.*[，。；:;\d]/, ""), NEUTRAL_BEFORE);
  return /^[\u4e00-\u9fff]{2,8}(?:(?:、|和|与|及)[\u4e00-\u9fff]{2,8})+$/.test(list) && !LEVELS.some((level) => list.includes(level)) ? list : null;
}

/** At the end of a list only the shortest name, the kind that all items share, may stand for it: 中级工、高级工、预备技师*学生*. */
function isGeneral(alias: AliasMatch, candidates: readonly AliasMatch[]): boolean {
  return alias.from === "prose" && candidates.every((other) => other.end !== alias.end || other.start <= alias.start);
}

/** 泰国、老挝*留学生*: items that are no names of their own narrow the whole name behind them, and leave no part of it to stand for them. */
function isOfNamelessItems(view: SentenceView, from: number, alias: AliasMatch): boolean {
  const item = lastPiece(view.text.slice(from, alias.start));
  return item !== "" && alias.from === "zh" && aliasesWithin(view, alias.start - item.length, alias.start).length === 0;
}

/** Only what follows the last list comma narrows a head: 有省级教坛新秀2人、县名师. */
export const lastPiece = (text: string): string => text.slice(Math.max(text.lastIndexOf("、"), text.lastIndexOf("和")) + 1);
