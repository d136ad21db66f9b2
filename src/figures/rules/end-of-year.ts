import type { ReadingRule } from "../reading.ts";
import { clauseStart, leftEdge } from "../sentence-view.ts";

const BEGIN = /(?:学年初|年初|学期初|期初)/;
const END = /^[，、；]?(?:学年末|年末|年底|学期末|期末)(?:时)?(?:的|为|是|有|达|到|约)*$/;

/** 学年初在校生3642人，学年末3611人: the same at the year's end. */
export const endOfYear: ReadingRule = {
  name: "end-of-year",
  read: ({ view, quantity, index, earlier }) => {
    const [told, before] = [earlier[index - 1], view.quantities[index - 1]];
    if (told?.indicator == null || before === undefined || before.unit !== quantity.unit) return null;
    if (!END.test(view.text.slice(leftEdge(view, index), quantity.start))) return null;
    return BEGIN.test(view.text.slice(clauseStart(view, before.start), before.start))
      ? { ...told, aspect: null, basis: null, confidence: Math.min(told.confidence, 0.8) }
      : null;
  },
};
