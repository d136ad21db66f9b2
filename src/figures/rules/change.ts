import { DECREASE, INCREASE } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart, leftEdge, type SentenceView } from "../sentence-view.ts";
import { averageOf, PER_HEAD } from "./per-head.ts";
import { shareOf } from "./share-of.ts";

const BASIS = /(?:比|较|与|同|相比)((?:上|去|前|往|\d{4})(?:一)?(?:年度|学年度|学年|年|届|期)(?:同期)?|同期|建校初|合并前)/;
const LINK = "(?:了|约|近|达到|达|为|至少|幅度|率|超过|有所|人数|数|:)*";
/** 多招, 少用: more or less of what is done. */
const DONE_MORE = "(?:节约|节省|压减|(?:多|少|增|减)(?:招收?|收|录取?|用|花|支出?|投入?|发放?|开设?|建|购|聘|培训|安排|完成|获|毕业))";
/** Against others or a norm, told in points alone: 高出全省2.3个百分点. */
const ABOVE = /(?:高出|高于|低于|(?<!最)[高低])[^，。；]{0,12}$/;
/** 最高的与最低的相差17.2个百分点, 距60%的目标低12.4个百分点: how far two things are apart is no change of one. */
const APART = /(?:相差|差距|之差|极差|距离?)[^，。；]{0,6}$|^的?(?:目标|要求|标准|规定)[^，。；]{0,4}(?:[高低](?:出|了)?)$/;
/** 比上届高180元: higher or lower than the time before. */
const HIGHER = /[高低](?:出|了)?(?:约|近)?$/;
const RISE = new RegExp(`(?:增速|降幅|增长|增加|提高|上升|提升|增幅|扩大|上涨|净增|增|多|下降|减少|降低|降幅|回落|下滑|缩减|${DONE_MORE}|少|减|降)${LINK}$`);

/** 比上年度增长3.03%, 同比下降2个百分点, 增加了12人: a change of the figure just before, or of the name in its clause. */
export const change: ReadingRule = {
  name: "change",
  read: (context) => {
    const { view, quantity } = context;
    const from = leftEdge(view, context.index);
    const left = view.text.slice(from, quantity.start);
    const basis = BASIS.exec(left)?.[1] ?? (/同比/.test(left) ? "上年同期" : /环比/.test(left) ? "上期" : null);
    const points = quantity.unit === "个百分点";
    const rises = RISE.exec(left) ?? (points ? ABOVE.exec(left) : basis === null ? null : HIGHER.exec(left));
    if (
      rises === null ||
      (points && APART.test(left)) ||
      (basis === null &&
        !points &&
        !afterEarlier(context, left) &&
        !risesByName(context, from + rises.index) &&
        !/^(?:相比|相较)?，?(?:本年度?|今年|[两三四五]年|\d年)?(?:累计|年均|平均|共|总共|逐年)?(?:增幅|降幅|增速|涨幅|上涨|净增|增长|增加|提高|上升|提升|下降|减少|降低|多了|少了|增了|减了)/.test(
          left.replace(/^[，、)]/, ""),
        ))
    )
      return null;
    const holder = named(context, from) ?? previous(context);
    if (holder === null && !points && basis === null) return null;
    const peer = context.earlier[context.index - 1];
    const word = INCREASE.exec(rises[0])?.[0] ?? DECREASE.exec(rises[0])?.[0] ?? "变化";
    return {
      ...NO_SCOPE,
      indicator: holder?.indicator ?? null,
      words: holder?.words ?? left.replace(/^[，、\s]/, ""),
      headStart: holder?.headStart ?? from,
      population: holder?.population ?? null,
      subject: holder?.subject ?? null,
      aspect: "change",
      basis: basis ?? (peer?.rule === "peer-value" ? peer.subject : points ? "上年" : word),
      confidence: holder?.indicator ? 0.85 : 0.6,
    };
  },
};

/** 专任教师增加13人, 建筑面积增加了1.2万平方米: a name right before the verb needs no base to be a change. */
const risesByName = ({ view }: ReadingContext, verbStart: number): boolean =>
  view.aliases.some(
    (alias) =>
      alias.end <= verbStart &&
      alias.end > verbStart - 6 &&
      /^(?:人数|总数|数|数量|总量|规模|同比|比上年|较上年)?(?:只|仅|又|共|均|也|还|已)?$/.test(view.text.slice(alias.end, verbStart)),
  );

/** 比预算的95万元少用8.8万元, 比上年的1120人多招77人: what it is measured against was told right before. */
const afterEarlier = ({ index, earlier, view, quantity }: ReadingContext, left: string): boolean =>
  earlier[index - 1]?.rule === "earlier-value" && view.quantities[index - 1]?.unit === quantity.unit && AFTER_EARLIER.test(left.replace(/^\)/, ""));
const AFTER_EARLIER = new RegExp(`^(?:相比)?，?(?:${DONE_MORE}|[多少增减](?:了|出)?)${LINK}$`);

type Holder = Pick<Reading, "indicator" | "words" | "headStart" | "population" | "subject">;

/** The name inside the change's own clause: 在校生比上年增加120人. Kind and unit of a change may differ from the indicator's (a count that grew by %). */
function named(context: ReadingContext, from: number): Holder | null {
  const { view, lexicon, quantity } = context;
  const names = aliasesWithin(view, Math.max(from, clauseStart(view, quantity.start)), quantity.start).sort((a, b) => b.end - b.start - (a.end - a.start));
  // Points are the change of a share.
  const measure = quantity.unit === "个百分点" ? { ...quantity, unit: "%" } : quantity;
  for (const own of names) {
    const indicator =
      entryFor(lexicon, own, measure, { family: true }) ??
      own.indicatorIds.map((id) => lexicon.indicator(id)).find((entry) => entry !== undefined && quantity.unit === "%" && own.from === "zh") ??
      null;
    if (indicator !== null || own.from === "zh")
      return { indicator, words: view.text.slice(own.start, own.end), headStart: own.start, population: null, subject: null };
  }
  return null;
}

/** What changed is what was told last, what others have passed over; a change in a count follows a count, where one is near. */
function previous(context: ReadingContext): Holder | null {
  const { index, before, quantity, view } = context;
  const last = index === 0 ? before : view.quantities.slice(0, index).map((other, at) => ({ quantity: other, reading: context.earlier[at] ?? null }));
  // 培训9620人次，相当于在校生的1.6倍，同比增长6.4%: no multiple is what grew.
  const own = last.filter(({ reading, quantity: other }) => reading?.rule !== "peer-value" && (other.unit !== "倍" || reading?.indicator != null));
  const counted =
    quantity.kind === "share" || quantity.unit === "个百分点" ? undefined : own.slice(-3).findLast((told) => told.quantity.unit === quantity.unit);
  const reading = (counted ?? own[own.length - 1])?.reading;
  return reading === undefined || reading === null
    ? null
    : { indicator: reading.indicator, words: reading.words, headStart: reading.headStart, population: reading.population, subject: reading.subject };
}

const RISES =
  /^，?(?:再|又|逐步|稳步|快速|进一步)?(?:增|提|上升|下降|减|降|升|扩|发展|攀升|跃升|回落|上涨|涨)[^，。；]{0,6}(?:至|到|为)(?:了|\d{4}年的?|(?:现在|如今|目前|当前|今年|本年度?|现)的?)?$/;
/** 由2012年的…发展到现在的…: whatever the sentence says of past years, this is the present. */
const TO_NOW = /(?:现在|如今|目前|当前|今年|本年度?)的?$/;
const NEXT_YEAR = /^[、，](?:(?:19|20)\d{2}年的?)$/;

const betweenNext = ({ text, quantities }: SentenceView, index: number): string | null => {
  const [own, next] = [quantities[index], quantities[index + 1]];
  return own === undefined || next === undefined || own.unit !== next.unit ? null : text.slice(own.end, next.start);
};

/** Whether the next number is what this one rose or fell to. */
const risesAfter = (view: SentenceView, index: number): boolean => RISES.test(betweenNext(view, index) ?? "");

/** 由2021年的79.2%、2022年的81.5%提高到…: whether the next number is a later one of the same list, which ends in a rise or fall. */
const listsAfter = (view: SentenceView, index: number): boolean =>
  NEXT_YEAR.test(betweenNext(view, index) ?? "") && (risesAfter(view, index + 1) || (index < view.quantities.length - 2 && listsAfter(view, index + 1)));

/** 由2018年的2100人增至2347人: the first number is history, the second the present state of the same thing. */
export const fromTo: ReadingRule = {
  name: "from-to",
  read: (context) => {
    const { view, quantity, index } = context;
    if (!risesAfter(view, index) && !listsAfter(view, index)) return null;
    const from = clauseStart(view, quantity.start);
    const left = view.text.slice(from, quantity.start);
    const lead = /(?:由|从)[^，。；]{0,16}$/.exec(left);
    if (lead === null) return null;
    const at = from + lead.index;
    const share = shareOf.read(context);
    if (share !== null) return { ...share, aspect: "history" };
    const own = aliasesWithin(view, view.sentence.start, quantity.start)
      .filter((alias) => alias.end <= at + lead[0].length)
      .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start))[0];
    if (own === undefined) return openFromTo(view.text.slice(from, at), from);
    // 某学生月收入由1200元涨到6500元 is told of one person.
    if (/(?:某|一[名位个]|该)$/.test(view.text.slice(view.sentence.start, own.start))) return null;
    const named = entryFor(context.lexicon, own, quantity, { family: true });
    // 班主任津贴由500元提高到700元: a name that the number cannot be of is but a part of the words.
    const whole = named === null ? openFromTo(view.text.slice(from, at), from) : null;
    if (whole !== null) return whole;
    const perHead = named !== null && named.kind !== "average" && PER_HEAD.test(left);
    const indicator = perHead ? (averageOf(context.lexicon, named, quantity) ?? null) : named;
    return { ...NO_SCOPE, indicator, words: view.text.slice(own.start, own.end), headStart: own.start, aspect: "history", confidence: 0.85 };
  },
};

/** 评价得分由上一学年的82.4分提高到88.9分: a name that no entry covers. */
const openFromTo = (words: string, from: number): Omit<Reading, "rule"> | null =>
  /^[\u4e00-\u9fff]{2,16}$/.test(words) && !/[某该]/.test(words)
    ? { ...NO_SCOPE, indicator: null, words, headStart: from, aspect: "history", confidence: 0.6 }
    : null;

/** The second number of 由A增至B. */
export const toAfterFrom: ReadingRule = {
  name: "to-after-from",
  read: (context) => {
    const before = context.earlier[context.index - 1];
    if (before?.rule !== "from-to" && !(before?.rule === "to-after-from" && risesAfter(context.view, context.index - 1))) return null;
    // 由2021年的79.2%、2022年的81.5%提高到83.7%: the last of several earlier values.
    if (before.rule === "from-to" && listsAfter(context.view, context.index - 1)) return { ...before, rule: "from-to" };
    const aspect = risesAfter(context.view, context.index) ? "history" : TO_NOW.test(betweenNext(context.view, context.index - 1) ?? "") ? "actual" : null;
    return { ...before, aspect, basis: null, confidence: 0.85 };
  },
};
