import type { QuantityKind } from "../../domain/figure.ts";
import { isLink } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, isBoundary, leftEdge } from "../sentence-view.ts";

/** 接待参观41批次960人次, 占地320亩（约21.3万平方米）: a second number right after the first, of the same thing in another unit. */
export const twin: ReadingRule = {
  name: "twin",
  read: (context) => {
    const { view, quantity, index, earlier, lexicon } = context;
    const before = view.quantities[index - 1];
    const previous = earlier[index - 1];
    if (before === undefined || before.unit === quantity.unit) return null;
    const between = view.text.slice(before.end, quantity.start);
    // 培训86期、4120人次: how often, and how many came.
    // 培训41个班次、5127人次 is told so, too.
    const flow =
      (between === "、" && quantity.unit === "人次" && /^[期班场批次项个]/.test(before.unit)) ||
      (/^(?:培训)?班次?[、，]$/.test(between) && quantity.unit === "人次" && before.unit === "个");
    const members = membersOf(context);
    if (members !== null) return members;
    if (flow && previous?.indicator != null && between !== "、") return nameOfBoth(context, before.start);
    if (previous?.indicator == null) return between === "" || flow ? nameOfBoth(context, before.start) : null;
    // 助学金1284人次、256.8万元: how many and how much, told side by side.
    const both = (between === "、" || (between === "，" && isBoundary(view, quantity.end))) && before.kind === "count" && quantity.kind === "amount";
    // 学生宿舍6.8万平方米、1420间: how large and how many.
    const sized = between === "、" && before.kind === "area" && quantity.kind === "count";
    // 免除3620名学生学费724万元: the noun that the first number was read by stands between the two.
    if (previous.rule === "head-across" && between.length >= 2 && previous.words.endsWith(between)) return ofFamily(context, previous, "amount");
    if (!both && !sized && !flow && !/^(?:\((?:即|合|约合|折合|相当于)?|，(?:即|合|约合|折合|相当于))?$/.test(between)) return null;
    const alias = lexicon.aliases.whole(previous.words, ["zh", "prose"]);
    const named = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    const indicator = named ?? lexicon.family(previous.indicator.family).find((entry) => unitFits(entry, quantity));
    return indicator === undefined ? null : { ...previous, indicator, confidence: Math.min(previous.confidence, 0.8) };
  },
};

/** 订单班9个、387人; 冠名班11个（486人）: how many classes, and who is in them. */
function membersOf({ view, lexicon, quantity, index, earlier }: ReadingContext): Omit<Reading, "rule"> | null {
  const [before, told] = [view.quantities[index - 1], earlier[index - 1]];
  if (before === undefined || told == null || quantity.unit !== "人" || before.unit !== "个" || !/班$/.test(told.words)) return null;
  if (!/^[、，(]$/.test(view.text.slice(before.end, quantity.start)) || !isBoundary(view, quantity.end)) return null;
  for (const tail of ["学生", "学员", "人数"]) {
    const alias = lexicon.aliases.whole(told.words + tail, ["zh"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (indicator !== null) return { ...told, indicator, words: told.words + tail, confidence: 0.75 };
  }
  return null;
}

/** What else the family of what was told counts, measures or pays. */
function ofFamily({ lexicon, quantity }: ReadingContext, told: Reading, kind: QuantityKind): Omit<Reading, "rule"> | null {
  const indicator =
    told.indicator === null ? undefined : lexicon.family(told.indicator.family).find((entry) => entry.kind === kind && unitFits(entry, quantity));
  return indicator === undefined ? null : { ...told, indicator, confidence: Math.min(told.confidence, 0.8) };
}

/** 开展各类培训46期9820人次: the name before two numbers side by side may be that of the second. */
function nameOfBoth({ view, lexicon, quantity, index }: ReadingContext, end: number): Omit<Reading, "rule"> | null {
  for (const alias of aliasesWithin(view, leftEdge(view, index - 1), end)) {
    const indicator = isLink(view.text.slice(alias.end, end)) ? entryFor(lexicon, alias, quantity) : null;
    if (indicator !== null) return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.75 };
  }
  return null;
}
