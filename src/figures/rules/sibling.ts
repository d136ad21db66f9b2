import { POPULATIONS } from "../cues.ts";
import { entryFor, type ReadingContext, type ReadingRule } from "../reading.ts";
import { isBoundary, leftEdge } from "../sentence-view.ts";

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

const KIND = /(专业群|专业|系|部|校区|分校)(?:有|为|共)?$/;

/** 农艺专业在校生215人，护理专业486人: another of the same kind, told of by its name alone, has the name that the number before had. */
export const sameOfAnother: ReadingRule = {
  name: "same-of-another",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const previous = earlier[index - 1];
    if (previous?.indicator == null || previous.aspect !== null) return null;
    if (view.quantities[index - 1]?.unit !== quantity.unit || !isBoundary(view, quantity.end)) return null;
    const own = view.text.slice(leftEdge(view, index), quantity.start).replace(/^[，、]?(?:和|与|及)?/, "");
    const kind = KIND.exec(own)?.[1];
    if (kind === undefined || !NAME.test(own) || own.length - kind.length < 2) return null;
    const before = view.text.slice(Math.max(view.sentence.start, previous.headStart - kind.length - 1), previous.headStart);
    // …，护理专业486人，烹饪专业297人: the one before was itself another of the kind.
    const isChained = previous.subject?.endsWith(kind) === true && view.text.startsWith(previous.subject, previous.headStart);
    if (!isChained && (previous.subject !== null || !new RegExp(`${kind}(?:的|有|现有|共有)?$`).test(before))) return null;
    return { ...previous, subject: own.replace(/(?:有|为|共)$/, ""), population: null, headStart: quantity.start - own.length, confidence: 0.7 };
  },
};

/** The name of a major or department, without a verb or a count of its own. */
const NAME = /^[\u4e00-\u9fff]{3,16}$/;

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
