import surnames from "../../../data/lexicon/surnames.json" with { type: "json" };
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import { isName, toNameVocabulary } from "../../text/person-names.ts";

/** A kind of thing asked for, and what a sentence that tells such a thing looks like. */
interface AskedKind {
  readonly asks: RegExp;
  readonly says: { readonly test: (words: string) => boolean };
}

const TIME: AskedKind = {
  asks: /几个?(?:星期|礼拜|[天周月年]|学期)[^，,。]{0,8}次|什么时候|几时|啥时候?|何时|哪一?年|哪[个一]月|几月|几号|哪天|多久|多长时间|\bwhen\b|\bwhich year\b|\bhow (?:often|long)\b/i,
  says: /\d{4}年|\d月|(?:于|在)[^，。；]{1,8}(?:前|后|期间)|[每次][一两三]?[天周月年学季次]|\d[天周年]|[一二两三四五六七八九十][天周]|[一二两三四五六七八九十]年|暑假|寒假|年初|年底|学期/,
};
const MONEY: AskedKind = {
  asks: /多少钱|[几多]块钱|多少(?:经费|资金)|花费|学费|工资|价格|补贴多少|\bhow much\b|\bcost\b|\btuition\b/i,
  says: /\d[\d.,]*(?:余|多)?(?:万|亿|百万|千)?(?:余|多)?元|\d[\d.,]*(?:万|亿)(?![人名个册字])/,
};
const NUMBER: AskedKind = {
  asks: /多少|(?<![哪第])几(?![乎何月号时点])|\bhow (?:many|much|old|large|big|high|far)\b|\bpercent/i,
  says: /\d|[一二两三四五六七八九十百][个名人所家间次项倍成位门款支期批条式]/,
};
const ORDINAL: AskedKind = { asks: /第几/, says: /第[一二三四五六七八九十\d]/ };
const PLACE: AskedKind = {
  asks: /哪里|哪儿|何处|(?:什么|啥|哪些?|哪几?个)地方|地址|\bwhere\b/i,
  says: /位于|坐落|地处|设在|地址|等地|地区|[\u4e00-\u9fff](?:路|街|巷|镇|乡|村|县|市|区|楼|厅|室|馆|园|基地)/,
};
/** A person, a post or an office. */
const OF_PEOPLE = /[\u4e00-\u9fff]{2,3}(?:老师|同学)|等\d+[名位]|[教讲]师|专家|领导|人员|代表|联合|[与和由]|[处科部会]室|管会|管员|[宿保楼][管安]|委员会|小组/;
const PERSON: AskedKind = {
  asks: /谁(?!的)|哪(?:些|几)(?:个|位)?(?:人|老师|同学|学生|教师|单位|部门)|\bwho\b/i,
  says: { test: (words) => OF_PEOPLE.test(words) || holdsName(words) },
};
/** 校园以前是谁的: from whom a thing came, or to whom it belongs. */
const BELONGS: AskedKind = { asks: /谁的/, says: /原属|原为|原系|属于|隶属|归|购[买得]|前身|举办|[投出]资|租/ };
const REASON: AskedKind = { asks: /为什么|为啥|为何|原因|咋会|\bwhy\b/i, says: /因|由于|受|造成|导致|为了|制约|原属|致|所以/ };

/** A sum of money goes before a bare number: what asks for one is not told by the other. */
const KINDS: readonly AskedKind[] = [TIME, MONEY, NUMBER, ORDINAL, PLACE, PERSON, BELONGS, REASON];

/**
 * Whether a sentence may tell the kind of thing that a question asks for by its question words: a number (in the unit asked for, where it is named),
 * a sum, a time, a person, a reason. Every sentence may for what and how.
 */
export function kindTest(question: string, unit: string | null): (words: string) => boolean {
  const asked = KINDS.filter(({ asks }) => asks.test(question));
  const kinds = asked.includes(MONEY) ? asked.filter((kind) => kind !== NUMBER) : asked;
  // 个 counts anything.
  const isOfUnit = unit === null || unit === "个" || !kinds.includes(NUMBER) ? (): boolean => true : (words: string): boolean => holdsUnit(words, unit);
  return (words) => kinds.length === 0 || kinds.some((kind) => kind.says.test(words) && (kind !== NUMBER || isOfUnit(words)));
}

/** Whether a question asks when, or how often, and none of the sentences (folded) gives any time. */
export const lacksTime = (question: string, sentences: readonly string[]): boolean =>
  TIME.asks.test(question) && !sentences.some((words) => TIME.says.test(words));

/** 几点上班 asks for a time of day, which no figure is. */
export const asksClock = (question: string): boolean => CLOCK.test(question);
const CLOCK = /几点(?!建议|意见|做法|措施|要求|体会|经验|问题|不足|原因|启示|打算)|什么时刻|\bwhat time\b/i;

const vocabulary = toNameVocabulary(surnames);
const FULL_NAME = 3;

/** 计算机专业杨某某高考成绩…: a full name stands without a title. */
function holdsName(words: string): boolean {
  for (let at = 0; at + FULL_NAME <= words.length; at += 1) if (isName(words.slice(at, at + FULL_NAME), vocabulary, "strict")) return true;
  return false;
}

/** People are counted in any of these. */
const PEOPLE: readonly string[] = ["人", "名", "位", "个"];
const COUNTED = /[\d一二两三四五六七八九十百千万亿][余多]?([\u4e00-\u9fff]{1,2}|[a-z])/g;

/** Whether a number of a sentence is in the unit, or in one that means as much. */
function holdsUnit(words: string, unit: string): boolean {
  const isSuch = (written: string): boolean => isAlikeUnit(unit, written) || (PEOPLE.includes(unit) && PEOPLE.includes(written));
  // 几笔 may be printed as 12个.
  return [...words.matchAll(COUNTED)].some(([, written = ""]) => isSuch(written) || isSuch(written.slice(0, 1)) || written.startsWith("个"));
}
