import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import { addDecimals, compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { sharesPair } from "../../text/pairs.ts";
import { cellPlace, type TablePlace } from "./table-place.ts";

/** One item of a list, by the words that stand before its number. */
export interface ToldItem {
  /** As the report has it. */
  readonly name: string;
  readonly figure: Figure;
}

/** Numbers of one unit that a report sets side by side: parts in a sentence, or a column of a table. */
export interface ToldList {
  readonly reportId: ReportId;
  /** What is said before the items: the lead of the sentence, or caption and head of the column. Folded. */
  readonly lead: string;
  /** The heading that it stands below, and those above that one. Folded. */
  readonly section: string;
  readonly path: string;
  readonly items: readonly ToldItem[];
  /** The head of the column alone; empty for a sentence. */
  readonly measure: string;
  /** Told as parts: after 其中, as rows of a table or as sentences of one make. */
  readonly opened: boolean;
  /** What the report gives for all of them together. */
  readonly total: Figure | null;
}

/** Separators in front of an item's name. */
const BEFORE_NAME = /[，,。;；：:、\n\r|\t"“”]/;
const LONGEST_NAME = 24;
/** What opens a list after the number of the whole. */
const OPENS = /其中|包括|包含|分别|依次|按[^，。]{1,8}[分看]|分为|即|[：:]/;
/** What shows that the next number is of something else. */
const BREAKS = /[。！？\n]|比上|同比|较上|另外|此外|同时|另有/;
const LEAD_WORDS = /^(?:(?:19|20)\d{2}年度?|本学?年度?|全年|报告期内|截至目前|其中|包括|包含|以及|还有|和|及|与|并|共有|共计|共|有|另|的)+/;
const TAIL_WORDS = /(?:为|有|共|达到|达|约|近|计|是|各|共计|共有)+$/;
const TOTAL_NAME = /^(?:合计|总计|小计|共计|总数|总和|全校|全院|总体)$/;
const YEAR_NAME = /^(?:19|20)\d{2}/;
const LEAST_ITEMS = 2;

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

const PEOPLE = new Set(["人", "人次"]);
/** People and person-times are told side by side in one list. */
const unitClass = ({ unit, kind }: Figure): string => (PEOPLE.has(unit) ? "人" : `${unit} ${kind}`);

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
  const kept = figures.slice(from, to);
  const isRow = chunk.every((figure, index) => placeOf(figure) !== placeOf(chunk[index + 1]));
  const items = kept.flatMap((figure) => (isRow ? rowItem(figure, text) : itemOf(figure, text)));
  const [lead] = items;
  if (items.length < LEAST_ITEMS || items.length < kept.length || lead === undefined) return null;
  const start = chunk[0]?.source.context.start ?? first.source.context.start;
  const own = from > 0 ? (figures.slice(0, from).findLast((figure) => compareDecimals(figure.value, greatest(items)) >= 0) ?? null) : null;
  const said = foldText(text.slice(start, Math.max(start, lead.figure.source.start - lead.name.length)));
  const before = GOES_ON.test(said) ? sentenceBefore(text, start) : null;
  const total = own ?? totalBefore(before ?? sectionStart(all, lead.figure), items, all);
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

const greatest = (items: readonly ToldItem[]): string =>
  items.reduce((most, { figure }) => (compareDecimals(figure.value, most) > 0 ? figure.value : most), items[0]?.figure.value ?? "0");

function isSumOf(whole: Figure, parts: readonly Figure[]): boolean {
  if (parts.length < LEAST_ITEMS || parts.some(({ unit }) => unit !== whole.unit)) return false;
  return compareDecimals(parts.map(({ value }) => value).reduce(addDecimals, "0"), whole.value) === 0;
}

function itemOf(figure: Figure, text: string): readonly ToldItem[] {
  const before = nameBefore(figure, text);
  // …专业起薪最高，月均5210元: what stands right before is no name.
  const isOther = figure.subject !== null && before !== null && !sharesPair(before, figure.subject);
  const name = (isOther ? null : before) ?? figure.subject ?? figure.population;
  return name === null || name.length > LONGEST_NAME || MEASURE.test(name) ? [] : [{ name, figure }];
}

const MEASURE = /^(?:月均|人均|年均|平均|均值|最高|最低|月薪|起薪|平均起薪)$/;

const LONGEST_CLAUSE = 48;

/** Of sentences of one number each the whole clause names the item. */
function rowItem(figure: Figure, text: string): readonly ToldItem[] {
  const clause = text.slice(figure.source.context.start, figure.source.start).trim();
  const name = /[，,：:\d]/.test(clause) || clause.length > LONGEST_CLAUSE ? null : clause.replace(LEAD_WORDS, "").replace(TAIL_WORDS, "");
  return name === null || name.length < 2 ? itemOf(figure, text) : [{ name, figure }];
}

/** The words right before a number, up to the separator before them; null where none stand there. */
export function nameBefore({ source }: Figure, text: string): string | null {
  const before = text.slice(Math.max(source.context.start, source.start - LONGEST_NAME * 2), source.start);
  let from = before.length;
  while (from > 0 && !BEFORE_NAME.test(before[from - 1] ?? "")) from -= 1;
  const name = before.slice(from).replace(/\s+/g, "").replace(LEAD_WORDS, "").replace(TAIL_WORDS, "");
  return name.length < 2 || /\d/.test(name.replace(/\d+\+\w|\d{2,4}[级届年岁]/g, "")) ? null : name;
}

/** Columns of tables, each row by its first cell that is no number. */
function columnsOf(cells: readonly Figure[], readText: (id: ReportId) => string): readonly ToldList[] {
  const placed = cells.flatMap((figure) => {
    const place = cellPlace(figure, readText(figure.reportId));
    return place === null || YEAR_NAME.test(place.row) ? [] : [{ figure, place }];
  });
  const keyOf = ({ figure, place }: PlacedFigure): string => `${figure.reportId} ${place.head} ${place.column} ${unitClass(figure)}`;
  return [...new Set(placed.map(keyOf))].flatMap((key) => {
    const own = placed.filter((one) => keyOf(one) === key);
    const rows = own.filter(({ place }) => !TOTAL_NAME.test(place.row));
    const total = own.find(({ place }) => TOTAL_NAME.test(place.row))?.figure ?? null;
    return rows.length < LEAST_ITEMS ? [] : [columnOf(rows, total), ...blocksOf(rows)];
  });
}

interface PlacedFigure {
  readonly figure: Figure;
  readonly place: TablePlace;
}

function columnOf(rows: readonly PlacedFigure[], total: Figure | null): ToldList {
  const [first] = rows;
  if (first === undefined) throw new RangeError("a column has no rows");
  // Below merged heads the columns of a line stand elsewhere: what all cells were read to count is their head.
  const { words } = first.figure.indicator;
  const isOne = rows.length >= LEAST_ITEMS && rows.every(({ figure }) => figure.indicator.id !== null && figure.indicator.words === words);
  const columnHead = isOne ? words : first.place.columnHead;
  return {
    reportId: first.figure.reportId,
    lead: foldText(`${first.place.caption} ${first.place.rowHead} ${columnHead}`),
    section: foldText(first.figure.source.section.at(-1) ?? ""),
    path: foldText(first.figure.source.section.join(" ")),
    measure: foldText(columnHead),
    opened: true,
    items: rows.map(({ figure, place }) => ({ name: place.row, figure })),
    total,
  };
}

/** 其中：… and the rows after it, as far as they add up to the row before. */
function blocksOf(rows: readonly PlacedFigure[]): readonly ToldList[] {
  return rows.flatMap(({ place }, index) => {
    const whole = rows[index - 1];
    if (!place.opens || whole === undefined) return [];
    for (let end = index + LEAST_ITEMS; end <= rows.length; end += 1) {
      const parts = rows.slice(index, end);
      if (
        isSumOf(
          whole.figure,
          parts.map(({ figure }) => figure),
        )
      )
        return [columnOf(parts, whole.figure)];
    }
    return [];
  });
}
