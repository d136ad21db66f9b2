import type { Found, Reading } from "../reading.ts";

/** A site, branch or body of its own within a school or around it: 北校区, 本部, 某某分校, 集团内. */
const SITE =
  /(?:[\u4e00-\u9fff]{1,6}?)(?:校区|院区|学区)|[\u4e00-\u9fff]{0,8}?(?:分校|分院|教学点|本部|总部)|[\u4e00-\u9fff]{0,8}?(?:集团|联盟|联合体|共同体)(?=[内里中]|现|共?有|成员|的?(?:在校|学生|教师|企业|院校|职工|员工))/g;
/** Sites that are counted, or asked for by which they are, are no single one. */
const COUNTED =
  /(?:[\d两三四五六七八九十几各每个所哪些]|多少|下设|设有|所有|全部|什么)(?:个|所|处)?(?:校区|院区|学区|分校|分院|教学点|本部|总部|集团|联盟|联合体|共同体)$/;
/** A count of sites, a noun that goes on (分校区, 集团化), what is done by or with them. */
const GOES_ON = /^(?:数|有几|有多少|化|式|长|区|公司|多少个|是什么|在哪|成员数|名|都|分别|之间|[和与及、](?![\u4e00-\u9fff]{1,4}(?:校区|院区|学区|分校|分院)))/;
const HEAD = /^.*(?:的|在|是|请问|学校|学院|中心|年|问|说|关于|就|里|有|那|这|了|和|与|及|比|跟|，)/;
const NOUN = /(?:校区|院区|学区|分校|分院|教学点|本部|总部|集团|联盟|联合体|共同体)$/;

/** A site of the school that is asked about: its numbers are not those of the whole. */
export function detectSites(reading: Reading): readonly Found[] {
  return [...reading.text.matchAll(SITE)].flatMap((match): Found[] => {
    const end = match.index + match[0].length;
    const before = reading.found.filter(
      (item) =>
        (item.kind === "owner" || item.kind === "unknown_owner" || item.kind === "cue" || item.kind === "period") && item.end > match.index && item.end <= end,
    );
    if (reading.found.some((item) => item.kind === "owner" && item.start <= match.index && item.end >= end)) return [];
    const from = Math.max(match.index, ...before.map((item) => item.end));
    const own = reading.text.slice(from, end);
    const noun = NOUN.exec(own)?.[0] ?? "";
    const name = `${own.slice(0, own.length - noun.length).replace(HEAD, "")}${noun}`;
    const needsHead = /区$/.test(noun);
    if (name.length < noun.length + (needsHead ? 1 : 0) || COUNTED.test(reading.text.slice(Math.max(0, end - 8), end))) return [];
    if (GOES_ON.test(reading.text.slice(end))) return [];
    return [{ kind: "subject", start: end - name.length, end, subject: name, rule: "subject.site" }];
  });
}
