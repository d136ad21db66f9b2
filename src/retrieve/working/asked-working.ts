import wordsFile from "../../../data/lexicon/working-words.json" with { type: "json" };
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { glossGroups } from "../english/glossary.ts";
import type { AskedWords } from "../word-cover.ts";

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
  /** 六项满意度平均, 各订单班一共, 最高和最低差多少. */
  | (AskedItems & { readonly kind: "sum" | "mean" | "spread" });

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

const longestFirst = (words: readonly string[]): readonly string[] => words.map(foldText).toSorted((a, b) => b.length - a.length);
const RATES = wordsFile.rates.flatMap(({ asked, said }) => asked.map((word) => ({ word: foldText(word), said: said.map(foldText) })));
const CLASSES = longestFirst(wordsFile.classes);
const EVERYTHING = longestFirst(wordsFile.everything);
const OWNERS = longestFirst(wordsFile.owners);

const NUMERAL = "[一二三四五六七八九十两\\d]";
const PLACES: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 两: 2 };

const SHARE_OF = /^(.{1,30}?)占(?:了|到|比|有)?(.{0,24}?)的?(?:多少|百分之[几多]少?|几成|比例|比重|百分比|份额|多大|几分之几|比率)/;
const SHARE_WORD = /^(.{2,30}?)的?(?:占比|比例|比重|百分比)(?:是|有|为|达)?(?:多少|多大|多高|几)?$/;
const WITHIN = /^(.{2,}?)(?:里面|当中|之中|中间|里头|里|中(?![级职专学餐高]))(?:面)?，?(.{2,})$|^(.{2,}?)，(.{2,})$/;
/** A school's share of several schools is another matter. */
const OF_SCHOOLS = /(?:所有|全部|各|这|那|[两二三四五六七八九十几\d])[所个家]?(?:学校|院校|校)/;
const RATE = /^(.{0,30}?)的?((?:有效)?[\u4e00-\u9fff]{1,4}?)率(?:是|有|为|达)?(?:多少|多高|几)?$/;
const NOT_MADE = /(?:没有?|未能?|不)(?:能)?(?:够)?/;
const ASKS_MANY = /多少|几[个人名项家份]|占比|比例|人数|百分之/;
const PERSON = "(?:学生|毕业生|学员|教师|老师|人数|人次|人)";
/** People are what is counted: 学生最多, 多少人; not 教师获奖最多. */
const PEOPLE = new RegExp(`${PERSON}数?(?:最|第|多少|排|前|平均|一共|总共|合计|共|各|的?占|$)|(?:多少|几)[个名]?${PERSON}|最[多少]的?人`);
/** What has gone up or down, and sums over years, are told by their series. */
const OVER_TIME = /提高|提升|增长|增加|上升|下降|减少|变化|涨|降|历年|[近一二两三四五\d]年|各年|每年/;
const MOST = /最多|最高|最大|最好|第[一二三四五]多|第[一二三四五]高|居首|排名|排行|前[三五两二四几十]|从多到少|从高到低|名次/;
const LEAST = /最少|最低|最小|最差|倒数|垫底|从少到多|从低到高/;
const SPREAD = /最[高多大].{0,8}最[低少小].{0,10}(?:差|相差|高|多|差距)|最[低少小].{0,8}最[高多大].{0,10}(?:差|相差|低|少|差距)|极差|差距/;
const SUM = /合起来|合在一起|加在一起|加总|汇总|合起来|合在一起|加在一起|加总|汇总|一共|总共|合计|共计|加起来|总和|之和|总数|共有|共多少|共几/;
const MEAN = /平均|均值|\baverage\b|\bmean\b/;

/** Words that say what is to be done and not with what. */
const DOING =
  /(?:请问|那么|那|想知道|哪(?:一|几)?[类种个项些家门支所级]?|什么样的|什么|最[多高大少低小好差]|第[一二三四五][多高大少低小]?|倒数|前[一二三四五六七八九十几两\d]+[名位个项]?|排名|排行榜?|名次|居首|垫底|从[多高少低]到[多高少低]|一共|总共|合计|共计|加起来|总和|之和|总数|共有|共|平均数?值?|均值|average|mean|多少|百分之几|占多少|占比|占|相差|差距|差|各类|各种|各项|各个|分别|各自|依次|各|每|是|有|的|了|呢|吗|啊|和|与|人数|人次|数量|规模|几个|百分点|接收|参加|比较|大概)/g;

/** Null where nothing is to be worked out, or more than one school is asked. */
export function askedWorking(parsed: ParsedQuestion): AskedWorking | null {
  const text = bareQuestion(parsed);
  if (text === "" || text.length > 60) return null;
  return parsed.language === "en"
    ? null
    : (askedEach(text) ?? askedOrder(parsed, text) ?? askedRest(text) ?? askedWithout(text) ?? askedShare(text) ?? askedRate(text) ?? askedTotal(parsed, text));
}

const IN_ALL = /一共|总共|合计|共计|总计|总额|总数|共(?=[发得拿领是有]|多少)|加起来|合起来|in ?total|altogether/;
const SUM_OF_MONEY = /钱|元|金额|总额|费|补贴|补助|津贴|奖励|奖金|资金/;
const AROUND =
  /\d+(?:[个名位])?|一共|总共|合计|共计|总计|总额|总数|共|加起来|合起来|in ?total|altogether|是|多少|几|钱|万?元|发[给放]?|拿到?|得到?|领到?|给|了|的|有|学生|同学|老师|教师|人/g;

/** Asked for where nothing else is worked out: what comes to all, where a report tells so much for each; null where no sum of money is asked for. */
export function askedTimes(parsed: ParsedQuestion): AskedWorking | null {
  const text = bareQuestion(parsed);
  if (text.length > 60 || !IN_ALL.test(text) || !SUM_OF_MONEY.test(text)) return null;
  const of = text.replace(AROUND, "");
  return of.length < 2 ? null : { kind: "times", of: { text: of, groups: null } };
}

/** The question without the name of the school, its time and what ends it. */
function bareQuestion({ question, owners, period }: ParsedQuestion): string {
  let text = foldText(question).replace(/\s+/g, "");
  const mentions = [
    ...(owners.certainty === "stated" || owners.certainty === "ambiguous" ? owners.mentions : []),
    ...(period.certainty === "stated" || period.certainty === "ambiguous" ? period.mentions : []),
  ];
  for (const { text: words } of mentions.toSorted((a, b) => b.text.length - a.text.length)) text = text.replace(foldText(words).replace(/\s+/g, ""), "");
  const owner = OWNERS.find((word) => text.startsWith(word));
  if (owner !== undefined) text = text.slice(owner.length);
  return text
    .replace(/^(?:请问|那么?|的|里|，|、|:)+/, "")
    .replace(/[?？。!！，~]+$/, "")
    .replace(/(?:呢|吗|啊|呀|啦|了)$/, "");
}

/** What is done by those who are meant, and no part of their name: 招聘会上来的企业. */
const NOISE = /(?:上|里)?(?:来|到场|到会|参加|参会|享受|拿到|获得)的|的/g;

const words = (text: string): AskedWords => {
  const said = text.replace(/^[^：:]*[：:]/, "").replace(NOISE, "");
  const han = said
    .replace(/^(?:有|是|享受|获得|参加|参与|前来|[来去到](?![访校宾场会年]))+|(?:学生|人数|人次|人|数|数量|有|是)+$/g, "")
    .replace(/(?<=[\u4e00-\u9fff]{2})专业$/, "");
  const kept = han.length >= 2 ? han : said;
  return { text: kept, groups: /[a-z]{3}/.test(kept) ? glossGroups(kept) : null };
};

function askedShare(text: string): AskedWorking | null {
  if (OF_SCHOOLS.test(text)) return null;
  const ofWhole = SHARE_OF.exec(text);
  if (ofWhole !== null) {
    const [, first = "", second = ""] = ofWhole;
    const whole = withoutEverything(second);
    if (whole !== "" || second !== "") return { kind: "share", part: words(first), whole: whole === "" ? null : words(whole), people: PEOPLE.test(first) };
    return splitWithin(first);
  }
  const named = SHARE_WORD.exec(text)?.[1];
  return named === undefined ? null : splitWithin(named);
}

function splitWithin(text: string): AskedWorking {
  const [, within, one, before, other] = WITHIN.exec(text) ?? [];
  const [whole, part] = [within ?? before, one ?? other];
  const made = part === undefined ? undefined : RATES.find(({ word }) => word === part.replace(/[的人数]+$/g, ""));
  if (made !== undefined && whole !== undefined) return { kind: "rate", of: words(whole), said: made.said, rest: false, share: true };
  return whole === undefined || part === undefined
    ? { kind: "share", part: words(text), whole: null, people: PEOPLE.test(text) }
    : { kind: "share", part: words(part), whole: words(whole), people: PEOPLE.test(part) };
}

function withoutEverything(text: string): string {
  const found = EVERYTHING.find((word) => text.startsWith(word));
  const rest = found === undefined ? text : text.slice(found.length);
  const tail = rest.replace(/^的/, "").replace(/(?:的?总数|的?总量|总人数|总人次|总额)$/, "");
  return found !== undefined && tail !== "" && tail !== text ? withoutEverything(tail) : tail;
}

function askedRate(text: string): AskedWorking | null {
  const [, of = "", made = ""] = RATE.exec(text) ?? [];
  const rate = RATES.filter(({ word }) => made.endsWith(word)).toSorted((a, b) => b.word.length - a.word.length)[0];
  if (rate === undefined) return null;
  const rest = `${of}${made.slice(0, made.length - rate.word.length)}`;
  return { kind: "rate", of: words(rest), said: rate.said, rest: false, share: true };
}

function askedRest(text: string): AskedWorking | null {
  const not = NOT_MADE.exec(text);
  if (not === null || !ASKS_MANY.test(text)) return null;
  const after = text.slice(not.index + not[0].length);
  const rate = RATES.filter(({ word }) => after.startsWith(word)).toSorted((a, b) => b.word.length - a.word.length)[0];
  if (rate === undefined) return null;
  const behind = after
    .slice(rate.word.length)
    .replace(/(?:的|人数|有?多少人?|几[个人名项家份]|占比?|比例|人|百分之[几多]少?|考生|学员|学生|一共|总共|是)+/g, "");
  const of = `${text.slice(0, not.index).replace(/有?(?:多少|几)[个人名份家]?(?:人|学生|学员|考生)?$|[里中]$|有$/, "")}${behind}`;
  return { kind: "rate", of: words(of), said: rate.said, rest: true, share: /占|比例|百分之/.test(text) };
}

const WITHOUT = /^(?:没有|不是|不具有|不具备|非|无)([\u4e00-\u9fff]{2,8}?)(?:证书|资格)?的([\u4e00-\u9fff]{2,8}?)(?:有|是|共)?(?:多少|几)[个名位人]?$/;
const OTHER_SEX = /^(男|女)(?:生|学生|同学)(?:有|是|共)?(?:多少|几)[个名位]?人?$/;
const NOT_FULL = /^非([\u4e00-\u9fff]{2,6})(?:有|是|共)?(?:多少|几)[个名位]?人?$/;

function askedWithout(text: string): AskedWorking | null {
  const sex = OTHER_SEX.exec(text)?.[1];
  if (sex !== undefined) return { kind: "without", part: words(sex === "男" ? "女生" : "男生"), whole: { text: "学生", groups: null } };
  const non = NOT_FULL.exec(text)?.[1];
  if (non !== undefined) return { kind: "without", part: words(non), whole: { text: /教/.test(non) ? "教职工" : "学生", groups: null } };
  const [, part, whole] = WITHOUT.exec(text) ?? [];
  return part === undefined || whole === undefined ? null : { kind: "without", part: words(part), whole: words(whole) };
}

const PER_PERSON = /^(.{2,20}?)的?(?:人均|平均每人|每人平均|平均每个(?:人|学生)|每人)(.{0,8}?)(?:是|有|得|拿|领|发|为)?(?:多少|几)?(?:钱|元)?$/;
const PER_THING =
  /^(.{0,12}?)(?:平均)?每(?:一)?[个名位间台家门套所座支]([\u4e00-\u9fff]{2,10}?)(?:平均)?(?:要|能|可)?(?:(?:服务|承担|授课|上|接收|提供|对应|容纳|负责|带|有|占|配|分到|分|开|拥有|带来|拿出)(?:了)?)?(?:多少|几)[个名位册节家人]?([\u4e00-\u9fff]{0,6})$/;

function askedEach(text: string): AskedWorking | null {
  const [, before, thing, top = ""] = PER_THING.exec(text) ?? [];
  if (thing !== undefined)
    return top === "" && before === ""
      ? null
      : {
          kind: "each",
          of: words(`${before ?? ""}${thing}`),
          top: { text: top === "" ? (before ?? "") : top, groups: null },
          bottom: { text: thing, groups: null },
        };
  const [, of, behind = ""] = PER_PERSON.exec(text) ?? [];
  return of === undefined ? null : { kind: "each", of: words(`${of}${behind.replace(/补助|资助|金额|收入|经费|发放|享受/g, "")}`), top: null, bottom: null };
}

function askedOrder(parsed: ParsedQuestion, text: string): AskedWorking | null {
  if (OVER_TIME.test(text) || parsed.scope !== "named") return null;
  const items = itemsOf(parsed, text);
  if (SPREAD.test(text) && /最/.test(text)) return { kind: "spread", ...items };
  const direction = LEAST.test(text) ? "min" : MOST.test(text) ? "max" : null;
  if (direction === null) return null;
  const place = /第([一二三四五六七八九十])/.exec(text)?.[1];
  const top = new RegExp(`(?:前|最[多高大少低小]的?|倒数)(${NUMERAL})`).exec(text)?.[1];
  const count = top === undefined ? null : (PLACES[top] ?? Number(top));
  const second = place === undefined ? null : (PLACES[place] ?? null);
  return { kind: "order", ...items, direction, top: second === null ? (parsed.top ?? count) : null, place: second, share: /占/.test(text) };
}

function askedTotal(parsed: ParsedQuestion, text: string): AskedWorking | null {
  if (OVER_TIME.test(text)) return null;
  if (MEAN.test(text) && !/每(?:个|名|位|间|台|人|家|套|亩|班|所|校)|人均|生均/.test(text)) return { kind: "mean", ...itemsOf(parsed, text) };
  if (!SUM.test(text)) return null;
  const items = itemsOf(parsed, text);
  return { kind: "sum", ...items, unit: items.unit ?? classifierOf(text) };
}

/** 系学生数: the parts, and what is counted of each. */
const PART_NOUN = /^(专业部|教学部|系部|学部|系|部|班)([\u4e00-\u9fff]{2,})$/;
const COUNTED = new RegExp(`(?:那|这)?(${NUMERAL}+)[个项类种家所门支名]`, "g");

/** 几个校区 asks for no area: what how many is said of is the unit of its items. */
const classifierOf = (text: string): string | null => /(?:多少|几)([个所家项门间台套期次场枚块册篇])/.exec(text)?.[1] ?? null;

const MONEY = /多少(?:钱|经费|资金|元|万元|投入|收入|支出)|几万|(?:经费|资金|收入|支出|投入|金额)(?:一共|总共|合计|共计)?(?:是|有)?多少/;

/** The words that are left when what is to be done is taken out; those for kinds of things only where nothing else is. */
function itemsOf(parsed: ParsedQuestion, text: string): AskedItems {
  const written = [...text.matchAll(COUNTED)].map((match) => match[1] ?? "")[0];
  const counted = written === undefined ? null : (PLACES[written] ?? Number(written));
  const left = text
    .replace(DOING, " ")
    .replace(COUNTED, " ")
    .replace(/最[\u4e00-\u9fff]?|[?？]/g, " ");
  const pieces = left
    .split(/[\s，,、:的]+/)
    .map((piece) =>
      piece
        .replace(/(?:里|中|上|比|在)$/, "")
        .replace(/^(?:比|给|做|搞|办|现在|目前|现有|今年|本年度?)+/, "")
        .replace(/^(?:现|在)$/, ""),
    )
    .filter((piece) => piece !== "");
  const telling = pieces
    .flatMap((piece) => PART_NOUN.exec(piece)?.slice(1) ?? [piece])
    .map(stripClass)
    .filter((piece) => piece.length > 1 || piece === "系" || piece === "部");
  const kept = telling.length > 0 ? telling : pieces;
  return {
    text,
    noun: kept.map((piece) => ({ text: piece, groups: null })),
    people: PEOPLE.test(text),
    unit: MONEY.test(text) ? "元" : parsed.wantedUnit,
    level: /最[高低]/.test(text),
    count: counted === null || Number.isNaN(counted) || counted < 2 ? null : counted,
  };
}

/** 培训类别, 教学部学生: the noun for the kind and the people who are counted say nothing of which list is meant. */
function stripClass(piece: string): string {
  const bare = piece.replace(/(?:的?学生|人数|人次|人)$/, "");
  const found = CLASSES.find((word) => bare.endsWith(word));
  return found === undefined ? bare : bare.slice(0, -found.length);
}
