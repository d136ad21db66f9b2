import type { HeadingFamily } from "../domain/report.ts";

/** A number or word at a line's start that may make the line a heading. Offsets count in the line's folded text. */
export interface Label {
  readonly family: HeadingFamily;
  /** Lines of one style run on with one another: 一、二、三; （1）(2) alike. */
  readonly style: string;
  /** [3, 1, 2] for 3.1.2; one number otherwise; empty when the label bears none (附件). */
  readonly numbers: readonly number[];
  /** End of the label with its separator: where the title begins. */
  readonly end: number;
  /** Inserted behind a number without one of its own: 八之二. */
  readonly branch?: true;
}

const CHINESE_DIGITS = "零一二三四五六七八九";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/** What shows that a decimal at a line's start is a quantity: 2.38亿元, 50.6%, 3.5倍. */
const QUANTITY_AFTER = /^\s*(?:[%‰万亿元倍㎡余多]|个百分|平方|公里|千|米\b|人次|人[,，。;、占])/;

/** The value of a small Chinese numeral ("十二" → 12); null when it is none. */
export function chineseOrdinal(text: string): number | null {
  if (text.length === 0 || text.length > 3) return null;
  const [before, after] = text.includes("十") ? text.split("十") : ["", text];
  const digit = (part: string | undefined): number => (part === undefined || part === "" ? 0 : part.length === 1 ? CHINESE_DIGITS.indexOf(part) : -1);
  const tens = text.includes("十") ? (before === "" ? 1 : digit(before)) : 0;
  const ones = digit(after);
  const value = tens * 10 + ones;
  return tens < 0 || ones < 0 || value === 0 ? null : value;
}

type Reader = (line: string) => Label | null;

const readChapter: Reader = (line) => {
  const match = /^第\s{0,2}([一二三四五六七八九十]{1,3}|\d{1,2})\s{0,2}(章|部分|篇|节|单元|编|讲)(?![一-龥]?[课数点日])\s{0,4}[:、,，.]?\s{0,4}/.exec(line);
  if (match === null) return englishChapter(line);
  const number = toNumber(match[1]);
  return number === null ? null : { family: "chapter", style: `chapter:${match[2]}`, numbers: [number], end: match[0].length };
};

const englishChapter: Reader = (line) => {
  const match = /^(chapter|part|section)\s{1,2}(\d{1,2})\s{0,2}[:.]?\s{0,4}/.exec(line);
  return match === null ? null : { family: "chapter", style: `chapter:${match[1]}`, numbers: [Number(match[2])], end: match[0].length };
};

const readCase: Reader = (line) => {
  const match = /^[【[]?((?:典型)?案例|专栏|附件|附表|附录)\s{0,2}([一二三四五六七八九十]{1,3}|\d{1,2})?\s{0,2}(?:[】\]:、.,，]|\s|之|$)[】\]:：]?\s{0,4}/.exec(
    line,
  );
  if (match === null) return null;
  const number = match[2] === undefined ? null : toNumber(match[2]);
  return { family: "case", style: `case:${match[1]?.slice(-2)}`, numbers: number === null ? [] : [number], end: match[0].length };
};

/** 2019年, 2018—2019学年 at the start of a title. */
const YEAR = /^(?:19|20)\d{2}(?:年(?!\d{1,2}月)|[-—~至](?:(?:19|20)\d{2}|\d{2})(?:学年|年))/;

const readChinese: Reader = (line) => {
  const match = /^([一二三四五六七八九十]{1,3})(之[一二三四五六七八九十]{1,2})?(?:\s{0,2}([、.:，,．])|\s{1,4}(?=\S))\s{0,4}/.exec(line);
  const number = chineseOrdinal(match?.[1] ?? "");
  // 一、二等奖 is an enumeration of numbers, 十，… a clause; 九、2019年工作打算 opens with its year.
  const rest = match === null ? "" : line.slice(match[0].length);
  if (match === null || number === null || (/^[一二三四五六七八九十\d]/.test(rest) && !(match[3] !== undefined && YEAR.test(rest)))) return null;
  if (match[3] === "，" || match[3] === ",") return null;
  return { family: "chinese", style: match[3] === undefined ? "chinese:blank" : "chinese", numbers: [number], end: match[0].length, ...branchOf(match[2]) };
};

const readChineseParen: Reader = (line) => {
  const match = /^\(\s{0,2}([一二三四五六七八九十]{1,3})(之[一二三四五六七八九十]{1,2})?\s{0,2}\)\s{0,4}[、.:]?\s{0,4}/.exec(line);
  const number = chineseOrdinal(match?.[1] ?? "");
  if (match === null || number === null) return null;
  return { family: "chinese-paren", style: "chinese-paren", numbers: [number], end: match[0].length, ...branchOf(match[2]) };
};

const branchOf = (branch: string | undefined): { readonly branch?: true } => (branch === undefined ? {} : { branch: true });

const readArabicParen: Reader = (line) => {
  const match = /^(?:\(\s{0,2}(\d{1,2})\s{0,2}\)|(\d{1,2})\))\s{0,4}[、.:]?\s{0,4}/.exec(line);
  if (match === null) return null;
  return {
    family: "arabic-paren",
    style: match[1] === undefined ? "half-paren" : "arabic-paren",
    numbers: [Number(match[1] ?? match[2])],
    end: match[0].length,
  };
};

const readCircled: Reader = (line) => {
  const number = CIRCLED.indexOf(line[0] ?? " ") + 1;
  return number === 0 ? null : { family: "arabic-paren", style: "circled", numbers: [number], end: /^.\s{0,4}[、.:]?\s{0,4}/.exec(line)?.[0].length ?? 1 };
};

const readDecimal: Reader = (line) => {
  const match = /^(\d{1,2}(?:\s?\.\s?\d{1,2}){1,4})(?![\d%‰])[.、:]?\s{0,4}/.exec(line);
  if (match?.[1] === undefined || QUANTITY_AFTER.test(line.slice(match[1].length))) return null;
  if (/^[-~—:/]\s?\d/.test(line.slice(match[0].length))) return null;
  const numbers = match[1].split(".").map(Number);
  return { family: "decimal", style: `decimal:${numbers.length}`, numbers, end: match[0].length };
};

const readArabic: Reader = (line) => {
  const match = /^(\d{1,2})(?:\s{0,2}([.、:．])(?!\d)|\s{1,4}(?=[一-龥]))\s{0,4}/.exec(line);
  if (match === null || /^\d/.test(line.slice(match[0].length))) return null;
  if (match[2] === undefined && QUANTITY_AFTER.test(line.slice(match[1]?.length ?? 0))) return null;
  const style = match[2] === undefined ? "arabic:blank" : match[2] === "、" ? "arabic:、" : "arabic:.";
  return { family: "arabic", style, numbers: [Number(match[1])], end: match[0].length };
};

const READERS: readonly Reader[] = [readChapter, readCase, readChinese, readChineseParen, readArabicParen, readCircled, readDecimal, readArabic];

/** The label at the start of a folded, trimmed line: "3.1.1学校…" → decimal [3,1,1]; "50.6%…", "2020年…", "一、二等奖" → null. */
export function readLabel(line: string): Label | null {
  const head = line.slice(0, 80);
  for (const reader of READERS) {
    const label = reader(head);
    if (label !== null) return label;
  }
  return null;
}

function toNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d+$/.test(text) ? Number(text) : chineseOrdinal(text);
}
