import workingWords from "../../../data/lexicon/working-words.json" with { type: "json" };
import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { isSideAsked } from "../figures/contrast.ts";
import { type AskedWords, coverOf } from "../word-cover.ts";
import type { AskedWorking } from "./asked-forms.ts";
import type { ToldItem, ToldList } from "./list-sums.ts";
import { toldLists } from "./told-lists.ts";
import { LEAST_COVER, OTHER_SENTENCE, PEOPLE, SURE, type Working, type WorkingDeps } from "./working.ts";
import { addsUp, isMore, isPlain, type Named, nameAll, placeOf, sameUnit } from "./working-names.ts";
import { findSides } from "./working-sides.ts";

export function findShare(figures: readonly Figure[], asked: Extract<AskedWorking, { kind: "share" }>, deps: WorkingDeps): Working | null {
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
  const sides = asked.whole === null ? null : findSides(asked.whole, named, deps);
  if (sides !== null) {
    const side = sides.find(
      (item) =>
        parts.some(({ item: { figure }, cover }) => figure.id === item.figure.id && cover >= SURE) ||
        (!TEACHERS.test(asked.part.text) && isSideAsked(foldText(asked.part.text), foldText(item.figure.indicator.words))),
    );
    return side === undefined ? null : { kind: "side", part: side, sides, sure: true };
  }
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

/** 在编教师 are fewer than 在编教职工. */
const TEACHERS = /教师|老师/;

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

export const isEntryOf = (figure: Figure, entry: readonly IndicatorId[] | null): boolean =>
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
    .filter(({ cover, item }) => cover >= SURE && (isEntry(item.figure) || !isNarrower(item.figure, words)))
    .toSorted(
      (a, b) =>
        Number(isEntry(b.item.figure)) - Number(isEntry(a.item.figure)) ||
        a.extra - b.extra ||
        Number(placeOf(a.item.figure) !== placeOf(figure)) - Number(placeOf(b.item.figure) !== placeOf(figure)) ||
        (isMore(a.item.figure, b.item.figure) ? -1 : 1),
    );
  return fitting[0]?.item ?? wholeBefore(figure, words, named, beside);
}

/** 本科学历教师 are no whole where 全部教师 are asked: a known name that says more than the words before it. */
function isNarrower({ indicator: { id, name } }: Figure, { text }: AskedWords): boolean {
  const at = id === null ? -1 : foldText(name).lastIndexOf(text);
  return at >= 2;
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
