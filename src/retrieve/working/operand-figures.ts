import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { glossGroups } from "../english/glossary.ts";
import { tell } from "../english/tell-english.ts";
import { type AskedWords, coverOf } from "../word-cover.ts";
import { LEAST_COVER, SURE, type WorkingDeps } from "./working.ts";
import { isMore, isPlain, type Named, nameAll, placeOf, sameUnit } from "./working-names.ts";

/** Figures of one report that are facts, with the words around them: operands are looked for among them. */
export function operandFigures(figures: readonly Figure[], deps: WorkingDeps): readonly Named[] {
  return nameAll(
    figures.filter(({ aspect, qualifier }) => aspect === "actual" && qualifier !== "range"),
    deps,
  );
}

/** English words by the Chinese ones that reports use for them. */
function asWords(text: string): AskedWords {
  if (!/[a-z]{3}/i.test(text)) return { text: foldText(text).replace(/\s+/g, ""), groups: null };
  const { zh, unknown } = tell(foldText(text).split(/\s+/));
  return unknown.length === 0 && zh.length > 1 ? { text: zh, groups: null } : { text: foldText(text), groups: glossGroups(text) };
}

/** How much of the words a figure's own names and sentence hold, 0…1. */
export function coverOfFigure(words: string, figure: Figure, named: readonly Named[]): number {
  const found = named.find(({ item }) => item.figure.id === figure.id);
  return found === undefined ? 0 : coverOf(asWords(words), `${found.own}|${found.context}`);
}

/** The one figure whose own names hold all the words; null where none does, or several of different value do. */
export function figureByWords(words: string, named: readonly Named[]): Figure | null {
  const asked = asWords(words);
  if (asked.text.length < 2) return null;
  const scored = named.map((one) => ({ ...one, cover: coverOf(asked, one.own) })).filter(({ cover }) => cover >= SURE);
  const plain = scored.filter(({ item }) => isPlain(item.figure));
  const found = plain.length > 0 ? plain : scored;
  const [first] = found;
  return first === undefined || found.some(({ item }) => compareDecimals(item.figure.value, first.item.figure.value) !== 0) ? null : first.item.figure;
}

/** 德西班学生: the one figure of a part whose name the words shorten (德西数控1951班); null where not just one is. */
export function figureOfPart(words: string, named: readonly Named[]): Figure | null {
  const name = foldText(words).replace(/(?:在校)?(?:学生|人数|生数?)+$/, "");
  if (name.length < 2 || /[a-z]/.test(name)) return null;
  const [only, ...more] = named.filter(
    ({ item: { figure } }) => figure.kind === "count" && figure.subject !== null && isShortFor(name, foldText(figure.subject)),
  );
  return only === undefined || more.some(({ item }) => item.figure.value !== only.item.figure.value) ? null : only.item.figure;
}

/** The same beginning, and all characters in order. */
function isShortFor(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length && long.startsWith(short.slice(0, 2));
}

/** 在编155人: the figure of that value whose words hold the most of what was said. */
export function figureByNumber(words: string, number: string, named: readonly Named[]): Figure | null {
  const asked = asWords(words);
  const found = named
    .filter(({ item: { figure } }) => compareDecimals(figure.value, number) === 0 || figure.source.raw.replace(/[,，\s]/g, "").startsWith(number))
    .map((one) => ({ ...one, cover: coverOf(asked, `${one.own}|${one.context}`) }))
    .toSorted((a, b) => b.cover - a.cover);
  return (found[0]?.cover ?? 0) > 0 ? (found[0]?.item.figure ?? null) : null;
}

/** 约 and 多 give way to the exact number that the same report prints of the same thing and year. */
export function exactOf(figure: Figure, named: readonly Named[]): Figure {
  if (figure.qualifier === "exact") return figure;
  const same = named.map(({ item }) => item.figure).filter((other) => isSameThing(other, figure) && other.qualifier === "exact");
  const [only, ...more] = same;
  return only === undefined || more.some(({ value }) => value !== only.value) ? figure : only;
}

const isSameThing = (a: Figure, b: Figure): boolean =>
  a.indicator.id !== null &&
  a.indicator.id === b.indicator.id &&
  a.subject === b.subject &&
  a.population === b.population &&
  a.reportId === b.reportId &&
  a.kind === b.kind &&
  a.unit === b.unit &&
  a.period.year === b.period.year;

const FARTHEST = 90;

/** 105家企业参与…。其中，外资企业39家: the number that the part is told to be among. */
export function wholeBeforePart(part: Figure, words: string, named: readonly Named[], readText: WorkingDeps["readText"]): Figure | null {
  const text = readText(part.reportId);
  const held = named.findLast(
    ({ item: { figure }, own, context }) =>
      figure.reportId === part.reportId &&
      figure.source.end < part.source.start &&
      part.source.start - figure.source.end < FARTHEST &&
      sameUnit(figure, part) &&
      isMore(figure, part) &&
      /其中/.test(text.slice(figure.source.end, part.source.start)) &&
      coverOf(asWords(words), `${own}|${context}`) > 0,
  );
  return held?.item.figure ?? null;
}

const LEAST_OF_ROW = 2;
/** What tells the counts of a row apart; a whole has no grade. */
const GRADED = /(?:[特一二三四]等|金|银|铜|优秀|优胜|入围|提名|冠|亚|季).{0,2}$/;

/** 2个一等奖，2个二等奖，6个三等奖: the counts of one noun in the sentence that speaks of what was asked; null where no sentence does, or several do. */
export function rowOfNoun(about: string, noun: string, named: readonly Named[]): readonly Figure[] | null {
  const asked = asWords(about);
  const fits = named.filter(
    ({ item: { figure }, own }) =>
      figure.kind === "count" && figure.qualifier === "exact" && own.split("|").some((name) => name.endsWith(noun) && GRADED.test(name)),
  );
  const places = [
    ...new Set(
      fits.filter(({ context }) => coverOf(asked, context) >= (asked.groups === null ? LEAST_COVER : MOST_GROUPS)).map(({ item }) => placeOf(item.figure)),
    ),
  ];
  const [only, ...more] = places;
  if (only === undefined || more.length > 0) return null;
  const row = fits.map(({ item }) => item.figure).filter((figure) => placeOf(figure) === only);
  return row.length < LEAST_OF_ROW || row.some(({ unit }) => unit !== row[0]?.unit) ? null : row;
}

/** Share of an English question's words that have a Chinese one in the sentence: names of places have none. */
const MOST_GROUPS = 0.6;

/** 其中省级: the part of a number that its own sentence gives in these words; null where not just one is. */
export function partOfWhole(words: string, whole: Figure, named: readonly Named[]): Figure | null {
  const asked = asWords(words);
  const [only, ...more] = named.filter(
    ({ item: { figure }, own }) => placeOf(figure) === placeOf(whole) && sameUnit(figure, whole) && isMore(whole, figure) && coverOf(asked, own) >= SURE,
  );
  return only === undefined || more.length > 0 ? null : only.item.figure;
}

/** What is counted for each of what, in the words of the question: 平均每批多少人 → 批, 人. */
export interface AskedPer {
  readonly about: string;
  readonly unit: string;
  readonly noun: string;
  readonly top: string;
}

/** Both numbers in one sentence that speaks of what was asked, or of `topic` where the question only goes on; null where not just one pair does. */
export function perPair(asked: AskedPer, topic: readonly IndicatorId[], named: readonly Named[]): readonly [Figure, Figure] | null {
  const [noun, about, top] = [asWords(asked.noun), asWords(asked.about), asWords(asked.top)];
  const saysAbout = about.text.length > 1 && (about.groups === null || about.groups.length > 0);
  const bottoms = named.filter(
    ({ item: { figure }, own }) =>
      figure.qualifier === "exact" &&
      (asked.noun === ""
        ? figure.unit.startsWith(asked.unit)
        : (asked.unit === "" || isAlikeUnit(asked.unit, figure.unit) || figure.unit === "人") && (figure.unit === noun.text || coverOf(noun, own) >= SURE)),
  );
  const pairs = bottoms.flatMap((bottom) => {
    const beside = named.filter(({ item: { figure } }) => placeOf(figure) === placeOf(bottom.item.figure) && figure.id !== bottom.item.figure.id);
    const isTopic = (one: Named): boolean => one.item.figure.indicator.id !== null && topic.includes(one.item.figure.indicator.id);
    const speaks = !saysAbout ? [bottom, ...beside].some(isTopic) : coverOf(about, bottom.context) >= LEAST_COVER;
    if (!speaks) return [];
    const fits = beside.filter(({ item: { figure }, own }) => figure.kind === "count" && (isCountOf(asked.top, figure.unit) || coverOf(top, own) >= SURE));
    const nearest = fits.toSorted((a, b) => gap(a, bottom) - gap(b, bottom))[0];
    return nearest === undefined ? [] : [[nearest.item.figure, bottom.item.figure] as const];
  });
  const [only, ...more] = pairs;
  return only === undefined || more.some(([, figure]) => figure.value !== only[1].value) ? null : only;
}

const gap = (a: Named, b: Named): number => Math.abs(a.item.figure.source.start - b.item.figure.source.start);
const isCountOf = (top: string, unit: string): boolean =>
  /^(?:个|名|位)?(?:人|人次|学生|学员|来宾|客人)?$/.test(top) ? unit === "人" || unit === "人次" : false;
