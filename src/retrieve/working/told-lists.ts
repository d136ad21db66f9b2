import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { columnsOf } from "./list-columns.ts";
import { BREAKS, isTotalBehind, itemOf, OPENS, rowItem } from "./list-items.ts";
import { greatest, isSumOf, LEAST_ITEMS, type ToldItem, type ToldList, unitClass } from "./list-sums.ts";

/** All lists that a report's figures stand in, sentences first. `readText` gives the report as read. */
export function toldLists(figures: readonly Figure[], readText: (id: ReportId) => string): readonly ToldList[] {
  const actual = figures.filter((figure) => figure.aspect === "actual").toSorted((a, b) => a.source.start - b.source.start);
  const cells = actual.filter((figure) => figure.rule === "table-cell");
  const said = actual.filter((figure) => figure.rule !== "table-cell");
  const sentences = chunksOf(said, readText).flatMap((chunk) => listsOf(chunk, said, readText));
  return [...sentences, ...columnsOf(cells, readText)];
}

/** Figures of one sentence; sentences of one number each that semicolons join are one. */
function chunksOf(figures: readonly Figure[], readText: (id: ReportId) => string): readonly (readonly Figure[])[] {
  const sentences: Figure[][] = [];
  for (const figure of figures) {
    const last = sentences.at(-1);
    if (last !== undefined && placeOf(last[0]) === placeOf(figure)) last.push(figure);
    else sentences.push([figure]);
  }
  const chunks: { readonly figures: Figure[]; readonly isRow: boolean }[] = [];
  for (const sentence of sentences) {
    const chunk = chunks.at(-1);
    const last = chunk?.figures.at(-1);
    const [first] = sentence;
    const isRow = sentence.length === 1;
    if (chunk?.isRow === true && isRow && last !== undefined && first !== undefined && isJoined(last, first, readText)) chunk.figures.push(first);
    else chunks.push({ figures: sentence, isRow });
  }
  return chunks.map((chunk) => chunk.figures);
}

const placeOf = (figure: Figure | undefined): string => (figure === undefined ? "" : `${figure.reportId} ${figure.source.context.start}`);

const isJoined = (last: Figure, next: Figure, readText: (id: ReportId) => string): boolean =>
  last.reportId === next.reportId && /[;；]\s*$/.test(readText(next.reportId).slice(last.source.end, next.source.context.start));

function listsOf(chunk: readonly Figure[], all: readonly Figure[], readText: (id: ReportId) => string): readonly ToldList[] {
  const classes = [...new Set(chunk.map(unitClass))];
  return classes.flatMap((one) => {
    const list = toList(
      chunk.filter((figure) => unitClass(figure) === one),
      chunk,
      all,
      readText,
    );
    return list === null ? [] : [list];
  });
}

function toList(figures: readonly Figure[], chunk: readonly Figure[], all: readonly Figure[], readText: (id: ReportId) => string): ToldList | null {
  const [first] = figures;
  if (first === undefined || figures.length < LEAST_ITEMS) return null;
  const text = readText(first.reportId);
  const gap = (index: number): string => text.slice(figures[index]?.source.end ?? 0, figures[index + 1]?.source.start ?? 0);
  let from = 0;
  let to = figures.length;
  for (let index = 0; index + 1 < figures.length; index += 1) {
    if (from === 0 && OPENS.test(gap(index).replace(/其中(?=[^，,]*[，,])/g, "其中"))) from = index + 1;
    else if (index >= from && BREAKS.test(gap(index).replace(/^[^；;]*[；;]\s*$/, ""))) {
      to = index + 1;
      break;
    }
  }
  if (from === 0 && isSumOf(first, figures.slice(1, to))) from = 1;
  const behind = figures.slice(from, to).find((figure) => isTotalBehind(figure, text)) ?? null;
  const kept = figures.slice(from, to).filter((figure) => figure !== behind);
  const isRow = chunk.every((figure, index) => placeOf(figure) !== placeOf(chunk[index + 1]));
  const items = kept.flatMap((figure) => (isRow ? rowItem(figure, text) : itemOf(figure, text)));
  const [lead] = items;
  if (items.length < LEAST_ITEMS || items.length < kept.length || lead === undefined) return null;
  const start = chunk[0]?.source.context.start ?? first.source.context.start;
  const own = from > 0 ? (figures.slice(0, from).findLast((figure) => compareDecimals(figure.value, greatest(items)) >= 0) ?? null) : null;
  const said = foldText(text.slice(start, Math.max(start, lead.figure.source.start - lead.name.length)));
  const before = GOES_ON.test(said) ? sentenceBefore(text, start) : null;
  const total = own ?? behind ?? totalBefore(before ?? sectionStart(all, lead.figure), items, all);
  const names = new Set(items.map(({ name }) => name));
  if (names.size < items.length) return null;
  return {
    reportId: first.reportId,
    lead: before === null ? said : `${foldText(text.slice(before, start))}${said}`,
    section: foldText(first.source.section.at(-1) ?? ""),
    path: foldText(first.source.section.join(" ")),
    measure: "",
    opened: from > 0 || isRow || total !== null || /[：:]\s*$|如下|中，$|其中$|分别为?$|包括$/.test(said),
    items,
    total,
  };
}

/** A sentence that lists what the one before spoke of: 其中…, 按类别分：…, 结果如下：…. */
const GOES_ON = /^(?:其中|包括|按|分|结果|具体|如下|各|依次)/;
const LONGEST_SENTENCE = 160;

function sentenceBefore(text: string, start: number): number | null {
  const end = text.slice(0, start).trimEnd().length;
  if (text.slice(end, start).includes("\n\n")) return null;
  let from = end - 1;
  while (from > 0 && end - from < LONGEST_SENTENCE && !/[。！？;；\n]/.test(text[from - 1] ?? "")) from -= 1;
  return from >= 0 && from < end ? from : null;
}

/** Where the first number of the same section stands. */
function sectionStart(all: readonly Figure[], { reportId, source }: Figure): number {
  const section = source.section.join(" ");
  return all.find((figure) => figure.reportId === reportId && figure.source.section.join(" ") === section)?.source.start ?? source.start;
}

/** The number before that its parts add up to. */
function totalBefore(from: number, items: readonly ToldItem[], all: readonly Figure[]): Figure | null {
  const [first] = items;
  const parts = items.map(({ figure }) => figure);
  const held = all.filter(
    ({ reportId, source }) => first !== undefined && reportId === first.figure.reportId && source.start >= from && source.end <= first.figure.source.start,
  );
  return held.findLast((figure) => isSumOf(figure, parts)) ?? null;
}
