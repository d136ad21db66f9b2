import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import { addDecimals, compareDecimals } from "../../text/decimal.ts";

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

export const TOTAL_NAME = /^(?:合计|总计|小计|共计|总数|总和|全校|全院|总体)$/;
export const YEAR_NAME = /^(?:19|20)\d{2}/;
export const LEAST_ITEMS = 2;

const PEOPLE = new Set(["人", "人次"]);
/** People and person-times are told side by side in one list. */
export const unitClass = ({ unit, kind }: Figure): string => (PEOPLE.has(unit) ? "人" : `${unit} ${kind}`);

export const greatest = (items: readonly ToldItem[]): string =>
  items.reduce((most, { figure }) => (compareDecimals(figure.value, most) > 0 ? figure.value : most), items[0]?.figure.value ?? "0");

export function isSumOf(whole: Figure, parts: readonly Figure[]): boolean {
  if (parts.length < LEAST_ITEMS || parts.some(({ unit }) => unit !== whole.unit)) return false;
  return compareDecimals(parts.map(({ value }) => value).reduce(addDecimals, "0"), whole.value) === 0;
}
