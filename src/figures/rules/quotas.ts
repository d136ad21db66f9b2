import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule } from "../reading.ts";
import { leftEdge } from "../sentence-view.ts";

type Proposal = Omit<Reading, "rule">;

/** Ends of names of what is allowed or meant to be. */
const QUOTA_END = /(?:编制|计划|指标|任务|核定|定编|标准)(?:总数|人数|数|名额)?$/;
const ACTUAL =
  /^[，、(]?(?:现|目前|年末|学年末)?(?:实有|实际(?:在岗|在编|到岗|招收|招生|录取|完成|在校|拨付|拨款|到位|执行|发放)?|现有|实招|实录|在岗)(?:人数|数)?(?:约|为|共|达|到)*$/;

/** 编制520名，实有548人: what there is of what the number before allowed. */
export const actualOfQuota: ReadingRule = {
  name: "actual-of-quota",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const quota = earlier[index - 1];
    if (quota?.indicator == null || view.quantities[index - 1]?.unit !== quantity.unit) return null;
    const left = view.text.slice(leftEdge(view, index), quantity.start);
    if (left.length > MAX_LEAD || !ACTUAL.test(left)) return null;
    return named(context, quota, (name) => name.replace(QUOTA_END, ""));
  },
};

const PLAN =
  /^[，、(]?(?:超额|提前|全面|圆满)?(?:完成)?(?:了)?(?:年度|当年|全年|上级|省|市|县|区|教育局|[省市县区]教育[局厅]|人社[局厅])*(?:下达的?|核定的?)?(?:招生|招录)?(?:计划|任务|指标)(?:数)?(?:为|是|共)*$/;
/** Longer words tell of more than a plan. */
const MAX_LEAD = 24;
const RATE_OF = /^(?:的|，完成率|，完成计划的?)(?:约|近)?$/;

/** 招生2988人，完成年度计划2800人的106.7%: the plan of what was just counted, and how much of it was reached. */
export const planOfCounted: ReadingRule = {
  name: "plan-of-counted",
  read: (context) => {
    const { view, quantity, index, earlier } = context;
    const plan = earlier[index - 1];
    if (plan == null) return null;
    const left = view.text.slice(leftEdge(view, index), quantity.start);
    if (quantity.unit === "%") {
      const between = view.text.slice(view.quantities[index - 1]?.end ?? 0, quantity.start);
      return plan.rule === "plan-of-counted" && RATE_OF.test(between) ? named(context, plan, (name) => `${name.replace(/数$/, "")}完成率`) : null;
    }
    if (plan.indicator === null || view.quantities[index - 1]?.unit !== quantity.unit || left.length > MAX_LEAD || !PLAN.test(left)) return null;
    return named(context, plan, (name) => `${name.replace(/(?:人数|数)$/, "")}计划`);
  },
};

/** The entry that a name made of what was told stands for. */
function named({ lexicon, quantity }: ReadingContext, told: Reading, nameOf: (name: string) => string): Proposal | null {
  for (const words of new Set([told.words, told.indicator?.zh ?? ""])) {
    const name = nameOf(words);
    if (name === words || name.length < 2) continue;
    const alias = lexicon.aliases.whole(name, ["zh", "prose"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    if (indicator !== null) return { ...NO_SCOPE, aspect: "actual", indicator, words: name, headStart: quantity.start, confidence: 0.75 };
  }
  return null;
}
