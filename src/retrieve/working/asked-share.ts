import { ASKS_MANY, type AskedWorking, EVERYTHING, PEOPLE, RATES, words } from "./asked-forms.ts";

const SHARE_OF = /^(.{1,30}?)占(?:了|到|比|有)?(.{0,24}?)的?(?:多少|百分之[几多]少?|几成|比例|比重|百分比|份额|多大|几分之几|比率)/;
const SHARE_WORD = /^(.{2,30}?)的?(?:占比|比例|比重|百分比)(?:是|有|为|达)?(?:多少|多大|多高|几)?$/;
const WITHIN = /^(.{2,}?)(?:里面|当中|之中|中间|里头|里|中(?![级职专学餐高]))(?:面)?，?(.{2,})$|^(.{2,}?)，(.{2,})$/;
/** A school's share of several schools is another matter. */
const OF_SCHOOLS = /(?:所有|全部|各|这|那|[两二三四五六七八九十几\d])[所个家]?(?:学校|院校|校)/;
const RATE = /^(.{0,30}?)的?((?:有效)?[\u4e00-\u9fff]{1,4}?)率(?:是|有|为|达)?(?:多少|多高|几)?$/;
const NOT_MADE = /(?:没有?|未能?|不)(?:能)?(?:够)?/;
/** 护理学生占全校多少: null where no share is asked. */
export function askedShare(text: string): AskedWorking | null {
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

/** 认定的通过率: null where no rate of those who tried is asked. */
export function askedRate(text: string): AskedWorking | null {
  const [, of = "", made = ""] = RATE.exec(text) ?? [];
  const rate = RATES.filter(({ word }) => made.endsWith(word)).toSorted((a, b) => b.word.length - a.word.length)[0];
  if (rate === undefined) return null;
  const rest = `${of}${made.slice(0, made.length - rate.word.length)}`;
  return { kind: "rate", of: words(rest), said: rate.said, rest: false, share: true };
}

/** 没通过的有多少: null where no rest is asked. */
export function askedRest(text: string): AskedWorking | null {
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

export function askedWithout(text: string): AskedWorking | null {
  const sex = OTHER_SEX.exec(text)?.[1];
  if (sex !== undefined) return { kind: "without", part: words(sex === "男" ? "女生" : "男生"), whole: { text: "学生", groups: null } };
  const non = NOT_FULL.exec(text)?.[1];
  if (non !== undefined) return { kind: "without", part: words(non), whole: { text: /教/.test(non) ? "教职工" : "学生", groups: null } };
  const [, part, whole] = WITHOUT.exec(text) ?? [];
  return part === undefined || whole === undefined ? null : { kind: "without", part: words(part), whole: words(whole) };
}
