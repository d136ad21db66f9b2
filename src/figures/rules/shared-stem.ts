import type { Indicator } from "../../domain/indicator.ts";
import { FACETS, GENERIC_HEADS, MEASURE_TAILS, PER_EACH_OF, STEM_PREFIXES, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type Reading, type ReadingContext, type ReadingRule, unitFits } from "../reading.ts";
import { aliasesWithin, leftEdge } from "../sentence-view.ts";
import { lastOf } from "./last-of.ts";

type Proposal = Omit<Reading, "rule">;

const CORE_LINKS = /(?:拥有|分别|约|已|均|为|是|达到|达|有|共|共计|合计|在|的|了|:)+$/;
const CORE_LEADS = [
  "，",
  "、",
  ":",
  ")",
  "(",
  "其中",
  "且",
  "并",
  "考试",
  "考核",
  "和",
  "及",
  "与",
  "共",
  "有",
  "今年",
  "本年度",
  "本学年",
  "在读",
  "又",
  "还",
  "另",
  "已",
];
/** How far before the number what is told of the whole list may stand. */
const TAIL_REACH = 160;
const MAX_STEM = 20;
const MAX_CORE = 10;

/** Several rules ask one after the other for the same words of one number: those of the last one asked about are kept. */
let lastCore: { readonly of: ReadingContext; readonly core: string } | null = null;

/** The words between the last number or mark and this one, without links: the short word that needs another's name. */
function coreOf(context: ReadingContext): string {
  if (lastCore?.of !== context) lastCore = { of: context, core: readCore(context) };
  return lastCore.core;
}

function readCore({ view, index, quantity }: ReadingContext): string {
  const left = view.text.slice(Math.max(leftEdge(view, index), quantity.start - 3 * MAX_CORE), quantity.start).replace(/"/g, "");
  return stripLeading(left, CORE_LEADS).replace(CORE_LINKS, "");
}

/**
 * 参加1+X证书考试512人，通过448人，通过率87.5%; 职业技能鉴定1940人次，合格率91.2%; 合作企业86家，新增12家: a short word that makes a name only
 * together with the words that a number before had.
 */
export const sharedStem: ReadingRule = {
  name: "shared-stem",
  read: (context) => {
    const core = coreOf(context);
    // 培养学科带头人6名、骨干教师15名: a name that other rules would not take needs no stem. 以上的企业3家: what follows 的 is told of another.
    const own = context.lexicon.aliases.whole(core, ["zh"]);
    if (own !== undefined && entryFor(context.lexicon, own, context.quantity) !== null) return null;
    if (isPost(context, core)) return null;
    return (core.length < 2 && !STEM_PREFIXES.has(core)) || core.length > MAX_CORE || /^(?:的|以上|以下)/.test(core)
      ? null
      : (ofStems(context, core) ?? ofNames(context, core));
  },
};

/** The same for a head that is a name of its own and yet means little alone (订单班9个，*学生*386人), where it is all that its clause says. */
export const genericHead: ReadingRule = {
  name: "generic-head",
  read: (context) => {
    if (context.index === 0) return null;
    const core = coreOf(context);
    if (core.length < 2 || core.length > 4) return null;
    if (!AREA_HEAD.test(core) && !GENERIC_HEADS.has(core) && context.lexicon.aliases.whole(core, ["zh", "prose"])?.from !== "prose") return null;
    return AREA_HEAD.test(core) ? areaOfCounted(context, core) : ofStems(context, core);
  },
};

const AREA_HEAD = /^(?:总|建筑|使用|占地|总建筑)?面积$/;

/** 实训室46间，建筑面积9120平方米: the area of what was counted right before, unless the sentence tells of the grounds as well. */
function areaOfCounted(context: ReadingContext, core: string): Proposal | null {
  const { view, index, earlier } = context;
  const told = earlier[index - 1];
  if (told?.indicator == null || view.quantities[index - 1]?.kind !== "count") return null;
  if (earlier.some((reading) => reading?.indicator?.kind === "area") || NEW_THING.test(view.text.slice(view.sentence.start, context.quantity.start)))
    return null;
  return withStem(context, told, core);
}

/** 参加培训1046人次，*投入*培训经费73万元: what is done with the money is no part of its name. */
const SPENT = /^(?:共|累计)?(?:投入|安排|使用|支出|花费)(?=[\u4e00-\u9fff]{2})/;

function ofStems(context: ReadingContext, given: string): Proposal | null {
  const { view, quantity } = context;
  const core = quantity.kind === "amount" ? given.replace(SPENT, "") : given;
  const measured = quantity.kind === "amount" || quantity.kind === "area";
  // 投入126万元新建实训室2间，面积320平方米: what is built or bought has its own measure.
  if (measured && NEW_THING.test(view.text.slice(view.sentence.start, quantity.start))) return null;
  for (const stem of lastOf(context)) {
    if (quantity.kind === "amount" && stem.indicator === null) continue;
    // （生均14820元），图书5.8万册: an average lends its name to nothing.
    if (stem.indicator?.kind === "average") continue;
    if ((stem.indicator === null && stem.words.length < 4) || stem.words.endsWith(core)) continue;
    if (HOSTED.test(view.text.slice(stem.headStart, quantity.start))) continue;
    const read = withStem(context, stem, core);
    if (read !== null) return read;
  }
  return null;
}

/** 教师赴境外研修8人次，承办培训班2期，培训146人: what is put on begins anew. */
const HOSTED = /[，、](?:并|还)?(?:承办|举办|主办|开办|承接)/;
const NEW_THING = /新建|扩建|改建|改造|在建|兴建/;

/** 组建职教集团，成员单位86家: the first half of the name stands in the sentence without a number. */
function ofNames({ view, lexicon, quantity }: ReadingContext, core: string): Proposal | null {
  const seen = new Set<string>();
  // 向小学捐赠电脑30台，价值9万元: whose money it is, a name alone does not tell.
  if (quantity.kind === "amount" || quantity.kind === "area") return null;
  for (const alias of aliasesWithin(view, Math.max(view.sentence.start, quantity.start - TAIL_REACH), quantity.start - core.length)) {
    const piece = view.text.slice(alias.start, alias.end);
    if (seen.has(piece) || piece.length > MAX_STEM) continue;
    seen.add(piece);
    const whole = lexicon.aliases.whole(piece + core, ["zh"]);
    const indicator = whole === undefined ? null : entryFor(lexicon, whole, quantity);
    if (indicator !== null) return { ...NO_SCOPE, indicator, words: piece + core, headStart: alias.start, confidence: 0.7 };
  }
  return null;
}

/** Where a piece of the stem may begin: near its front, or anywhere where it runs to the end. */
const MAX_FRONT = 3;

function withStem({ lexicon, quantity }: ReadingContext, stem: Reading, core: string): Proposal | null {
  const named = (name: string): Indicator | null => {
    const alias = lexicon.aliases.whole(name, ["zh"]);
    return alias === undefined ? null : entryFor(lexicon, alias, quantity);
  };
  const found = (indicator: Indicator, words: string): Proposal => ({
    ...NO_SCOPE,
    indicator,
    words,
    headStart: Math.min(stem.headStart, quantity.start),
    confidence: 0.75,
  });
  // 正高级1人、副高级37人、中级69人: what the entry's name says of its kind (职称) ends the other's name.
  const kind = stem.indicator?.zh.replace(/(?:教师|学生|人员)?(?:人数|总数|数)$/, "");
  const words = [
    stem.words,
    ...(stem.indicator === null ? [] : [stem.indicator.zh]),
    ...(kind === undefined || kind === stem.indicator?.zh ? [] : [kind]),
  ].filter((text) => text.length <= MAX_STEM);
  const prefix = STEM_PREFIXES.get(core) ?? PER_EACH_OF.find((word) => core.endsWith(word));
  for (const text of words) {
    for (let start = 0; start <= text.length - 2; start += 1)
      for (let end = text.length; end >= (start > MAX_FRONT ? text.length : Math.max(start + 2, text.length - 5)); end -= 1) {
        const piece = text.slice(start, end);
        const name = prefix === undefined ? piece + core : prefix + piece;
        const indicator = named(name);
        if (indicator !== null) return found(indicator, name);
      }
    // 中级职称116人，初级及以下41人: the end of the one name ends the other.
    if (prefix !== undefined) continue;
    for (let tail = 2; tail <= Math.min(4, text.length); tail += 1) {
      const indicator = named(core + text.slice(-tail));
      if (indicator !== null && indicator.id !== stem.indicator?.id) return found(indicator, core + text.slice(-tail));
    }
  }
  return null;
}

/** 满意度调查显示：工资水平95.5%，工作环境94%; 培训量：职业技能1203人次: the end of the name stands once, before the list or in the heading. */
export const sharedTail: ReadingRule = {
  name: "shared-tail",
  read: (context) => {
    const { view, lexicon, quantity } = context;
    const core = stripOwners(coreOf(context));
    // 其中企业职工500人次 is a part of what was counted before.
    // 奖学金，发放18万元: a word for a kind of number is no half of a name.
    // 派出教师3名 is an act, whatever was told before.
    if (
      core.length < 2 ||
      core.length > MAX_CORE ||
      FACETS.has(core) ||
      /^(?:派出|选派|外派|接收|聘请|邀请)/.test(core) ||
      isPost(context, core) ||
      view.text.slice(view.sentence.start, quantity.start).includes("其中")
    )
      return null;
    const told = view.text.slice(Math.max(0, quantity.start - TAIL_REACH), quantity.start - core.length) + (view.section[view.section.length - 1] ?? "");
    for (const tail of MEASURE_TAILS) {
      if (!told.includes(tail) || core.endsWith(tail)) continue;
      // 本市就业243人，省外54人 tells where they work, not where they come from.
      if (tail === "学生" && PLACE_END.test(core) && !/生源|招生|新生|在校|来自|户籍/.test(told.slice(-PLACE_REACH))) continue;
      const alias = lexicon.aliases.whole(core + tail, ["zh"]);
      const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
      if (indicator !== null) return { ...NO_SCOPE, indicator, words: core + tail, headStart: quantity.start, confidence: 0.7 };
    }
    return null;
  },
};

const PLACE_END = /[省市县区][外内]$/;
const PLACE_REACH = 60;

/** 心理健康教师2名（专职1名）: how many of those right before hold the post. */
const isPost = ({ view, quantity }: ReadingContext, core: string): boolean =>
  /^(?:专职|兼职|专任|外聘|在编)$/.test(core) && view.text.charAt(quantity.start - core.length - 1) === "(";

/** 学生对食堂 → 食堂: who judges is not part of what is judged. */
const stripOwners = (core: string): string => core.replace(/^.{0,6}对/, "");

/** 国家助学金812人，金额162万元; 免学费3745人，受助面97%: a word for a kind of number asks for that kind of what was told before. */
export const facet: ReadingRule = {
  name: "facet",
  read: (context) => {
    const { lexicon, quantity } = context;
    const kind = FACETS.get(coreOf(context));
    if (kind === undefined) return null;
    for (const told of lastOf(context)) {
      if (told.indicator === null || told.indicator.kind === kind) continue;
      const indicator = lexicon.family(told.indicator.family).find((entry) => entry.kind === kind && unitFits(entry, quantity));
      if (indicator !== undefined) return { ...told, indicator, aspect: null, basis: null, confidence: 0.75 };
    }
    return null;
  },
};
