import { detectPeriods, type PeriodMention } from "../../text/periods.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin } from "../sentence-view.ts";

/** How far before the sentence the years that it goes by may stand. */
const REACH = 120;
const SAME_TIME = /^(?:人数|总数|数)?(?:在)?(?:同期|相应年份|对应年份|各年)(?:的)?(?:人数|数)?(?:则|也)?(?:分别|依次)?(?:为|是|达)?$/;
const JOINT = /^(?:、|，|和|及|与)$/;

/** 在校生2021年4683人，2022年5057人，2023年5412人；招生数同期为1508人、1630人、1795人: the years that were told last are these numbers' too, in order. */
export const sameYears: ReadingRule = {
  name: "same-years",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    if (!/同期|年份|各年/.test(view.text.slice(view.sentence.start, quantity.start))) return null;
    const run = runAround(context);
    const first = run === null ? undefined : view.quantities[run.from];
    if (run === null || first === undefined) return null;
    const years = yearsBefore(context, first.start).slice(-(run.to - run.from + 1));
    const period = years[index - run.from];
    if (period === undefined || years.length !== run.to - run.from + 1) return null;
    for (const alias of aliasesWithin(view, view.sentence.start, first.start).sort((a, b) => b.end - b.start - (a.end - a.start))) {
      const words = view.text.slice(alias.start, alias.end);
      const indicator = SAME_TIME.test(view.text.slice(alias.end, first.start)) ? entryFor(lexicon, alias, quantity) : null;
      if (indicator !== null) return { ...NO_SCOPE, indicator, words, headStart: alias.start, period, confidence: 0.8 } satisfies Omit<Reading, "rule">;
    }
    return null;
  },
};

/** The unbroken list of numbers in one unit that the number stands in. */
function runAround({ view, index }: ReadingContext): { readonly from: number; readonly to: number } | null {
  const joined = (at: number): boolean => {
    const [one, other] = [view.quantities[at], view.quantities[at + 1]];
    return one !== undefined && other !== undefined && one.unit === other.unit && JOINT.test(view.text.slice(one.end, other.start));
  };
  let from = index;
  let to = index;
  while (from > 0 && joined(from - 1)) from -= 1;
  while (joined(to)) to += 1;
  return to > from ? { from, to } : null;
}

/** The years named before the list: each once, in order, the same year again beginning anew. */
function yearsBefore({ view }: ReadingContext, position: number): readonly PeriodMention[] {
  const from = Math.max(0, position - REACH);
  return detectPeriods(view.text.slice(from, position)).filter(({ period }) => period.year !== null);
}
