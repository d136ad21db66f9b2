import { spansOverlap } from "../../domain/span.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { type Found, type FoundOf, hasCue, ofKind } from "../reading.ts";
import { exactMatch, textOf, type Weighed } from "./indicator-names.ts";

const ROW = /(?:[\u4e00-\u9fff]{2,5}[、和及加与])+$/;
const JOINT = /[、和及加与]/;

/** 硕士、本科、专科教师各几个: the qualifiers share the noun of the last, and each is a name of its own with it; none where one of them is not. */
export function expandRow(draft: Draft, items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  return items.flatMap((item) => readRow(draft, item) ?? readBoth(draft, item) ?? [item]);
}

const BOTH = /([\u4e00-\u9fff])内外$/;

/** 校内外实训基地: 校内实训基地 and 校外实训基地, where each is a name of its own and none is of both. */
function readBoth(draft: Draft, item: FoundOf<"indicator">): readonly FoundOf<"indicator">[] | null {
  const [both, place] = BOTH.exec(draft.reading.text.slice(0, item.start)) ?? [];
  if (both === undefined || place === undefined) return null;
  const [inside, outside] = ["内", "外"].map((side) => exactMatch(draft, `${place}${side}${textOf(draft, item).replace(COUNTED, "")}`));
  if (inside === null || inside === undefined || outside === null || outside === undefined || inside[0] === outside[0]) return null;
  const start = item.start - both.length;
  return [
    { ...item, start, end: item.start, ids: inside, rule: "indicator.both_sides" },
    { ...item, ids: outside, rule: "indicator.both_sides" },
  ];
}

const COUNTED = /(?:各|分别)?有?(?:多少|几)?[个家处]?$/;

function readRow(draft: Draft, item: FoundOf<"indicator">): readonly FoundOf<"indicator">[] | null {
  const from = Math.max(
    0,
    ...draft.found
      .filter((other) => (other.kind === "owner" || other.kind === "unknown_owner" || other.kind === "period") && other.end <= item.start)
      .map((o) => o.end),
  );
  const row = ROW.exec(draft.reading.text.slice(from, item.start))?.[0];
  if (row === undefined) return null;
  const written = textOf(draft, item);
  const words = row.split(JOINT).filter((word) => word !== "");
  for (let cut = written.length - 2; cut >= 2; cut -= 1) {
    const noun = written.slice(cut);
    const named = words.map((word) => exactMatch(draft, word.replace(/^[的有]/, "") + noun));
    // 省级、市级骨干教师 is one name twice.
    const isEachOwn = new Set([item.ids[0], ...named.map((ids) => ids?.[0])]).size === words.length + 1;
    if (isEachOwn && named.every((ids) => ids !== null)) return [...spread(item, row, words, named), item];
  }
  return null;
}

function spread(
  item: FoundOf<"indicator">,
  row: string,
  words: readonly string[],
  named: readonly (FoundOf<"indicator">["ids"] | null)[],
): FoundOf<"indicator">[] {
  let start = item.start - row.length;
  return words.flatMap((word, index) => {
    const span = { start, end: start + word.length };
    start = span.end + 1;
    const ids = named[index] ?? null;
    return ids === null ? [] : [{ ...item, ...span, ids, rule: "indicator.row" }];
  });
}

/** 教职工在编加编外, 在编和编外教职工: sub-groups in a row share the noun before or after them; null where one of them is no name with it. */
export function expandPopulations(draft: Draft, items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] | null {
  const row = ofKind(draft.found, "population");
  const [first, last] = [row[0], row.at(-1)];
  if (row.length === 1 && first !== undefined) return besideAnother(draft, items, first);
  const isRow = row.length > 1 && row.every((item, index) => index === 0 || JOINTS.test(draft.reading.text.slice(row[index - 1]?.end ?? 0, item.start)));
  if (!isRow || first === undefined || last === undefined) return null;
  const noun = items.find((item) => item.end === first.start || item.start === last.end);
  if (noun === undefined) return null;
  const written = textOf(draft, noun).replace(COUNTED_END, "").replace(COUNTED_START, "");
  const named = row.map((item) => ({ item, ids: exactMatch(draft, textOf(draft, item) + written) }));
  if (named.some(({ ids }) => ids === null)) return null;
  const made = named.flatMap(({ item, ids }) => (ids === null ? [] : [{ ...noun, start: item.start, end: item.end, ids, rule: "indicator.population_row" }]));
  return [...items.filter((item) => item !== noun), ...made].sort((a, b) => a.start - b.start);
}

/** 教职工在编加编外: the sub-group after the noun, joined to a name of its own kind. */
function besideAnother(draft: Draft, items: readonly FoundOf<"indicator">[], group: FoundOf<"population">): readonly FoundOf<"indicator">[] | null {
  const noun = items.find((item) => item.end === group.start);
  const other = items.find((item) => item.start > group.end && JOINTS.test(draft.reading.text.slice(group.end, item.start)));
  const ids = noun === undefined || other === undefined ? null : exactMatch(draft, textOf(draft, group) + textOf(draft, noun));
  return noun === undefined || ids === null
    ? null
    : items.map((item) => (item === noun ? { ...item, end: group.end, ids, rule: "indicator.population_row" } : item));
}

const JOINTS = /^(?:[、和与及加跟]|加上)$/;
const COUNTED_START = /^有?(?:多少|几)[名个位]?/;

/** 在编 of one clause is not said of the names of another: it becomes part of the one name it touches. */
export function bindPopulation(draft: Draft, names: readonly Weighed[]): { readonly draft: Draft; readonly names: readonly Weighed[] } {
  const all = ofKind(draft.found, "population");
  const [item] = all;
  // 全国的加上省级的 are asked of the one name there is.
  if (draft.populations !== undefined) return { draft, names };
  if (item === undefined || hasCue(draft.found, "derived", "share_words", "per_head")) return { draft, names };
  if (names.some((name) => name.item !== null && spansOverlap(name.item, item))) return { draft: { ...draft, population: null }, names };
  const isFar = (name: Weighed, population: Found): boolean => name.item !== null && CLAUSE_END.test(between(draft, name.item, population));
  if (!names.some((name) => isFar(name, item))) return { draft, names };
  const bound = names.map((name): Weighed => {
    const own = all.find((one) => name.item !== null && name.item.start >= one.end && /^\s*的?$/.test(draft.reading.text.slice(one.end, name.item.start)));
    return own === undefined || name.item === null ? name : bindTo(draft, own, name.item);
  });
  const alone: readonly Weighed[] = names.every((name) => isFar(name, item)) ? [{ kind: "open", words: typedText(draft, item), item }] : [];
  return { draft: { ...draft, population: null }, names: [...bound, ...alone] };
}

const CLAUSE_END = /[，,；;。]/;
const COUNTED_END = /(?:有|是)?(?:多少|几)[\u4e00-\u9fff]?$/;

const between = (draft: Draft, a: { start: number; end: number }, b: { start: number; end: number }): string =>
  draft.reading.text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start));

function bindTo(draft: Draft, item: FoundOf<"population">, name: NonNullable<Weighed["item"]>): Weighed {
  const span = { start: item.start, end: name.end };
  const noun = textOf(draft, name).replace(COUNTED_END, "");
  const ids = exactMatch(draft, textOf(draft, item) + noun);
  return ids === null || name.kind !== "indicator"
    ? { kind: "open", words: textOf(draft, span).replace(COUNTED_END, ""), item: { ...name, ...span } }
    : { kind: "entry", item: { ...name, ...span, ids } };
}
