/** The words of one operand: ways to ask for it alone, the likeliest first, and the number that the question itself gives it. */
export interface OperandWords {
  readonly ways: readonly string[];
  /** 在编155人: as typed, without its unit. */
  readonly number: string | null;
  /** 两笔维修资金: how many figures of the one name are meant. */
  readonly count?: number;
}

const NUMERALS: Readonly<Record<string, number>> = { 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8 };
const SEVERAL_OF = /^(.{0,30}?)(?:这|那)?([两二三四五六七八])[笔项种类个次批](.{2,16})$/;
/** (复训、初次、换证): the several once more, in brackets behind them. */
const IN_BRACKETS = /[（(][^（()）]{2,40}[)）][,，]?$/;
const DONE_TO = /^(?:给|对|为|向|面向|针对)|(?:搞|做|办|开展|组织|举办|进行|安排|承担)(?:了|过)?的?$/g;

/** 安排的两笔维修资金: several of one name, none of them named apart; null for all else. A row of just as many names is told by `row`. */
export function severalOf(text: string, row: readonly OperandWords[] = []): OperandWords | null {
  const [, lead = "", numeral = "", noun = ""] = SEVERAL_OF.exec(text.replace(IN_BRACKETS, "")) ?? [];
  const count = NUMERALS[numeral];
  const name = bare(noun);
  if (count === undefined || name.length < 2 || JOINT.test(noun) || (row.length === count && !IN_BRACKETS.test(text))) return null;
  const whose = bare(lead.replace(/的$/, "").replace(DONE_TO, ""));
  return { ways: JOINT.test(lead) ? [`${whose}${name}`] : [name, `${whose}${name}`], number: null, count };
}

const MOST_OPERANDS = 8;
const JOINT =
  /、|,|，|以及|还有|(?<![参增追附施添更])加上|(?<![参增追附施添更])加(?![入强快])(?!起来|在一起|到一起|一块|一起|总|工)|(?<!1)[+＋](?!x)|(?<=[\u4e00-\u9fff]{2})(?:和|与|跟|及(?!以上|以下|其|格)|或(?!以上|以下))(?=[\u4e00-\u9fffa-z])/;
/** 三个合格率, 两项补助: what each of a row is. */
const HEAD = /^(.*?)(?:这|那)?[两二三四五六七八九十几\d]+[个项种类笔样级](?:的)?([\u4e00-\u9fff]{2,8})$/;
const EDGES =
  /^(?:把|将|的|有|是|在(?![编职校岗籍读])|从|其中|该校|学校|学院|现有|目前|参加|参与)+|(?:的|都|各|分别|有|是|为|一共|总共|合计|共|数|总数|人数|数量|级别|这一级|那一级)+$/g;
const COUNTED = /\s*(\d+(?:\.\d+)?)\s*(?:多|余|万|亿)*(?:名|人次|人|个|家|项|元|篇|批次|批|台|亩|册|%|平方米)?$/;
/** 20项课题立项. */
const COUNT_AHEAD = /^(\d+(?:\.\d+)?)(?:名|人次|人|个|家|项|篇|批次?|台|册|位)/;
const NOUNS = [
  "教师",
  "老师",
  "教职工",
  "学生",
  "毕业生",
  "满意度",
  "合格率",
  "就业率",
  "率",
  "班学生",
  "学历",
  "人次",
  "奖",
  "资金",
  "经费",
  "补贴",
  "助学金",
  "面积",
  "企业",
  "人数",
  "课题",
  "论文",
  "培训",
  "专业",
  "毕业的教师",
  "毕业",
];

/** Names told in a row, or one name: each with what the row has in common. `other` stands on the other side of the operation. */
export function splitOperands(text: string, other: string): readonly OperandWords[] {
  const { lead, row } = leadOf(text);
  const [, named = "", noun = ""] = HEAD.exec(row) ?? [];
  // 20项课题 is a number of one thing, 文化课、技能两个合格率 names two.
  const [items, head] = named === "" ? [row, ""] : [named, noun];
  const pieces = items
    .split(JOINT)
    .map(bare)
    .filter((piece) => piece !== "");
  if (pieces.length > MOST_OPERANDS) return [];
  const [only, ...more] = pieces;
  if (only === undefined) return [];
  if (more.length === 0) return oneOperand(`${lead === "" ? "" : `${lead}，`}${only}${head}`, other);
  const tail = head === "" ? tailOf(pieces) : head;
  return pieces.map((piece, index) => operand([...(index === 0 ? [] : withHead(piece, only)), ...waysOf(piece, tail, lead)], piece));
}

const SHORT = 3;

/** 论文发表和获奖: what the first of a row is about, before a second that says but what was done. */
function withHead(piece: string, first: string): readonly string[] {
  const head = first.slice(0, -piece.length);
  return piece.length > SHORT || head.length < 2 || OF_LEVEL.test(piece) || /[a-z\d]/.test(`${piece}${first}`) ? [] : [`${head}${piece}`];
}

/** A row of two or more names; empty where there is but one. */
export function namedTogether(text: string): readonly OperandWords[] {
  const row = splitOperands(text, "");
  return row.length < 2 ? [] : row;
}

/** One name, with what stands before it (在招聘会上, 外资企业), and with the noun of the other side where it has none of its own. */
export function oneOperand(text: string, other: string): readonly OperandWords[] {
  const { lead, row } = leadOf(text);
  const name = bare(row);
  if (name === "") return [];
  const besides = leadOf(other).lead;
  const noun = NOUNS.find((word) => bare(other).replace(COUNTED, "").endsWith(word)) ?? "";
  const ways = waysOf(name, name.endsWith(noun) ? "" : noun, lead === "" ? besides : lead);
  // 编外 is short for what the other side is; 招生 is a thing of its own.
  return [operand(OF_LEVEL.test(name) ? ways : [...ways.filter((way) => way.endsWith(name)), ...ways.filter((way) => !way.endsWith(name))], name)];
}

function operand(ways: readonly string[], piece: string): OperandWords {
  return { ways, number: COUNTED.exec(piece)?.[1] ?? COUNT_AHEAD.exec(piece)?.[1] ?? null };
}

function waysOf(piece: string, tail: string, lead: string): readonly string[] {
  const name = piece.replace(COUNTED, "").replace(COUNT_AHEAD, "");
  const named = name === "" ? piece : name;
  const whole = tail === "" || named.endsWith(tail) ? named : `${named}${tail}`;
  return [...new Set([...(lead === "" ? [] : [`${lead}${whole}`]), whole, ...(lead === "" ? [] : [`${lead}${named}`]), named])].filter((way) => way.length > 1);
}

/** What is said before a comma or 里 of all that follows: 招聘会，外资企业; 老师的学历，本科. */
function leadOf(text: string): { readonly lead: string; readonly row: string } {
  const [, before = "", after = ""] = /^([^，,、]{2,16}?)(?:[，,：:]|里[，,]|中[，,])([^，,]{2,}|.{2,}、.{1,})$/.exec(text) ?? [];
  return after === "" ? { lead: "", row: text } : { lead: bare(before), row: after };
}

/** Says of which sort, and not of what. */
const OF_LEVEL = /^(?:[省市县区校国]级?|全国|男|女|其他|其余|本科|大专|专科)(?:级|以上|及以上)?$/;
/** What a name in a row may end with before that which all of them are: 省级, 德西班. */
const KIND_END = /(?:毕业|[级班类型部系组期届校])$/;

/** 德西班和津上班学生: what the last of a row names of all. */
function tailOf(pieces: readonly string[]): string {
  const last = (pieces.at(-1) ?? "").replace(COUNTED, "");
  const end = KIND_END.exec(pieces[0] ?? "")?.[0];
  const at = end === undefined ? -1 : last.indexOf(end);
  if (end !== undefined && at > 0 && last.length > at + end.length + 1) return last.slice(at + end.length);
  const tail = NOUNS.toSorted((a, b) => b.length - a.length).find((noun) => last.endsWith(noun) && last !== noun) ?? "";
  return pieces.some((piece) => !piece.replace(COUNTED, "").endsWith(tail)) ? tail : "";
}

const bare = (words: string): string =>
  words
    .trim()
    .replace(EDGES, "")
    .replace(/掉的|了的|掉/g, "")
    .replace(/的/g, "")
    .trim();
