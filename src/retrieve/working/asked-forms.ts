import wordsFile from "../../../data/lexicon/working-words.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { glossGroups } from "../english/glossary.ts";
import type { AskedWords } from "../word-cover.ts";

/** What is done by those who are meant, and no part of their name: 招聘会上来的企业. */
export const NOISE = /(?:上|里)?(?:来|到场|到会|参加|参会|享受|拿到|获得)的|的/g;

/** What a question wants worked out over the numbers of one report, in its own words. */
export type AskedWorking =
  /** 护理学生占全校多少: `whole` null where the whole is that of the part itself. */
  | { readonly kind: "share"; readonly part: AskedWords; readonly whole: AskedWords | null; readonly people: boolean }
  /** 茶艺师认定的通过率, 没通过的有多少: those who made it out of those who tried. */
  | { readonly kind: "rate"; readonly of: AskedWords; readonly said: readonly string[]; readonly rest: boolean; readonly share: boolean }
  /** 没有硕士学位的教师, 男生: the whole less a part. */
  | { readonly kind: "without"; readonly part: AskedWords; readonly whole: AskedWords }
  /** 雨露计划人均多少, 每间实训室多少学生: `top` null where money is meant, `bottom` null where people are. */
  /** 补贴一共多少钱, of a subsidy that is told for each. */
  | { readonly kind: "times"; readonly of: AskedWords }
  | { readonly kind: "each"; readonly of: AskedWords; readonly top: AskedWords | null; readonly bottom: AskedWords | null }
  /** 哪类培训人次最多, 前三名: items of one list in order. */
  | (AskedItems & {
      readonly kind: "order";
      readonly direction: "max" | "min";
      readonly top: number | null;
      readonly place: number | null;
      readonly share: boolean;
    })
  /** 六项满意度平均, 各订单班一共, 最高和最低差多少; 哪些培训，各多少人次 asks for the items themselves. */
  | (AskedItems & { readonly kind: "sum" | "mean" | "spread" | "items" });

/** What sort of items is meant. */
export interface AskedItems {
  /** The question without school and time. */
  readonly text: string;
  readonly noun: readonly AskedWords[];
  /** People are counted: 学生最多. */
  readonly people: boolean;
  /** 最高, 最低 are said of rates and amounts rather than of numbers. */
  readonly level: boolean;
  /** The unit that how many or how much asks for; null where it asks for any. */
  readonly unit: string | null;
  /** How many items the question speaks of (六项满意度). */
  readonly count: number | null;
}

export const longestFirst = (words: readonly string[]): readonly string[] => words.map(foldText).toSorted((a, b) => b.length - a.length);
export const RATES = wordsFile.rates.flatMap(({ asked, said }) => asked.map((word) => ({ word: foldText(word), said: said.map(foldText) })));
export const CLASSES = longestFirst(wordsFile.classes);
export const EVERYTHING = longestFirst(wordsFile.everything);
export const NUMERAL = "[一二三四五六七八九十两\\d]";
export const PLACES: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 两: 2 };

export const ASKS_MANY = /多少|几[个人名项家份]|占比|比例|人数|百分之/;
const PERSON = "(?:学生|毕业生|学员|教师|老师|人数|人次|人)";
/** People are what is counted: 学生最多, 多少人; not 教师获奖最多. */
export const PEOPLE = new RegExp(`${PERSON}数?(?:最|第|多少|排|前|平均|一共|总共|合计|共|各|的?占|$)|(?:多少|几)[个名]?${PERSON}|最[多少]的?人`);
export const words = (text: string): AskedWords => {
  const said = text.replace(/^[^：:]*[：:]/, "").replace(NOISE, "");
  const han = said
    .replace(/^(?:有|是|享受|获得|参加|参与|前来|[来去到](?![访校宾场会年]))+|(?:学生|人数|人次|人|数|数量|有|是)+$/g, "")
    .replace(/(?<=[\u4e00-\u9fff]{2})专业$/, "");
  const kept = han.length >= 2 ? han : said;
  return { text: kept, groups: /[a-z]{3}/.test(kept) ? glossGroups(kept) : null };
};
