import { NEUTRAL_BEFORE, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingRule } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";
import { isForEach } from "./not-own.ts";

/** What stands between who and what they did tells where or how; anything else makes another name (专职*心理健康*教师). */
export const CIRCUMSTANCE = /^(?:在|参加|参与|于|赴|到|代表|通过|积极|全年|共|先后|荣|斩|累计|各级|各类|市级|省级|国家级|县级|指导)/;

/** 主干专业机电、旅游等有学生1693人: a kind of major with its list right after it. */
const mayStandApart = (left: string, head: number): boolean =>
  CIRCUMSTANCE.test(left.slice(head)) || (left.slice(0, head).endsWith("专业") && left.slice(head).includes("、"));

/** 教师在各级比赛中获奖41项: who stands at the clause's start, what they did at its end; together they make the name (教师获奖). */
export const headAround: ReadingRule = {
  name: "head-around",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = leftEdge(view, index);
    // 论文获市级以上奖: the level inside 获…奖 is no part of the name.
    const left = stripLeading(view.text.slice(from, quantity.start).replace(/(?:共|共计|达|有|为|约|累计|合计)+$/, ""), NEUTRAL_BEFORE).replace(
      /获[^，。；]{2,12}奖$/,
      "获奖",
    );
    if (left.length < 4 || left.length > 40) return null;
    const levelled = left.endsWith("获奖") && !view.text.slice(from, quantity.start).includes("获奖");
    const whole = !levelled ? undefined : lexicon.aliases.whole(left, ["zh"]);
    const entry = whole === undefined ? null : entryFor(lexicon, whole, quantity);
    if (entry !== null) return { ...NO_SCOPE, indicator: entry, words: left, headStart: from, confidence: 0.75 };
    for (const head of [4, 3, 2])
      for (const tail of [4, 3, 2]) {
        const name = left.slice(0, head) + left.slice(-tail);
        if (head + tail >= left.length || !mayStandApart(left, head)) continue;
        const alias = lexicon.aliases.whole(name, ["zh"]);
        const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
        if (indicator !== null && !isForEach(context, indicator))
          return { ...NO_SCOPE, indicator, words: left, headStart: quantity.start - left.length, confidence: 0.75 };
      }
    return null;
  },
};

/** 图书馆1235㎡, 实训场所5545㎡: a place with an area unit is its area, whether the word stands there or not. */
export const placeArea: ReadingRule = {
  name: "place-area",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.kind !== "area") return null;
    const place = view.text
      .slice(leftEdge(view, index), quantity.start)
      .replace(/["]/g, "")
      .replace(/(?:共|共计|达|有|为|约|累计|合计|占地)+$/, "");
    const left = stripLeading(place, NEUTRAL_BEFORE) || place;
    if (left === "" || left.length > 10) return null;
    const name = `${left}面积`;
    const alias = lexicon.aliases.whole(name, ["zh", "prose"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    return indicator === null ? null : { ...NO_SCOPE, indicator, words: left, headStart: quantity.start - left.length, confidence: 0.85 };
  },
};
