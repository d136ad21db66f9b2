import setPhrases from "../../data/lexicon/set-phrases.json" with { type: "json" };
import type { Span } from "../domain/span.ts";
import { detectPeriods } from "./periods.ts";

/** A stretch of text whose numbers measure nothing, with the reason. */
interface NumberMask extends Span {
  readonly reason: string;
}

const NUMBER = "[一二三四五六七八九十百千两〇零\\d]";
const SMALL = "[一二三四五六七八九十两]";
/** `needs`: one of these stands in whatever the pattern matches, so that a text without them need not be searched. */
const mask = (
  reason: string,
  source: string,
  ...needs: readonly string[]
): { readonly reason: string; readonly pattern: RegExp; readonly needs: readonly string[] } => ({
  reason,
  pattern: new RegExp(source, "g"),
  needs,
});
const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Every pattern has bounded repeats only: a megabyte of digits must cost a linear walk. */
const MASKS = [
  mask("title", "《[^《》\\n]{0,160}》", "《"),
  mask("contact", "(?:https?://|www\\.)[a-z0-9._~:/?#@!$&'()*+=%-]{1,300}|(?<![a-z0-9])[a-z0-9._-]{1,64}@[a-z0-9.-]{1,100}", "http", "www.", "@"),
  mask("contact", "(?<!\\d)(?:0\\d{2,3}[-—]\\d{7,8}|1[3-9]\\d{9}|400-?\\d{3}-?\\d{4})(?!\\d)"),
  mask(
    "contact",
    "(?:电话|传真|邮编|邮政编码|手机|qq|微信号|热线)(?:号码|为|是)?:?[a-z]{0,4}\\d[\\d-]{2,20}",
    "电话",
    "传真",
    "邮",
    "手机",
    "qq",
    "微信号",
    "热线",
  ),
  mask("identifier", "(?:代码|编号|学号|编码|账号|证号)(?:号码|为|是)?:?[a-z]{0,4}\\d[\\d-]{2,20}", "代码", "编号", "学号", "编码", "账号", "证号"),
  mask("document_number", "[〔\\[(【](?:19|20)\\d{2}[〕\\])】]第?\\d{1,5}号?|(?:19|20)\\d{2}年第?\\d{1,5}号", "〔", "[", "(", "【", "号"),
  mask("plan_period", '"?[一二]?十[一二三四五六]五(?:"|(?=规划|期间|时期|末|以来|计划|收官|开局|目标|发展|教育|国家|中|的|$|，|。|、))', "五"),
  mask("ordinal", `第${NUMBER}{1,6}(?:[、—~至-]第?${NUMBER}{1,6}){0,6}[名位届次期批轮条章节周天年个项款级组类所家]?`, "第"),
  mask("ordinal", `${SMALL}{1,3}届(?:${SMALL}{1,2}[次中]|全国)`, "届"),
  mask("ordinal", '(?<![\\d.])[1-4]等奖|[一二三四特](?:、?[一二三四]){0,3}等(?:奖|次|功|品)|[一二三四]等(?=[，。、;"])', "等"),
  mask("ordinal", "(?<![\\d.])\\da{1,5}级?|(?<![\\d.])[1-7]星级?|[一二三四五六七八九](?:星级?|级|流|线|档|把手)(?!教师)|[一二三]本(?=院校|线|率|批|高校|上)"),
  mask("ordinal", `(?:人大|代会|大会|全国政协)${SMALL}{1,2}次会议`, "次会议"),
  mask("period", "(?<!\\d)(?:\\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪(?:\\d0年代|[一二三四五六七八九]十年代)?|(?<!\\d)\\d0年代", "世纪", "年代"),
  // A converter's torn number can't be put together safely, nor may its last digit pass for the whole.
  mask("identifier", "(?<![\\d.])\\d(?: \\d){2,12}(?!\\d)", " "),
  mask("class_name", "(?<![\\d.])(?:\\d{2}|(?:19|20)\\d{2})(?:[、和及](?:\\d{2}|(?:19|20)\\d{2})){0,5}级", "级"),
  mask("class_name", "[高初大][一二三四](?=学|年级|新生|毕业|班|[、，。的和与至]|$)", "高", "初", "大"),
  mask("section_number", "(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){2,5}(?!\\d)", "."),
  mask("list_number", `[(（]${SMALL}{1,3}[)）]|(?<=^|\\n)${SMALL}{1,3}[、.]|(?<=^|[\\n。;，:、])${SMALL}是|其[一二三四](?=[，是、])`),
  mask("section_number", "(?<=^|\\n)\\d{1,2}[.、)](?=[^\\d\\s%])"),
  mask("list_number", "(?<=^|[\\n。;，:])\\(?\\d{1,2}(?:[.)]|、(?!\\d))(?=[^\\d\\s%])"),
  mask("name", '(?<![\\d.])1\\+x|(?<![\\d.])\\d{1,2}\\+\\d{1,2}(?:\\+\\d{1,2})?(?!\\d)|(?<!\\d)(?:985|211)(?=[、/"]|工程|高校|院校|大学|$)', "+", "985", "211"),
  mask("time", "(?<!\\d)(?:[01]?\\d|2[0-4])(?::[0-5]\\d){2}(?!\\d)|(?<![\\d:.])(?:[01]?\\d|2[0-4]):[0-5]\\d[-—~至](?:[01]?\\d|2[0-4]):[0-5]\\d(?!\\d)", ":"),
  mask("time", "(?<![\\d:.])\\d{1,2}[点时](?:\\d{1,2}分|半|钟|整|许|前|后|至|到|开)", "点", "时"),
  mask("time", "(?<![\\d:.])(?:1?\\d|2[0-4])时(?![间代数长段])", "时"),
  mask("date", "(?<![\\d.])(?:3[01]|[12]?\\d)日(?!均|元|常)", "日"),
  mask("ratio", "(?<![\\d:.])\\d{1,4}(?::\\d{1,4}){2,6}(?!\\d)", ":"),
  mask("set_phrase", `(?<!${NUMBER})(?:${setPhrases.fixed.map(escapePattern).join("|")})`),
  mask("set_phrase", '[一二三四五六七八九十两]个一(?=工程|活动|计划|行动|"|批|百年)', "个一"),
  // 四自四导, 一校一品, 六位一体: numeral, character, numeral, character; but not 三个一等奖, 十个二级学院.
  mask(
    "set_phrase",
    `(?<!${NUMBER})[一二三四五六七八九十百千万两双](?!${NUMBER}|[至到点分]|成${SMALL}(?:以[上下]|左右|多|的|[，。、;)]|$))[\\u4e00-\\u9fff][一二三四五六七八九十百千万两双](?!${NUMBER}|[级等类流线星本期批万千百亿])[\\u4e00-\\u9fff]`,
  ),
];

/** Longest quotation that is read as a slogan ("两纵四横"), in characters; a longer one may hold real counts. */
const MAX_SLOGAN = 14;
const SENTENCE_END = /[。！？;\n]/;

/** Short quotations within one sentence. Folding made both marks alike, so they are paired from the sentence's start. */
function findSlogans(text: string): NumberMask[] {
  const slogans: NumberMask[] = [];
  let open = -1;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (SENTENCE_END.test(character)) open = -1;
    if (character !== '"') continue;
    if (open !== -1 && index - open - 1 <= MAX_SLOGAN && !text.slice(open, index).includes("，"))
      slogans.push({ start: open, end: index + 1, reason: "set_phrase" });
    open = open === -1 ? index : -1;
  }
  return slogans;
}

/** All masks of folded text, in order, not overlapping: of two that overlap the earlier, then the longer one holds. */
export function findNumberMasks(text: string): NumberMask[] {
  const whole = text.trim();
  const found: NumberMask[] = [];
  for (const { pattern, reason, needs } of MASKS) {
    if (needs.length > 0 && !needs.some((piece) => text.includes(piece))) continue;
    for (const match of text.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length, reason });
  }
  for (const mention of detectPeriods(text)) {
    // A cell that holds nothing but 2020 may be a count: its column decides, not this rule.
    if (/^\d+$/.test(mention.period.label) && mention.period.label === whole) continue;
    found.push({ start: mention.start, end: mention.end, reason: "period" });
  }
  for (const slogan of findSlogans(text)) found.push(slogan);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const masks: NumberMask[] = [];
  let end = 0;
  for (const candidate of found) {
    if (candidate.start < end || candidate.start === candidate.end) continue;
    masks.push(candidate);
    end = candidate.end;
  }
  return masks;
}
