import type { LeftOut, Quantity } from "../text/quantities.ts";

/** A number that has a unit and yet tells nothing of anyone. The first judge that names a reason wins. */
interface Judge {
  readonly reason: string;
  readonly judges: (text: string, quantity: Quantity) => boolean;
}

const NUMERAL = /^[一二三四五六七八九十两]+/;

const JUDGES: readonly Judge[] = [
  {
    // 35岁以下青年教师76人, 面向15至18周岁青年: an age that bounds a group; a mean age is a figure.
    reason: "age_group",
    judges: (text, { unit, start, end, qualifier }) =>
      unit === "岁" &&
      ((/^at_least|up_to|range$/.test(qualifier) && /^(?:的|及以[上下])?(?:教师|青年|学生|人|\d)/.test(text.slice(end, end + 6))) ||
        !/(?:平均|年龄|年纪|最大|最小)[^，。；、]{0,8}$/.test(text.slice(Math.max(0, start - 12), start))),
  },
  {
    // 月收入3000元以下的占8%, 2000—3000元的126人: a band of pay, not what anyone earns.
    reason: "band",
    judges: (text, { unit, start, end, qualifier }) =>
      unit.startsWith("元") &&
      !/[在达为]$/.test(text.slice(Math.max(0, start - 1), start)) &&
      /^at_least|up_to|range|over|under|above|below$/.test(qualifier) &&
      /^(?:以[上下])?的?(?:学生|毕业生|人员|教师|人数)?的?(?:仅|约)?(?:占|\d+(?:人|名))/.test(text.slice(end, end + 12)),
  },
  {
    // 7届毕业生, 2021届为98%: which class of graduates, not how many.
    reason: "cohort",
    judges: (text, { unit, start, end }) =>
      unit === "届" && (/^(?:毕业|校友|学生|学员)/.test(text.slice(end, end + 2)) || /^(?:19|20)\d{2}届/.test(text.slice(start, end))),
  },
  {
    // 高于20:1的国家标准, 达到30册的要求: what is demanded, not what there is.
    reason: "norm",
    judges: (text, { start, end, qualifier }) =>
      /^的?(?:国家|部颁|省级?|省定|设置|办学|规定|最低|合格|达标)*(?:标准|要求|规定|底线|红线)/.test(text.slice(end, end + 12)) &&
      (qualifier !== "exact" || /(?:高于|低于|达到|超过|优于|满足|符合|国家|规定的?|不低于|不高于)$/.test(text.slice(Math.max(0, start - 4), start))),
  },
  {
    // 三个年级合计3256人, 两项共计: what was just listed, counted again.
    reason: "reference",
    judges: (text, quantity) =>
      isSmallCount(text, quantity) &&
      /^(?:年级|专业|校区|部|系|层次|类别|方面|学期|年度)?(?:的人数|人数)?(?:合计|共计|总计|相加|加起来|合起来|平均|均)/.test(
        text.slice(quantity.end, quantity.end + 10),
      ),
  },
  {
    // 三个月就业稳定率, 半年内离职: how long after, not how much.
    reason: "term",
    judges: (text, { unit, end }) => /月$|^[年周天日]$/.test(unit) && /^(?:后|内|就业|稳定|离职|留任)/.test(text.slice(end, end + 2)),
  },
  {
    // “一个中心、两个抓手、三个面向”: small Chinese counts strung together inside quotes.
    reason: "slogan",
    judges: (text, quantity) => isSmallCount(text, quantity) && isSlogan(text, quantity),
  },
];

const isSmallCount = (text: string, { unit, start }: Quantity): boolean =>
  ["个", "项", "种", "类", "条"].includes(unit) && NUMERAL.test(text.slice(start, start + 3));

/** In quotes with another such count beside it, or beside 八大工程: nobody counts by 大. */
function isSlogan(text: string, { start, end }: Quantity): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(end, end + 30);
  if (/[一二三四五六七八九十]大[\u4e00-\u9fff]{2,4}(?:、|和|与|及)$/.test(before) || /^[\u4e00-\u9fff]{2,4}(?:、|和|与|及)[一二三四五六七八九十]大/.test(after))
    return true;
  const quoted = (before.match(/"/g)?.length ?? 0) % 2 === 1 && after.includes('"');
  const another =
    /[一二三四五六七八九十两][个项种类条][\u4e00-\u9fff]{1,6}[、，]$/.test(before) ||
    /^[\u4e00-\u9fff]{1,6}[、，][一二三四五六七八九十两][个项种类条]/.test(after);
  return quoted && another;
}

/** The quantities that are figures, and the others with their reason. */
export function withoutNonFigures(
  text: string,
  quantities: readonly Quantity[],
): { readonly quantities: readonly Quantity[]; readonly leftOut: readonly LeftOut[] } {
  const kept: Quantity[] = [];
  const leftOut: LeftOut[] = [];
  for (const quantity of quantities) {
    const judge = JUDGES.find(({ judges }) => judges(text, quantity));
    if (judge === undefined) kept.push(quantity);
    else leftOut.push({ start: quantity.start, end: quantity.end, reason: judge.reason });
  }
  return { quantities: kept, leftOut };
}
