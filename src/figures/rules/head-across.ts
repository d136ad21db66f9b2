import { MODIFIERS_BEFORE_NOUN, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingRule } from "../reading.ts";
import { clauseStart, rightEdge } from "../sentence-view.ts";
import { isForEach } from "./not-own.ts";

/** Longest word before the number, and longest noun after it, that are taken for halves of a name. */
const LONGEST_LEFT = 6;
const LONGEST_RIGHT = 6;

/** 新招录4名教师, 校外56个实训基地, 立项8项课题: the word before the number and the noun after it make one name. */
export const headAcross: ReadingRule = {
  name: "head-across",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (quantity.kind !== "count" || quantity.unit === "") return null;
    const left = view.text.slice(Math.max(clauseStart(view, quantity.start), quantity.start - LONGEST_LEFT), quantity.start).replace(/了$/, "");
    const right = stripLeading(view.text.slice(quantity.end, rightEdge(view, index)), MODIFIERS_BEFORE_NOUN);
    if (right.length < 2 || right.length > LONGEST_RIGHT || left.length < 2) return null;
    for (let length = left.length; length >= 2; length -= 1) {
      const name = left.slice(-length) + right;
      const alias = lexicon.aliases.whole(name, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null && !isForEach(context, indicator))
        return { ...NO_SCOPE, indicator, words: name, headStart: quantity.start - length, confidence: 0.8 };
    }
    return null;
  },
};
