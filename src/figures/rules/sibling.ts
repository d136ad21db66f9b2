import { POPULATIONS } from "../cues.ts";
import { entryFor, type ReadingContext, type ReadingRule } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";

const JOINED = /^[，、)]*(?:和|与|及|以及|另有|还有|有)?$/;

/** 国家级培训28人次，省级培训76人次: a level and the noun that the number before had with another level. */
export const sibling: ReadingRule = {
  name: "sibling",
  read: (context) => {
    const { view, quantity, index, earlier, lexicon } = context;
    const previous = earlier[index - 1];
    const before = view.quantities[index - 1];
    if (previous?.indicator == null || before === undefined || before.unit !== quantity.unit || quantity.unit === "") return null;
    const own = levelled(context, index);
    const other = levelled(context, index - 1);
    if (
      own === null ||
      other === null ||
      own.noun !== other.noun ||
      own.level === other.level ||
      previous.indicator.zh.includes(other.level) ||
      !JOINED.test(own.before)
    )
      return null;
    // 文化课教师73人 after 专业课教师168人: a name of its own is no level of the other.
    const name = lexicon.aliases.whole(own.level + own.noun, ["zh"]);
    if (name !== undefined && entryFor(lexicon, name, quantity) !== null) return null;
    return {
      ...previous,
      population: own.level,
      headStart: quantity.start - own.noun.length,
      aspect: null,
      basis: null,
      confidence: Math.min(previous.confidence, 0.8),
    };
  },
};

interface Levelled {
  readonly before: string;
  readonly level: string;
  readonly noun: string;
}

/** The noun right before a number, two to six characters, with the level right before it. */
function levelled({ view }: ReadingContext, index: number): Levelled | null {
  const quantity = view.quantities[index];
  if (quantity === undefined) return null;
  const text = view.text.slice(Math.max(leftEdge(view, index), quantity.start - 24), quantity.start).replace(/"/g, "");
  for (let length = 2; length <= 6; length += 1) {
    const lead = text.slice(0, -length);
    const level = POPULATIONS.find((word) => word.length > 1 && lead.endsWith(word));
    if (level !== undefined) return { before: lead.slice(0, -level.length), level, noun: text.slice(-length) };
  }
  return null;
}
