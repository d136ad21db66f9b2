import { foldText } from "../../text/fold.ts";
import { stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingRule } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";

/** Words for a whole that name nothing themselves. */
const WHOLE = /^(?:共有?|总数|总人数|总量|总计|总额|合计|共计|总共|人数|数量|全校)(?:共|共有|有|为|约|达|达到|:)*$/;
const LABEL = /^[\d.]+\s*|^[(（]?[一二三四五六七八九十\d]+[)）、.]\s*/;
const LEADS = ["-", "•", "·", "*", " ", "其中"];

/** What is told of the examination, contest or certificate that a heading names. */
const OF_EXAM =
  /^(?:(?:19|20)\d{2}年?|全校|共有?|本年度?|应届|[往历]届|届|毕业生|学生|考生|上年度?的?|去年的?)*(报考|参考|参加|报名|通过|合格|过关|获证|取证|通过率|合格率|获证率|过关率)(?:人数|学生)?(?:共|共有|有|为|约|达|达到|:)*$/;
/** 通过率85.1% under 护士执业资格考试: the heading and the word make the name. */
export const ofExam: ReadingRule = {
  name: "of-exam",
  read: ({ view, quantity, index, lexicon }) => {
    if (quantity.unit === "") return null;
    const from = leftEdge(view, index);
    const word = OF_EXAM.exec(view.text.slice(from, quantity.start))?.[1];
    if (word === undefined) return null;
    const heading = foldText(view.section[view.section.length - 1] ?? "").replace(LABEL, "");
    for (const name of [heading + word, `${heading}${word}率`]) {
      const alias = lexicon.aliases.whole(name, ["zh", "prose"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return { ...NO_SCOPE, indicator, words: name, headStart: quantity.start, confidence: 0.7 };
    }
    return null;
  },
};

/** 总数2160人 under a heading 在校生: a word for the whole at a sentence's head is of what the heading names. */
export const ofHeading: ReadingRule = {
  name: "of-heading",
  read: ({ view, quantity, index, lexicon }) => {
    if (index > 0 || quantity.unit === "") return null;
    const from = leftEdge(view, index);
    const words = stripLeading(view.text.slice(from, quantity.start), LEADS);
    if (from !== view.sentence.start || !WHOLE.test(words)) return null;
    const heading = foldText(view.section[view.section.length - 1] ?? "").replace(LABEL, "");
    const alias = lexicon.aliases.whole(heading, ["zh", "prose"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    return indicator === null ? null : { ...NO_SCOPE, indicator, words: heading, headStart: quantity.start - words.length, confidence: 0.75 };
  },
};
