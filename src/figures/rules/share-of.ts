import type { Indicator } from "../../domain/indicator.ts";
import { NEUTRAL_BEFORE, POPULATION_START, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart } from "../sentence-view.ts";
import { standsFree } from "./head-before.ts";

/** 占 + denominator + 的(比例)(为/达): the words between 占 and the number. */
const OF = /占(?:比)?([^，。；:;]{0,24}?)(?:的)?(?:总?比例|比重|百分比|比率|比)?(?:约|已|均|为|是|达到|达|:)*(?:(?:由|从)(?:\d{4}年的?)?)?$/;

/**
 * A share with its denominator: 双师型教师占专任教师的50.6%. What it is a share of stands between 占 and the number; what has the share
 * is the alias before 占 or, where the clause begins with 占, what the number before it counted (双师型教师83人，占专任教师的50.6%).
 */
export const shareOf: ReadingRule = {
  name: "share-of",
  read: (context) => {
    const { view, quantity } = context;
    if (quantity.unit !== "%" && quantity.unit !== "‰") return null;
    const from = clauseStart(view, quantity.start);
    const left = view.text.slice(from, quantity.start);
    const match = OF.exec(left);
    if (match === null) return null;
    const whole = (match[1] ?? "").replace(/\d+[人名](?:中)?$/, "").replace(/(总人数|人数|总数|总量)$/, "");
    const stripped = stripLeading(whole, NEUTRAL_BEFORE);
    const own = IS_VERB.test(whole) ? null : (stripped.length < 2 ? whole : stripped) || null;
    const since = Math.max(from, view.quantities[context.index - 1]?.end ?? from);
    const within = own === null ? WITHIN.exec(view.text.slice(since, from + match.index)) : null;
    if (within !== null) {
      const counted = earlierHolder(context, since, since);
      if (counted !== null) return { ...NO_SCOPE, ...counted, denominator: within[1] ?? null };
    }
    const denominator = own ?? OUT_OF.exec(left.slice(0, match.index))?.[1] ?? null;
    const at = from + match.index;
    const holder = aliasHolder(context, from, at) ?? earlierHolder(context, from, at);
    if (holder !== null) return { ...NO_SCOPE, ...holder, denominator };
    const words = view.text.slice(from, at).replace(/["]/g, "");
    const told = rateOf(context, words);
    if (told !== null) return { ...NO_SCOPE, indicator: told, words, headStart: from, denominator, confidence: 0.75 };
    return { ...NO_SCOPE, indicator: null, words: `${words}占${match[1] ?? ""}`.trim(), headStart: from, denominator, confidence: 0.6 };
  },
};

/** 专业课教师71人中双师型占81.69%: those that the others are some of. */
const OUT_OF = /(?:^|[，、])([\u4e00-\u9fff]{2,10})\d+[人名](?:当?中|里)，?[\u4e00-\u9fff"]{1,12}$/;

/** 双师型教师66人，*在专业课教师中*占61.5%: nothing else stands before 占 in the clause, so the number before it has the share. */
const WITHIN = /^[，、(]?(?:在|占)?([\u4e00-\u9fff]{2,10}?)(?:当中|之中|中|里)$/;

/** 占比提高至75%, 占到七成: what became of the share, not what it is a share of. */
const IS_VERB = /^(?:[到达]|提[高升]|增|降|上升|下降|保持|稳定|超过|接近|约|将)/;

/** 对食堂满意的占88%, 升学的占56%: what some did or felt, as a rate. */
function rateOf({ lexicon, quantity }: ReadingContext, words: string): Indicator | null {
  const told = words.replace(/(?:的|者|人数)+$/, "");
  for (const name of new Set([told, told.slice(told.lastIndexOf("对") + 1), told.replace(/^其中/, "")]))
    for (const ending of ["度", "率"]) {
      const alias = name.length < 2 || name.length > 12 ? undefined : lexicon.aliases.whole(name.replace("表示满意", "满意") + ending, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return indicator;
    }
  return null;
}

type Holder = Pick<Reading, "indicator" | "words" | "headStart" | "confidence">;

function aliasHolder(context: ReadingContext, from: number, at: number): Holder | null {
  const { view, lexicon, quantity } = context;
  // 本地就业（含升学）占76%: what stands in brackets has no share of its own.
  const opening = view.text.charAt(at - 1) === ")" ? view.text.slice(from, at).lastIndexOf("(") : -1;
  const end = opening > 0 ? from + opening : at;
  const ending = aliasesWithin(view, from, end).filter(
    (alias) =>
      end - alias.end <= 3 &&
      (alias.from !== "prose" || standsFree(view.text.slice(from, alias.start)) || /[中内里]$/.test(view.text.slice(from, alias.start))),
  );
  const longest = ending.sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  if (longest === undefined) return null;
  const placed = longest.from === "prose" && PLACE_END.test(view.text.slice(from, longest.start));
  const indicator = placed ? null : entryFor(lexicon, longest, quantity, { family: true });
  return {
    indicator,
    words: view.text.slice(longest.start, longest.end) + (indicator === null ? "占比" : ""),
    headStart: longest.start,
    confidence: indicator === null ? 0.6 : 0.95,
  };
}

/** *省内*就业占71%: where they did it makes it a share of those who did, not the rate of all. */
const PLACE_END = /(?:[省市县区州国境]内|[省市县区国境]外|外[地省]|沿海|[长珠]三角|西部|东部|中部)$/;

function earlierHolder(context: ReadingContext, from: number, at: number): Holder | null {
  const counter = counterBefore(context, at);
  const counted = context.view.quantities[counter]?.end ?? from;
  // 高级职称71人（占30.1%）: the bracket belongs to the number before it.
  if (at - from > 1 && !/^[(，、:\s]*(?:约|分别)?$/.test(context.view.text.slice(counted, at))) return null;
  const previous = context.earlier[counter];
  if (previous === undefined || previous === null) return null;
  const family = previous.indicator === null ? [] : context.lexicon.family(previous.indicator.family);
  const general = family.find((entry) => unitFits(entry, context.quantity)) ?? null;
  // 专业课教师121人，其中有舞台经历的88人，占72.7%: a share within the whole is not the share of the whole.
  const within = previous.rule === "part" && previous.population !== null && !POPULATION_START.test(previous.population);
  const indicator = narrower(context, within ? { ...previous, words: previous.population ?? "" } : previous, general) ?? (within ? null : general);
  if (within && indicator === null) return { indicator, words: `${previous.population}占比`, headStart: previous.headStart, confidence: 0.6 };
  return {
    indicator,
    words: indicator === null ? `${previous.words}占比` : previous.words,
    headStart: previous.headStart,
    confidence: indicator === null ? 0.6 : 0.9,
  };
}

/**
 * The number that has the share: the one before, unless it stands in the denominator (双师型教师94人，占专业课教师*132人*的71.2%) or in a bracket
 * that tells of a part (高级职称142人（正高*9人*），占28.5%).
 */
function counterBefore({ view, index }: ReadingContext, at: number): number {
  let counter = index - 1;
  while (counter > 0 && (view.quantities[counter]?.start ?? 0) > at) counter -= 1;
  const [own, before] = [view.quantities[counter], view.quantities[counter - 1]];
  if (own === undefined || before === undefined) return counter;
  // 双师型教师198人（初级92人、中级106人），占80.2%: the bracket parts the number before it.
  const open = view.text.charAt(own.end) === ")" && at > own.end ? view.text.lastIndexOf("(", own.end) : -1;
  const parted = open < view.sentence.start ? -1 : view.quantities.findIndex(({ end }) => end === open);
  if (parted >= 0 && parted < counter) return parted;
  const aside = view.text.charAt(own.end) === ")" && at > own.end && view.text.charAt(before.end) === "(";
  return aside ? counter - 1 : counter;
}

/** 对口就业617人，占83.6%: the part that the number before told and the share's name make a name of their own (对口就业率). */
function narrower({ lexicon, quantity }: ReadingContext, counted: Reading, general: Indicator | null): Indicator | null {
  const names = [`${counted.words}率`, `${counted.words}比例`, ...(counted.population === null || general === null ? [] : [counted.population + general.zh])];
  for (const name of names) {
    const alias = lexicon.aliases.whole(name, ["zh"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (indicator !== null) return indicator;
  }
  return null;
}
