import { NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { saysRespectively } from "../sentence-view.ts";

/** 分别比上年提高, 较2021年分别上涨: the changes that follow are of the numbers before, in order. */
const MARK =
  /(?:(?:比|较|与|同比)[^，。；、\d]{0,6}(?:(?:19|20)\d{2}(?:年度?|学年|届))?[^，。；、\d]{0,4})?(?:分别|依次)(?:同比)?(?:(?:比|较|与)[^，。；、\d]{0,6}(?:(?:19|20)\d{2}(?:年度?|学年|届))?[^，。；、\d]{0,6})?(?:相比)?(?:增长|增加|提高|提升|上升|上涨|扩大|下降|减少|降低|回落|缩减|多|少|增|减)(?:了|约|达到?|到)*$/;
const REACH = 48;
const JOINED = /^[，、和与及\s]{0,2}(?:以及)?$/;
/** More numbers than one sentence zips. */
const MAX_RUN = 10;

/** 月薪分别为3980元、4760元，较上年分别上涨3.1%、4.4%: each change belongs to the number in its place. */
export const zippedChanges: ReadingRule = {
  name: "zipped-changes",
  read: (context) => {
    const { view, quantity, index } = context;
    if (!saysRespectively(view)) return null;
    let first = index;
    while (first > 0 && index - first < MAX_RUN && joined(context, first - 1)) first -= 1;
    const start = view.quantities[first]?.start ?? quantity.start;
    if (!MARK.test(view.text.slice(Math.max(view.sentence.start, start - REACH), start))) return null;
    let last = index;
    while (last + 1 < view.quantities.length && last - first < MAX_RUN && joined(context, last)) last += 1;
    const count = last - first + 1;
    if (count < 2) return null;
    const told = toldBefore(context, first, count)[index - first];
    return told === undefined || told === null
      ? null
      : { ...NO_SCOPE, ...told, aspect: "change", basis: "上年", headStart: told.headStart, confidence: Math.min(told.confidence, 0.8) };
  },
};

/** Whether nothing but list marks stands between a number and the next. */
function joined({ view }: ReadingContext, at: number): boolean {
  const [own, next] = [view.quantities[at], view.quantities[at + 1]];
  return own !== undefined && next !== undefined && JOINED.test(view.text.slice(own.end, next.start));
}

/** The last `count` readings before the first change, of one unit; those of the sentence before where this one has none. */
function toldBefore({ view, earlier, before }: ReadingContext, first: number, count: number): (Reading | null)[] {
  const own = view.quantities.slice(0, first).map((quantity, at) => ({ quantity, reading: earlier[at] ?? null }));
  const told = own.length > 0 ? own : before;
  const unit = told[told.length - 1]?.quantity.unit;
  const same = told.filter(({ quantity }) => quantity.unit === unit).slice(-count);
  return same.length === count ? same.map(({ reading }) => reading) : [];
}
