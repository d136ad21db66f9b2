import { POPULATION_WORDS } from "./cues.ts";
import type { Grid } from "./table-grid.ts";

/** What stands before a row's name and is none of it: 其中:, A类:, ①, (2), 3. */
const MARK =
  /^(?:其中|包括|包含|含)?[:,]?\s*(?:[A-Za-z]类?[.、:)]|[①-⑳]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d)|[-—–·•*])?\s*/;
const PART_MARK = /^(?:其中|包括|包含)/;
const NUMBER_HEADER = /^(?:序号|编号|行次|项次)$/;
const NAME_HEADER = /^(?:(?:二级|具体)?(?:指标|项目|内容)(?:名称|内容)?|名称|数据项)$/;
const ORDINAL = /^(?:\d{1,3}(?:\.\d{1,2})?|[一二三四五六七八九十]{1,3}|\(\d{1,2}\))[.、]?$/;
/** Rows between a whole and its last part. */
const MAX_PARTS = 20;

/** A row's name without what marks its place in a list. */
export const withoutMark = (text: string): string => text.replace(MARK, "");

/** 省级数量, 面向第一产业 → 省级, 第一产业: which part of the whole a row is, without the words that say that it counts. */
export const partName = (text: string): string =>
  withoutMark(text)
    .replace(/^(?:面向|来自)/, "")
    .replace(/(?<=..)(?:的)?(?:总?人数|总?数量?|个数|项数)$/, "");

/**
 * The name of the row of which `row` tells a part: the last one before 其中 that stands on its own, by its number or, where rows bear none, by not being marked.
 * Null for rows that stand on their own.
 */
export function wholeOf(grid: Grid, row: number, headerRows: number): string | null {
  const numbers = columnOf(grid, headerRows, NUMBER_HEADER) ?? (ordinals(grid, headerRows) ? 0 : null);
  const names = columnOf(grid, headerRows, NAME_HEADER) ?? (numbers === 0 ? 1 : 0);
  const name = (at: number): string => grid.text(grid.at(at, names));
  // A number that goes on from the row above (5, 5, 5) numbers what they are all of.
  const numbered = (at: number): boolean => {
    const cell = numbers === null ? undefined : grid.at(at, numbers);
    if (cell === undefined || cell.row !== at || grid.text(cell) === "") return false;
    return at === headerRows || grid.text(grid.at(at - 1, numbers ?? 0)) !== grid.text(cell);
  };
  const alone = (at: number): boolean =>
    numbers === null ? !PART_MARK.test(name(at)) && !POPULATION_WORDS.test(partName(name(at))) : numbered(at) && !PART_MARK.test(name(at));
  if (alone(row)) return null;
  let marked = PART_MARK.test(name(row));
  for (let at = row - 1; at >= Math.max(headerRows, row - MAX_PARTS); at -= 1) {
    if (!alone(at)) {
      marked ||= PART_MARK.test(name(at));
      continue;
    }
    return marked && name(at) !== name(row) ? name(at) : null;
  }
  return null;
}

function columnOf(grid: Grid, headerRows: number, header: RegExp): number | null {
  for (let column = 0; column < Math.min(grid.columnCount, 4); column += 1) if (header.test(grid.text(grid.at(headerRows - 1, column)))) return column;
  return null;
}

/** Whether the first column numbers rows without saying so. */
function ordinals(grid: Grid, headerRows: number): boolean {
  const texts = Array.from({ length: grid.rowCount - headerRows }, (_, at) => grid.text(grid.at(at + headerRows, 0))).filter((text) => text !== "");
  return texts.length > 1 && texts.every((text) => ORDINAL.test(text));
}
