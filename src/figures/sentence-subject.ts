import type { Span } from "../domain/span.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Quantity } from "../text/quantities.ts";
import type { SentenceSubject } from "./sentence-view.ts";

/** Longest head of a sentence in which its subject is looked for. */
const REACH = 48;
/** Kinds of others, by the last word of their names. */
const KINDS =
  "专业群|专业|教研组|分校|校区|分院|系|部|班|有限公司|公司|集团|酒店|医院|工厂|合作社|超市|商场|职业高中|职教中心|职业学校|职业技术学校|中等专业学校|技师学院|职业学院|职校|中学|小学|中专|技校|技工学校|幼儿园|托儿所|农场|牧场|林场|茶场|渔场|驾校|宾馆|饭店|门诊部|大学|园区";
const NAMED = new RegExp(
  `^(?:目前|现在|其中|现(?!代)|另外|此外|截至目前|今年|本年度|20\\d{2}年)?，?(?:合作(?:企业|单位|学校)|企业|(?:学校|我校|学院)(?=附属))?"?([\\u4e00-\\u9fffA-Za-z0-9+、()]{1,24}?(?:${KINDS}))"?(?!(?:课|群|教师|师生|带头人|建设|技能|对口|学院|门|长|级|额|名称|委|署|分|导|生))`,
);
/** 全市共投入…, 我县现有…: all that follows is told of the region. A contest or a title of that level is not. */
const REGION =
  /^(?:\d{4}年(?:度|底|末)?，?|目前，?|截至[^，]{0,12}，|(?:同一时期|同期|同年)，?)?(全(?:自治)?[省市县区州]|[我本][省市县区](?!级))(?=共|现|有|\d|中职|中等|职业(?!院校技能|技能)|各|拥有|投入|高中|普通|规模|农村|人口|平均)/;
/** 扶贫协作对象昭泉技工学校，在校生1672人: the school that is helped, told of next. */
const HELPED =
  /^(?:[^，。；\d]{0,8}?)(?:扶贫协作|对口(?:支援|帮扶|协作|合作)|支援|帮扶|结对(?:帮扶)?|协作)(?:的)?(?:对象|学校|单位|院校)(?:是|为|:)?"?([\u4e00-\u9fff]{3,22}?(?:学校|学院|中心|中专|技校|职校|职高|中学))"?(?=，[^。；]{0,6}\D*\d)/;
const TAUGHT = /^([\u4e00-\u9fff]{2,14}专业)(?:现有|共有|有)?(?:专任|专职|专业课)?教师\d+[人名]/;
/** What shows that the name is no subject of its own: a count, the owner, a list of all, an act upon it. */
const NO_NAME =
  /^涉[农海旅林牧渔]|^(?:各|所有|全部|每|多|该|本|此|新|其他|其它|与|和|同|向|对|为|由|从|在|到|赴|被|将|经|按|以|除|围绕|根据|按照|依托|通过|利用|针对|随着|当)|(?<!职业|中等|技工|技术|专业)学校|我校|我院|全校|全院|投资|新建|新增|新开|开设|设有|设置|下设|下辖|选派|组织|邀请|聘请|开展|参加|获|引进|合作|签订|举办|承办|推荐|签约|入职|就职|进入|走进|升入|就业于|安排|输送|来自|建有|拥有|共有|现有|建成|成立|撤销|停招|招生|招收|培养|完成|实施|推进|涵盖|覆盖|[有为是]|(?:\d+|[一二两三四五六七八九十]+)[个所家]?(?:专业|系|部|校区|班|分校|园区|公司|中学|小学|大学)$|^(?:重点|主体|主干|骨干|示范|特色|品牌|教学|招生|中职|试点|衔接|贯通|一体化)*(?:专业|校区|系|部|班)$|(?:[党团总全内外局干支体关联]|教育|人社|农业|财政)[部系]$|(?:订单|冠名|实习|教学|平行|毕业|培训)班$/;

/** 涉农专业两个：畜禽生产技术、现代农艺技术，在校生合计288人: what is counted and listed first is what the sum after it is of. */
const LISTED =
  /^\(?(?:其中|学校|现)?(?:开设|设有|建有|拥有|有|现有)?([\u4e00-\u9fff]{2,8}专业)(?:共|有|共有)?(?:\d+|[一二两三四五六七八九十])个(?::|\()[^。；:\d]{4,80}?[)，](?=(?:在校|招生|毕业|学生)[^。；\d，]{0,4}(?:合计|共|总计))/;
/** 2020年开办全省首个女子焊接班，首届招收26人: what was begun, and what came of it. */
const FOUNDED =
  /^(?:案例[:：]?)?(?:(?:19|20)\d{2}年)?(?:学校|我校|学院)?(?:与[\u4e00-\u9fff]{2,16})?(?:联合)?(?:开办|开设|举办|组建|成立|创办|开设)了?(?:全[国省市县区]|[省市县]内|区域)?(?:首个|第一个|唯一的?)?"?([\u4e00-\u9fffA-Za-z]{2,12}班)"?，(?:首届|首批|首期|第一届|当年|每年)/;
const PLAIN = /^(?:现有|共有|目前|各类|全部|全校|学校)?专业$/;
/** 航空服务专业萎缩。 at the head of a paragraph, and what the next sentence tells of a major's students. */
const TITLE = /^(?:\d+[.、]|[-*•])?\s*\**([\u4e00-\u9fff]{2,14}(?:专业群|专业))[\u4e00-\u9fff]{2,10}[。:]\**$/;
const OF_MAJOR = /^\**\s*(?:目前，?|其?)(?:在校|学生|招生|新生|报名|报到|就业|对口)/;

/** The major that a short first sentence of a paragraph is about, for the sentence after it that goes on with its students; null for any other. */
export function titleSubject(text: string, title: Span, sentence: Span): SentenceSubject | null {
  const name = title.end > sentence.start || title.end - title.start > 30 ? undefined : TITLE.exec(text.slice(title.start, title.end).trim())?.[1];
  if (name === undefined || NO_NAME.test(name) || !OF_MAJOR.test(text.slice(sentence.start, sentence.start + 16))) return null;
  return { start: sentence.start, end: sentence.start, name };
}

/**
 * Who a sentence speaks of when it begins with the name of a major, a department, a class, a firm or another school that something is then
 * told about: 汽修专业现有在校生486人，专任教师22人 → 汽修专业. Null where it is the owner, or where the name itself is what is counted.
 */
export function sentenceSubject(
  text: string,
  sentence: Span,
  found: { readonly quantities: readonly Quantity[]; readonly aliases: readonly AliasMatch[]; readonly ownNames: readonly string[] },
): SentenceSubject | null {
  const first = found.quantities[0];
  if (first === undefined) return null;
  const head = text.slice(sentence.start, Math.min(first.start, sentence.start + REACH));
  const listed = LISTED.exec(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 140)))?.[1];
  if (listed !== undefined && !PLAIN.test(listed)) {
    const start = text.indexOf(listed, sentence.start);
    return { start, end: start + listed.length, name: listed };
  }
  const founded = FOUNDED.exec(text.slice(sentence.start, Math.min(sentence.end, first.start)))?.[1];
  if (founded !== undefined) {
    const start = text.indexOf(founded, sentence.start);
    return { start, end: start + founded.length, name: founded };
  }
  const helped = HELPED.exec(text.slice(sentence.start, Math.min(sentence.end, first.start + 1)))?.[1];
  if (helped !== undefined && !found.ownNames.some((own) => isOwn(own, helped))) {
    const start = text.indexOf(helped, sentence.start);
    return { start, end: start + helped.length, name: helped };
  }
  // 机电技术应用专业教师31人: a major that the text names elsewhere, and no 专业教师 of the school.
  const taught = TAUGHT.exec(head)?.[1];
  if (taught !== undefined && !NO_NAME.test(taught) && text.indexOf(taught) !== text.lastIndexOf(taught))
    return { start: sentence.start, end: sentence.start + taught.length, name: taught };
  const match = NAMED.exec(head);
  const region = REGION.exec(head);
  if (region?.[1] !== undefined) {
    const start = sentence.start + region.index + region[0].length - region[1].length;
    return { start, end: start + region[1].length, name: region[1] };
  }
  const words = match?.[1];
  if (match === null || words === undefined) return null;
  const at = match.index + match[0].indexOf(words);
  // 对口帮扶的青河县职业高中: what stands before 的 tells which one it is.
  const name = words.slice(words.lastIndexOf("的") + 1);
  const start = sentence.start + at + words.length - name.length;
  const end = start + name.length;
  if (name.length < 3 || NO_NAME.test(name.replace(/有限(?:责任)?公司$/, "公司")) || found.ownNames.some((own) => isOwn(own, name))) return null;
  const rest = text.slice(end, first.start).replace(/^"/, "");
  if (/^[、，和与及](?!学校|我校|本校)/.test(rest) || /^(?:共|现有|共有|有|已有|达|为|数|总数)*$/.test(rest)) return null;
  if (found.aliases.some((alias) => alias.start < end && alias.end > end)) return null;
  return { start, end, name };
}

const SCHOOL = /(?:职业高中|职教中心|学校|学院|职校|中专|技校|分院)$/;
/** The owner's own name, whole or short (平阳职校 in the report of 平阳县职业中等专业学校): a school of the same place is taken for the owner. */
const isOwn = (own: string, name: string): boolean =>
  own.includes(name) || name.includes(own) || (SCHOOL.test(name) && SCHOOL.test(own) && own.slice(0, 2) === name.slice(0, 2));
