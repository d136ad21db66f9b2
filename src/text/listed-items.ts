import type { Span } from "../domain/span.ts";
import { parseNumeral } from "./numerals.ts";

/** Things that a stretch of a report lists, in order. Offsets point into the text given. */
export type ListedItems = readonly Span[];

/** One numbered point of a text: its number, how it is written, and where it opens. */
interface Opener {
  readonly style: number;
  readonly number: number;
  readonly start: number;
}

const BEFORE = "(?<=^|[\\s：:。；;，,])";
/** How points are numbered: （一）, 1., 一是, 第一，, 一、, 8.1 and ①. */
const STYLES: readonly RegExp[] = [
  /[(（]([一二三四五六七八九十]{1,2}|\d{1,2})[)）]/g,
  new RegExp(`${BEFORE}(\\d{1,2})[.、．](?!\\d|\\d*[%％])|${BEFORE}(\\d{1,2})[.、．](?=20\\d\\d年)`, "g"),
  new RegExp(`${BEFORE}([一二三四五六七八九十])是(?!否)`, "g"),
  new RegExp(`${BEFORE}第([一二三四五六七八九十])[,，、](?!第)`, "g"),
  new RegExp(`${BEFORE}([一二三四五六七八九十])、`, "g"),
  new RegExp(`${BEFORE}\\d\\.(\\d)(?![.\\d])`, "g"),
  /([①②③④⑤⑥⑦⑧⑨])/g,
];
const CIRCLED = "①②③④⑤⑥⑦⑧⑨";

/** 一是…；二是…, （一）…（二）…, over several stretches in order: where each point stands. Empty where fewer than two follow each other from the first. */
export function numberedPoints(texts: readonly string[]): readonly (Span & { readonly text: number })[] {
  const chains = STYLES.map((_, style) => chainOf(texts, style));
  // 一是…三是 before 1.…3. of the next part: of two that are as long the first is meant.
  return chains.toSorted((a, b) => b.length - a.length || placeOf(a[0]) - placeOf(b[0]))[0] ?? [];
}

const MOST_CHARACTERS = 1_000_000;
const placeOf = (point: (Span & { readonly text: number }) | undefined): number => (point === undefined ? 0 : point.text * MOST_CHARACTERS + point.start);

function chainOf(texts: readonly string[], style: number): readonly (Span & { readonly text: number })[] {
  const found: (Span & { readonly text: number })[] = [];
  for (const [index, text] of texts.entries()) {
    const own = openersOf(text, style);
    // A text without a number ends the list once it has begun, as does one that counts anew.
    const next = own.findIndex(({ number }) => number === found.length + 1);
    if (next < 0) {
      if (found.length > 0) break;
      continue;
    }
    const run = own.slice(next).filter(({ number }, at) => number === found.length + 1 + at);
    for (const [at, { start }] of run.entries()) found.push({ ...trimmed(text, { start, end: run[at + 1]?.start ?? endOfLast(text, start) }), text: index });
  }
  return found.length < 2 ? [] : found;
}

function openersOf(text: string, style: number): readonly Opener[] {
  return [...text.matchAll(STYLES[style] ?? /$^/g)].flatMap((match) => {
    const written = match[1] ?? match[2] ?? "";
    const number = CIRCLED.includes(written) ? CIRCLED.indexOf(written) + 1 : Number(parseNumeral(written) ?? 0);
    return number > 0 ? [{ style, number, start: match.index }] : [];
  });
}

/** The last point of a list ends with its line. */
function endOfLast(text: string, start: number): number {
  const line = text.slice(start).search(/[。.；;]\s*\n/);
  return line < 0 ? text.length : start + line + 1;
}

const trimmed = (text: string, { start, end }: Span): Span => ({ start, end: start + text.slice(start, end).replace(/[；;，,\s]+$/, "").length });

const SEGMENT = /[^。；;：:，,（）()\n!?！？]+/g;
const TITLES = /《[^《》]{2,40}》|“[^“”]{1,30}”|"[^"]{1,30}"/g;
const LEAST_ITEMS = 2;
/** What opens a list within its clause: 学院建有, 2024年新开, 与. */
const OPENS =
  /^[^、]{0,14}?(?:开设有?|设立|设有|建有|建成|拥有|新增|新开|增设|开展|包括|包含|分别[是为]|分为|主要[有是为]|获得|荣获|组建|成立|涵盖|涉及|面向|针对|来自|编写了?|帮扶|结对)/;
const OPENS_SHORT = /^(?:学校|学院|我校|我院|现|目前|已|还|另|又|分别|主要|全校|共|深度合作的)*(?:设|有(?!效|关|机)|为(?!了)|是|与|和|获|含|即|在|从|对(?!于))/;
const COUNTED_END = /等?(?:这)?(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:个|大|门|家|所|类|种|项|名|位|支|条|本|部|方面)[^、]*$/;
const REST_END = /等[^、]*$|(?<=[\u4e00-\u9fff]{2})(?:在内|为主|组成|专业群?)$/;
const COUNT = /(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个|大|门|家|所|类|种|项|名|位|支|条|本|部|方面)/g;

/**
 * 设机电、财经、旅游三个部 → 机电, 财经, 旅游. `weigh` tells how near a clause with what stands before it is to what was asked for. Empty where the
 * list does not have as many items as the text counts, or no clause lists two.
 */
export function enumeratedItems(text: string, weigh: (words: string) => number = () => 0): ListedItems {
  const lists = [...titled(text), ...segments(text)];
  const best = lists
    .map((items) => ({ items, near: weigh(text.slice(clauseStart(text, items[0]?.start ?? 0), clauseEnd(text, items.at(-1)?.end ?? 0))) }))
    .toSorted((a, b) => b.near - a.near || b.items.length - a.items.length)[0]?.items;
  return best === undefined || miscounts(text, best) ? [] : best;
}

const REACH = 14;

/** The clause that a list stands in: 其中省级示范专业2个（甲、乙）. */
const clauseStart = (text: string, at: number): number => Math.max(0, ...[...text.slice(0, at).matchAll(/[。；;，,\n]/g)].map(({ index }) => index + 1));
const clauseEnd = (text: string, at: number): number => at + (/^[^。；;，,：:（(\n]*/.exec(text.slice(at))?.[0].length ?? 0);
const MOST_BETWEEN = 3;

/** 《甲》、《乙》 and “甲”“乙”: one run of titles beside each other. */
function titled(text: string): readonly ListedItems[] {
  const runs: Span[][] = [];
  for (const match of text.matchAll(TITLES)) {
    const item = { start: match.index, end: match.index + match[0].length };
    const last = runs.at(-1)?.at(-1);
    const between = last === undefined ? "" : text.slice(last.end, item.start);
    const goesOn = last !== undefined && between.length <= MOST_BETWEEN && /^[、，,和与及以\s]*$/.test(between);
    if (goesOn) runs.at(-1)?.push(item);
    else runs.push([item]);
  }
  return runs.filter(({ length }) => length >= LEAST_ITEMS);
}

function segments(text: string): readonly ListedItems[] {
  return [...text.matchAll(SEGMENT)].flatMap((match) => {
    const items = itemsOf(match[0], match.index, /[：:（(]\s*$/.test(text.slice(0, match.index)));
    return items.length < LEAST_ITEMS || items.some(({ start, end }) => isTorn(text.slice(start, end))) ? [] : [items];
  });
}

/** 《基于甲的 is half a title. */
const isTorn = (words: string): boolean => /^[^《]*》|《[^》]*$|^[^“]*”|“[^”]*$/.test(words);

function itemsOf(segment: string, at: number, isOpened: boolean): ListedItems {
  if (!segment.includes("、")) return isOpened ? pairOf(segment, at) : [];
  const head = isOpened ? "" : (OPENS.exec(segment)?.[0] ?? OPENS_SHORT.exec(segment)?.[0] ?? "");
  const tail = COUNTED_END.exec(segment.slice(head.length))?.[0] ?? REST_END.exec(segment.slice(head.length))?.[0] ?? "";
  const body = segment.slice(head.length, segment.length - tail.length);
  const pieces = [...body.matchAll(/[^、]+/g)].map(({ 0: words, index }) => ({ start: at + head.length + index, words }));
  return pieces.flatMap((piece, index) => (index === pieces.length - 1 ? splitLast(piece) : [toSpan(piece)])).filter(({ start, end }) => end > start);
}

/** 产业学院2个：甲学院和乙学院 are two of a kind, which their ends tell. */
function pairOf(segment: string, at: number): ListedItems {
  const [, first = "", word = "", last = ""] = /^\s*([^和与及]{2,16})(和|与|以及|及)([^和与及]{2,16})$/.exec(segment) ?? [];
  if (word === "" || first.slice(-1) !== last.slice(-1)) return [];
  const start = at + segment.indexOf(first);
  const second = start + first.length + word.length;
  return [
    { start, end: start + first.length },
    { start: second, end: second + last.length },
  ];
}

/** 工业设计和新材料 at the end of a list are two. */
function splitLast(piece: { readonly start: number; readonly words: string }): readonly Span[] {
  const joint = /^(.{2,}?)(和|以及|及)(.{2,})$/.exec(piece.words);
  if (joint === null) return [toSpan(piece)];
  const [, first = "", word = "", last = ""] = joint;
  return [toSpan({ start: piece.start, words: first }), toSpan({ start: piece.start + first.length + word.length, words: last })];
}

const toSpan = ({ start, words }: { readonly start: number; readonly words: string }): Span => {
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + lead + words.trim().length };
};

/** 3个产业学院 beside a list of four: it lists something else. */
function miscounts(text: string, items: ListedItems): boolean {
  const [from, to] = [items[0]?.start ?? 0, items.at(-1)?.end ?? 0];
  const behind = /^[^。；;，,]{0,2}?(等)?/.exec(text.slice(to))?.[1] !== undefined;
  const near = [...text.slice(Math.max(0, from - REACH), from).matchAll(COUNT), ...text.slice(to, to + MOST_BETWEEN + 2).matchAll(COUNT)];
  return !behind && near.length > 0 && !near.some(([, count]) => Number(parseNumeral(count ?? "")) === items.length);
}
