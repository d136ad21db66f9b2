import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";

/** A piece of a line between blanks. */
export interface SpacedCell {
  readonly span: Span;
  /** Folded, without blanks inside. */
  readonly text: string;
  /** Where it stands on the line, a full-width character being two wide. */
  readonly left: number;
  readonly right: number;
  /** Whether two blanks or more (or one full-width blank or a tab) stand before it. */
  readonly apart: boolean;
}

/** No row of cells is longer; a longer line is not looked into. */
const MAX_ROW = 240;
/** No cell of such a row is longer. */
const MAX_CELL = 24;
const BLANK = /[^\S\n]/;
const NUMBER = /^[约近超]?[-+]?\d[\d,]*(?:\.\d+)?(?:%|‰|万|亿|[\u4e00-\u9fff㎡:/()]{1,4}|:\d+(?:\.\d+)?)?(?:以上|余)?$/;
const YEAR = /^(?:19|20)\d{2}(?:年度?|学年度?)?$|^(?:19|20)\d{2}-(?:19|20)?\d{2}(?:学年度?|年度?)?$/;
const NOTHING = /^(?:[-—–/]+|无)$/;

/** 2021级, 35岁及以下, 36-50岁: a year of entry or a band of ages names a row. */
const BAND = /^(?:(?:19|20)\d{2}|\d{2})级$|^\d{1,2}周?岁(?:[及或]?以[上下])$|^\d{1,2}[-—–~至]\d{1,2}周?岁$/;
/** Whether a cell is a number with at most a unit; a year is none. */
export const isCount = (text: string): boolean => NUMBER.test(text) && !YEAR.test(text) && !BAND.test(text);
/** 1986 may be a year or a count: the other rows of its column tell. */
export const isYearOrCount = (text: string): boolean => /^(?:19|20)\d{2}$/.test(text);
/** A dash stands for no number. */
export const isNothing = (text: string): boolean => NOTHING.test(text);

/** The pieces of a line; none where the line is too long or holds the punctuation of a sentence. */
export function spacedCells(source: string, line: Span | undefined): readonly SpacedCell[] {
  if (line === undefined || line.end - line.start > MAX_ROW || line.end === line.start) return [];
  const cells: SpacedCell[] = [];
  let width = 0;
  let gap = 2;
  let start = -1;
  let left = 0;
  const close = (end: number): void => {
    if (start === -1) return;
    const span = { start, end };
    cells.push({ span, text: foldText(source.slice(start, end)), left, right: width, apart: gap >= 2 });
    start = -1;
    gap = 0;
  };
  for (let at = line.start; at < line.end; at += 1) {
    const character = source[at] ?? "";
    if (BLANK.test(character)) {
      close(at);
      gap += character === " " || character === "\u00a0" ? 1 : 2;
    } else if (start === -1) {
      start = at;
      left = width;
    }
    width += character === "\t" ? 8 - (width % 8) : character.charCodeAt(0) > 0xff ? 2 : 1;
  }
  close(line.end);
  const joined = joinBrackets(source, cells);
  return joined.some(({ text }) => text.length > MAX_CELL || /[。;！？!?，]/.test(text)) ? [] : joined;
}

/** 在校生 （人）: a unit in brackets goes with what stands before it. */
function joinBrackets(source: string, cells: readonly SpacedCell[]): SpacedCell[] {
  const joined: SpacedCell[] = [];
  for (const cell of cells) {
    const last = joined[joined.length - 1];
    if (last !== undefined && !cell.apart && /^\([^()]{1,6}\)$/.test(cell.text)) joined[joined.length - 1] = join(source, last, cell);
    else joined.push(cell);
  }
  return joined;
}

/** Two neighbours as one cell: 合    计. */
export const join = (source: string, a: SpacedCell, b: SpacedCell): SpacedCell => ({
  span: { start: a.span.start, end: b.span.end },
  text: foldText(source.slice(a.span.start, b.span.end)).replace(/\s+/g, ""),
  left: a.left,
  right: b.right,
  apart: a.apart,
});
