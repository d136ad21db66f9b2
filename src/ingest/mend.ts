import type { Span } from "../domain/span.ts";
import { type Label, readLabel } from "./labels.ts";
import type { Entry, Line, TableDraft } from "./lines.ts";
import { REPORT_WORDS } from "./vocabulary.ts";

/** A paragraph or heading line as written: more than one part where a page break or a hard line break cut it. */
export interface TextUnit {
  readonly kind: "text";
  readonly parts: readonly Span[];
  /** The folded characters of the parts, joined without anything between. */
  readonly folded: string;
  readonly label: Label | null;
  readonly blankBefore: boolean;
  readonly indent: number;
  readonly markdownLevel: number | null;
  readonly listItem: boolean;
}

export type Unit = TextUnit | TableDraft;

/** Marks after which nothing of the sentence is missing, quotes and brackets behind them included. */
const COMPLETE = /[。！？；!?;:…](?:["'”’)》】\]]){0,3}$/;
/** Marks after which something must follow. */
const OPEN = /[，、(《“—-]$/;
const CLOSING_START = /^[，。、;:)》”!?！？%]/;
/** A line shorter than this was not broken by the end of a page: it ended by itself. */
const MIN_BROKEN = 20;
/** A line at least this long is prose even where it ends without a mark. */
const PROSE = 40;
/** Longest heading line. */
const MAX_HEADING = 45;

export const isComplete = (folded: string): boolean => COMPLETE.test(folded.slice(-4));

/** Joins what page breaks and hard line breaks cut: "…周围有十余家 / (page) / 制造企业…" → one unit of two parts. */
export function mendLines(entries: readonly Entry[]): Unit[] {
  const wrapWidth = detectWrapWidth(entries);
  const indents = wrapWidth !== null && indentsParagraphs(entries);
  const units: Unit[] = [];
  let open: Line[] = [];
  let before: Line | null = null;
  const close = (): void => {
    const first = open[0];
    if (first !== undefined) units.push(toUnit(first, open));
    before = open[open.length - 1] ?? before;
    open = [];
  };
  entries.forEach((entry) => {
    if (entry.kind === "table") {
      close();
      units.push(entry);
      before = null;
      return;
    }
    const last = open[open.length - 1];
    if (last !== undefined && !continues(open, entry, { wrapWidth, indents, before })) close();
    open.push(entry);
  });
  close();
  return units;
}

function toUnit(first: Line, lines: readonly Line[]): TextUnit {
  const folded = lines.map((line) => line.folded).join("");
  const { blankBefore, indent, markdownLevel, listItem } = first;
  return { kind: "text", parts: lines.map((line) => line.span), folded, label: readLabel(folded), blankBefore, indent, markdownLevel, listItem };
}

interface Surroundings {
  readonly wrapWidth: number | null;
  /** Whether the first line of each paragraph is indented, so that a line that is not carries on. */
  readonly indents: boolean;
  /** The last line of the unit before the open one. */
  readonly before: Line | null;
}

/** Whether `next` carries on the sentence that the open lines end in. */
function continues(open: readonly Line[], next: Line, around: Surroundings): boolean {
  const last = open[open.length - 1];
  const first = open[0];
  if (last === undefined || first === undefined || first.markdownLevel !== null || next.markdownLevel !== null || next.listItem) return false;
  if (last.ended === true) return false;
  if (CLOSING_START.test(next.folded) && !isComplete(last.folded)) return true;
  if (readLabel(next.folded) !== null || isKnownHeading(next.folded) || next.indent >= 4 || (next.indent >= 2 && first.indent < 2)) return false;
  if (OPEN.test(last.folded) && !/^[—-]/.test(last.folded)) return true;
  if (cutsNumber(last, next)) return true;
  if (isHeadingLine(open) || isSubtitle(open, around)) return false;
  const isFull = around.wrapWidth !== null && widthOf(last) >= around.wrapWidth - WRAP_SLACK;
  if (around.indents && first.indent >= 2 && !/[。!?！？]["”’)》]{0,2}$/.test(last.folded)) return true;
  if (around.wrapWidth !== null && !next.blankBefore) return isFull && !(isComplete(last.folded) && endsBeforeEdge(last, around.wrapWidth));
  if (isComplete(last.folded) || next.indent >= 2) return false;
  const length = open.reduce((sum, line) => sum + line.folded.length, 0);
  if (length < MIN_BROKEN || (around.wrapWidth !== null && !isFull)) return false;
  return !inUnpunctuatedList(open, next, around) && (isComplete(next.folded) || next.folded.length >= PROSE || around.wrapWidth !== null);
}

/** 在校生23 / 47人，…: a line break inside a number, or between it and its unit; the number stands in a sentence and its unit follows. */
function cutsNumber(last: Line, next: Line): boolean {
  if (next.blankBefore || isComplete(last.folded)) return false;
  return /[\u4e00-\u9fff]{2}[约近达为共有]?\d[\d,]*\.?\d*$/.test(last.folded)
    ? /^(?:\d*\.?\d*)[万亿]?(?:余|多)?(?:人|名|个|家|项|所|台|册|亩|元|%|平|次|篇|门|间|位|种|套)/.test(next.folded)
    : /\d[万亿]?平$/.test(last.folded) && /^方/.test(next.folded);
}

/** Two lines in a row that end without a mark and were not joined are items of a list. */
function inUnpunctuatedList(open: readonly Line[], next: Line, around: Surroundings): boolean {
  const listBefore =
    open.length === 1 &&
    around.before !== null &&
    !isComplete(around.before.folded) &&
    around.before.folded.length >= MIN_BROKEN / 2 &&
    readLabel(around.before.folded) === null;
  const sameStart = open[0]?.folded.slice(0, 3) === next.folded.slice(0, 3);
  return listBefore || sameStart;
}

const isKnownHeading = (folded: string): boolean => REPORT_WORDS.bareHeadings.includes(folded.replace(/\s+/g, ""));

/** A labelled line without a sentence in it: a heading, which nothing continues. */
function isHeadingLine(open: readonly Line[]): boolean {
  const folded = open.map((line) => line.folded).join("");
  return readLabel(folded) !== null && folded.length <= MAX_HEADING && !/[。;]/.test(folded.slice(0, -1)) && !OPEN.test(folded);
}

/** "——…" right below a heading line carries its title on. */
function isSubtitle(open: readonly Line[], around: Surroundings): boolean {
  const only = open.length === 1 ? open[0] : undefined;
  return only !== undefined && /^[—–]/.test(only.folded) && only.folded.length <= MAX_HEADING && around.before !== null && isHeadingLine([around.before]);
}

const WRAP_SLACK = 3;
const MIN_WRAPPED_PAIRS = 8;

/** Width in full-width characters. */
function widthOf(line: Line): number {
  let half = line.indent;
  for (let index = 0; index < line.folded.length; index += 1)
    half += line.folded.charCodeAt(index) > 0x2e7f || /[，。、！？“”—…]/.test(line.folded[index] ?? "") ? 2 : 1;
  return half / 2;
}

/** At least this share of the lines starts a paragraph in a text of some length. */
const MIN_INDENTED_SHARE = 0.08;

function indentsParagraphs(entries: readonly Entry[]): boolean {
  const lines = entries.filter((entry) => entry.kind === "line");
  const indented = lines.filter((line) => line.indent >= 2).length;
  return indented >= lines.length * MIN_INDENTED_SHARE && indented < lines.length * 0.9;
}

const endsBeforeEdge = (line: Line, wrapWidth: number): boolean => widthOf(line) <= wrapWidth - 1;

/** The width at which the text's lines were broken by hand; null when its lines are paragraphs. */
function detectWrapWidth(entries: readonly Entry[]): number | null {
  const widths: number[] = [];
  entries.forEach((entry, index) => {
    const next = entries[index + 1];
    if (entry.kind === "line" && next?.kind === "line" && !next.blankBefore) widths.push(widthOf(entry));
  });
  if (widths.length < MIN_WRAPPED_PAIRS) return null;
  const sorted = [...widths].sort((a, b) => a - b);
  const edge = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  const full = widths.filter((width) => Math.abs(width - edge) <= WRAP_SLACK).length;
  return edge >= 14 && edge <= 80 && full >= widths.length * 0.45 ? edge : null;
}

/** The parts between two positions of a unit's folded text. */
export function sliceParts(unit: TextUnit, start: number, end: number): Span[] {
  const parts: Span[] = [];
  let base = 0;
  for (const part of unit.parts) {
    const length = part.end - part.start;
    const from = Math.max(start - base, 0);
    const to = Math.min(end - base, length);
    if (from < to) parts.push({ start: part.start + from, end: part.start + to });
    base += length;
  }
  return parts;
}
