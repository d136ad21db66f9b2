import { NEUTRAL_BEFORE, STANDS_FOR, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { leftEdge, rightEdge } from "../sentence-view.ts";

/** 18个专业52个班; 高一386人，高二372人: a word that is no name and yet can only stand for one, where nothing else told what is counted. */
export const standsFor: ReadingRule = {
  name: "stands-for",
  read: (context) => {
    const { view, quantity, index } = context;
    const after = view.text.slice(quantity.end, rightEdge(view, index));
    const counted = named(context, after);
    if (counted !== null) return { ...NO_SCOPE, indicator: counted, words: after, headStart: quantity.start, confidence: 0.7 };
    const word = stripLeading(view.text.slice(leftEdge(view, index), quantity.start), NEUTRAL_BEFORE).replace(/(?:的?(?:学生|人数))?(?:有|为|共|:)*$/, "");
    const indicator = followsUnnamed(context) || (SEX.test(word) && !followsPupils(context)) ? null : named(context, word);
    return indicator === null
      ? null
      : {
          ...NO_SCOPE,
          indicator,
          population: indicator.zh.startsWith(word) ? null : word,
          words: word,
          headStart: quantity.start - word.length,
          confidence: 0.65,
        };
  },
};

/** 参加军训的新生共800人，男生420人: parts of something that has no name of its own are no parts of the school's. */
const followsUnnamed = ({ view, index, earlier, quantity }: ReadingContext): boolean =>
  view.quantities[index - 1]?.unit === quantity.unit && earlier[index - 1]?.indicator === null;

const SEX = /^[男女]$/;
/** 教职工148人，男60人 are no pupils: the sexes are those of whom the sentence counted before. */
const followsPupils = ({ view, quantity }: ReadingContext): boolean => {
  const lead = view.text.slice(view.sentence.start, quantity.start);
  return /(?:全校|在校|在籍|在册|学校|现有)(?:共有?|现有|有)?学?生/.test(lead) && !/教师|教职工|毕业|新生|招生/.test(lead);
};

function named({ lexicon, quantity }: ReadingContext, word: string): ReturnType<typeof entryFor> {
  const name = STANDS_FOR.get(word);
  const alias = name === undefined ? undefined : lexicon.aliases.whole(name, ["zh"]);
  return alias === undefined ? null : entryFor(lexicon, alias, quantity);
}
