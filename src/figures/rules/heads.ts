import type { QuantityKind } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { Quantity } from "../../text/quantities.ts";
import {
  EVENT_VERB_END,
  isLink,
  isNeutral,
  MODIFIERS_BEFORE_NOUN,
  NEUTRAL_BEFORE,
  POPULATION_START,
  POPULATION_WORDS,
  POPULATIONS,
  stripLeading,
} from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart, isBoundary, leftEdge, rightEdge } from "../sentence-view.ts";

/** The name right before the number, with nothing but linking words between: 就业率达98.9%, 学校占地面积（含…）160亩. */
export const headBefore: ReadingRule = {
  name: "head-before",
  read: (context) => {
    const { view, quantity, lexicon } = context;
    const from = leftEdge(view, context.index);
    const candidates = aliasesWithin(view, from, quantity.start)
      .filter((alias) => isLink(view.text.slice(alias.end, quantity.start)))
      .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start));
    const longest = new Set<number>();
    for (const alias of candidates.sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (longest.has(alias.end)) continue;
      if (quantity.kind !== "share" && closesList(view.text.slice(from, alias.start)) && !isGeneral(alias, candidates)) continue;
      longest.add(alias.end);
      const named = entryFor(lexicon, alias, quantity, { family: true });
      if (named === null) continue;
      const indicator = perHead(context, alias.end, named);
      const before = view.text.slice(clauseStart(view, alias.start), alias.start);
      const listed = quantity.kind !== "share" && closesList(view.text.slice(from, alias.start));
      // A flow may be narrowed by what stands before it (农民培训800人次): scope then names the part. A stock may not.
      if (alias.from === "prose" && !listed && !standsFree(before) && indicator.unit !== "人次") continue;
      if (!nounMayFollow(context, indicator.kind)) continue;
      return {
        ...NO_SCOPE,
        indicator,
        words: view.text.slice(alias.start, alias.end),
        headStart: alias.start,
        confidence: alias.from === "prose" ? 0.85 : 0.97,
      };
    }
    return null;
  },
};

/** 学生参加竞赛12人次 keeps its name before; 教师3个名师工作室 does not: a classifier followed by a noun counts that noun. */
function nounMayFollow(context: ReadingContext, kind: QuantityKind): boolean {
  const { view, quantity, index } = context;
  // 投资7300万购买校区 is the price of one thing, not the year's funding.
  if (kind === "amount") return !/^(?:购买|购置|新建|建设|改造|扩建|建造|兴建|修建)/.test(view.text.slice(quantity.end, quantity.end + 2));
  if (kind !== "count" || quantity.unit === "人" || quantity.unit === "人次") return true;
  const right = view.text.slice(quantity.end, rightEdge(view, index));
  return right === "" || /^(?:以上|左右|的|，|、|和|及|与|用于|，其中|等)/.test(right) || !/^[\u4e00-\u9fff]{2,}/.test(right);
}

/** Whether a short head has nothing before it but neutral words, a level or sex, or the major or class it speaks of. */
export const standsFree = (before: string): boolean =>
  isNeutral(lastPiece(before)) || SUBJECT_BEFORE.test(before) || POPULATION_WORDS.test(stripLeading(lastPiece(before), NEUTRAL_BEFORE));

/** 机电专业有学生686人: a major or class before the head is its subject, not another meaning of it. */
const SUBJECT_BEFORE = /(?:专业群|专业|年级|班|系|部|校区)(?:现|共|目前|今年|本年度)*(?:有|设有|的)?$/;
/** A、B、C六个专业: the things counted are listed right before the number. */
const ENUMERATION = /、[^、，。；:]{2,14}$/;

/** 公用经费每生1300元: 每生 or 生均 right before the number asks for the entry's own average. */
function perHead({ view, quantity, lexicon }: ReadingContext, aliasEnd: number, entry: Indicator): Indicator {
  if (entry.kind === "average" || !PER_HEAD.test(view.text.slice(aliasEnd, quantity.start))) return entry;
  return averageOf(lexicon, entry, quantity) ?? entry;
}

const PER_HEAD = /(?:生均|人均|每生|每名学生|每个学生|平均每生)(?:约|为|达|达到|是)*$/;
const averageOf = (lexicon: Lexicon, entry: Indicator, quantity: Quantity): Indicator | undefined =>
  lexicon.family(entry.family).find((other) => other.kind === "average" && (other.unit.split("/")[0] === quantity.unit || unitFits(other, quantity)));

/** 仪器设备5520万元，生均1.5万元: an average of what the number before counted. */
export const perHeadOfPrevious: ReadingRule = {
  name: "per-head",
  read: (context) => {
    const { view, quantity, index, earlier, lexicon } = context;
    const left = view.text.slice(leftEdge(view, index), quantity.start);
    const previous = earlier[index - 1];
    if (!PER_HEAD.test(left) || left.length > 8 || previous?.indicator == null) return null;
    const indicator = averageOf(lexicon, previous.indicator, quantity);
    return indicator === undefined ? null : { ...NO_SCOPE, indicator, words: `${previous.words}生均`, headStart: previous.headStart, confidence: 0.85 };
  },
};

/** 护理专业的就业率最高，为99.2%: nothing but a linking verb after the comma, and the clause before ends with the name. */
export const headCarried: ReadingRule = {
  name: "head-carried",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = leftEdge(view, index);
    if (
      !/^(?:分别|约|已|均|为|是|达到|达|有|共|共有|只有|仅|仅有|共计|合计)*$/.test(view.text.slice(from, quantity.start)) ||
      view.text.charAt(from - 1) !== "，"
    )
      return null;
    const clause = clauseStart(view, from - 1);
    if (view.quantities.some((other) => other.start >= clause && other.end <= from)) return null;
    const alias = aliasesWithin(view, clause, from - 1)
      .filter((match) =>
        /^(?:最高|最低|最多|最少|较高|较低|居首|领先|稳定|很高|不高|偏低|(?:逐年|稳步|持续)?(?:提高|上升|下降|提升|增加|增长))?$/.test(
          view.text.slice(match.end, from - 1),
        ),
      )
      .sort((a, b) => a.start - b.start || b.end - a.end)[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    return alias === undefined || indicator === null
      ? null
      : { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  },
};

/** 教师在各级比赛中获奖41项: who stands at the clause's start, what they did at its end; together they make the name (教师获奖). */
export const headAround: ReadingRule = {
  name: "head-around",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = leftEdge(view, index);
    const left = stripLeading(view.text.slice(from, quantity.start).replace(/(?:共|共计|达|有|为|约|累计|合计)+$/, ""), NEUTRAL_BEFORE);
    if (left.length < 6 || left.length > 40) return null;
    for (const head of [4, 3, 2])
      for (const tail of [4, 3, 2]) {
        const name = left.slice(0, head) + left.slice(-tail);
        if (head + tail >= left.length) continue;
        const alias = lexicon.aliases.find(name, ["zh"]).find((match) => match.start === 0 && match.end === name.length);
        const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
        if (indicator !== null) return { ...NO_SCOPE, indicator, words: left, headStart: quantity.start - left.length, confidence: 0.75 };
      }
    return null;
  },
};

/** 投入3065万元，比2020年的2910万元增长5.33%: the earlier value of what the number before counted. */
export const earlierValue: ReadingRule = {
  name: "earlier-value",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const left = view.text.slice(leftEdge(view, index), quantity.start);
    const previous = earlier[index - 1];
    const before = view.quantities[index - 1];
    if (previous == null || before === undefined || before.unit !== quantity.unit) return null;
    if (
      !/(?:比|较|与|^)(?:上年度?|去年|上一(?:学)?年(?:度)?|上学年|(?:19|20)\d{2}(?:学)?年(?:度)?)(?:的|为|是|同期的?|只有|仅)*$/.test(
        left.replace(/^[，、]/, ""),
      )
    )
      return null;
    return { ...previous, aspect: "history", basis: null, confidence: Math.min(previous.confidence, 0.8) };
  },
};

/**
 * Whether the words before a head list other things that the number counts as well: 学科带头人、名师、技术能手8人 are eight in all.
 * Levels and neutral words before 、 are no such things (市、县级…), nor is a list whose items carry numbers of their own.
 */
function closesList(before: string): boolean {
  const match = /([^，。；:、]+)(?:、|(?<![惠涉普触提遍累顾参])(?:和|及|与|以及))([^，。；:、]{0,4})$/.exec(before.replace(/"/g, ""));
  if (match?.[1] === undefined) return false;
  const item = stripLeading(match[1], NEUTRAL_BEFORE);
  return item !== "" && !POPULATION_WORDS.test(item.replace(/^.*(?=[省市县区校国]级?$)/, "")) && !/[、和及与]$/.test(item);
}

/** At the end of a list only the shortest name, the kind that all items share, may stand for it: 中级工、高级工、预备技师*学生*. */
function isGeneral(alias: AliasMatch, candidates: readonly AliasMatch[]): boolean {
  return alias.from === "prose" && candidates.every((other) => other.end !== alias.end || other.start <= alias.start);
}

/** Only what follows the last list comma narrows a head: 有省级教坛新秀2人、县名师. */
const lastPiece = (text: string): string => text.slice(Math.max(text.lastIndexOf("、"), text.lastIndexOf("和")) + 1);

/** The name right after the number: 58个全日制班级, 3个名师工作室, 25.9万元助学金. */
export const headAfter: ReadingRule = {
  name: "head-after",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit === "" && !quantity.scaled) return null;
    const edge = rightEdge(view, index);
    const lead = view.text.slice(clauseStart(view, quantity.start), quantity.start);
    for (const alias of aliasesWithin(view, quantity.end, edge).sort((a, b) => a.start - b.start || b.end - a.end)) {
      const between = view.text.slice(quantity.end, alias.start);
      if (stripLeading(between.replace(/"/g, ""), MODIFIERS_BEFORE_NOUN) !== "") continue;
      const indicator = entryFor(lexicon, alias, quantity);
      if (indicator === null || !(isBoundary(view, alias.end) || /(?:全校|全院|学校|学院)(?:共有|现有|有)?$/.test(lead))) continue;
      const joined = index > 0 && /^[^，。；]{0,16}(?:和|与|及|以及|、)$/.test(view.text.slice(view.quantities[index - 1]?.end ?? 0, quantity.start));
      const event = !joined && EVENT_VERB_END.test(lead);
      if (event && indicator.kind === "count") continue;
      if (alias.from === "prose" && !isNeutral(lastPiece(stripListed(lead))) && !SUBJECT_BEFORE.test(lead) && !ENUMERATION.test(lead)) continue;
      const population = quantity.unit === "人" ? partOf(context) : null;
      return {
        ...NO_SCOPE,
        population,
        indicator,
        words: view.text.slice(alias.start, alias.end),
        headStart: quantity.start,
        confidence: alias.from === "prose" ? 0.8 : 0.93,
      };
    }
    return null;
  },
};

/** 实习学生390名，其中10人升学: the ten are counted among the interns, not in the whole school. */
function partOf({ view, quantity, index, earlier }: ReadingContext): string | null {
  const at = view.text.slice(view.sentence.start, quantity.start).lastIndexOf("其中");
  if (at < 0) return null;
  for (let back = index - 1; back >= 0; back -= 1) {
    const whole = view.quantities[back];
    if (whole !== undefined && whole.end <= view.sentence.start + at) return earlier[back]?.words ?? null;
  }
  return null;
}

/** 20项课题在市级以上立项: the noun after the number and the verb at the clause's end make the name (课题立项). */
export const headSplit: ReadingRule = {
  name: "head-split",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.kind !== "count" || quantity.unit === "") return null;
    const right = view.text.slice(quantity.end, rightEdge(view, index)).replace(/^的/, "");
    if (right.length < 5 || right.length > 30) return null;
    for (const length of [4, 3, 2]) {
      const name = right.slice(0, length) + right.slice(-2);
      const alias = lexicon.aliases.find(name, ["zh"]).find((match) => match.start === 0 && match.end === name.length);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null)
        return {
          ...NO_SCOPE,
          indicator,
          words: right,
          headStart: quantity.start,
          population: POPULATIONS.find((word) => word.length > 1 && right.includes(word)) ?? null,
          confidence: 0.75,
        };
    }
    return null;
  },
};

/** A list of counted nouns (58个班级，2347名学生和…) does not narrow its last item. */
const stripListed = (text: string): string => text.replace(/^.*\d[^\d]{0,12}(?:和|及|与|、)$/, "");

/** 其中省级3项、市级10项: a part of what the number before counted, or a bare level before a number after a shared head. */
export const part: ReadingRule = {
  name: "part",
  read: (context) => {
    const { view, quantity, index } = context;
    const from = leftEdge(view, index);
    const left = stripLeading(view.text.slice(from, quantity.start).replace(/^[，、:\s]+/, ""), PART_LEADS);
    const named = left.replace(/(?:获奖|奖项|立项|共|有|为|达|各|的|获|约)+$/, "");
    if (named === "" || named.length > 8) return null;
    const whole = wholeOf(context);
    if (whole === null) return null;
    const level = POPULATION_WORDS.test(named);
    if (!level && !inPartChain(context)) return null;
    if (!level && !POPULATION_START.test(named) && whole.unit !== quantity.unit) return null;
    return {
      ...whole.reading,
      population: named,
      headStart: from,
      aspect: null,
      basis: null,
      confidence: Math.min(level ? 0.88 : 0.7, whole.reading.confidence),
    };
  },
};

const PART_LEADS = ["其中", "包括", "含", "分别为", "分别", "有", "获", "、", "，", "和", "及"];

/** After 其中, or after a colon that follows the whole (招生320人:春季班120人). */
function inPartChain({ view, quantity, index }: ReadingContext): boolean {
  const before = view.text.slice(view.sentence.start, quantity.start);
  if (before.includes("其中")) return true;
  return view.quantities.slice(0, index).some((other) => view.text.charAt(other.end) === ":");
}

interface Whole {
  readonly reading: Omit<Reading, "rule">;
  readonly unit: string | null;
}

/** The reading that a part belongs to: the nearest earlier reading of the sentence with the same unit, else the last fitting name before. */
function wholeOf(context: ReadingContext): Whole | null {
  const { view, quantity, index, earlier, lexicon } = context;
  for (let at = index - 1; at >= 0; at -= 1) {
    const reading = earlier[at];
    const other = view.quantities[at];
    if (reading === null || reading === undefined || other === undefined || reading.aspect === "change") continue;
    if (reading.rule === "part" && at > 0) {
      if (other.unit === quantity.unit) return { reading, unit: other.unit };
      continue;
    }
    if (other.unit === quantity.unit || (reading.indicator !== null && unitFits(reading.indicator, quantity))) return { reading, unit: other.unit };
  }
  const shared = view.aliases
    .filter((alias) => alias.start >= view.sentence.start && alias.end <= quantity.start)
    .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start));
  for (const alias of shared) {
    const indicator = entryFor(lexicon, alias, quantity);
    if (indicator !== null)
      return { reading: { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 }, unit: null };
  }
  return null;
}

/** Neutral words that the open rules take off a head's front. */
export const OPEN_LEADS = [
  ...NEUTRAL_BEFORE,
  "并",
  "还",
  "先后",
  "累计",
  "现已",
  "已",
  "再",
  "又",
  "等",
  "了",
  "以",
  "将",
  "于",
  "至",
  "约",
  ")",
  "，",
  "、",
  ":",
  "(",
  '"',
  "近",
  "达",
  "今年",
  "年",
  "其",
];
