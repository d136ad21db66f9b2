import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { isNeutral, POPULATION_WORDS, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart, leftEdge, rightEdge, type SentenceView } from "../sentence-view.ts";

/** How far behind its heading an item may stand. */
const REACH = 200;
const ITEM_LEADS = ["，", "、", ":", "其中", "分别为", "和", "及", "与"];
/** An item's name: one word without a verb of its own. */
const ITEM = /^[\u4e00-\u9fffA-Za-z"]{2,12}$/;
const NO_ITEM = /[为占达差同比较]|增|降|减|合计|共计|总计|平均|其余|上年|去年|[率度]$/;

/** 总体4690元/月 at the end of a list: what all have together. */
const OF_ALL = /^(?:总体|整体|全体|全校|全院|全部|所有|全体毕业生|毕业生总体)$/;
const KINDS_END = /(?:专业|系部?|部门|班级?|学校|校区|乡镇)的?$/;

/** Where what a topic (月薪：…, 就业率方面，…) tells of ends; -1 where none stands there. */
const topicEnd = (lead: string): number => Math.max(lead.lastIndexOf(":"), lead.lastIndexOf("方面，"));

/** What follows a number up to the next mark, or the item before it. */
const WORD = /^的?([\u4e00-\u9fff]{2,4}?)(?:人数|数)?$/;

/** 1+X证书：7个试点，516人参考: the topic before the colon and the word beside the number make the name. */
export const wordOfTopic: ReadingRule = {
  name: "word-of-topic",
  read: ({ view, quantity, index, lexicon }) => {
    if (quantity.kind !== "count" || quantity.unit === "") return null;
    const from = Math.max(view.sentence.start, quantity.start - REACH);
    const at = view.text.slice(from, quantity.start).lastIndexOf(":");
    if (at < 0) return null;
    const lead = view.text.slice(clauseStart(view, from + at), from + at);
    const topic = lead.replace(/^\(?[\d一二三四五六七八九十]{1,2}[)、.](?!\+)/, "");
    if (topic.length < 3 || topic.length > 14) return null;
    const after = view.text.slice(quantity.end, rightEdge(view, index));
    for (const word of [WORD.exec(after)?.[1], stripLeading(view.text.slice(leftEdge(view, index), quantity.start), ITEM_LEADS)]) {
      if (word === undefined || word.length < 2 || word.length > 4) continue;
      const alias = lexicon.aliases.whole(topic + word, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return { ...NO_SCOPE, indicator, words: topic + word, headStart: quantity.start, confidence: 0.75 };
    }
    return null;
  },
};

/** A name, or a short head that is all that its clause says. */
const leads = (view: SentenceView, alias: AliasMatch): boolean =>
  alias.from === "zh" || isNeutral(view.text.slice(clauseStart(view, alias.start), alias.start).replace(/^\(\d{1,2}\)/, ""));

/** 各专业就业率：机械98.6%，电子97.9%; 月薪：中专2150元: the name stands once before the colon, the items are whose value it is. */
export const itemOfHeading: ReadingRule = {
  name: "item-of-heading",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = Math.max(view.sentence.start, quantity.start - REACH);
    // Only the stretch itself is searched: a search back through the whole text would make the work quadratic.
    const at = topicEnd(view.text.slice(from, quantity.start));
    if (at < 0) return null;
    const colon = from + at;
    const item = stripLeading(view.text.slice(leftEdge(view, index), quantity.start), ITEM_LEADS).replace(/(?:有|为|每[生人年])$/, "");
    if (!ITEM.test(item) || NO_ITEM.test(item)) return null;
    const alias = aliasesWithin(view, view.sentence.start, colon)
      .filter((match) => match.end === colon && leads(view, match))
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    if (alias === undefined || indicator === null) return null;
    // 各专业就业率：电子97.9% is told of a major, 馆藏：电子2万册 of a kind.
    const group = POPULATION_WORDS.test(item) && !KINDS_END.test(view.text.slice(view.sentence.start, alias.start));
    const words = view.text.slice(alias.start, alias.end);
    return {
      ...NO_SCOPE,
      indicator,
      words,
      headStart: alias.start,
      population: group && !OF_ALL.test(item) ? item : null,
      subject: group || OF_ALL.test(item) ? null : item,
      confidence: 0.75,
    };
  },
};
