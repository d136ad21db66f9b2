import type { Indicator } from "../../domain/indicator.ts";
import { isNeutral } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart, isBoundary, leftEdge } from "../sentence-view.ts";
import { lastOf } from "./last-of.ts";
import { averageOf, PER_HEAD } from "./per-head.ts";

const LINK_ONLY = /^(?:平均|月均|月平均|人均|年均|分别|约|已|均|为|是|达到|达|有|共|共有|只有|仅|仅有|共计|合计)*$/;
/** What may stand between a name and the comma after it: 就业率最高，为99.2%; 教师数与上年持平，仍为164人. */
const STATE =
  /^(?:最高|最低|最多|最少|较高|较低|居首|领先|稳定|很高|不高|偏低|(?:数|人数)?(?:与|同|和)?(?:上年|去年|上年度|往年)?(?:基本)?(?:持平|保持稳定|不变)|(?:略|明显|远|均)?(?:高|低|优)于[^，。；\d]{2,12}|(?:逐年|稳步|持续)?(?:提高|上升|下降|提升|增加|增长))?$/;

/** 护理专业的就业率最高，为99.2%: nothing but a linking verb after the comma, and the clause before ends with the name. */
export const headCarried: ReadingRule = {
  name: "head-carried",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = leftEdge(view, index);
    if (
      !LINK_ONLY.test(view.text.slice(from, quantity.start).replace(/^(?:(?:19|20)\d{2}(?:学年|年度?)?)?(?:仍|仍然|依然|依旧)?/, "")) ||
      view.text.charAt(from - 1) !== "，"
    )
      return null;
    const clause = clauseStart(view, from - 1);
    const counted = view.quantities.filter((other) => other.start >= clause && other.end <= from);
    const [items] = counted;
    // 开展非学历培训26个项目，8650人次: who came to what the clause counts in another unit.
    const attends = items !== undefined && counted.length === 1 && quantity.unit === "人次" && items.unit !== "人次" && items.kind === "count";
    if (items !== undefined && !attends) return null;
    const alias = aliasesWithin(view, clause, items?.start ?? from - 1)
      .filter((match) => (items === undefined ? STATE.test(view.text.slice(match.end, from - 1)) : match.end >= items.start - 3))
      .filter((match) => items === undefined || entryFor(lexicon, match, quantity) !== null)
      .sort((a, b) => a.start - b.start || b.end - a.end)[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    return alias === undefined || indicator === null
      ? null
      : { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  },
};

/** 仪器设备5520万元，生均1.5万元: an average of what the number before counted; 国家奖学金6人，每人6000元: its standard. */
export const perHeadOfPrevious: ReadingRule = {
  name: "per-head",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const left = view.text.slice(leftEdge(view, index), quantity.start).replace(/^[()，、]+/, "");
    const each = PER_HEAD.exec(left);
    // 学费标准每生每学期2900元 has a name of its own.
    if (each === null || !isNeutral(left.slice(0, each.index))) return null;
    for (const previous of lastOf(context)) {
      // 助学基金资助56人，每人2000元: of what no entry covers nothing else is the average.
      if (previous.indicator === null && previous === lastOf(context)[0] && previous.words.length >= 2 && quantity.kind === "amount")
        return {
          ...NO_SCOPE,
          indicator: null,
          words: `${previous.words}${each[0].replace(/(?:约|为|达|达到|是)+$/, "")}`.slice(-16),
          headStart: quantity.start,
          confidence: 0.5,
        };
      const indicator = previous.indicator === null ? undefined : (averageOf(lexicon, previous.indicator, quantity) ?? standardOf(context, previous));
      if (indicator !== undefined)
        return { ...NO_SCOPE, indicator, words: `${previous.words}生均`, headStart: Math.min(previous.headStart, quantity.start), confidence: 0.85 };
    }
    return null;
  },
};

/** 国家奖学金6人，每人6000元: where the family has no average, the standard of what the number before named. */
function standardOf({ lexicon, quantity }: ReadingContext, previous: Reading): Indicator | undefined {
  if (quantity.kind !== "amount") return undefined;
  const named = previous.indicator?.zh.replace(/(?:人数|人次|数)$/, "") ?? "";
  for (const words of [previous.words, named])
    for (let start = 0; start <= Math.min(6, words.length - 2); start += 1) {
      const alias = lexicon.aliases.whole(`${words.slice(start)}标准`, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return indicator;
    }
  return undefined;
}

/** 投入3065万元，比2020年的2910万元增长5.33%: the earlier value of what the number before counted. */
export const earlierValue: ReadingRule = {
  name: "earlier-value",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const left = view.text.slice(leftEdge(view, index), quantity.start);
    const previous = earlier[index - 1];
    const before = view.quantities[index - 1];
    if (previous == null || before === undefined) return null;
    // 增长4%，上年为3000万元: the number before a change is the one meant.
    const same = before.unit === quantity.unit ? previous : previous.aspect === "change" ? lastFitting(context) : null;
    if (same === null) return null;
    if (PLANNED.test(left)) return { ...same, aspect: "plan", basis: null, confidence: Math.min(same.confidence, 0.8) };
    if (!EARLIER.test(left.replace(/^[，、(]/, ""))) return null;
    if (goesOn(context)) return null;
    return { ...same, aspect: "history", basis: null, confidence: Math.min(same.confidence, 0.8) };
  },
};

/** A time before the report's own and linking words, up to the number: 比2020年的, 上年度占, “十三五”末（2020年）为, 三年前仅. */
const EARLIER =
  /(?:比|较|与|^|^而|^但|^同比\()(?:上年度?|去年|前年|前一(?:学)?年(?:度)?|上一(?:学)?年(?:度)?|上一?届|上学年|[一二两三四五六七八九十\d]{1,2}年前|"?十[一二三四]五"?(?:时?期)?[初末]|(?:19|20)\d{2}(?:届|(?:学)?年(?:度)?)[底末]?)(?:\((?:19|20)\d{2}年[底末]?\))?(?:的|为|是|同期的?|只有|仅有?|才|时|占比?|\()*$/;

/** 2020年为31人，2021年为46人: a year after the one told before is no earlier value. */
function goesOn({ view, quantity, index }: ReadingContext): boolean {
  const before = view.quantities[index - 1];
  const [own, other] = [quantity, before].map((place) =>
    view.periods.findLast(({ end, period }) => place !== undefined && end <= place.start && period.year !== null),
  );
  return own !== undefined && other !== undefined && (own.period.year ?? 0) > (other.period.year ?? 0);
}

/** 比预算的95万元少用8.8万元: what the number before was meant to be. */
const PLANNED = /(?:比|较|与)(?:年初|原定?|全年|当年)?(?:预算|计划|目标)(?:数|额|安排|的|为|是)*$/;

const NOW =
  "实际|今年|本年度?|本学年|目前|现在|如今|现已|现|截至目前|到目前|我校|学校|我院|学院|本校|总数|总量|总额|总面积|准确的?统计数|统计数|准确数|实际数|具体";
const LATER = new RegExp(
  `^((?:${NOW}){0,3})(?:已|则|仍|也|就|便|又|只有|仅|扩展|扩大|发展|增加|增长|提高|提升|上升|下降|降|升|增)*(?:达到|达|到|至|为|是|有|约|共|保持在|稳定在)+$`,
);

/** 上年度187人次，本年度213人次: after an earlier state a word for now is enough. */
const NOW_ALONE = /^(今年|本年度?|本学年度?|本学期|目前|现在|如今)$/;

/**
 * 就业率比上年提高0.8个百分点，达到97.9%; 全省为96.1%，我校为98.4%; 建校时占地30亩，目前已扩展到220亩: a further value of what an earlier
 * number of the sentence was. Without a word for now or for the owner it must follow a change or an earlier state.
 */
export const laterValue: ReadingRule = {
  name: "later-value",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const left = view.text.slice(leftEdge(view, index), quantity.start).replace(/^[，、]/, "");
    const previous = earlier[index - 1];
    const match = LATER.exec(left) ?? (isEarlierTold(context) ? NOW_ALONE.exec(left) : null);
    if (match === null || !isBoundary(view, quantity.end)) return null;
    const same = lastFitting(context);
    if (same === null) return null;
    if (match[1] === "" && previous?.aspect !== "change" && previous?.aspect !== "history") return null;
    // 全省为93.4%，学校为98.2%: what others have is not taken over.
    const subject = same.rule === "peer-value" ? null : same.subject;
    return {
      ...same,
      subject,
      aspect: null,
      basis: null,
      headStart: same.rule === "peer-value" ? quantity.start : same.headStart,
      confidence: Math.min(same.confidence, 0.8),
    };
  },
};

/** 月收入在2300元至4800元之间，均值3120元: the middle of what the number before told as a range. */
export const meanOfRange: ReadingRule = {
  name: "mean-of-range",
  read: ({ view, quantity, index, earlier }) => {
    const [previous, before] = [earlier[index - 1], view.quantities[index - 1]];
    if (previous == null || before?.valueTo == null || before.unit !== quantity.unit) return null;
    return /^(?:之间|不等|左右)?[，、](?:均值|平均值?|平均数|中位数|平均为)(?:约|为|是|达)*$/.test(view.text.slice(before.end, quantity.start))
      ? { ...previous, aspect: null, basis: null }
      : null;
  },
};

/** Whether the number before is of the year before, by its reading or by a word. */
function isEarlierTold({ view, index, earlier }: ReadingContext): boolean {
  const previous = view.quantities[index - 1];
  if (previous === undefined) return false;
  const from = Math.max(clauseStart(view, previous.start), view.quantities[index - 2]?.end ?? 0);
  return (
    earlier[index - 1]?.aspect === "history" ||
    view.periods.some(({ start, end, relative }) => relative === "previous" && start >= from && end <= previous.start)
  );
}

/** The nearest earlier reading of the sentence whose entry the number's unit fits. */
function lastFitting({ index, earlier, quantity }: ReadingContext): Reading | null {
  for (let at = index - 1; at >= Math.max(0, index - 4); at -= 1) {
    const reading = earlier[at];
    if (reading?.indicator != null && unitFits(reading.indicator, quantity)) return reading;
  }
  return null;
}

const BENEFIT =
  /^[，、]?(?:共|累计|已|直接|合计)*(?:惠及|资助|受益|受助|覆盖|奖励|补助|受惠|享受|发给|发放给|颁发给|奖给|用于资助)(?:了)?(?:家庭经济困难|贫困|困难)?(?:学生|师生|人数|新生|家庭)?(?:共|达|约|累计|为|数|人数)*$/;

/** 发放助学金86.4万元，惠及学生864人: those who got the money that the number before told, where the family counts them. */
export const beneficiaries: ReadingRule = {
  name: "beneficiaries",
  read: (context) => {
    const { view, quantity, index, earlier, lexicon } = context;
    if (quantity.unit !== "人" && quantity.unit !== "人次") return null;
    const got = whoGotIt(context);
    if (got !== null) return got;
    if (!BENEFIT.test(view.text.slice(leftEdge(view, index), quantity.start))) return null;
    const money = earlier[index - 1];
    if (index === 0) return ofNamedAid(context);
    if (money?.indicator == null || money.indicator.kind !== "amount") return null;
    const { family } = money.indicator;
    const indicator = lexicon.family(family).find((entry) => entry.kind === "count" && unitFits(entry, quantity));
    return indicator === undefined
      ? null
      : { ...NO_SCOPE, indicator, population: money.population, words: money.words, headStart: money.headStart, confidence: 0.8 };
  },
};

const GOT = /^[^，。；\d]{0,6}(?:学生|同学|学子)(?:受助|受益|受惠|获助|获资助|(?:得到|获得|接受)了?资助)(?=[，。；、]|$)/;

/** 国家助学金按每生2000元发放，全年有186名学生受助: who got the aid that the sentence begins with. */
function whoGotIt({ view, quantity, index, lexicon }: ReadingContext): Omit<Reading, "rule"> | null {
  const from = leftEdge(view, index);
  if (!GOT.test(view.text.slice(quantity.end, Math.min(view.sentence.end, quantity.end + 20)))) return null;
  if (!isNeutral(view.text.slice(from, quantity.start))) return null;
  const [alias] = aliasesWithin(view, view.sentence.start, from).filter(({ start }) => start === view.sentence.start);
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
  return alias === undefined || indicator === null
    ? null
    : { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.75 };
}

/** 落实国家助学金政策，惠及学生912人次: the aid is named in the clause before, without a number. */
function ofNamedAid({ view, quantity, index, lexicon }: ReadingContext): Omit<Reading, "rule"> | null {
  const comma = leftEdge(view, index) - 1;
  if (view.text.charAt(comma) !== "，") return null;
  const alias = aliasesWithin(view, clauseStart(view, comma), comma)
    .filter((match) => /^(?:政策|工作|资助|资助政策|项目|制度)?$/.test(view.text.slice(match.end, comma)))
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
  return alias === undefined || indicator === null
    ? null
    : { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.75 };
}

/** 采购教学设备286台，金额412.8万元: the sum of what the clause before names. */
export const sumOfNamed: ReadingRule = {
  name: "sum-of-named",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.kind !== "amount") return null;
    const from = leftEdge(view, index);
    const left = view.text.slice(from, quantity.start);
    if (/^(?:合计|共计|总计|共|累计|花费|支出|费用)(?:发放|金额|约|为|达)*$/.test(left)) return sumOfFamily(context);
    if (!/^(?:总|合计|共计|涉及)?(?:(?:设备|账面|资产)?(?:原值|净值)|金额|价值|总额|总值|总价|(?:全年|共|累计)?发放)(?:约|共|为|达|合计|共计)*$/.test(left))
      return null;
    const alias = aliasesWithin(view, clauseStart(view, Math.max(view.sentence.start, from - 1)), from)
      .filter(
        (match) =>
          (match.from === "zh" || match.end === from - 1 || countedBetween(context, match.end, from - 1)) && entryFor(lexicon, match, quantity) !== null,
      )
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (alias === undefined || indicator === null) return sumOfFamily(context);
    return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.75 };
  },
};

/** 仪器设备1.37万台，原值2.18亿元: nothing but the number before between a name and the comma. */
const countedBetween = ({ view, index }: ReadingContext, from: number, to: number): boolean =>
  view.quantities[index - 1]?.start === from && view.quantities[index - 1]?.end === to;

/** 国家助学金发给231人，合计46.2万元: the money of those that the number before counted. */
function sumOfFamily({ index, earlier, lexicon, quantity }: ReadingContext): Omit<Reading, "rule"> | null {
  // 国家助学金1206人，人均2000元，共241.2万元: what each one got stands between.
  const counted = earlier[index - 1]?.rule === "per-head" ? earlier[index - 2] : earlier[index - 1];
  if (counted?.indicator == null || counted.indicator.kind !== "count") return null;
  const indicator = lexicon.family(counted.indicator.family).find((entry) => entry.kind === "amount" && unitFits(entry, quantity));
  return indicator === undefined ? null : { ...counted, indicator, confidence: 0.75 };
}

/** 为县里培训竹编、家政、护理员共2100人次: a flow whose object stands between its name and the number narrows it. */
export const flowWithObject: ReadingRule = {
  name: "flow-with-object",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit !== "人次") return null;
    const from = Math.max(leftEdge(view, index), clauseStart(view, quantity.start));
    for (const alias of aliasesWithin(view, from, quantity.start)) {
      const object = /^([^\d，。；:]{2,30}?)(?:共计|合计|累计|共|达)$/.exec(view.text.slice(alias.end, quantity.start))?.[1];
      const indicator = object === undefined ? null : entryFor(lexicon, alias, quantity);
      if (object === undefined || indicator === null) continue;
      return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), population: object, headStart: alias.start, confidence: 0.65 };
    }
    return null;
  },
};
