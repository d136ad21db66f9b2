import type { Indicator } from "../../domain/indicator.ts";
import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { ACT_BEFORE, PARTICIPATION } from "../cues.ts";
import type { ReadingContext } from "../reading.ts";
import { clauseStart, type SentenceView } from "../sentence-view.ts";

/** 每名教师联系5名学生, 每周听课2节: what is told of each one or each week is no total. Averages are meant to be. */
const FOR_EACH = /(?:每(?:一)?(?:个|名|位|所|间|家|台|批|期|门|节|次|组|场|室|班级|周|天|日|晚|月|航次)|平均每|人均|户均)[^，。；]*$/;

/** Whether the number's clause tells of each one, so that it cannot be a count of the whole. */
export function isForEach({ view, quantity }: ReadingContext, indicator: Indicator): boolean {
  return indicator.kind === "count" && FOR_EACH.test(view.text.slice(clauseStart(view, quantity.start), quantity.start));
}

/** Whether the people counted are those that an act was done to (走访毕业生56人), not the owner's own. The act may be part of the name itself. */
export function isActObject(view: SentenceView, alias: AliasMatch, indicator: Indicator): boolean {
  if (indicator.kind !== "count" || indicator.unit !== "人" || TELLS_ACT.test(view.text.slice(alias.start, alias.end))) return false;
  const from = clauseStart(view, alias.start);
  return ACT_BEFORE.test(view.text.slice(Math.max(from, alias.start - 16), alias.start).replace(/"/g, "")) || inListOfActs(view, alias, from);
}

/** A name that tells what people did (赴企业实践, 获得国家奖学金), not who they are. */
export const TELLS_ACT = /[赴到下进参获取考通享领升入拿持签建驻]|支教|援/;
/** What is told of some people after their number: 教师4名被评为…, 学生62人参加…. */
export const PREDICATE = /^(?:被|获|参加|参与|通过|考取|取得|荣获|入选|担任|晋升|赴|到|在|报名|顺利|全部|升入|走上|成为|进入|接受|提出|来自|不|因|已|正)/;

/** Whether something is told of just these people after their number, so that they are not all there are. */
export const singlesOut = ({ view, quantity }: ReadingContext, alias: AliasMatch, indicator: Indicator): boolean =>
  indicator.kind === "count" &&
  quantity.unit === "人" &&
  /^(?:参加|参与|获|荣获|通过|被|赴|报名|入选|考取)/.test(view.text.slice(quantity.end, quantity.end + 2)) &&
  !TELLS_ACT.test(view.text.slice(alias.start, alias.end));

/** 培养骨干教师12名、双师型教师20名: the act governs the whole list. */
function inListOfActs(view: SentenceView, alias: AliasMatch, from: number): boolean {
  const lead = view.text.slice(Math.max(from, alias.start - 60), alias.start);
  if (!/(?:、|和|与|及)$/.test(lead)) return false;
  const first = view.aliases.find((other) => other.start > from && other.end < alias.start);
  return first !== undefined && ACT_BEFORE.test(view.text.slice(from, first.start));
}

/** 参加运动会的学生达1800人，教师120人: those who took part, counted on. Only the short heads of prose can be meant so. */
export function isParticipant({ view, quantity, index, earlier }: ReadingContext, indicator: Indicator): boolean {
  if (indicator.kind !== "count" || quantity.unit !== "人") return false;
  const previous = earlier[index - 1];
  const other = view.quantities[index - 1];
  if (previous === null || previous === undefined || other === undefined || previous.indicator !== null || other.unit !== "人") return false;
  return PARTICIPATION.test(view.text.slice(clauseStart(view, other.start), other.start)) && quantity.start - other.end < 12;
}
