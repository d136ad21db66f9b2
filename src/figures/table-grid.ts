import type { Block, Report, TableCell } from "../domain/report.ts";
import { mapText } from "../text/mapped-text.ts";

export type Table = Extract<Block, { kind: "table" }>;

/** A table as rows and columns, merged cells at every place that they cover. */
export interface Grid {
  readonly rowCount: number;
  readonly columnCount: number;
  at(row: number, column: number): TableCell | undefined;
  text(cell: TableCell | undefined): string;
}

/** The grid of a table block. */
export function toGrid(report: Report, table: Table): Grid {
  const cells = new Map<string, TableCell>();
  let rowCount = 0;
  let columnCount = 0;
  for (const cell of table.rows.flat()) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) cells.set(`${row}:${column}`, cell);
    rowCount = Math.max(rowCount, cell.row + cell.rowSpan);
    columnCount = Math.max(columnCount, cell.column + cell.columnSpan);
  }
  return { rowCount, columnCount, at: (row, column) => cells.get(`${row}:${column}`), text: (cell) => (cell === undefined ? "" : cellText(report, cell.span)) };
}

const NOTHING = /^(?:[-—–/\\]+|无|——|免收?|免费|不收|不详|暂无|未统计|停招)$/;
/** The folded text of a cell, blanks around it left off; "" for a dash, which stands for nothing. */
export const cellText = (report: Report, span: { readonly start: number; readonly end: number }): string =>
  mapText(report.text, [span]).text.trim().replace(NOTHING, "");
const NUMERIC = /^[约近超]?[-+]?\d[\d,]*(?:\.\d+)?\s*(?:%|万|亿|[\u4e00-\u9fff㎡/()]{0,6})?(?:以上|余)?$|^\d+(?:\.\d+)?:\d+(?:\.\d+)?$/;
/** 35岁及以下, 36-50岁, 2021级: bands of ages and years of entry name rows. */
const BAND =
  /^\d{1,2}(?:岁|周岁)?(?:[-—–~至]\d{1,2})?(?:周?岁)(?:[及或]?以[上下]|[上下])$|^\d{1,2}(?:周?岁)?[-—–~至]\d{1,2}周?岁$|^(?:(?:19|20)\d{2}|\d{2})级$/;
/** Whether a cell is all number; a bare year is none. */
export const isNumeric = (text: string): boolean => NUMERIC.test(text) && !/^(?:19|20)\d{2}年?(?:度|学年)?$/.test(text) && !BAND.test(text);
/** 1928 under a header that asks for no year is a count. */
export const isYearLike = (text: string): boolean => /^(?:19|20)\d{2}$/.test(text);
/** Headers of columns that tell when a row is of. */
const YEAR_HEADER = /年份|年度|时间|日期|届|学年/;
/** Whether a number that could be a year is none: it stands beside a row's name, under headers that ask for no time. */
export const isCountLikeYear = (text: string, column: number, headers: readonly string[]): boolean =>
  isYearLike(text) && column > 0 && !headers.some((header) => YEAR_HEADER.test(header));

/** Columns whose texts name whom a row is told of, by their headers, and such texts themselves. */
const SUBJECT_HEADER = /专业|学校|院校|单位名称|部门|系部|学部|年级|班级|校区|企业|公司|县|市|区|地区|课程|项目名称/;
const SUBJECT_TEXT = /(?:专业|系|部|班|校区|年级|学校|中心|公司|学院|中专|职高|县|市|区|\d{4}级)$/;

/** The header of a column that tells in what each row is counted. */
export const UNIT_HEADER = /^(?:计量|计算|数据)?单位$/;
/** Codes name no row. */
const CODE_HEADER = /(?:代码|编码|代号)$/;
const TOTAL = /^(?:合计|总计|小计|共计|全校|总数)/;

/** The texts to the left of a cell that tell what its row is, the nearest last: those after the last number, or all where none stands there. */
export function rowLabels(grid: Grid, cell: TableCell, headerRows: number): readonly RowLabel[] {
  const total = Array.from({ length: cell.column }, (_, column) => grid.text(grid.at(cell.row, column))).some((text) => TOTAL.test(text));
  let labels: RowLabel[] = [];
  let fresh: RowLabel[] = [];
  for (let column = 0; column < cell.column; column += 1) {
    const text = grid.text(grid.at(cell.row, column));
    const header = grid.text(grid.at(headerRows - 1, column));
    if (isNumeric(text) || (header !== "" && isCountLikeYear(text, column, [header]))) {
      labels = [...labels, ...fresh];
      fresh = [];
      continue;
    }
    if (UNIT_HEADER.test(header) || CODE_HEADER.test(header)) continue;
    const told = text === "" && !total && SUBJECT_HEADER.test(header) ? above(grid, cell.row, column, headerRows) : text;
    if (told === "" || fresh.some((other) => other.text === told)) continue;
    fresh.push({ text: ofKind(told, header), header, subject: SUBJECT_HEADER.test(header) || SUBJECT_TEXT.test(told) });
  }
  return fresh.length > 0 ? fresh : labels;
}

/** Headers that say what all names below them are. */
const KIND_HEADER = /^(?:主要|所学|开设|招生)?(专业|校区)(?:名称)?$/;
const NO_NAME = /(?:专业群?|方向|校区|系|部|班|类|校|人)$|\d|合计|[小总共]计|平均|全[校院]|总数|其[他它余]/;

/** 畜牧兽医 under 专业 is 畜牧兽医专业: so it is known for what it is. */
function ofKind(name: string, header: string): string {
  const kind = KIND_HEADER.exec(header)?.[1];
  return kind === undefined || NO_NAME.test(name) || name.length > 16 ? name : name + kind;
}

/** A text beside a cell, with the header over it and whether it can name whom the row is told of. */
export interface RowLabel {
  readonly text: string;
  readonly header: string;
  readonly subject: boolean;
}

/** Markdown knows no merged cells: an empty one goes on with the text above it. */
function above(grid: Grid, row: number, column: number, headerRows: number): string {
  for (let at = row - 1; at >= headerRows; at -= 1) {
    const text = grid.text(grid.at(at, column));
    if (text !== "") return text;
  }
  return "";
}

/** Rows at the top that hold no number: one at least where the first row is all words. */
export function countHeaderRows(grid: Grid): number {
  let rows = 0;
  for (let row = 0; row < Math.min(3, grid.rowCount); row += 1) {
    const cells = Array.from({ length: grid.columnCount }, (_, column) => grid.at(row, column));
    if (cells.some((cell) => cell?.header === true) || (row === rows && !cells.some((cell) => isNumeric(grid.text(cell))))) rows = row + 1;
    else break;
  }
  return Math.min(rows, Math.max(0, grid.rowCount - 1));
}
