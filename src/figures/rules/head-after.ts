import type { Indicator } from "../../domain/indicator.ts";
import { EVENT_VERB_END, isNeutral, LEVELS, MODIFIERS_BEFORE_NOUN, NEUTRAL_BEFORE, POPULATIONS, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart, isBoundary, rightEdge } from "../sentence-view.ts";
import { lastPiece, SUBJECT_BEFORE } from "./head-before.ts";
import { isForEach, PREDICATE, TELLS_ACT } from "./not-own.ts";

/** A、B、C六个专业: the things counted are listed right before the number. */
const ENUMERATION = /、[^、，。；:]{2,14}$/;

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
      const left = stripLeading(between.replace(/"/g, ""), MODIFIERS_BEFORE_NOUN);
      if (left !== "" && !LEVELS.includes(left)) continue;
      const words = view.text.slice(alias.start, alias.end);
      const named = entryFor(lexicon, alias, quantity);
      if (named === null || !endsThere(context, alias.end, lead)) continue;
      const indicator = withVerb(context, lead, words) ?? named;
      const joined = index > 0 && /^[^，。；]{0,16}(?:和|与|及|以及|、)$/.test(view.text.slice(view.quantities[index - 1]?.end ?? 0, quantity.start));
      const event = !joined && EVENT_VERB_END.test(lead) && !TELLS_ACT.test(words);
      if ((event && indicator === named && indicator.kind === "count") || isForEach(context, indicator)) continue;
      const money = indicator.kind === "amount" && words.length >= 3;
      if (alias.from === "prose" && !money && !isNeutral(lastPiece(stripListed(lead))) && !SUBJECT_BEFORE.test(lead) && !ENUMERATION.test(lead)) continue;
      const population = left !== "" ? left : quantity.unit === "人" ? partOf(context) : null;
      return { ...NO_SCOPE, population, indicator, words, headStart: quantity.start, confidence: alias.from === "prose" ? 0.8 : 0.93 };
    }
    return null;
  },
};

/** Whether the name ends its clause, or is told of the whole school (全校2873名学生…) without a predicate that singles some out; 96.8%的就业率 may go on. */
function endsThere({ view, quantity }: ReadingContext, end: number, lead: string): boolean {
  if (isBoundary(view, end)) return true;
  const follows = view.text.slice(end, end + 4);
  if (/^中，/.test(follows)) return true;
  if (quantity.kind === "share") return /^(?:在|居|位|领先|高于)/.test(follows);
  return /(?:全校|全院|学校|学院)(?:共有|现有|有)?$/.test(lead) && !PREDICATE.test(follows);
}

/** 新增…两个专业: the verb at the clause's head and the noun after the number make a name of their own (新增专业). */
function withVerb({ lexicon, quantity }: ReadingContext, lead: string, noun: string): Indicator | null {
  const verb = stripLeading(lead, NEUTRAL_BEFORE).slice(0, 2);
  if (verb.length < 2) return null;
  const name = verb + noun;
  const match = lexicon.aliases.find(name, ["zh"]).find((found) => found.start === 0 && found.end === name.length);
  return match === undefined ? null : entryFor(lexicon, match, quantity);
}

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

/** 6名学生获得国家奖学金, 12名教师赴企业挂职锻炼: who they are after the number, then what they did, which is the name. */
export const peopleWhoDid: ReadingRule = {
  name: "people-who-did",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit !== "人" && quantity.unit !== "人次") return null;
    // 与300名学生签订协议: they are the other side of what someone else did.
    if (/[与和同对为向给由从]$/.test(view.text.slice(clauseStart(view, quantity.start), quantity.start))) return null;
    const edge = rightEdge(view, index);
    for (const alias of aliasesWithin(view, quantity.end, edge)) {
      const words = view.text.slice(alias.start, alias.end);
      if (alias.from !== "zh" || !isBoundary(view, alias.end) || words.length < 4) continue;
      const who = /^(?:的)?(?:学生|教师|毕业生|同学|老师|师生|员工|学员|专业教师|骨干教师|应届毕业生)?(?:获得|荣获|拿到|取得|考取|通过|享受|领取)?(?:了)?$/;
      const between = view.text.slice(quantity.end, alias.start);
      if (!who.test(between) || !(TELLS_ACT.test(between) || TELLS_ACT.test(words))) continue;
      const indicator = entryFor(lexicon, alias, quantity);
      if (indicator === null || isForEach(context, indicator)) continue;
      return { ...NO_SCOPE, indicator, words, headStart: quantity.start, confidence: 0.8 };
    }
    return null;
  },
};

/** 95.6%的毕业生实现就业, 96%以上的家长表示满意: who and what they did make the name of a rate (毕业生就业率, 家长满意度). */
export const shareOfPeople: ReadingRule = {
  name: "share-of-people",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit !== "%") return null;
    const right = view.text.slice(quantity.end, rightEdge(view, index)).replace(/了$/, "");
    if (!right.startsWith("的") || right.length < 5 || right.length > 24) return null;
    for (const who of [5, 4, 3, 2])
      for (const ending of ["率", "度"]) {
        if (who + 3 > right.length) continue;
        const name = right.slice(1, 1 + who) + right.slice(-2) + ending;
        const alias = lexicon.aliases.find(name, ["zh"]).find((match) => match.start === 0 && match.end === name.length);
        const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
        if (indicator !== null) return { ...NO_SCOPE, indicator, words: right.slice(1), headStart: quantity.start, confidence: 0.75 };
      }
    return null;
  },
};

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
