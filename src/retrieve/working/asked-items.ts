import type { ParsedQuestion } from "../../domain/question.ts";
import { type AskedItems, type AskedWorking, CLASSES, NUMERAL, PEOPLE, PLACES } from "./asked-forms.ts";

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

/** 哪类最多, 前三名, 第二多的: null where no order is asked. */
export function askedOrder(parsed: ParsedQuestion, text: string): AskedWorking | null {
  if (OVER_TIME.test(text) || parsed.scope !== "named") return null;
  const items = itemsOf(parsed, text);
  if (SPREAD.test(text) && /最/.test(text)) return { kind: "spread", ...items };
  const [most, least] = [text.search(MOST), text.search(LEAST)];
  const direction = least >= 0 && (most < 0 || least < most) ? "min" : most >= 0 ? "max" : null;
  if (direction === null) return null;
  const place = /第([一二三四五六七八九十])/.exec(text)?.[1];
  const top = new RegExp(`(?:前|最[多高大少低小]的?|倒数)(${NUMERAL})`).exec(text)?.[1];
  const count = top === undefined ? null : (PLACES[top] ?? Number(top));
  const second = place === undefined ? null : (PLACES[place] ?? null);
  return { kind: "order", ...items, direction, top: second === null ? (parsed.top ?? count) : null, place: second, share: /占/.test(text) };
}

const EACH_OF =
  /(?:哪[些几二两三四五六七八\d]|各[类种项级个系部校]|[^、，,]{2,}、[^、，,]{2,}).*(?:各|分别|各自)(?:有|是|为|占|得|获|培训|招|获得)?了?(?:多少|几)/;

/** 开展了哪些培训，各多少人次: the items of one list with their numbers; null where no such thing is asked. */
export function askedEachItem(parsed: ParsedQuestion, text: string): AskedWorking | null {
  if (OVER_TIME.test(text) || parsed.scope !== "named" || !EACH_OF.test(text)) return null;
  const items = itemsOf(parsed, text);
  return { kind: "items", ...items, unit: items.unit ?? classifierOf(text) };
}

/** 一共, 平均, 相差 over items of one list: null where none is asked. */
export function askedTotal(parsed: ParsedQuestion, text: string): AskedWorking | null {
  if (OVER_TIME.test(text)) return null;
  if (MEAN.test(text) && !/每(?:个|名|位|间|台|人|家|套|亩|班|所|校)|人均|生均/.test(text)) {
    const items = itemsOf(parsed, text);
    // 平均有多少学生 names nothing that could be taken together.
    return items.noun.some(({ text: noun }) => !ONLY_PEOPLE.test(noun)) ? { kind: "mean", ...items } : null;
  }
  if (!SUM.test(text)) return null;
  const items = itemsOf(parsed, text);
  // 学生总数 is the number of all, and no list put together.
  if (NUMBER_OF_ALL.test(text) && items.noun.every(({ text: noun }) => ONLY_PEOPLE.test(noun))) return null;
  return { kind: "sum", ...items, unit: items.unit ?? classifierOf(text) };
}

const NUMBER_OF_ALL = /^(?!.*(?:一共|总共|合计|共计|加起来|之和|总和)).*总数/;
const ONLY_PEOPLE = /^(?:学生|老师|教师|教职工|毕业生|学员|人|个人|带|管|教)$/;

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
