import workingWords from "../../../data/lexicon/working-words.json" with { type: "json" };
import type { Figure } from "../../domain/figure.ts";
import { addDecimals, compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { type AskedWords, coverOf } from "../word-cover.ts";
import type { ToldItem, ToldList } from "./list-sums.ts";
import { toldLists } from "./told-lists.ts";
import { type AskedList, LEAST_COVER, PEOPLE, SURE, type Working, type WorkingDeps } from "./working.ts";
import { addsUp, nameAll } from "./working-names.ts";
import { findSides } from "./working-sides.ts";

export function findList(figures: readonly Figure[], asked: AskedList, deps: WorkingDeps): Working | null {
  if (asked.noun.length === 0) return null;
  const ofSides = asked.kind === "sum" ? sumOfSides(figures, asked, deps) : null;
  if (ofSides !== null) return ofSides;
  const scored = toldLists(figures, deps.readText)
    .flatMap((list) => meantItems(list, asked))
    .filter(({ list: { items } }) => asked.kind !== "sum" || items.every(({ figure }) => addsUp(figure)))
    .filter(({ list }) => isOfOneThing(list, asked) && (asked.kind !== "sum" || !mayOverlap(list, asked)))
    .filter(({ list: { items } }) => !asksRate(asked) || items.every(({ figure }) => !addsUp(figure)))
    .filter(({ list: { items } }) => asked.kind === "order" || asked.unit === null || items.every(({ figure }) => isIn(figure, asked.unit ?? "")))
    .filter(({ list: { items } }) => !asked.people || items.every(({ figure }) => PEOPLE.has(figure.unit)))
    .filter(({ score, list }) => score >= (asked.kind === "order" || asked.kind === "items" || list.opened ? LEAST_COVER : SURE) && !isTrial(list))
    .map((one) => ({
      ...one,
      score:
        one.score +
        MEASURED * coverAll(asked.noun, one.list.measure) +
        (asked.level && isCounted(one.list) ? -MEASURED : 0) -
        (one.list.opened ? 0 : LOOSE) -
        (isWhole(one.list) ? 0 : PARTIAL),
    }))
    .toSorted((a, b) => b.score - a.score || b.list.items.length - a.list.items.length);
  const [best, next] = scored;
  if (best === undefined) return null;
  const merged = asked.kind === "order" && asked.count === null ? mergedOrder(scored, asked) : null;
  if (merged !== null) return merged;
  const isTied = next !== undefined && next.score === best.score;
  const counted = scored.filter(({ score, list }) => score === best.score && list.items.length === asked.count);
  const [only, ...more] = isTied ? counted : [best];
  if (only === undefined || more.length > 0) return null;
  const list = asked.kind === "order" || asked.kind === "spread" ? only.list : ofNamed(only.list, asked);
  return list === null ? null : { kind: asked.kind, asked, list, sure: only.score >= SURE };
}

/** 教职工一共多少人 where those with a post and those without are told alone. */
function sumOfSides(figures: readonly Figure[], asked: AskedList, deps: WorkingDeps): Working | null {
  const [noun, ...more] = asked.noun;
  const sides = noun === undefined || more.length > 0 ? null : findSides(noun, nameAll(figures.filter(addsUp), deps), deps);
  const [first] = sides ?? [];
  if (sides === null || first === undefined) return null;
  const list: ToldList = { reportId: first.figure.reportId, lead: "", section: "", path: "", items: sides, measure: "", opened: true, total: null };
  return { kind: "sum", asked, list, sure: true };
}

/** How many characters all names end in alike: 全国获奖, 省级获奖. */
function commonTail(names: readonly string[]): number {
  const [first = ""] = names;
  let length = 0;
  while (length + 2 < first.length && names.every((name) => name.length > length + 2 && name.at(-1 - length) === first.at(-1 - length))) length += 1;
  return length;
}

/** What a list gains whose column is headed by what was asked. */
const MEASURED = 0.004;
/** What one loses that is told in passing, and one whose items are not all of the whole. */
const LOOSE = 0.003;
const PARTIAL = 0.002;
const isWhole = ({ items, total }: ToldList): boolean =>
  total === null || compareDecimals(items.map(({ figure }) => figure.value).reduce(addDecimals, "0"), total.value) === 0;
const SAID = new Set(workingWords.rates.flatMap(({ said }) => said));
/** 考核368人，通过331人: those who tried and those who made it are no parts of anything. */
const isTrial = ({ items }: ToldList): boolean => items.length === 2 && items.some(({ name }) => [...SAID].some((word) => name.startsWith(word)));
const isCounted = ({ items }: ToldList): boolean => items.every(({ figure }) => figure.kind === "count");

const coverAll = (noun: readonly AskedWords[], text: string): number => {
  const length = noun.reduce((sum, one) => sum + one.text.length, 0);
  return length === 0 ? 0 : noun.reduce((sum, one) => sum + coverOf(one, text) * one.text.length, 0) / length;
};

/** 教学经费和基建支出一共: where items are named, those alone; null where but one is. */
function ofNamed(list: ToldList, { text }: AskedList): ToldList | null {
  const names = list.items.map(({ name }) => foldText(name).replace(/（.*）$|\(.*\)$/, ""));
  const tail = commonTail(names);
  const isNamed = (name: string): boolean => name.length > tail + 1 && text.includes(name.slice(0, name.length - tail));
  if (/\d{2}/.test(text) && list.items.some(({ figure }) => text.includes(figure.value))) return list;
  const items = list.items.filter((_, index) => isNamed(names[index] ?? ""));
  return items.length === 0 ? list : items.length === 1 ? null : { ...list, items, total: items.length === list.items.length ? list.total : null };
}

const QUALITY = /示范|骨干|品牌|试点|特色|重点|高水平|优质|精品|名牌|一流|优秀|先进/;

/** 示范专业、骨干专业、品牌专业: one major may be all of them, so they are no parts of the number of majors, unless they are asked for by these names. */
const mayOverlap = ({ items }: ToldList, { text }: AskedList): boolean =>
  !QUALITY.test(text) && items.filter(({ name, figure }) => QUALITY.test(`${name}${figure.indicator.words}`)).length > 1;

const PARTS = /(?:专业|系|教学部|学部|部|班级|班)(?!度)/;
const SEVERAL = /各|几[项个]|这些|那些|分别/;

/**
 * 专业对口率 and 本地就业率 are no rates of majors: parts are told by one measure each. A mean is of items that all bear what was asked, or that
 * the question counts: 平均起薪 asks for none.
 */
function isOfOneThing({ items, measure, opened }: ToldList, { text, kind, noun, count }: AskedList): boolean {
  const isOne = items.every(({ figure }) => figure.indicator.name === items[0]?.figure.indicator.name);
  const isRate = items.some(({ figure }) => !addsUp(figure));
  if (isRate && PARTS.test(text) && !isOne && measure === "") return false;
  if (kind !== "mean") return true;
  const bears = items.every(({ name, figure }) => coverAll(noun, `${name}|${figure.indicator.name}`) >= SURE);
  return bears || (opened && !isRate && (count !== null || SEVERAL.test(text)));
}

const isIn = ({ unit }: Figure, asked: string): boolean => unit === asked || (PEOPLE.has(unit) && PEOPLE.has(asked));

/** 哪个系双师型教师比例最高: numbers of people are no rates. */
const asksRate = ({ noun }: AskedList): boolean => noun.some(({ text }) => /(?:率|比例|占比|比重|比)$/.test(text));

interface ScoredList {
  readonly list: ToldList;
  readonly score: number;
}

/** Of several lists of rates that bear the same noun the order is that of all. */
function mergedOrder(scored: readonly ScoredList[], asked: AskedList): Working | null {
  const best = scored.filter(({ score }) => score >= (scored[0]?.score ?? 1) - 2 * MEASURED);
  const [first] = best;
  const items = best.flatMap(({ list }) => list.items);
  const isAlike = items.every(({ figure }) => figure.unit === "%" && asked.noun.every((noun) => coverOf(noun, figure.indicator.name) >= SURE));
  return first === undefined || !isAlike ? null : { kind: "order", asked, list: { ...first.list, items, total: null }, sure: true };
}

/** What was asked stands in the lead or in the items; the heading alone tells less. Where it stands in some items alone, those are meant. */
function meantItems(list: ToldList, { noun, text, kind }: AskedList): readonly ScoredList[] {
  const { section, path, items } = list;
  const lead = list.lead.slice(list.opened ? -LONGEST_LEAD : -LOOSE_LEAD).replace(MANNER, "");
  // 复训352、初次563，这几项合起来: the numbers themselves are named.
  const written: readonly string[] = text.match(/\d{2,}(?:\.\d+)?/g) ?? [];
  const valued = items.filter(({ figure }) => written.includes(figure.value));
  if (kind === "sum" && valued.length >= 2 && valued.length === written.length) return [{ list: { ...list, items: valued, total: null }, score: 1 }];
  const cover = (text: string): number => coverAll(noun, text);
  const nameOf = ({ name, figure }: ToldItem): string => `${name}|${figure.subject ?? ""}|${figure.indicator.words}|${figure.indicator.name}`;
  const names = items.map((item) => cover(`${lead}|${nameOf(item)}`));
  const all = Math.min(...names);
  const some = items.filter((_, index) => (names[index] ?? 0) >= LEAST_COVER);
  const near = `${lead}|${items.map(nameOf).join("|")}`;
  const wide = Math.max(cover(`${near}|${section}`) - HEADING_COST, cover(`${near}|${path}`) - PATH_COST);
  const whole = { list, score: Math.max(all, wide) };
  if (some.length === items.length || some.length < 2 || all >= LEAST_COVER) return [whole];
  const part = { list: { ...list, items: some, total: null }, score: Math.min(...names.filter((one) => one >= LEAST_COVER)) - SOME_COST };
  return part.score > whole.score ? [part] : [whole];
}

/** 在全体教职工的共同努力下，培训…: how it came about says nothing of what the numbers are of. */
const MANNER = /(?:^|[在，,])[^，,。；;]{2,70}?[下后][，,]/g;

/** What a list loses that only its heading, or only some of its items speak of what was asked. */
const LONGEST_LEAD = 70;
const LOOSE_LEAD = 24;
const HEADING_COST = 0.12;
const PATH_COST = 0.16;
const SOME_COST = 0.05;
