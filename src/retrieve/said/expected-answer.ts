import measureWords from "../../../data/lexicon/measure-words.json" with { type: "json" };
import type { QuantityKind } from "../../domain/figure.ts";
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import { foldText } from "../../text/fold.ts";
import type { UnitTable } from "../../text/units.ts";
import { glossGroups } from "../english/glossary.ts";

/** What a number must be to answer a question for something that no lexicon entry covers. */
export interface ExpectedAnswer {
  /** Null where the question does not tell. */
  readonly kind: QuantityKind | null;
  /** The unit that the question names: 多少台. */
  readonly unit: string | null;
  /** Units that such things are usually counted in: a preference, no condition. */
  readonly usual: readonly string[];
  /** The thing stands right behind how many: another unit counts something else. */
  readonly counted: boolean;
}

/** 科研经费多少 asks for money as 科研经费 does. */
const ASKING_TAIL = /(?:是|有|为)?(?:多少|几何)$/;
const ASKED_UNIT = /(?:多少|几)\s*(?=\S)/g;
const HOW_MANY = /\bhow many ((?:[a-z-]+ ){0,4}[a-z-]+)/;
const ASKS_NUMBER = /多少|几|数量|数目|\bhow many\b|\bnumber of\b/i;
const ASKS_AMOUNT =
  /多少钱|的钱(?:一共|总共)?(?:是|有)?多少|(?:[花用投砸][在到]|花了?|投了?)[^，,。]{1,12}(?:是|有)多少(?:$|[呢啊吗?？])|(?<!月)收入(?:是|有)?多少|支出(?:是|有)?多少|多少经费|多少资金|花费|花了|\bhow much\b|\bcost\b|\bspend\b|\bspent\b/i;
const ASKS_SHARE = /百分之|\bpercent(?:age)?\b|\bshare of\b|\brate\b/i;

interface Thing {
  readonly word: string;
  readonly units: readonly string[];
}

const things: readonly Thing[] = measureWords.things.flatMap(({ units, words }) => words.map((word) => ({ word, units })));
const kindsByEnding = measureWords.kinds.flatMap(({ kind, endings }) => endings.map((ending) => ({ kind: toKind(kind), ending })));

function toKind(value: string): QuantityKind | null {
  const kinds: readonly QuantityKind[] = ["count", "share", "amount", "area", "average", "score", "ratio"];
  return kinds.find((kind) => kind === value) ?? null;
}

/** "平湖买了多少台空调", "空调" → count, 台; "How many companies…" → count, usually 家; "毕业率" → share. */
export function expectAnswer(question: string, words: string, units: UnitTable): ExpectedAnswer {
  const folded = foldText(question);
  const name = foldText(words).trim().replace(ASKING_TAIL, "");
  const named = namedUnit(folded, units);
  const counted = countedThing(folded);
  // 几个学生 are people: 个 counts whatever stands behind it.
  const unit = named === ANYTHING && counted.length > 0 && !counted.includes(ANYTHING) ? null : named;
  if (unit === null && counted.length > 0) return { kind: "count", unit: null, usual: counted, counted: true };
  const common = { usual: usualUnits(name), counted: false };
  // 保安几个: with nothing behind it 个 counts whatever was named before.
  if (unit !== null && countsAnything(folded, unit)) return { kind: "count", unit: null, ...common };
  if (unit !== null) return { kind: units.byId(unit)?.kind ?? null, unit, ...common };
  const ending = kindsByEnding.find((one) => name.endsWith(one.ending))?.kind ?? null;
  if (ending !== null) return { kind: ending, unit: null, ...common };
  if (ASKS_SHARE.test(folded)) return { kind: "share", unit: null, ...common };
  if (ASKS_AMOUNT.test(folded)) return { kind: "amount", unit: null, ...common };
  return { kind: ASKS_NUMBER.test(folded) && common.usual.length > 0 ? "count" : null, unit: null, ...common };
}

/** Whether a number in `unit` can tell how many of what is counted: 几个学生 are people, which no 四个平台 tell; nor do 252位学生 tell of 家长会. */
export function canCount({ counted, usual }: ExpectedAnswer, unit: string): boolean {
  return !counted || usual.includes(PEOPLE) === isAlikeUnit(PEOPLE, unit);
}

const COUNTED_PHRASE =
  /\bhow many ((?:[a-z-]+ ){0,3}?[a-z-]+)(?= (?:did|do|does|were|was|are|is|has|have|had|will|can|of|at|in|from|for|to|with|on|who|that)\b|\W*$)/;

/** A sentence of a school that counts people means its pupils unless it names others. */
const PEOPLE = "人";
const isAnyone = (words: readonly string[]): boolean => words.some((word) => measureWords.anyone.includes(word));

/** Words for the thing that an English question counts (certificates of "how many skill certificates did…"); null where its unit tells it, and in other questions. */
export function countedHead(question: string): readonly string[] | null {
  const last = COUNTED_PHRASE.exec(foldText(question))?.[1]?.split(" ").at(-1);
  const [words] = last === undefined ? [] : glossGroups(last);
  const isTold =
    words === undefined ||
    isAnyone(words) ||
    measureWords.things.some(({ units, words: named }) => units[0] !== PEOPLE && named.some((word) => words.includes(word)));
  return isTold ? null : words;
}

/** The unit right behind the first 多少 or 几 that has one. */
function namedUnit(question: string, units: UnitTable): string | null {
  for (const match of question.matchAll(ASKED_UNIT)) {
    const found = units.matchAt(question, match.index + match[0].length);
    if (found !== null && found.entry.kind !== "share") return found.entry.id;
  }
  return null;
}

const ANYTHING = "个";
/** Whether a question counts with nothing behind its 个: 保安几个. */
export const countsAnything = (question: string, unit: string): boolean => unit === ANYTHING && BARE_COUNT.test(foldText(question));

const BARE_COUNT = /(?:多少|几)个(?:[呢啊呀了吗]{0,2}[?？。，,；;\s]|[呢啊呀了吗]{0,2}$)/;
/** 几个学生, 多少创业的学生: what stands between the question word and what is counted. */
const BEFORE_THING = /^个?[\u4e00-\u9fff]{2,8}?的/;

/** 多少学生: what stands right behind the question word is what is counted. */
function countedThing(question: string): readonly string[] {
  for (const match of question.matchAll(ASKED_UNIT)) {
    const next = question.slice(match.index + match[0].length);
    const thing = longestAt(next.replace(/^个/, "")) ?? longestAt(next.replace(BEFORE_THING, ""));
    if (thing !== undefined) return thing.units;
  }
  const english = question.match(HOW_MANY)?.[1];
  const [first] = english === undefined ? [] : glossGroups(english);
  return measureWords.things.find(({ words }) => first?.some((word) => words.includes(word)) === true)?.units ?? [];
}

/** The longest name that a text begins with: 家长会 is no 家长. */
const longestAt = (text: string): Thing | undefined => things.filter(({ word }) => text.startsWith(word)).toSorted((a, b) => b.word.length - a.word.length)[0];

/** By the last thing named that has a usual unit: 招聘会企业 are firms; an English name by its Chinese words. */
function usualUnits(name: string): readonly string[] {
  const texts = /[\u3400-\u9fff]/.test(name) ? [name] : [...glossGroups(name).flat()].toReversed();
  for (const text of texts) {
    const last = lastThing(text);
    if (last !== null) return last.units;
  }
  return [];
}

/** The thing whose name ends last in the text, of those the longest. A plain loop: it is asked for each measure of each question. */
function lastThing(text: string): Thing | null {
  let last: Thing | null = null;
  let lastEnd = 0;
  for (const thing of things) {
    const at = text.lastIndexOf(thing.word);
    const end = at + thing.word.length;
    if (at < 0 || end < lastEnd || (end === lastEnd && thing.word.length <= (last?.word.length ?? 0))) continue;
    last = thing;
    lastEnd = end;
  }
  return last;
}
