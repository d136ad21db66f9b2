import wordsFile from "../../../data/lexicon/working-words.json" with { type: "json" };
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { type AskedWorking, longestFirst, words } from "./asked-forms.ts";
import { askedEachItem, askedOrder, askedTotal } from "./asked-items.ts";
import { askedRate, askedRest, askedShare, askedWithout } from "./asked-share.ts";

const OWNERS = longestFirst(wordsFile.owners);

/** Null where nothing is to be worked out, or more than one school is asked. */
export function askedWorking(parsed: ParsedQuestion): AskedWorking | null {
  const text = bareQuestion(parsed);
  if (text === "" || text.length > 60) return null;
  return parsed.language === "en"
    ? null
    : (askedEach(text) ??
        askedOrder(parsed, text) ??
        askedRest(text) ??
        askedWithout(text) ??
        askedShare(text) ??
        askedRate(text) ??
        askedTotal(parsed, text) ??
        askedEachItem(parsed, text));
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

const PER_PERSON = /^(.{2,20}?)的?(?:人均|平均每人|每人平均|平均每个(?:人|学生)|每人)(.{0,8}?)(?:是|有|得|拿|领|发|为)?(?:多少|几)?(?:钱|元)?$/;
const PER_THING =
  /^(.{0,12}?)(?:平均)?每(?:一)?[个名位间台家门套所座支]([\u4e00-\u9fff]{2,10}?)(?:平均)?(?:要|能|可)?(?:(?:服务|承担|授课|上|接收|提供|对应|容纳|负责|带|有|占|配|分到|分|开|拥有|带来|拿出)(?:了)?)?(?:多少|几)[个名位册节家人]?([\u4e00-\u9fff]{0,6})$/;

/** 实训室平均有几个工位, 班级平均多少学生: what stands before 平均 is what each of is meant. */
const AVERAGE_OF =
  /^((?![各每])[\u4e00-\u9fff]{2,8}?)平均(?:要|能|可|会)?(?:(?:服务|承担|授课|上|接收|提供|对应|容纳|负责|带|有|占|配|分到|开|拥有|培养|管)(?:了)?)?(?:多少|几)[个名位册节家]?([\u4e00-\u9fff]{2,6})$/;

function askedEach(text: string): AskedWorking | null {
  const [, each, held] = AVERAGE_OF.exec(text) ?? [];
  if (each !== undefined && held !== undefined)
    return { kind: "each", of: words(each), top: { text: held, groups: null }, bottom: { text: each, groups: null } };
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
