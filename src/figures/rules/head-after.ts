import type { Indicator } from "../../domain/indicator.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { EVENT_VERB_END, isNeutral, JOINT_VERB, LEVELS, MODIFIERS_BEFORE_NOUN, POPULATIONS, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart, isBoundary, rightEdge, type SentenceView } from "../sentence-view.ts";
import { lastPiece, SUBJECT_BEFORE } from "./head-before.ts";
import { isForEach, PREDICATE, TELLS_ACT } from "./not-own.ts";
import { withVerb } from "./with-verb.ts";

/** A、B、C六个专业: the things counted are listed right before the number. */
const ENUMERATION = /、[^、，。；:]{2,14}$/;

/** The name right after the number: 58个全日制班级, 3个名师工作室, 25.9万元助学金. */
export const headAfter: ReadingRule = {
  name: "head-after",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit === "" && !quantity.scaled) return null;
    const edge = rightEdge(view, index);
    // 9大类17个专业: what stands before two numbers side by side leads to both.
    const before = view.quantities[index - 1];
    const lead = view.text.slice(clauseStart(view, quantity.start), before?.end === quantity.start ? before.start : quantity.start);
    for (const alias of aliasesWithin(view, quantity.end, edge).sort((a, b) => a.start - b.start || b.end - a.end)) {
      const between = view.text.slice(quantity.end, alias.start);
      const left = stripLeading(between.replace(/"/g, ""), MODIFIERS_BEFORE_NOUN);
      if (left !== "" && !LEVELS.includes(left)) continue;
      const words = view.text.slice(alias.start, alias.end);
      const named = entryFor(lexicon, alias, quantity);
      // 可容纳8500人住宿 is room for them, not they.
      if (CAPACITY.test(lead)) continue;
      if (named === null || !(endsThere(context, alias.end, lead) || cameOrLeft(words, view.text.slice(alias.end, edge)))) continue;
      const ofClasses = studentsOfClasses(context, alias, words);
      if (ofClasses !== null) return ofClasses;
      const indicator = withVerb(context, lead, words) ?? named;
      const joined = index > 0 && /^[^，。；]{0,16}(?:和|与|及|以及|、)$/.test(view.text.slice(view.quantities[index - 1]?.end ?? 0, quantity.start));
      const event = !joined && EVENT_VERB_END.test(lead) && !MADE_UP_OF.test(lead) && !TELLS_ACT.test(words);
      if ((event && indicator === named && indicator.kind === "count") || isForEach(context, indicator)) continue;
      const money = indicator.kind === "amount" && words.length >= 3;
      if (alias.from === "prose" && !money && !isNeutral(lastPiece(stripListed(lead))) && !SUBJECT_BEFORE.test(lead) && !ENUMERATION.test(lead)) continue;
      const population = left !== "" ? left : quantity.unit === "人" ? partOf(context) : null;
      return { ...NO_SCOPE, population, indicator, words, headStart: quantity.start, confidence: alias.from === "prose" ? 0.8 : 0.93 };
    }
    return null;
  },
};

/** 学徒制试点班3个，112名学生: those of the classes counted right before, not all there are. */
function studentsOfClasses({ view, quantity, index, earlier, lexicon }: ReadingContext, alias: AliasMatch, words: string): Omit<Reading, "rule"> | null {
  const [classes, before] = [earlier[index - 1], view.quantities[index - 1]];
  if (alias.from !== "prose" || quantity.unit !== "人" || classes == null || before === undefined || !/[\u4e00-\u9fff]{2}班$/.test(classes.words)) return null;
  if (/^(?:教学|平行)?班$/.test(classes.words) || !/^[，、]$/.test(view.text.slice(before.end, quantity.start))) return null;
  const name = `${classes.words}${words}`;
  const whole = lexicon.aliases.whole(name, ["zh"]);
  const indicator = whole === undefined ? null : entryFor(lexicon, whole, quantity);
  return { ...NO_SCOPE, indicator, words: name, headStart: quantity.start, confidence: indicator === null ? 0.5 : 0.7 };
}

const CAPACITY = /(?:可|能|同时|最多|足以)[^，。；\d]{0,6}(?:容纳|接纳|满足|提供|承接|供|解决)(?:了|约|近|超过)?$/;

/** 编为86个教学班, 划分为64个班级: what the whole is parted into. */
const MADE_UP_OF = /(?:编|分|划|设|组)(?:为|成)$/;

/** Whether the name ends its clause, or is told of the whole school (全校2873名学生…) without a predicate that singles some out; 96.8%的就业率 may go on. */
function endsThere({ view, quantity, index }: ReadingContext, end: number, lead: string): boolean {
  // 18个专业52个班: the next number ends the name too.
  if (isBoundary(view, end) || end === view.quantities[index + 1]?.start) return true;
  const follows = view.text.slice(end, end + 4);
  // 5个专业群共18个专业: the clause goes on with the next number.
  if (/^(?:共|合计|总计)\d/.test(follows)) return true;
  // 1588名毕业生中落实去向1562人: the whole that a part is told of.
  if (/^中，/.test(follows) || (/^[中里]/.test(follows) && view.quantities[index + 1] !== undefined)) return true;
  if (quantity.kind === "share") return /^(?:在|居|位|领先|高于)/.test(follows);
  return /(?:全校|全院|学校|学院)(?:共有|现有|有)?$/.test(lead) && !PREDICATE.test(follows);
}

const CAME = /^[^，。；\d后]{0,12}?(?:走进|迈进|迈入|踏入|踏进|步入|来到|跨进|进入)(?:了)?(?:校园|学校|校门|我校|本校)/;
const LEFT = /^(?:告别|离开|走出|辞别|惜别|挥别)(?:了)?(?:母校|校园|学校|校门)(?!后|之后|以后)/;

/** 1502名新生走进校园, 1286名毕业生告别母校: what all of them do singles none out. */
const cameOrLeft = (words: string, after: string): boolean => (words.startsWith("新") ? CAME.test(after) : words.includes("毕业") && LEFT.test(after));

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
    const lead = view.text.slice(clauseStart(view, quantity.start), quantity.start);
    // 与300名学生签订协议: they are the other side of what someone else did.
    const given = /[为向给对]$/.test(lead);
    if (!given && /[与和同由从]$/.test(lead)) return null;
    const edge = edgeAfterLevels(view, index);
    for (const alias of aliasesWithin(view, quantity.end, edge)) {
      const words = view.text.slice(alias.start, alias.end);
      // 为3620名学生免除学费724万元: the next number ends the name too.
      const ends = isBoundary(view, alias.end) || alias.end === view.quantities[index + 1]?.start;
      if (!ends || (given ? words.length < 3 : alias.from !== "zh" || words.length < 4)) continue;
      const who =
        /^(?:的)?(?:学生|教师|毕业生|同学|老师|师生|员工|学员|专业教师|骨干教师|应届毕业生)?(?:获得|荣获|拿到|取得|考取|通过|享受|领取|参加|参与|报名参加|接受|完成|担任|兼任)?(?:了)?$/;
      const handedOut = /^(?:的)?(?:[\u4e00-\u9fff]{0,6}学生|教师|师生|毕业生)?(?:发放|免除|减免|资助|落实|提供)(?:了)?$/;
      const between = view.text.slice(quantity.end, alias.start);
      const told = given
        ? handedOut.test(between) || /^(?:发放|免除|减免|资助)/.test(words)
        : who.test(between) && (TELLS_ACT.test(between) || TELLS_ACT.test(words) || /[担兼]任$/.test(between));
      if (!told) continue;
      const indicator = entryFor(lexicon, alias, quantity) ?? (given ? receiversOf(context, alias) : null);
      if (indicator === null || isForEach(context, indicator)) continue;
      return { ...NO_SCOPE, indicator, words, headStart: quantity.start, confidence: 0.8 };
    }
    return null;
  },
};

/** 为812名学生发放国家助学金: those who get what the name tells, where its family counts them. */
function receiversOf({ lexicon, quantity }: ReadingContext, alias: AliasMatch): Indicator | null {
  const given = alias.indicatorIds.map((id) => lexicon.indicator(id)).find((entry) => entry?.kind === "amount");
  return given === undefined ? null : (lexicon.family(given.family).find((entry) => entry.kind === "count" && unitFits(entry, quantity)) ?? null);
}

/** 参加国家级、省级培训: a list of levels ends no clause. */
function edgeAfterLevels(view: SentenceView, index: number): number {
  const quantity = view.quantities[index];
  const edge = rightEdge(view, index);
  if (quantity === undefined) return edge;
  const more = /^(?:[^，。；、\d]{0,12}(?:国家|省|市|县|区|校|院)级(?:[、和及]))+[^，。；、:\d]{0,16}/.exec(
    view.text.slice(quantity.end, Math.min(view.sentence.end, quantity.end + 60)),
  );
  return more === null ? edge : Math.max(edge, quantity.end + more[0].length);
}

/** 热水供应一项只有68%的学生表示满意: what they felt of one thing is no rate of the whole. */
const OF_ONE_THING = /[\u4e00-\u9fff]{2}(?:[这那]?一?[项块]|方面|问题上)，?(?:只有|仅有?|有|约|近|达到?)*$/;

/** 95.6%的毕业生实现就业, 96%以上的家长表示满意: who and what they did make the name of a rate (毕业生就业率, 家长满意度). */
export const shareOfPeople: ReadingRule = {
  name: "share-of-people",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.unit !== "%" || OF_ONE_THING.test(view.text.slice(clauseStart(view, quantity.start), quantity.start))) return null;
    const right = view.text.slice(quantity.end, rightEdge(view, index)).replace(/了$/, "");
    // 86%的毕业生在珠三角就业: where they did it makes it another rate.
    if (!right.startsWith("的") || right.length < 5 || right.length > 24 || /[在到于赴]|从事/.test(right)) return null;
    for (const who of [5, 4, 3, 2])
      for (const ending of ["率", "度"]) {
        if (who + 3 > right.length) continue;
        const name = right.slice(1, 1 + who) + right.slice(-2) + ending;
        const alias = lexicon.aliases.whole(name, ["zh"]);
        const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
        if (indicator !== null) return { ...NO_SCOPE, indicator, words: right.slice(1), headStart: quantity.start, confidence: 0.75 };
      }
    return null;
  },
};

/** 与32家规模以上企业签订协议: what is done together with the counted makes their name (合作企业). */
export const partners: ReadingRule = {
  name: "partners",
  read: (context) => {
    const { view, quantity, lexicon } = context;
    if (quantity.kind !== "count" || !/[与和同]$/.test(view.text.slice(Math.max(view.sentence.start, quantity.start - 1), quantity.start))) return null;
    const right = view.text.slice(quantity.end, Math.min(view.sentence.end, quantity.end + 30));
    if (!JOINT_VERB.test(right)) return null;
    for (let at = 0; at < Math.min(12, right.length - 1); at += 1) {
      const noun = right.slice(at, at + 2);
      const alias = /^[\u4e00-\u9fff]{2}$/.test(noun) ? lexicon.aliases.whole(`合作${noun}`, ["zh"]) : undefined;
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return { ...NO_SCOPE, indicator, words: right.slice(0, at + 2), headStart: quantity.start, confidence: 0.75 };
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
      const alias = lexicon.aliases.whole(name, ["zh"]);
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
