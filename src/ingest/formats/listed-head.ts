import { UNIT_SPELLINGS } from "../vocabulary.ts";
import { isCount, isNothing, type SpacedCell } from "./space-row.ts";

/** A cell and the number of the line on which it stands. */
export interface Token {
  readonly cell: SpacedCell;
  readonly line: number;
}

/** The tokens from a line on, one by one: nothing is read before it is asked for. */
export type TokenSource = (at: number) => Token | undefined;

/** Which columns a table of listed rows has: number, name, unit, values. */
export interface Layout {
  readonly head: readonly Token[];
  readonly ordinal: boolean;
  readonly unit: boolean;
  /** For each column of values whether it holds words (调查方式, 备注). */
  readonly values: readonly { readonly words: boolean }[];
}

const ORDINAL_HEADER = /^(?:序号|编号|行次|项次)$/;
const NAME_HEADER = /^(?:(?:二级|具体|主要)?(?:指标|项目|内容)(?:名称|内容)?|名称|数据项|类别)$/;
const SUBJECT_HEADER = /^(?:专业(?:名称)?|年级|年份|年度|学年|班级|系部|校区|学校(?:名称)?|时间|学段|层次)$/;
const UNIT_HEADER = /^(?:计量|计算|数据)?单位$/;
const WORDS_HEADER = /方式|方法|备注|说明|来源|口径|形式|依据|地点/;
const ORDINAL = /^\d{1,2}$|^\d{1,2}\.\d{1,2}$/;
const MAX_HEAD = 12;

/** Whether a text is a unit: it stands in its own column. */
export const isUnitText = (text: string): boolean => UNITS.has(text.toLowerCase().replace(/^[万亿]/, "")) || /^:\s?1$|^比值$|^%$/.test(text);
const UNITS: ReadonlySet<string> = new Set([...UNIT_SPELLINGS.map((spelling) => spelling.toLowerCase()), "人日", "万", "兆", "m", "mb", "g", "gb"]);

/** Whether a text numbers a row. */
export const isOrdinal = (text: string): boolean => ORDINAL.test(text);
const isValue = (text: string): boolean => isCount(text) || isNothing(text);

/** Whether a cell can be the first of a header: the look that keeps other lines from being read further. */
export const beginsHead = (text: string): boolean =>
  ORDINAL_HEADER.test(text.replace(/\s+/g, "")) || NAME_HEADER.test(text.replace(/\s+/g, "")) || SUBJECT_HEADER.test(text);

/** The layout that tokens begin with, or null: a header on one line, or on a line for each of its cells. */
export function layoutOf(source: TokenSource): Layout | null {
  const first = source(0);
  if (first === undefined) return null;
  const tokens = firstTokens(source);
  const level = tokens.filter(({ line }) => line === first.line);
  return level.length > 1 ? layout(level, true) : stackedLayout(tokens);
}

/** As many tokens as a header may have, up to one that says again what another says: that is no header. */
function firstTokens(source: TokenSource): Token[] {
  const tokens: Token[] = [];
  const seen = new Set<string>();
  for (let token = source(0); token !== undefined && tokens.length < MAX_HEAD + 2; token = source(tokens.length)) {
    if (!isValue(token.cell.text) && seen.has(token.cell.text)) break;
    seen.add(token.cell.text);
    tokens.push(token);
  }
  return tokens;
}

function layout(head: readonly Token[], level: boolean): Layout | null {
  const texts = head.map(({ cell }) => cell.text.replace(/\s+/g, ""));
  if (texts.some((text) => isCount(text) || text.length > 16)) return null;
  const ordinal = ORDINAL_HEADER.test(texts[0] ?? "");
  const at = ordinal ? 1 : 0;
  const named = NAME_HEADER.test(texts[at] ?? "");
  const unit = UNIT_HEADER.test(texts[at + 1] ?? "");
  // Rows of names alone are read by where their cells stand.
  if (!named && (level || !(ordinal || SUBJECT_HEADER.test(texts[at] ?? "")))) return null;
  if (level && !ordinal && !unit) return null;
  const values = texts.slice(at + (unit ? 2 : 1)).map((text) => ({ words: WORDS_HEADER.test(text) }));
  return values.some(({ words }) => !words) ? { head, ordinal, unit, values } : null;
}

/** A header of one cell a line ends where the first row begins: at its number, or at the name (and unit) before the first value. */
function stackedLayout(tokens: readonly Token[]): Layout | null {
  const value = tokens.slice(0, MAX_HEAD + 2).findIndex(({ cell }) => isValue(cell.text));
  if (value < 3) return null;
  const ordinal = ORDINAL_HEADER.test(tokens[0]?.cell.text ?? "");
  const unit = tokens.slice(0, value).some(({ cell }) => UNIT_HEADER.test(cell.text));
  const length = ordinal && isOrdinal(tokens[value]?.cell.text ?? "") ? value : value - (unit ? 2 : 1);
  const head = tokens.slice(0, length);
  const apart = head.every(({ line }, at) => at === 0 || line > (head[at - 1]?.line ?? 0));
  return length < 2 || !apart ? null : layout(head, false);
}
