import { entryFor, NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { aliasesWithin, clauseStart } from "../sentence-view.ts";

/** 比2022届（…, 较上年的…: an earlier time that something is measured against, right before the number. */
const BASE =
  /(?:比|较|与|同)(?:上年度?|去年|前年|上一(?:学)?年(?:度)?|上一?届|上学年|(?:19|20)\d{2}(?:届|(?:学)?年(?:度)?)[底末]?)(?:同期|毕业生)?(?:的|为|是|\()*$/;
/** How it moved since. */
const MOVED =
  /^\)?(?:相比|相较)?，?(?:又|再|还|略有?|有所|明显|大幅|稳步|小幅|同比|净)*(?:提高|提升|上升|上涨|上浮|下降|下滑|回落|增|减|高|低|多|少|降|升|扩大|缩)/;

/** 升学率比2022届（51.2%）提高5.7个百分点: the earlier value, where the sentence gives no other number of the name before it. */
export const baseValue: ReadingRule = {
  name: "base-value",
  read: (context) => {
    const { view, quantity, lexicon } = context;
    if (quantity.unit === "个百分点") return null;
    const clause = clauseStart(view, quantity.start);
    const base = BASE.exec(view.text.slice(clause, quantity.start));
    if (base === null || !MOVED.test(view.text.slice(quantity.end, quantity.end + 12))) return null;
    const at = clause + base.index;
    for (const from of [clause, clauseBefore(context, clause)]) {
      if (from === null) return null;
      for (const alias of aliasesWithin(view, from, at).sort((a, b) => b.end - b.start - (a.end - a.start))) {
        const indicator = entryFor(lexicon, alias, quantity, { family: true });
        if (indicator === null) continue;
        return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, aspect: "history", confidence: 0.8 };
      }
    }
    return null;
  },
};

/** Where the clause before begins, if it is of the same sentence and tells no number. */
function clauseBefore({ view }: ReadingContext, clause: number): number | null {
  if (clause <= view.sentence.start || view.text.charAt(clause - 1) !== "，") return null;
  const from = clauseStart(view, clause - 1);
  return view.quantities.some(({ start, end }) => start >= from && end <= clause) ? null : from;
}
