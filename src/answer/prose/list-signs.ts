import type { Passage } from "../../domain/report.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import type { Extract } from "./extracts.ts";
import { headGroups, wordsOf } from "./head-word.ts";

/** Items beside each other that name several things. */
const LEAST_ITEMS = 3;
const LEAST_PAIR = 2;
/** How far around the head word a list may run. */
const LONGEST_LINE = 60;
/** What stands behind a name: another one, or what is done with those named. */
const BEHIND = "(?=[,，、;；等和及与。的签]|结对|结成对)";
const FIRM = new RegExp(`(?<=[\\u4e00-\\u9fff()（）]{4})(?:有限公司|公司|集团|厂|银行|酒店)${BEHIND}`, "g");
const ORGANISATION = new RegExp(
  `(?<=[\\u4e00-\\u9fff()（）]{4})(?:有限公司|公司|集团|厂|学院|学校|中学|高中|职高|中专|技校|职校|职教中心|大学|幼儿园|医院|协会|研究所|中心|银行|酒店)${BEHIND}`,
  "g",
);

/** Whether a sentence names an organisation. */
export function namesOrganisations(words: string): boolean {
  return (words.match(ORGANISATION)?.length ?? 0) > 0;
}

/** How many things a sentence lists: marked by 、 or ；, in 《》, or organisations by the ends of their names. */
export function countItems(words: string): number {
  const marked = words.split(/[、；;]/).length;
  const titled = words.match(/《/g)?.length ?? 0;
  const organisations = words.match(ORGANISATION)?.length ?? 0;
  const counted = words.match(COUNTED_ITEM)?.length ?? 0;
  // 签约企业71家，订单班7个 are two numbers, and no list.
  return Math.max(marked, titled, organisations, counted < LEAST_ITEMS ? 0 : counted);
}

/** 护理2568人，助产436人，…: names with their numbers, one after another. */
const COUNTED_ITEM = /(?<![^,，、；;：:])[\u4e00-\u9fff（）()]{2,16}\d+(?:\.\d+)?(?:人|名|个|项|台|家|%)(?=[,，、；;。]|$)/g;

/** Characters within which a sentence says what it lists. */
const LONGEST_ANNOUNCEMENT = 16;
const COUNTED = /(?:[\d一二三四五六七八九十两]|多)(?:个|类|种|门|家|所|项|支|名|本|篇|部|条|位|份|款)/g;
/** How far the noun may stand behind its number: 8个中职专业. */
const COUNTED_REACH = 8;

/** 六个专业 sums up a list of just the things asked about. */
export function countsThem(context: ComposeContext, words: string): boolean {
  return [...words.matchAll(COUNTED)].some((match) => {
    const next = words.slice(match.index + match[0].length, match.index + match[0].length + COUNTED_REACH).split(/[，,、。；;]/)[0] ?? "";
    return context.evidence.topics.some((group) => group.words.some((word) => next.includes(word)));
  });
}

/** Whether an extract that is no full list still names some of the things: items said to be such, or organisations where such are asked for. */
export function listsThings(context: ComposeContext, extract: Extract): boolean {
  const words = wordsOf(context, extract);
  // Firms need not bear the word: 其中有冠盛汽配、益坤电气….
  if (asksOrganisations(context)) return (words.match(organisationFor(context))?.length ?? 0) > 0 || (AMONG.test(words) && countItems(words) >= LEAST_ITEMS);
  return countItems(words) >= LEAST_PAIR && (isListHeading(context, extract.passage) || listsHead(context, words));
}

/** 3.1合作企业, 专业设置情况: the section is of the things themselves, and not of what is done with them (专业动态调整). */
export function isListHeading(context: ComposeContext, { sectionPath }: Passage): boolean {
  const heading = foldText(sectionPath.at(-1) ?? "")
    .replace(/\s+/g, "")
    .replace(/(?:设置|情况|一览表?|名单|介绍|简介|开设|列表|如下|[:：]|[\d一二三四五六七八九十]+[个项家类种])+$/, "");
  return headGroups(context).some((group) => group.words.some((word) => heading.endsWith(word)));
}

const AMONG = /(?:其中[有包]|包括|分别[是为])[^。；;]{0,60}、/;
const OPENS_LIST = /^[^、。；;，,]{0,8}?(?:[：:《“"]|[(（](?=[^()（）]{2,60}、)|有|为|是|包括|包含|增设|开设|设立|新增|如下|分别|即)/;
/** 社团19个，分别是…: the count stands between the thing and its list. */
const OPENS_COUNTED =
  /^[^、。；;，,]{0,2}[\d一二三四五六七八九十两百余多]{1,5}(?:个|类|种|门|家|所|项|支|名)[，,:：]?(?:其中)?(?:分别|包括|包含|有|为|是|即|依次|主要)/;
const CLOSES_LIST = /、[^、。；;，,]{1,30}(?:等|这|[\d一二三四五六七八九十两]+[个类种门家所项支名])[^、。；;，,]{0,8}$/;

/** Whether the items of a sentence are said to be of the thing asked for: 专业有甲、乙; 甲、乙等专业; or bear its name: 示范学校、文明校园. */
export function listsHead(context: ComposeContext, words: string): boolean {
  const named = headGroups(context).flatMap((group) => group.words);
  if (tellsPeople(context, words) || closesWithKind(context, words)) return true;
  const bearing = words.split(/[、；;，,。]/).filter((item) => named.some((word) => item.endsWith(word)));
  if (named.length === 0 || bearing.length >= LEAST_PAIR) return true;
  return named.some((word) => {
    for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + word.length)) {
      const [before, after] = [words.slice(Math.max(0, at - LONGEST_LINE), at), words.slice(at + word.length, at + LONGEST_LINE)];
      if (OPENS_COUNTED.test(after) && after.includes("、")) return true;
      if ((OPENS_LIST.test(after) && (after.includes("、") || (after.match(COUNTED_ITEM)?.length ?? 0) >= LEAST_ITEMS)) || CLOSES_LIST.test(before))
        return true;
    }
    return false;
  });
}

const ASKS_PEOPLE = /(?:哪些|哪几|哪位|有谁|谁)(?:个|名|位)?(?:学生|同学|老师|教师|人|选手)|\b(?:which|what) (?:students?|teachers?|pupils?)\b/i;
const PERSON = /(?:同学|老师|教师|选手)(?=[、，,获取被的荣在以分\d])/g;

/** 哪些学生得了… is told by 甲同学、乙同学获…. */
export function tellsPeople(context: ComposeContext, words: string): boolean {
  return countPeople(context, words) >= LEAST_PAIR;
}

/** How many people a sentence names, where people are asked for. */
export function countPeople({ parsed }: ComposeContext, words: string): number {
  return ASKS_PEOPLE.test(parsed.question) ? (words.match(PERSON)?.length ?? 0) : 0;
}

/** 哪些校园文化活动: things of a kind whose name anything may bear. */
export const ASKS_KIND = /(?:哪些|什么|啥)[^,，。？?]{0,10}(活动|比赛|课程|竞赛|项目)[?？]?$/;

/** 开展辩论、朗诵、义卖等寓教于乐的校园活动: the things beside each other are said to be of the kind asked for. */
export function closesWithKind({ parsed }: ComposeContext, words: string): boolean {
  const kind = foldText(parsed.question).match(ASKS_KIND)?.[1];
  return kind !== undefined && new RegExp(`、[^、。；;]{1,14}等?[^、。；;，,]{0,14}${kind}(?!满意)`).test(words);
}

/** Names of the kind asked for: of firms, or of any organisation. */
export function organisationFor({ evidence, parsed }: ComposeContext): RegExp {
  const asksFirms = evidence.topics.some((group) => group.words.some((word) => word === "企业" || word === "公司"));
  return asksFirms && !/学校|院校|高校|机构|\b(?:schools?|institutions?|colleges)\b/i.test(parsed.question) ? FIRM : ORGANISATION;
}

/** 有哪些技师研修项目 asks for 项目: the last thing named is what the list must be of, said just before it. */
export function announcesHead(context: ComposeContext, words: string): boolean {
  const { topics } = context.evidence;
  const question = foldText(context.parsed.question);
  const placed = topics.map((group) => ({ group, at: Math.max(...group.words.map((word) => question.lastIndexOf(word))) })).toSorted((a, b) => b.at - a.at);
  const head = placed[0];
  if (head === undefined || head.at < 0 || topics.length < 2) return false;
  const announcement = words.slice(0, Math.max(LONGEST_ANNOUNCEMENT, words.search(/[：:、]/)));
  return head.group.words.some((word) => announcement.slice(0, LONGEST_ANNOUNCEMENT).includes(word));
}

/** 与哪几所学校结对: what the schools themselves are called is left out of what is searched for. */
const WHICH_ORGANISATIONS = /哪(?:些|几|[两二三四五六七八九十])?(?:所|家|个)?[^，,。？?]{0,4}(?:企业|公司|单位|学校|院校|高校|机构)/;

/** 合作企业有哪些 asks for names of firms, which end as such names do. */
export function asksOrganisations(context: ComposeContext): boolean {
  const english = /\b(?:schools|companies|firms|enterprises|partners|institutions)\b/i.test(context.parsed.question);
  // 组织了哪些活动 asks for no organisation.
  if (/组织(?:了|过|开展|学生|师生|参加|哪)/.test(context.parsed.question)) return english;
  return (
    english ||
    WHICH_ORGANISATIONS.test(context.parsed.question) ||
    context.evidence.topics.some((group) => group.words.some((word) => /^(?:企业|公司|单位|学校|院校|高校|机构)$/.test(word)))
  );
}

/** How many items hold a word of what was asked about: 示范学校、文明单位 for 荣誉. */
export function namingItems(context: ComposeContext, words: string): number {
  const items = words.split(/[、；;，]/);
  return items.length < LEAST_ITEMS
    ? 0
    : items.filter((item) => context.evidence.topics.some((group) => group.words.some((word) => item.includes(word)))).length;
}
