import setPhrases from "../../data/lexicon/set-phrases.json" with { type: "json" };
import type { Amount } from "./amounts.ts";
import { type AmountContext, judgeBareNumber } from "./bare-numbers.ts";

const WINDOW = 12;
const CHINESE = /[\u4e00-\u9fff]/;

export function toContext(text: string, amount: Amount): AmountContext {
  const before = text.slice(Math.max(0, amount.start - WINDOW), amount.start);
  const after = text.slice(amount.end, amount.end + WINDOW);
  const lineStart = before === "" || /\n\s*$/.test(before);
  return { text, amount, before, after, lineStart, alone: lineStart && (after === "" || /^\s*\n/.test(after)) };
}

type Judge = (context: AmountContext) => string | null;

const spelled = ({ text, amount }: AmountContext): string => text.slice(amount.numeral.start, amount.numeral.end);
const isChinese = ({ amount }: AmountContext): boolean => amount.script === "chinese";

/** 5G, 3Q7S, H200, PLC-1200: glued to Latin letters. */
const inName: Judge = (context) => {
  const { before, after, amount } = context;
  if (/[a-z]$/.test(before) && (amount.unit === "" || !/[a-z]{2}$/.test(before))) return "name";
  if (/no\.$/.test(before)) return "name";
  if (/[a-z0-9][-_]$/.test(before) && amount.unit === "") return "name";
  if (amount.unit === "" && /^[a-z]/.test(after)) return "name";
  return amount.unit === "" && /^\+[a-z\d]/.test(after) ? "name" : null;
};

/** 每两周, 每100名: a rate's base, not a count. */
const perEach: Judge = ({ before, amount }) => (/每隔?$/.test(before) && amount.unit !== "%" ? "per" : null);

/** 几百人, 数十家, 十几名. */
const vague: Judge = (context) => {
  if (!isChinese(context)) return null;
  return /[几数若无]$/.test(context.before) || /^几/.test(context.after) || (context.before.endsWith("成") && /^[百千万]/.test(spelled(context)))
    ? "vague"
    : null;
};

/** 一期工程, 十四次党代会, 二类: the number says which one. Chinese counts with 两; 二 before these units names a place in an order. */
const ordinal: Judge = (context) => {
  const { amount, after } = context;
  if (amount.unit === "期" && /^(?:工程|项目|建设|校区|扩建)/.test(after)) return "ordinal";
  if (amount.unit === "次" && isChinese(context) && /^产业/.test(after)) return "ordinal";
  if (amount.unit === "次" && /^(?:党代会|党员代表|团代会|全国代表|全会|中全会)/.test(after)) return "ordinal";
  if (/[期类部本版批层组]/.test(amount.unit) && spelled(context) === "二") return "ordinal";
  return isChinese(context) && amount.unit === "届" ? "ordinal" : null;
};

const DURATION_HEAD = new RegExp(`(?:${setPhrases.durationHeads.join("|")})(?:为|是|长|有|约|达|:)?$`);

/** 三年规划, 办学40年: a stretch of time unless it is said to be how long something takes. */
const duration: Judge = ({ amount, before }) => {
  if (amount.unit !== "年" || amount.qualifier !== "exact" || amount.value.includes(".")) return null;
  return DURATION_HEAD.test(before) ? null : "duration";
};

/** 一个, 一支: an article. A chain of counts takes it back later. */
const article: Judge = (context) => (isChinese(context) && spelled(context) === "一" && context.amount.unit !== "" ? "article" : null);

/** Chinese numerals count only before a measure word: 一体化, 三教改革, 七彩; 百家, 千人 only with a word of vagueness. */
const chineseWord: Judge = (context) => {
  const { amount, after } = context;
  if (!isChinese(context) || amount.unit === "%" || amount.unit === "‰") return null;
  const word = spelled(context);
  const startsWithPlace = /^[百千万亿]/.test(word);
  if (amount.unit === "") return amount.scaled && word.length > 1 && !startsWithPlace && !CHINESE.test(after[0] ?? "") ? null : "set_phrase";
  if (startsWithPlace && amount.qualifier === "exact") return "set_phrase";
  if (word.length > 1 && amount.valueTo === null && !/[十百千万亿点]/.test(word)) return "set_phrase";
  // 三门县, 五台山: names of places.
  return word.length === 1 && /^[县峡渠山沟]/.test(after) ? "set_phrase" : null;
};

/** The noun must end there: 36项重点工程 and 1个特色专业 count something. */
const ABSTRACT = new RegExp(`^(?:${setPhrases.abstractNouns.join("|")})(?:$|[^\\u4e00-\\u9fff]|[的和与及等上中是为])`);

/** 三个维度, 4个自信: counted, but nothing that a school has more or less of. */
const abstract: Judge = ({ amount, after }) => (/^[个项条种类大对]$/.test(amount.unit) && ABSTRACT.test(after) ? "abstract" : null);

const WHOLE_THINGS: ReadonlySet<string> = new Set([
  "人",
  "个",
  "家",
  "所",
  "项",
  "门",
  "部",
  "本",
  "种",
  "间",
  "场",
  "次",
  "组",
  "队",
  "期",
  "类",
  "条",
  "支",
  "批",
  "面",
  "层",
  "座",
  "节",
  "校",
]);

/** Whole things are not counted in decimals: 2.4名师工程 at a line's start is section 2.4, 2.0版 a version. */
const decimalCount: Judge = (context) => {
  const { amount, lineStart, alone } = context;
  if (alone || amount.scaled || !/^\d{1,2}\.\d{1,2}$/.test(spelled(context))) return null;
  if (amount.unit === "版") return "version";
  return lineStart && WHOLE_THINGS.has(amount.unit) ? "section_number" : null;
};

/** 八点三十分 is a time of day. */
const clock: Judge = (context) => (isChinese(context) && context.amount.unit === "分" && spelled(context).includes("点") ? "time" : null);

/** 前10名, 前三名: places of a ranking; 目前, 此前 and the like are other words. */
const topPlaces: Judge = ({ amount, before }) =>
  /(?:^|[^目之以此年赛课岗会当提空战学产事])前$/.test(before) && /^(?:人|个|位|%|)$/.test(amount.unit) ? "ordinal" : null;

/** First reason wins; null means that the amount measures something. */
const JUDGES: readonly Judge[] = [inName, ordinal, topPlaces, clock, article, perEach, vague, chineseWord, duration, abstract, decimalCount, judgeBareNumber];

/** Why the amount is not a quantity, or null when it is one. */
export function judgeAmount(context: AmountContext): string | null {
  for (const judge of JUDGES) {
    const reason = judge(context);
    if (reason !== null) return reason;
  }
  return null;
}
