import type { Figure } from "../../domain/figure.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { canCount } from "../said/expected-answer.ts";
import { asksClock } from "../said/said-kinds.ts";
import type { OpenQuery } from "./open-query.ts";
import { namesSubject, speaksOfPart } from "./subjects.ts";

/** Of the wanted kind, about the owner or the part and group that the question names, and no number that the question itself gives. */
export function isAnswer(figure: Figure, { parsed, measure, groups, expected, standing = {} }: OpenQuery): boolean {
  if (standing.strict === true && figure.indicator.id !== null) return false;
  if (!canCount(expected, figure.unit)) return false;
  const wanted = figure.aspect === "change" || measure.kind === null || figure.kind === measure.kind;
  const about = figure.subject === null || namesSubject(parsed, figure.subject) || speaksOfPart(measure.asked.words, figure.subject);
  const asked = foldText([parsed.question, ...groups.flatMap((group) => group.words)].join(" "));
  const population = figure.population === null || sharesWord(foldText(figure.population), asked);
  const told: readonly string[] = foldText(parsed.question).match(/\d+(?:\.\d+)?/g) ?? [];
  const names = groups.flatMap((group) => group.words);
  if (figure.aspect === "change" && parsed.wantedAspect !== "change" && !ASKS_CHANGE.test(foldText(parsed.question))) return false;
  if (isTime(figure, measure.unit, parsed.question) || asksClock(parsed.question)) return false;
  if (isOfSeveral(figure, asked)) return false;
  if (isAge(figure, parsed.question) || isOfOthers(figure, measure.asked.words, parsed.question)) return false;
  if (isOfOtherEntry(figure, parsed.wantedUnit, asked)) return false;
  return wanted && about && population && holdsPopulation(figure, parsed.population) && !told.includes(figure.value) && !isReversed(figure, names, asked);
}

/** 业余团校办了几期 is never answered by 志愿服务130余次: another unit, and a name that says nothing of what is asked. */
export function isOfOtherEntry({ indicator, unit }: Figure, wanted: string | null, asked: string): boolean {
  return (
    indicator.id !== null && wanted !== null && wanted !== ANYTHING && wanted !== unit && !sharesWord(foldText(`${indicator.name} ${indicator.words}`), asked)
  );
}
const ANYTHING = "个";

/** A change is told where one is asked for: 月薪较上届多210元 is nobody's pay. */
const ASKS_CHANGE =
  /[比较增减涨跌升降]|提高|扩大|缩|变化|多[了出招收]|少[了招收]|[高低]了|新[建添购]|同期|差|\b(?:more|less|fewer|higher|lower|than|chang|grow|grew|increas|decreas|rise|rose|fell|drop|up|down|add|new|gain|cut|differ)/i;

const TIMES: ReadonlySet<string> = new Set(["年", "个月", "天", "周", "小时", "分钟"]);
/** How long is asked for in so many words. */
const ASKS_TIME =
  /多久|多长|[几多少]年|[几多少]天|[几多少]个?月|[几多少]周|[几多少]个?小时|[几多少]分钟|时间|时长|年限|工期|期限|\bhow long\b|\b(?:years?|months?|weeks?|days?|hours?|minutes?|time)\b/i;

/** 食堂有几个 is never answered by 停业3个月: a span of time counts no things. */
function isTime({ unit }: Figure, asked: string | null, question: string): boolean {
  return TIMES.has(unit) && asked !== unit && !ASKS_TIME.test(question);
}

/** 多少演员 is never answered by their age. */
function isAge({ unit }: Figure, question: string): boolean {
  return unit === "岁" && !/[岁龄老]|多大|\b(?:ages?|aged|old|older|young|younger|years?)\b/i.test(question);
}

/** 中级工、高级工、预备技师学生 counts no one of them: all that its words name together are asked for, or none of it answers. */
function isOfSeveral({ indicator, kind }: Figure, asked: string): boolean {
  const items = foldText(indicator.words)
    .split("、")
    .map((item) => item.replace(/^(?:现有|共有|其中|包括|含|有)/, ""));
  if (items.length < LEAST_LISTED || (kind !== "count" && kind !== "amount")) return false;
  const named = items.filter((item) => item.length > 1 && (asked.includes(item) || sharesWord(item, asked)));
  return named.length > 0 && named.length < items.length;
}
const LEAST_LISTED = 3;

const PEOPLE: readonly RegExp[] = [
  /教师|老师|教职工|教员|\b(?:teachers?|staff)\b/i,
  /学生|毕业|新生|学员|(?:在校|在籍|住校|实习|女|男)生|\b(?:students?|pupils?|graduates?)\b/i,
];

/** 少数民族教师 is never answered by 少数民族学生: the figure's own name counts the other people alone. */
function isOfOthers({ indicator, population }: Figure, asked: string, question: string): boolean {
  const inName = PEOPLE.filter((people) => people.test(asked));
  const named = inName.length > 0 ? inName : PEOPLE.filter((people) => people.test(question));
  const own = `${indicator.name}${indicator.words}${population ?? ""}`;
  const [only, ...more] = named;
  return only !== undefined && more.length === 0 && !only.test(own) && PEOPLE.some((people) => people !== only && people.test(own));
}

/** What turns the word behind it into its opposite: 免学费 is no 学费, 非专任教师 no 专任教师. */
const REVERSING = /[免减非未]/;

/** Whether the figure's name holds a word asked for only as its opposite, and the question did not say so itself. */
function isReversed(figure: Figure, names: readonly string[], asked: string): boolean {
  const told = foldText(figure.indicator.words);
  return names.some((name) => {
    const at = told.indexOf(name);
    return at > 0 && REVERSING.test(told.charAt(at - 1)) && told.lastIndexOf(name) === at && !asked.includes(told.charAt(at - 1));
  });
}

/** A group asked for stands in the figure's own words or group: 编外教职工 is not 在编. */
function holdsPopulation(figure: Figure, asked: string | null): boolean {
  return (
    asked === null ||
    foldText(`${figure.population ?? ""} ${figure.indicator.words} ${figure.indicator.name} ${figure.subject ?? ""}`).includes(foldText(asked))
  );
}

/** 面向渔民和店主电商 and 电商培训 share 电商. */
function sharesWord(population: string, asked: string): boolean {
  return characterBigrams(population).some((pair) => asked.includes(pair));
}
