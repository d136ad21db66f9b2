import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { coverOf } from "../retrieve/word-cover.ts";
import type { Working } from "../retrieve/working/working.ts";
import { nameAll } from "../retrieve/working/working-names.ts";
import { compareDecimals } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";
import type { TalkOperation } from "./talk-operation.ts";

/** What was told in a turn, and all figures of the reports it was told from. */
export interface Told {
  /** Printed figures of the earlier turns, newest turn first, in the order of each answer. */
  readonly turns: readonly (readonly Figure[])[];
  /** Whether the last turn only told numbers, and worked nothing out of them. */
  readonly isPlain: boolean;
  readonly figures: readonly Figure[];
  readonly lexicon: Lexicon;
  readonly readText: (id: ReportId) => string;
}

/** What a follow-up comes to: numbers to be worked with, or the one other number of the same sort. */
export type TalkWorking = { readonly kind: "working"; readonly working: Working } | { readonly kind: "figure"; readonly figure: Figure };

/** The numbers that a follow-up means; null where the talk and the report do not tell them surely. */
export function talkWorking(operation: TalkOperation, told: Told): TalkWorking | null {
  const [last = []] = told.turns;
  const bases = last.filter(isActual);
  if (bases.length === 0) return null;
  switch (operation.kind) {
    case "same": {
      const found = bases.flatMap((base) => besideOrSame(operation.named, base, told)).filter((figure) => !last.includes(figure));
      const [only, ...others] = [...new Set(found)];
      return only === undefined || others.length > 0 ? null : { kind: "figure", figure: only };
    }
    case "share":
      return sharedOut(operation, bases, told);
    case "each":
      return forEach(operation.named, bases, told);
    case "sum":
    case "difference":
      return ofSeveral(operation, told);
  }
}

const isActual = ({ aspect, qualifier }: Figure): boolean => aspect === "actual" && qualifier !== "range";
const isAddable = ({ kind }: Figure): boolean => kind === "count" || kind === "amount" || kind === "area";
const alike = (a: Figure, b: Figure): boolean => a.unit === b.unit && a.kind === b.kind;
const inOneSentence = (a: Figure, b: Figure): boolean => a.reportId === b.reportId && a.source.context.start === b.source.context.start;
const within = (part: Figure, whole: Figure): boolean => compareDecimals(part.value, whole.value) < 0 && alike(part, whole);
const besides = ({ figures }: Told, base: Figure): readonly Figure[] =>
  figures.filter((figure) => figure.id !== base.id && figure.reportId === base.reportId && isActual(figure));

/** 省级的, 津上那个: the number of the same indicator whose part of the whole bears the name. */
function sameSort(named: string, base: Figure, told: Told): readonly Figure[] {
  const words = foldText(named).replace(/\s+/g, "");
  const bears = (part: string | null): boolean => part !== null && (foldText(part).includes(words) || (words.length > 1 && words.includes(foldText(part))));
  const found = besides(told, base).filter(
    (figure) =>
      alike(figure, base) &&
      (base.indicator.id === null ? figure.indicator.words === base.indicator.words : figure.indicator.id === base.indicator.id) &&
      (bears(figure.population) || bears(figure.subject)),
  );
  const near = found.filter((figure) => inOneSentence(figure, base));
  return near.length > 0 ? near : found;
}

/** 省级的呢 of numbers that stand in one sentence under other names. */
function besideOrSame(named: string, base: Figure, told: Told): readonly Figure[] {
  const same = sameSort(named, base, told);
  if (same.length > 0) return same;
  const words = foldText(named).replace(/\s+/g, "");
  const beside = besides(told, base).filter((figure) => alike(figure, base) && inOneSentence(figure, base));
  return nameAll(beside, told).flatMap(({ item, own }) => (coverOf({ text: words, groups: null }, own) >= 1 ? [item.figure] : []));
}

/** The number that bears the words: of the same sort, in the same sentence, then of an entry so named, then the only one so called. */
function namedFigure(named: string, base: Figure, told: Told): Figure | null {
  const [same, ...more] = sameSort(named, base, told);
  if (same !== undefined && more.length === 0) return same;
  const words = NOW.test(named) ? "现有" : foldText(named).replace(/\s+/g, "");
  const others = nameAll(
    besides(told, base).filter((figure) => alike(figure, base)),
    told,
  );
  const beside = others.filter(({ item, own }) => inOneSentence(item.figure, base) && coverOf({ text: words, groups: null }, own) >= 1);
  if (beside.length === 1 && beside[0] !== undefined) return beside[0].item.figure;
  const ids = told.lexicon.aliases.whole(words)?.indicatorIds ?? [];
  const ofEntry = others.find(({ item: { figure } }) => figure.indicator.id !== null && ids.includes(figure.indicator.id) && isWholeSchool(figure));
  if (ofEntry !== undefined) return ofEntry.item.figure;
  const called = others.filter(
    ({ item: { figure } }) => isWholeSchool(figure) && foldText(`${figure.indicator.name}${figure.indicator.words}`).includes(words),
  );
  return words.length > 1 && called.length === 1 && called[0] !== undefined ? called[0].item.figure : null;
}

const NOW = /^(?:现在|目前|现有|当前|如今|now|today|current)$/;
const isWholeSchool = ({ population, subject }: Figure): boolean => population === null && subject === null;

function sharedOut({ named, isWhole }: TalkOperation, bases: readonly Figure[], told: Told): TalkWorking | null {
  const addable = bases.filter(isAddable);
  // 国家级的呢 after the share of another part: of the whole, and not of that part.
  const wholes = named === "" || isWhole ? addable : [...addable.filter(isWholeSchool), ...addable];
  for (const base of wholes) {
    const other = named === "" ? wholeOf(base, told) : namedFigure(named, base, told);
    if (other === null) continue;
    const [part, whole] = named === "" || isWhole ? [base, other] : [other, base];
    if (within(part, whole)) return pair("share", part, whole, told);
  }
  return null;
}

/** What the last number is a part of: all of its sort, what was told the turn before, or the number that its 其中 opens from. */
function wholeOf(base: Figure, told: Told): Figure | null {
  const others = besides(told, base);
  if (!isWholeSchool(base)) {
    const all = others.filter(
      (figure) => isWholeSchool(figure) && figure.indicator.id === base.indicator.id && base.indicator.id !== null && within(base, figure),
    );
    const near = all.find((figure) => inOneSentence(figure, base)) ?? all[0];
    if (near !== undefined) return near;
  }
  const before = told.turns[1]?.find((figure) => figure.reportId === base.reportId && within(base, figure) && isActual(figure));
  if (before !== undefined) return before;
  const text = told.readText(base.reportId).slice(base.source.context.start, base.source.start);
  if (!/其中/.test(text)) return null;
  const earlier = others.filter((figure) => figure.source.start < base.source.start && base.source.start - figure.source.start < NEAR && within(base, figure));
  return earlier.toSorted((a, b) => b.source.start - a.source.start)[0] ?? null;
}

const NEAR = 160;

/** 平均每批多少人, 平均每人多少: the number that counts in that unit stands in the same sentence. */
function forEach(unit: string, bases: readonly Figure[], told: Told): TalkWorking | null {
  const counts = ({ unit: own }: Figure): boolean => (unit === "人" ? own === "人" : own.startsWith(unit));
  for (const base of bases.filter(isAddable)) {
    const near = besides(told, base).filter((figure) => inOneSentence(figure, base) && isAddable(figure));
    if (counts(base)) {
      const money = near.filter(({ kind }) => kind === "amount");
      if (money.length === 1 && money[0] !== undefined) return pair("each", money[0], base, told);
      continue;
    }
    const bottoms = near.filter((figure) => counts(figure) && figure.kind === "count");
    if (bottoms.length === 1 && bottoms[0] !== undefined) return pair("each", base, bottoms[0], told);
  }
  return null;
}

/** 两项加起来, 差多少: the first number of each of the last turns, of one school and sort; or all that one turn gave. */
function ofSeveral({ kind, count }: TalkOperation, told: Told): TalkWorking | null {
  const firsts = told.turns.slice(0, count).flatMap((figures) => figures.filter(isActual).slice(0, 1));
  const inOne = (told.turns[0] ?? []).filter(isActual);
  const isList =
    told.isPlain &&
    inOne.length === count &&
    new Set(inOne.map(({ indicator, population, subject }) => `${indicator.name} ${population} ${subject}`)).size === count;
  const chosen = isList ? inOne : firsts.toReversed();
  const [first, second] = chosen;
  if (first === undefined || second === undefined || chosen.length !== count || first.id === second.id) return null;
  if (!chosen.every((figure) => isAddable(figure) && alike(figure, first) && figure.ownerId === first.ownerId)) return null;
  if (kind === "difference") {
    const [part, whole] = compareDecimals(first.value, second.value) < 0 ? [first, second] : [second, first];
    return pair("rest", part, whole, told);
  }
  const items = nameAll(chosen, told).map(({ item }) => ({ name: item.figure.indicator.name, figure: item.figure }));
  const list = { reportId: first.reportId, lead: "", section: "", path: "", items, measure: "", opened: true, total: null };
  const asked = { kind: "sum" as const, text: "", noun: [], people: false, level: false, unit: null, count: null };
  return { kind: "working", working: { kind: "sum", asked, list, sure: true } };
}

function pair(kind: "share" | "each" | "rest", part: Figure, whole: Figure, told: Told): TalkWorking {
  const [first, second] = nameAll([part, whole], told).map(({ item }) => item);
  if (first === undefined || second === undefined) throw new RangeError("a pair has two figures");
  const working: Working =
    kind === "share"
      ? { kind, part: first, whole: second, printed: null, sure: true }
      : { kind, part: first, whole: second, printed: null, share: false, sure: true };
  return { kind: "working", working };
}
