import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, clauseStart, leftEdge } from "../sentence-view.ts";
import { lastOf } from "./last-of.ts";

/** 最高的是护理专业，达到; 最多的专业是汽修，共: who stands out, right before the number. */
const STANDS_OUT =
  /^(?:人数|数量|数)?最[高低多少大小]的?(?:专业|系部|系|部|班级|年级|学校|校区)?(?:(?:是|为|当属)|(?<=的)(?=[^，。；:、\d是]{1,16}?(?:专业|系|部|班|年级|校区|学校|岗位|类|院|县|市|区)，?(?:仅|只)?(?:达到|达|为|有|共)))([^，。；:、\d是]{2,20}?)，?(?:仅|只)?(?:达到|达|为|有|共|是|约|人数)*$/;
const REACH = 50;

/** 就业率最高的是护理专业，达到99.2%；最低的是会计专业，为93.5%: the name before, of the one that stands out. */
export const standsOut: ReadingRule = {
  name: "stands-out",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = Math.max(view.sentence.start, index === 0 ? 0 : (view.quantities[index - 1]?.end ?? 0), quantity.start - REACH);
    const left = view.text.slice(from, quantity.start);
    const at = left.lastIndexOf("最");
    if (at < 0) return null;
    const start = from + at;
    const alias = aliasesWithin(view, from, start + 3)
      .filter((match) => match.end >= start - 3)
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const open = left.slice(at).replace(/^(?=最)/, "");
    const subject = STANDS_OUT.exec(open)?.[1]?.replace(/["“”]/g, "");
    if (subject === undefined) return null;
    const named = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    if (alias !== undefined && named !== null)
      return { ...NO_SCOPE, subject, indicator: named, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
    // 最低的是会计专业: of what the number before was the highest.
    const told = lastOf(context).find((reading) => reading.indicator !== null && unitFits(reading.indicator, quantity));
    return told === undefined || alias !== undefined
      ? null
      : { ...told, subject, population: null, headStart: start, aspect: null, basis: null, confidence: 0.75 };
  },
};

/** 毕业生起薪以数控专业为最高，月均4980元；学前教育专业最低，为3260元: the one that stands out, its number behind a comma. */
const SUPERLATIVE =
  /^(?:(.{0,20})以)?([\u4e00-\u9fff]{2,16}?(?:专业群|专业|系|部|班|年级|校区|学院|工种))(?:的)?(?:在校生|学生)?(?:人数|规模|占比)?(?:为|的)?最[高低多少大小]$/;
const BARE_LINK = /^(?:平均|月均|月平均|人均|约|均|为|是|达到|达|有|共|只有|仅有?)*$/;

export const standsOutBefore: ReadingRule = {
  name: "stands-out",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const from = leftEdge(view, index);
    if (view.text.charAt(from - 1) !== "，" || !BARE_LINK.test(view.text.slice(from, quantity.start))) return null;
    const clause = clauseStart(view, from - 1);
    const match = SUPERLATIVE.exec(view.text.slice(clause, from - 1));
    const subject = match?.[2]?.replace(/^(?:其中|而|则)/, "");
    if (match === null || subject === undefined) return null;
    const end = clause + (match[1]?.length ?? 0);
    const alias = aliasesWithin(view, clause, end).find((name) => name.end === end);
    const named = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    const told = alias === undefined ? lastOf(context).find((reading) => reading.indicator !== null && unitFits(reading.indicator, quantity)) : undefined;
    const scope = { ...NO_SCOPE, subject, headStart: clause, confidence: 0.75 };
    if (alias !== undefined && named !== null) return { ...scope, indicator: named, words: view.text.slice(alias.start, alias.end) };
    return told === undefined ? null : { ...scope, indicator: told.indicator, words: told.words };
  },
};

/** What is said of a measure between its name and the comma: 是各项中最低的, 在六项里排名最高. */
const IS_MOST = /^(?:这一项)?(?:是|为|在|属|居|位列)[^，。；:、\d]{0,14}最[高低多少大小好差](?:的)?(?:一项|一个)?$/;
const ONLY = /^(?:平均|约|均|为|是|达到|达|有|共|才|只|仅|只有|仅为|仅有)*$/;

/** 后勤满意度是六项里最低的，只有83.1%: the number of what stands out is behind a comma. */
export const isMost: ReadingRule = {
  name: "is-most",
  read: ({ view, quantity, index, lexicon }) => {
    const from = leftEdge(view, index);
    if (view.text.charAt(from - 1) !== "，" || !ONLY.test(view.text.slice(from, quantity.start))) return null;
    const clause = clauseStart(view, from - 1);
    const alias = aliasesWithin(view, clause, from - 1)
      .filter((name) => IS_MOST.test(view.text.slice(name.end, from - 1)))
      .sort((a, b) => a.start - b.start)[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    if (alias === undefined || indicator === null) return null;
    return { ...NO_SCOPE, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  },
};

const COUNTED_BY =
  /^(?:如果|若)?(?:按照?|以)([^，。；:、\d]{2,14}?)(?:来)?(?:统计|计算|口径|折算|测算|核算|计)(?:口径)?(?:的)?(?:分别)?(?:达到|达|为|是|有|约|共)*$/;

/** 副高以上职称，按专任教师统计为69人，按全体教职工统计为74人: one name in the clause before, counted in several ways. */
export const countedBy: ReadingRule = {
  name: "counted-by",
  read: (context) => {
    const { view, quantity, index, earlier, lexicon } = context;
    const from = leftEdge(view, index);
    const way = COUNTED_BY.exec(view.text.slice(from, quantity.start).replace(/^[，、]/, ""))?.[1];
    if (way === undefined) return null;
    const previous = earlier[index - 1];
    if (previous != null && previous.indicator !== null && unitFits(previous.indicator, quantity))
      return { ...previous, population: way, headStart: from, confidence: 0.75 };
    if (view.text.charAt(from - 1) !== "，") return null;
    const alias = aliasesWithin(view, clauseStart(view, from - 1), from - 1)
      .filter((match) => match.end >= from - 3)
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity, { family: true });
    return alias === undefined || indicator === null
      ? null
      : { ...NO_SCOPE, population: way, indicator, words: view.text.slice(alias.start, alias.end), headStart: alias.start, confidence: 0.8 };
  },
};

const SUM =
  /(?:三|两|四|五|六|几|各|以上)[^，。；、\d]{0,5}(?:合计|共计|总计|合起来|加起来|相加)(?:就是|即|正好|恰好)?(?:全部|全体|总数)?(?:的)?(?:达到|达|为|是|有|约|共)*$/;

/** 一年级386人，二年级372人，三年级350人，三个年级合计1108人: what all parts are parts of. */
export const sumOfParts: ReadingRule = {
  name: "sum-of-parts",
  read: (context) => {
    const { view, quantity, index } = context;
    if (!SUM.test(view.text.slice(Math.max(view.sentence.start, quantity.start - 24), quantity.start))) return null;
    const parts = partsBefore(context);
    const first = parts[0];
    if (first === undefined || parts.length < 2) return null;
    const { indicator } = first;
    if (indicator === null) return null;
    const same = parts.every((part) => part.indicator?.id === indicator.id);
    const whole = same ? indicator : wholeOfShares(context, parts);
    return whole === null ? null : { ...NO_SCOPE, indicator: whole, words: same ? first.words : whole.zh, headStart: leftEdge(view, index), confidence: 0.7 };
  },
};

/** What was read of the numbers before with this one's unit, in this sentence or, where there is none, the one before. */
function partsBefore({ view, index, earlier, before, quantity }: ReadingContext): Reading[] {
  const own = earlier.flatMap((reading, at) => (reading !== null && at < index && view.quantities[at]?.unit === quantity.unit ? [reading] : []));
  if (own.length > 0) return own;
  return before.flatMap(({ reading, quantity: other }) => (reading !== null && other.unit === quantity.unit ? [reading] : []));
}

/** 研究生31人、本科180人、专科3人: what their shares would be shares of. */
function wholeOfShares({ lexicon, quantity }: ReadingContext, parts: readonly Reading[]): Reading["indicator"] {
  const wholes = new Set(
    parts.map(
      ({ indicator }) => (indicator === null ? null : lexicon.family(indicator.family).find((entry) => entry.denominator !== null)?.denominator) ?? null,
    ),
  );
  wholes.delete(null);
  const [name] = wholes;
  if (wholes.size !== 1 || name == null) return null;
  const alias = lexicon.aliases.whole(name, ["zh"]);
  return alias === undefined ? null : entryFor(lexicon, alias, quantity);
}
