import type { Found, Reading } from "../reading.ts";

const FIRM = "[\\u4e00-\\u9fff]{2,10}?";
/** 和津上合作的专业, 与津上、德西福格合办的班: one firm or two, how they are at work, and what they run. */
const PARTNERS = new RegExp(
  `[和与跟同](${FIRM})(?:[、和与](${FIRM}))?(?:公司|集团)?(?:校企合作|合作|合办|联办|联合|共办|共建|冠名)(?:开设|办学?|举办|培养|建设)?的?(?:那个|这个|两个)?(专业|班级|订单班|班|项目)?`,
  "g",
);
/** The programme it runs with Tsugami (津上): an English name of a firm tells nothing of how the report writes it. */
const RUN_WITH =
  /\b(?:runs?|run|offers?|offered|organi[sz]ed|set up|operated|co-?operat\w*|partner\w*|collaborat\w*) (?:jointly |together )?with (?:[a-z][a-z .]{0,30})?\(?([\u4e00-\u9fff]{2,8})\)?/g;
/** Words for partners of any kind name no firm. */
const NO_FIRM = /企业|公司|单位|学校|院校|高校|学院|行业|政府|国外|外国|境外|本地|当地|地方|社区|其他|哪|多少|几|谁|什么|有|专业|学生/;
const BARE_FIRM = /([\u4e00-\u9fff]{2,8})$/;

/** Parts of the school by the firm that they are run with; told as "津上合作专业". */
export function partnerSubjects({ text, found }: Reading): readonly Found[] {
  const named = [...text.matchAll(PARTNERS)].flatMap((match): Found[] => {
    const [whole, first = "", second, noun] = match;
    // 和津上合作的多几个人: the second of two is named by its firm alone.
    if (noun === undefined && !whole.endsWith("的")) return [];
    const end = match.index + whole.length;
    // 津上和德西福格合作的: the first of the two stands right behind the school.
    const left = ownerEnd(found, match.index);
    const before = left === null ? undefined : BARE_FIRM.exec(text.slice(left, match.index))?.[1];
    const firms = [before, first, second].flatMap((firm) => (firm === undefined || NO_FIRM.test(firm) || /[和与、]/.test(firm) ? [] : [firm]));
    return firms.flatMap((firm, index): Found[] => {
      const at = text.indexOf(firm, before === undefined ? match.index : (left ?? match.index));
      const isHeld = found.some((item) => (item.kind === "owner" || item.kind === "unknown_owner") && item.start < at + firm.length && item.end > at);
      const isLast = index === firms.length - 1;
      return isHeld
        ? []
        : [{ kind: "subject", start: at, end: isLast ? end : at + firm.length, subject: `${firm}合作${noun ?? "专业"}`, rule: "subject.partner" }];
    });
  });
  const inEnglish = [...text.matchAll(RUN_WITH)].flatMap((match): Found[] => {
    const firm = match[1] ?? "";
    return NO_FIRM.test(firm)
      ? []
      : [{ kind: "subject", start: match.index, end: match.index + match[0].length, subject: `${firm}合作专业`, rule: "subject.partner" }];
  });
  return [...named, ...inEnglish];
}

/** Where the last school named before a place ends; null where something else stands between. */
function ownerEnd(found: readonly Found[], before: number): number | null {
  const ends = found.flatMap((item) => (item.kind === "owner" && item.end < before ? [item.end] : []));
  return ends.length === 0 ? null : Math.max(...ends);
}
