import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { readApartShares } from "./apart-shares.ts";
import { readDegrees } from "./degrees.ts";
import { NAME_MARK, readEnglishOperation } from "./operation-english.ts";
import { namedTogether, type OperandWords, oneOperand, severalOf, splitOperands } from "./operation-phrases.ts";

/** What is to be done with figures that a question names, each in words that can be asked for alone. */
export interface Operation {
  readonly op: "sum" | "mean" | "share" | "difference" | "multiple" | "each" | "order";
  /** Put together where there are several, but for `order`. */
  readonly left: readonly OperandWords[];
  /** The whole, what is set beside, what is divided by; none for `sum`, `mean` and `order`. */
  readonly right: readonly OperandWords[];
  readonly direction: "max" | "min";
  /** 总共得了几个奖: items of one noun that a sentence about `about` counts one after another (一等奖, 二等奖). */
  readonly row?: { readonly about: string; readonly noun: string };
  /** 其中省级的占多少: out of what was asked about last. */
  readonly ofLast?: boolean;
  /** 各占多少: each of the left is a share of its own. */
  readonly apart?: boolean;
  /** 本科以上: the last of the sum may be told with all above it in one number, and is then the whole. */
  readonly above?: boolean;
  /** 图书数除以学生数: both sides are named outright, so that no printed mean stands for it. */
  readonly outright?: boolean;
  /** 平均每批多少人: both numbers stand in one sentence, known by their units. */
  readonly per?: { readonly about: string; readonly unit: string; readonly noun: string; readonly top: string };
}

const LONGEST = 90;
const SUM_WORDS =
  "(?:一共|总共|合计|共计|总计|拢共|统共|全部加起来|加起来|加在一起|加一块儿?|加到一起|加一起|相加|加总|合起来|合在一起|凑一块儿?|总和|之和|总数|两项共|共有|共(?=[多几])|altogether|in total|combined)";
const SHARE_END = "(?:多少|几成|百分之[几多]少?|百分比|比例|比重|份额|占比|多大|几分之几|percentage|percent|share|proportion|ratio|%)";

const FURTHER = new RegExp(`^(.{2,60}?)${SUM_WORDS}[^,，]{0,12}[,，]?(?:再)?(?:跟|和|与|同|比)(.{2,20}?)(?:相?差|相比差?|[多少])${"(?:了|出)?"}(?:多少|几)`);
const SHARE_OF = new RegExp(`^(.{2,50}?)占(?![地用有])(?:到(?![场会校])|了|据)?(.{1,30}?)的?(?:是)?${SHARE_END}`, "i");
const WITHIN = new RegExp(`^(.{2,24}?)(?:里面|里头|当中|之中|中间|里|中)(?:面)?[,，]?(.{2,30}?)(?:占到?|占了|的?占比)(?:是|为|了|有)?(?:${SHARE_END}|$)`, "i");
const BELONGS =
  /^(.{2,24}?)(?:里面|里头|当中|之中|里|中)(?:有|大约有)?(?:多少|几成|百分之[几多]少?|多大比例|多大一部分)(?:是|属于|来自|用在|用于|花在|给了?)(.{2,20})$/;
const TIMES = /^(.{2,40}?)(?:大概|大约|约|差不多)?(?:是|为|相当于|等于|抵得?上?)(.{2,30}?)的?(?:多少|几|how many)(?:倍|times)/i;
const THAN = /^(.{2,50}?)(?:比|超过|超出|多于|少于)(.{2,30}?)(?:要|还|又|整整|总共)?(?:[多少高低大小长短贵]|超|相差)(?:出|了)*(?:多少|几|how)/;
const APART = /^(.{2,50}?)(?:之间)?的?(?:相差|差距|差额|落差|差)(?:了|是|有|为|多|大)*(?:多少|几|$)/;
const LESS = /^(.{2,40}?)(?:减去|减掉|减|扣掉|扣除|除去)(.{2,30}?)(?:之后|以后|后|还)*(?:剩下?|是|等于|得|有|余)?(?:多少|几)/;
const SPREAD =
  /^(.{2,40}?)[,，]?(?:摊到|平摊到|分摊到|均摊到|平均到|分到|摊给|摊在|落到|算到|平均分给|分给)(?:每)?(?:一)?[个名位间家台批次场所班]?(.{1,16}?)(?:头上|身上|手里|名下|上|里)*(?:[,，])?(?:是|有|为|约|大概|合|能|可|得|摊)*(?:到)?(?:多少|几)/;
const PER =
  /^(.{0,24}?)(?:平均|均摊|大约|大概)*(?:下来|来说|来看)?[,，]?(?:平均)?每(?:一)?([个名位间台家批次场期届支所座门册件项篇辆班])(?:次)?([\u4e00-\u9fff]{0,6}?)(?:平均|大约|能|可|要)*(?:来|有|是|带|提供|接待|培训|组织|合|分到|拿到|得|承担|安排|招|参加|服务)*了?(?:多少|几)[个名位]?([\u4e00-\u9fff]{0,6})$/;
const DIVIDED =
  /^(?:.{2,40}?[,，])?(?:如果|要是|若)?(?:我们?)?(?:拿|用|把|将)?([^,，]{2,40}?)(?:除以|÷)([^,，]{2,24}?)[,，]?(?:算(?:出来|下来|一?下)?|结果|应该|是|等于|得|出|为|大概|约)*(?:多少|几)/;
const ORDERED = /[从由]?[高多大][到至][低少小]|[从由]?[低少小][到至][高多大]|排[个一列]?[名序队]|排一?排|(?:哪|谁)(?:一|个|项|个?率)*最[高低多少大小]/;
const UP = /[低少小][到至][高多大]|最[低少小]/;
const SUM_OF = new RegExp(`^(.{3,60}?)(?:把)?${SUM_WORDS}`);
const SUM_FIRST = new RegExp(`^(?:把)?(.{0,24}?)${SUM_WORDS}(?:有|是|发|花|用|拿|得|培训|安排|招|采购|买|获)?了?(?:多少|几)[^和与跟及、]{0,3}?(.{3,40})$`);
const PLUS =
  /^(.{2,30}?)(?:再?(?<![参增追附施添更])加上?(?![入强快])(?!起来|在一起|到一起|一块|一起|总|上)|(?<!1)[+＋](?!x))(.{2,30}?)(?:总共|一共|合计|等于|是|为|有|值)*(?:多少|几)/;
const MEAN_OF = /^(.{4,60}?)(?:的)?(?:平均值?|均值)(?:是|为|有)?(?:多少|几)?/;

/**
 * "外资企业占到场企业的几成" → share of one operand in the other; "A、B加总多少, 跟C差几个" → (A + B) less C. Null where the question names no
 * two figures to work with, more than one school, or asks over years. The words carry what stands before them all (在招聘会上).
 */
export function readOperation(parsed: ParsedQuestion): Operation | null {
  if (
    parsed.scope !== "named" ||
    parsed.question.length > LONGEST * 2 ||
    parsed.threshold !== null ||
    parsed.ofRest === true ||
    parsed.regionBeside !== undefined
  )
    return null;
  if (parsed.language === "en") return readEnglishOperation(bareText(parsed, ` ${NAME_MARK} `));
  const text = bareText(parsed).replace(/(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])/g, "");
  if (text.length < 4 || text.length > LONGEST || OVER_TIME.test(text) || PROSE.test(text)) return null;
  return (
    readDegrees(text) ??
    readFurther(text) ??
    readOfLast(text) ??
    readApartShares(text) ??
    readShare(text) ??
    readTimes(text) ??
    readEach(text) ??
    readPer(text) ??
    readDifference(text) ??
    readOrder(text) ??
    readSum(text) ??
    readPrizes(text)
  );
}

/** Series and reasons are told otherwise. */
const OVER_TIME = /上一?年|去年|前年|同比|历年|逐年|[近这][一二两三四五\d]+年|增长|增加|减少了|下降|提高了|变化/;
const PROSE = /为什么|为何|怎么(?:样|做|办|回事)|如何|哪些|原因|对得上|一致|准不准|对不对|是不是|有没有/;

const POSSESSIVE = /^\s?['’]s\b/;

/** The question without the names of schools and years; they are put before each operand again. */
function bareText({ question, owners, period }: ParsedQuestion, mark = " "): string {
  const mentions = [owners, period].flatMap((slot) => (slot.certainty === "stated" ? slot.mentions : []));
  let text = question;
  for (const { start, end } of mentions.toSorted((a, b) => b.start - a.start))
    text = `${text.slice(0, start)}${POSSESSIVE.test(text.slice(end)) ? " " : mark}${text.slice(end).replace(POSSESSIVE, "")}`;
  return foldText(text)
    .replace(/^(?:\s|请问|想问一?下?|麻烦问一?下?|那么?|的|里|,|，|、|:|：|在(?![编职校岗籍读]))+/, "")
    .replace(/[\s?？。!！，,~.]+$/, "")
    .replace(/(?:呢|吗|啊|呀|啦|嘛)$/, "")
    .trim();
}

function readFurther(text: string): Operation | null {
  const [, row = "", beside = ""] = FURTHER.exec(text) ?? [];
  const left = namedTogether(row);
  return left.length < 2 ? null : { op: "difference", left, right: oneOperand(beside, row), direction: "max" };
}

/** Goes on from a number just asked for: a part of it. */
const OF_LAST = new RegExp(
  `^(?:那|那么)?(?:其中|这里面|这当中|里面|里头|当中)(?:的)?(.{1,14}?)的?占(?![地用有])(?:了|到|比|总数|全部|整体|其中)*的?(?:what |多少|几)?(?:${SHARE_END}|$)`,
  "i",
);

/** 来招聘会的企业，外企占多大比例. */
const BEFORE_COMMA = new RegExp(`^([^,，]{2,20})[,，]([^,，]{2,16}?)占(?![地用有])(?:到|了|据)?(?:${SHARE_END})+$`, "i");

function readOfLast(text: string): Operation | null {
  const part = OF_LAST.exec(text)?.[1] ?? "";
  return part === "" ? null : { op: "share", left: oneOperand(part, ""), right: [], direction: "max", ofLast: true };
}

const PRIZES =
  /^(.{4,40}?)(?:里|中|上)?(?:一共|总共|共|合计|总计)?(?:得|拿|获|获得|夺得?|捧回|收获)(?:到|得|了|过)*(?:多少|几)[个项枚块]?(奖|奖项|奖牌|金牌|名次)$/;

function readPrizes(text: string): Operation | null {
  const [, about = "", noun = ""] = PRIZES.exec(text) ?? [];
  return noun === "" ? null : { op: "sum", left: [], right: [], direction: "max", row: { about, noun: noun.slice(0, 1) } };
}

/** 师资培训花了多少钱，占投入的比例: the number asked for first is the part of the share. */
const NUMBER_FIRST = /(?:一共|总共|共)?(?:[花用投发给有是]|投入|收入|支出)?了?(?:多少|几)(?:[元钱人个名位家项台册]|人次|经费|资金){0,2}[,，](?:又|各)?(?=占)/;

function readShare(line: string): Operation | null {
  const text = line.replace(NUMBER_FIRST, "");
  const [, partOf = "", wholeOf = ""] = SHARE_OF.exec(text) ?? [];
  const [, within = "", inner = ""] = WITHIN.exec(text) ?? [];
  const [, whole = "", belongs = ""] = BELONGS.exec(text) ?? [];
  const [, ahead = "", behind = ""] = BEFORE_COMMA.exec(text) ?? [];
  const pair =
    belongs !== ""
      ? [belongs, whole]
      : wholeOf !== "" && !/^(?:了|到|比|的|其中|其|多大|大约|大概|约|总|多少|几)+$/.test(wholeOf)
        ? [partOf, wholeOf]
        : inner !== ""
          ? [inner, within]
          : behind !== ""
            ? [behind, ahead]
            : null;
  const [part = "", of = ""] = pair ?? [];
  if (pair === null || OF_SCHOOLS.test(of)) return null;
  const row = namedTogether(part.replace(new RegExp(`${SUM_WORDS}$`), ""));
  return { op: "share", left: row.length > 1 ? row : oneOperand(part, of), right: splitOperands(of, part), direction: "max" };
}
const OF_SCHOOLS = /(?:所有|全部|各|这|那|[两二三四五六七八九十几\d])[所个家]?(?:学校|院校|校)/;

/** 在编和编外的比是多少. */
const RATIO = /^(.{2,24}?)(?:和|与|跟|同|比)(.{2,24}?)(?:之间)?的?(?:比例|比值|之比|人数比|数量比|比)(?:关系)?(?:是|为|有)?(?:多少|几比几|几|多大|怎样)/;

function readTimes(text: string): Operation | null {
  const [, left = "", right = ""] = TIMES.exec(text) ?? RATIO.exec(text) ?? [];
  return right === "" ? null : { op: "multiple", left: joined(left, right), right: oneOperand(right, left), direction: "max" };
}

/** 一名专任教师带几个学生. */
const ONE_HAS = /^一[个名位](.{2,8}?)(?:平均|大约|大概|要)*(?:带|教|管|负责|对应|服务)(?:着|了)?(?:多少|几)[个名位]?([\u4e00-\u9fff]{2,6})$/;

function readPer(text: string): Operation | null {
  const [, head = "", borne = ""] = ONE_HAS.exec(text) ?? [];
  if (borne !== "") return { op: "each", left: oneOperand(borne, ""), right: oneOperand(head, ""), direction: "max" };
  const [, before = "", unit = "", noun = "", top = ""] = PER.exec(text) ?? [];
  const about = before.replace(/^的|[的,，]+$|平均$/g, "");
  if (unit === "" || (top === "" && about === "")) return null;
  const isMoney = MONEY.test(top);
  return {
    op: "each",
    // 招聘会平均每家企业提供多少岗位 is of that fair alone.
    left: noun === "" || (!isMoney && about !== "") ? [] : oneOperand(isMoney ? about : top, ""),
    right: noun === "" ? [] : oneOperand(noun, ""),
    direction: "max",
    per: { about, unit, noun, top: top === "" ? "人" : top },
  };
}
const MONEY = /^(?:钱|元|万元|经费|资金)?$/;

function readEach(text: string): Operation | null {
  const spread = SPREAD.exec(text);
  const [, top = "", bottom = ""] = spread ?? DIVIDED.exec(text) ?? [];
  return bottom === "" ? null : { op: "each", left: joined(top, bottom), right: oneOperand(bottom, top), direction: "max", outright: spread === null };
}

function readDifference(text: string): Operation | null {
  const [, more = "", less = ""] = THAN.exec(text) ?? LESS.exec(text) ?? [];
  if (less !== "") return { op: "difference", left: joined(more, less), right: oneOperand(less, more), direction: "max" };
  const apart = APART.exec(text)?.[1] ?? "";
  const [first, second, ...more2] = splitOperands(apart, "");
  return first === undefined || second === undefined || more2.length > 0 ? null : { op: "difference", left: [first], right: [second], direction: "max" };
}

/** A row that is put together, or one thing. */
function joined(words: string, other: string): readonly OperandWords[] {
  const row = namedTogether(words.replace(new RegExp(`${SUM_WORDS}$`), ""));
  return row.length > 1 ? row : oneOperand(words, other);
}

function readOrder(text: string): Operation | null {
  const found = ORDERED.exec(text);
  if (found === null) return null;
  const left = splitOperands(text.slice(0, found.index).replace(/(?:按照?|请)$/, ""), "");
  return left.length < 2 ? null : { op: "order", left, right: [], direction: UP.test(found[0]) ? "min" : "max" };
}

function readSum(text: string): Operation | null {
  const plus = PLUS.exec(text);
  const ahead = SUM_OF.exec(text)?.[1] ?? "";
  const [, lead = "", behind = ""] = SUM_FIRST.exec(text) ?? [];
  const mean = MEAN_OF.exec(text)?.[1] ?? "";
  const row = [plus === null ? "" : `${plus[1]}加${plus[2]}`, ahead, behind === "" ? "" : `${lead}${behind}`]
    .map((words) => namedTogether(words))
    .find((one) => one.length > 1);
  const several = severalOf(ahead, row) ?? severalOf(`${lead}${behind}`, row);
  if (row !== undefined && several === null) return { op: "sum", left: row, right: [], direction: "max" };
  if (several !== null) return { op: "sum", left: [several], right: [], direction: "max" };
  const of = mean === "" || /每/.test(mean) ? [] : namedTogether(mean);
  return of.length < 2 ? null : { op: "mean", left: of, right: [], direction: "max" };
}
