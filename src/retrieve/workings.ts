import workingWords from "../../data/lexicon/working-words.json" with { type: "json" };
import type { Figure } from "../domain/figure.ts";
import type { IndicatorId, ReportId } from "../domain/ids.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { addDecimals, compareDecimals } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";
import type { AskedWorking } from "./asked-working.ts";
import { nameBefore, type ToldItem, type ToldList, toldLists } from "./told-lists.ts";
import { type AskedWords, coverOf } from "./word-cover.ts";

type AskedList = Extract<AskedWorking, { kind: "order" | "sum" | "mean" | "spread" }>;

/** The printed numbers of one report that a question wants worked with. `sure`: the report's own words hold all that was asked. */
export type Working =
  | {
      readonly kind: "share";
      readonly part: ToldItem;
      readonly whole: ToldItem;
      /** The share itself, where the report prints it right behind the part. */
      readonly printed: Figure | null;
      readonly sure: boolean;
    }
  | {
      readonly kind: "rate" | "rest" | "each";
      readonly part: ToldItem;
      readonly whole: ToldItem;
      readonly printed: Figure | null;
      readonly share: boolean;
      readonly sure: boolean;
    }
  | {
      readonly kind: "order" | "sum" | "mean" | "spread";
      readonly asked: AskedList;
      readonly list: ToldList;
      readonly sure: boolean;
    };

export interface WorkingDeps {
  readonly lexicon: Lexicon;
  readonly readText: (id: ReportId) => string;
}

/** Below it the words of a report speak of something else. */
const LEAST_COVER = 0.75;
const SURE = 0.99;
const OTHER_SENTENCE = 100_000;
const PEOPLE = new Set(["人", "人次"]);

/** The numbers of one report's `figures` that the question asks to be worked with; null where its words do not tell them. */
export function findWorking(figures: readonly Figure[], asked: AskedWorking, deps: WorkingDeps): Working | null {
  const actual = figures.filter(({ aspect, qualifier }) => aspect === "actual" && qualifier !== "range");
  switch (asked.kind) {
    case "share":
      return findShare(actual, asked, deps);
    case "rate":
      return findRate(actual, asked, deps);
    case "without":
      return findWithout(actual, asked, deps);
    case "each":
      return findEach(actual, asked, deps);
    default:
      return findList(actual, asked, deps);
  }
}

interface Named {
  readonly item: ToldItem;
  readonly own: string;
  readonly context: string;
}

function nameAll(figures: readonly Figure[], { readText }: WorkingDeps): readonly Named[] {
  return figures.map((figure) => {
    const text = readText(figure.reportId);
    const before = nameBefore(figure, text);
    const { indicator, subject, population, source } = figure;
    const after = /^[^，,。；;、\d|\n]{0,12}/.exec(text.slice(source.end, source.end + 12))?.[0] ?? "";
    const own = foldText([subject ?? "", population ?? "", (before ?? "").replace(INCLUDING, ""), indicator.words, indicator.name, after].join("|"));
    const context = foldText(`${source.section.at(-1) ?? ""}|${text.slice(source.context.start, source.start)}|${own}`);
    return { item: { name: before ?? subject ?? population ?? indicator.words, figure }, own, context };
  });
}

/** 就业（含升学）1003人 is no number of 升学. */
const INCLUDING = /[（(]含[^）)]*[）)]/g;

const sameUnit = (a: Figure, b: Figure): boolean => a.unit === b.unit && a.kind === b.kind;
const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;
const isMore = (a: Figure, b: Figure): boolean => compareDecimals(a.value, b.value) > 0;
const isPlain = ({ subject, population }: Figure): boolean => subject === null && population === null;
const addsUp = ({ kind }: Figure): boolean => kind === "count" || kind === "amount" || kind === "area";

function findShare(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "share" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(figures.filter(addsUp), deps);
  const lists = toldLists(figures, deps.readText);
  const entry = asked.whole === null ? null : (deps.lexicon.aliases.whole(asked.whole.text)?.indicatorIds ?? null);
  const partEntry = deps.lexicon.aliases.whole(asked.part.text)?.indicatorIds ?? null;
  const parts = named
    .filter(({ item }) => !asked.people || PEOPLE.has(item.figure.unit))
    .map((one) => ({
      ...one,
      cover: coverOf(asked.part, one.own),
      extra: unaskedPart(one.item.figure, asked.part) + (isEntryOf(one.item.figure, partEntry) ? -1 : 0),
    }))
    .filter(({ cover }) => cover >= LEAST_COVER);
  const found = parts
    .flatMap((part) => {
      const whole =
        asked.whole === null
          ? ownWhole(part.item, named, lists, deps.readText(part.item.figure.reportId))
          : namedWhole(part.item, { words: asked.whole, entry }, named, lists);
      if (whole === null || isOtherPeople(part.item.figure, whole.figure, asked)) return [];
      return [{ part, whole, apart: distance(whole.figure, part.item.figure) }];
    })
    .toSorted((a, b) => b.part.cover - a.part.cover || nearness(a) - nearness(b) || a.part.extra - b.part.extra || a.apart - b.apart);
  const [best] = found;
  if (best === undefined) return asked.whole === null ? splitShare(asked.part, named, deps) : null;
  const rivals = found.filter(
    ({ part }) =>
      part.cover === best.part.cover && part.extra === best.part.extra && compareDecimals(part.item.figure.value, best.part.item.figure.value) !== 0,
  );
  // The same words under two numbers: neither is the one that is asked, unless it stands by its whole.
  if (rivals.length > 0 && best.apart >= OTHER_SENTENCE && rivals.some(({ part }) => part.item.figure.unit === best.part.item.figure.unit)) return null;
  return { kind: "share", part: best.part.item, whole: best.whole, printed: printedShare(best.part.item, figures, deps), sure: best.part.cover >= SURE };
}

/** A part that the question does not name makes a number another's. */
function unaskedPart({ subject, population }: Figure, asked: AskedWords): number {
  return [subject, population].filter((name) => name !== null && coverOf({ text: foldText(name), groups: null }, asked.text) < 0.5).length;
}

/** Where the whole is that of the part itself: the total of its list, else the number of the same thing for everyone. */
function ownWhole({ figure }: ToldItem, named: readonly Named[], lists: readonly ToldList[], text: string): ToldItem | null {
  const list = lists.find(({ items, total }) => total !== null && items.some((item) => item.figure.id === figure.id));
  if (list?.total != null && list.total.unit === figure.unit && isMore(list.total, figure)) return toItem(list.total, named);
  if (isPlain(figure)) return openedBy(figure, named, text);
  const same = named.filter(
    ({ item: { figure: other } }) =>
      other.indicator.id === figure.indicator.id &&
      (other.indicator.id !== null || other.indicator.name === figure.indicator.name) &&
      isPlain(other) &&
      sameUnit(other, figure) &&
      isOfOneTime(other, figure) &&
      isMore(other, figure),
  );
  const nearest = same.toSorted((a, b) => distance(a.item.figure, figure) - distance(b.item.figure, figure));
  return nearest[0]?.item ?? openedBy(figure, named, text);
}

/** 总收入8640万元，其中财政拨款7120万元: the number before 其中, in one sentence and unit. */
function openedBy(figure: Figure, named: readonly Named[], text: string): ToldItem | null {
  const before = named.filter(({ item: { figure: other } }) => placeOf(other) === placeOf(figure) && other.source.start < figure.source.start);
  const held = before.findLast(({ item: { figure: other } }) => sameUnit(other, figure) && isMore(other, figure));
  if (held === undefined) return null;
  const between = text.slice(held.item.figure.source.end, figure.source.start);
  return /^[，,（(；;]?\s*其中[^，,。；;\d]*$/.test(between) ? held.item : null;
}

const isOfOneTime = (a: Figure, b: Figure): boolean => a.reportId === b.reportId && a.period.year === b.period.year;

/** How far apart two numbers stand: the same sentence first, then by characters. */
const distance = (a: Figure, b: Figure): number => (placeOf(a) === placeOf(b) ? 0 : OTHER_SENTENCE) + Math.abs(a.source.start - b.source.start);

const toItem = (figure: Figure, named: readonly Named[]): ToldItem =>
  named.find(({ item }) => item.figure.id === figure.id)?.item ?? { name: figure.indicator.words, figure };

const STAFF = workingWords.staff;

/** 升学里本科占比: the graduates among teachers are no part of pupils, unless the question names teachers. */
function isOtherPeople(part: Figure, whole: Figure, asked: Extract<AskedWorking, { kind: "share" }>): boolean {
  const isStaff = (words: string): boolean => STAFF.some((word) => words.includes(word));
  const nameOf = ({ indicator }: Figure): string => `${indicator.name}${indicator.words}`;
  return isStaff(nameOf(part)) !== isStaff(nameOf(whole)) && !isStaff(asked.part.text) && placeOf(part) !== placeOf(whole);
}

/** A part stands by its whole: in one sentence, in one section, or elsewhere. */
function nearness({ part, whole }: { readonly part: Named; readonly whole: ToldItem }): number {
  const [a, b] = [part.item.figure, whole.figure];
  return placeOf(a) === placeOf(b) ? 0 : a.source.section.join(" ") === b.source.section.join(" ") ? 1 : 2;
}

const isEntryOf = (figure: Figure, entry: readonly IndicatorId[] | null): boolean =>
  entry !== null && figure.indicator.id !== null && entry.includes(figure.indicator.id) && isPlain(figure);

interface AskedWhole {
  readonly words: AskedWords;
  /** What the lexicon knows under these words. */
  readonly entry: readonly IndicatorId[] | null;
}

function namedWhole({ figure }: ToldItem, { words, entry }: AskedWhole, named: readonly Named[], lists: readonly ToldList[]): ToldItem | null {
  const beside = new Set(
    lists.filter(({ items }) => items.some((item) => item.figure.id === figure.id)).flatMap(({ items }) => items.map((item) => item.figure.id)),
  );
  const isEntry = (other: Figure): boolean => isEntryOf(other, entry);
  const fitting = named
    .filter(
      ({ item: { figure: other } }) =>
        other.id !== figure.id && !beside.has(other.id) && sameUnit(other, figure) && isOfOneTime(other, figure) && !isMore(figure, other),
    )
    .map((one) => ({ ...one, cover: isEntry(one.item.figure) ? 1 : coverOf(words, one.own), extra: unaskedPart(one.item.figure, words) }))
    .filter(({ cover }) => cover >= SURE)
    .toSorted(
      (a, b) =>
        Number(isEntry(b.item.figure)) - Number(isEntry(a.item.figure)) ||
        a.extra - b.extra ||
        Number(placeOf(a.item.figure) !== placeOf(figure)) - Number(placeOf(b.item.figure) !== placeOf(figure)) ||
        (isMore(a.item.figure, b.item.figure) ? -1 : 1),
    );
  return fitting[0]?.item ?? wholeBefore(figure, words, named, beside);
}

/** 召开招聘会，105家企业参与…。其中，外资企业39家: the number before in the same section, whose sentence speaks of what was asked. */
function wholeBefore(figure: Figure, words: AskedWords, named: readonly Named[], beside: ReadonlySet<string>): ToldItem | null {
  const section = figure.source.section.join(" ");
  const held = named.filter(
    ({ item: { figure: other }, own, context }) =>
      other.source.start < figure.source.start &&
      other.source.section.join(" ") === section &&
      !beside.has(other.id) &&
      sameUnit(other, figure) &&
      isOfOneTime(other, figure) &&
      isMore(other, figure) &&
      coverOf(words, own) > 0 &&
      coverOf(words, context) >= SURE,
  );
  return held.at(-1)?.item ?? null;
}

/** 财政拨款10850万元，占84.5%. */
function printedShare({ figure }: ToldItem, figures: readonly Figure[], { readText }: WorkingDeps): Figure | null {
  const text = readText(figure.reportId);
  const behind = figures.find((other) => other.unit === "%" && other.reportId === figure.reportId && other.source.start > figure.source.end);
  if (behind === undefined || placeOf(behind) !== placeOf(figure)) return null;
  return /^[，,（(]?\s*约?占[^，,。；;\d]{0,14}$/.test(text.slice(figure.source.end, behind.source.start)) ? behind : null;
}

/** 实习学生升学的比例: the whole and the part run together; both stand in one sentence. */
function splitShare({ text: words }: AskedWords, named: readonly Named[], deps: WorkingDeps): Working | null {
  for (let at = words.length - 2; at >= 2; at -= 1) {
    const [whole, part] = [words.slice(0, at), words.slice(at)].map((half) => ({ text: half.replace(/^的|的$/g, ""), groups: null }));
    if (whole === undefined || part === undefined) continue;
    for (const one of named.filter(({ own }) => coverOf(part, own) >= SURE)) {
      const held = named.filter(
        ({ item: { figure }, own }) =>
          placeOf(figure) === placeOf(one.item.figure) &&
          sameUnit(figure, one.item.figure) &&
          figure.source.start < one.item.figure.source.start &&
          isMore(figure, one.item.figure) &&
          coverOf(whole, own) >= SURE,
      );
      const text = deps.readText(one.item.figure.reportId);
      const [only, ...more] = held.filter(({ item: { figure } }) => /其中|里|中/.test(text.slice(figure.source.end, one.item.figure.source.start)));
      if (only !== undefined && more.length === 0) return { kind: "share", part: one.item, whole: only.item, printed: null, sure: true };
    }
  }
  return null;
}

/** 硕士47人 of 专任教师214人: the others. */
function findWithout(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "without" }>, deps: WorkingDeps): Working | null {
  const found = findShare(figures, { kind: "share", part: asked.part, whole: asked.whole, people: true }, deps);
  if (found?.kind !== "share" || !found.sure || !isPlain(found.part.figure) || found.part.figure.unit !== "人") return null;
  return { ...found, kind: "rest", printed: null, share: false };
}

/** What comes to each: money over the people of its sentence, or one named number over another. */
function findEach(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "each" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(
    figures.filter((figure) => addsUp(figure) && figure.qualifier === "exact"),
    deps,
  );
  const { top, bottom } = asked;
  const pairs =
    top === null || bottom === null
      ? named
          .filter(({ item: { figure }, own, context }) => figure.kind === "amount" && coverOf(asked.of, `${own}|${context}`) >= SURE)
          .flatMap((part) => {
            const people = named.filter(({ item: { figure } }) => placeOf(figure) === placeOf(part.item.figure) && PEOPLE.has(figure.unit));
            return people.length === 1 ? people.map((whole) => ({ part, whole })) : [];
          })
      : eachOf(top, bottom, named, deps);
  const [only, ...more] = pairs;
  if (only === undefined || more.length > 0) return null;
  return { kind: "each", part: only.part.item, whole: only.whole.item, printed: null, share: false, sure: true };
}

interface Pair {
  readonly part: Named;
  readonly whole: Named;
}

function eachOf(top: AskedWords, bottom: AskedWords, named: readonly Named[], { lexicon }: WorkingDeps): readonly Pair[] {
  const best = (words: AskedWords, others: readonly Named[]): Named | undefined => {
    const entry = lexicon.aliases.whole(words.text)?.indicatorIds ?? null;
    const known = others.filter(({ item }) => isEntryOf(item.figure, entry));
    const said = others.filter(({ item: { figure }, own }) => figure.unit === words.text || coverOf(words, own) >= SURE);
    const plain = (known.length > 0 ? known : said).filter(({ item }) => isPlain(item.figure));
    return plain.length === 1 || known.length > 0 ? plain[0] : undefined;
  };
  const whole = best(bottom, named);
  if (whole === undefined) return [];
  const beside = named.filter(({ item }) => placeOf(item.figure) === placeOf(whole.item.figure) && item.figure.id !== whole.item.figure.id);
  const near = beside.filter(({ item: { figure } }) => figure.unit === top.text);
  const part =
    near.length === 1
      ? near[0]
      : best(
          top,
          named.filter(({ item }) => item.figure.id !== whole.item.figure.id),
        );
  return part === undefined ? [] : [{ part, whole }];
}

/** Those who made it stand behind those who tried, in one sentence and unit. */
function findRate(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "rate" }>, deps: WorkingDeps): Working | null {
  const named = nameAll(
    figures.filter(({ kind }) => kind === "count"),
    deps,
  );
  const pairs = named.flatMap((made, index) => {
    const { figure } = made.item;
    const label = foldText(`${made.item.name}|${figure.indicator.words}`);
    if (!asked.said.some((word) => label.includes(word))) return [];
    const tried = named.slice(0, index).findLast(({ item: { figure: other } }) => placeOf(other) === placeOf(figure) && isPair(other, figure));
    if (tried === undefined || asked.said.some((word) => foldText(tried.item.name).includes(word))) return [];
    const text = deps.readText(figure.reportId);
    const from = clauseStart(text, tried.item.figure);
    const near = foldText(`${text.slice(from, figure.source.start)}|${tried.own}|${figure.indicator.words}`);
    const cover = asked.of.text === "" ? 1 : coverOf(asked.of, near);
    const wide = asked.of.text === "" ? 1 : coverOf(asked.of, `${near}|${made.context}|${paragraphBefore(text, figure)}`);
    return [{ made, tried, cover: Math.max(cover, wide - 0.2), whole: isPlain(tried.item.figure) }];
  });
  const ranked = pairs.filter(({ cover }) => cover >= LEAST_COVER).toSorted((a, b) => b.cover - a.cover);
  const [best, next] = ranked;
  if (best === undefined || (next !== undefined && next.cover === best.cover)) return null;
  const printed = asked.rest ? null : printedRate(best.made.item.figure, asked.said, figures);
  return { kind: asked.rest ? "rest" : "rate", part: best.made.item, whole: best.tried.item, printed, share: asked.share, sure: best.cover >= SURE };
}

/** 录取475人，录取率94%. */
function printedRate(figure: Figure, said: readonly string[], figures: readonly Figure[]): Figure | null {
  const behind = figures.filter((other) => other.unit === "%" && placeOf(other) === placeOf(figure) && other.source.start > figure.source.end);
  return behind.find(({ indicator }) => said.some((word) => foldText(indicator.words).includes(`${word}率`))) ?? null;
}

const isPair = (tried: Figure, made: Figure): boolean =>
  (tried.unit === made.unit || (PEOPLE.has(tried.unit) && PEOPLE.has(made.unit))) && tried.kind === "count" && isMore(tried, made);

const LONGEST_PARAGRAPH = 300;

function paragraphBefore(text: string, { source }: Figure): string {
  const from = Math.max(text.lastIndexOf("\n", source.start - 1) + 1, source.start - LONGEST_PARAGRAPH);
  return foldText(text.slice(from, source.start));
}

function clauseStart(text: string, { source }: Figure): number {
  let from = source.start;
  while (from > source.context.start && !/[，,；;。：:]/.test(text[from - 1] ?? "")) from -= 1;
  return from;
}

function findList(figures: readonly Figure[], asked: AskedList, deps: WorkingDeps): Working | null {
  if (asked.noun.length === 0) return null;
  const scored = toldLists(figures, deps.readText)
    .flatMap((list) => meantItems(list, asked))
    .filter(({ list: { items } }) => asked.kind !== "sum" || items.every(({ figure }) => addsUp(figure)))
    .filter(({ list }) => isOfOneThing(list, asked))
    .filter(({ list: { items } }) => !asksRate(asked) || items.every(({ figure }) => !addsUp(figure)))
    .filter(({ list: { items } }) => asked.kind === "order" || asked.unit === null || items.every(({ figure }) => isIn(figure, asked.unit ?? "")))
    .filter(({ list: { items } }) => !asked.people || items.every(({ figure }) => PEOPLE.has(figure.unit)))
    .filter(({ score, list }) => score >= (asked.kind === "order" || list.opened ? LEAST_COVER : SURE) && !isTrial(list))
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
  const lead = list.lead.slice(list.opened ? -LONGEST_LEAD : -LOOSE_LEAD);
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

/** What a list loses that only its heading, or only some of its items speak of what was asked. */
const LONGEST_LEAD = 70;
const LOOSE_LEAD = 24;
const HEADING_COST = 0.12;
const PATH_COST = 0.16;
const SOME_COST = 0.05;
