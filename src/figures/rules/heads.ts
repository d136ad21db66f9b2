import type { QuantityKind } from "../../domain/figure.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
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
      const shareWords = quantity.unit === "%" && /(?:占比|比例|比重|比率|率)/.test(view.text.slice(alias.end, quantity.start));
      const indicator = entryFor(lexicon, alias, quantity, { family: shareWords || quantity.unit === "%" });
      if (indicator === null) continue;
      const before = view.text.slice(clauseStart(view, alias.start), alias.start);
      const listed = quantity.kind !== "share" && closesList(view.text.slice(from, alias.start));
      if (alias.from === "prose" && !listed && !isNeutral(lastPiece(before))) continue;
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
  if (kind !== "count" || quantity.unit === "人" || quantity.unit === "人次") return true;
  const right = view.text.slice(quantity.end, rightEdge(view, index));
  return right === "" || /^(?:以上|左右|的|，|、|和|及|与|用于|，其中|等)/.test(right) || !/^[\u4e00-\u9fff]{2,}/.test(right);
}

/**
 * Whether the words before a head list other things that the number counts as well: 学科带头人、名师、技术能手8人 are eight in all.
 * Levels and neutral words before 、 are no such things (市、县级…), nor is a list whose items carry numbers of their own.
 */
function closesList(before: string): boolean {
  const match = /([^，。；:、]+)(?:、|和|及|与|以及)([^，。；:、]{0,4})$/.exec(before.replace(/"/g, ""));
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
      if (indicator === null || !isBoundary(view, alias.end)) continue;
      const joined = index > 0 && /^[^，。；]{0,16}(?:和|与|及|以及|、)$/.test(view.text.slice(view.quantities[index - 1]?.end ?? 0, quantity.start));
      const event = !joined && EVENT_VERB_END.test(lead);
      if (event && indicator.kind === "count") continue;
      if (alias.from === "prose" && !isNeutral(lastPiece(stripListed(lead)))) continue;
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
    if (!level && !(inPartChain(context) && POPULATION_START.test(named))) return null;
    return { ...whole, population: named, headStart: from, aspect: null, basis: null, confidence: Math.min(0.88, whole.confidence) };
  },
};

const PART_LEADS = ["其中", "包括", "含", "分别为", "分别", "有", "获", "、", "，", "和", "及"];

function inPartChain({ view, quantity }: ReadingContext): boolean {
  return view.text.slice(view.sentence.start, quantity.start).includes("其中");
}

/** The reading that a part belongs to: the nearest earlier reading of the sentence with the same unit, else the last fitting name before. */
function wholeOf(context: ReadingContext): Omit<Reading, "rule"> | null {
  const { view, quantity, index, earlier, lexicon } = context;
  for (let at = index - 1; at >= 0; at -= 1) {
    const reading = earlier[at];
    const other = view.quantities[at];
    if (reading === null || reading === undefined || other === undefined || reading.aspect === "change") continue;
    if (other.unit === quantity.unit || (reading.indicator !== null && unitFits(reading.indicator, quantity))) return reading;
  }
  const shared = view.aliases
    .filter((alias) => alias.start >= view.sentence.start && alias.end <= quantity.start)
    .sort((a, b) => b.end - a.end || b.end - b.start - (a.end - a.start));
  for (const alias of shared) {
    const indicator = entryFor(lexicon, alias, quantity);
    if (indicator !== null) return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
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
