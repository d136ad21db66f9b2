import { readLabel } from "./labels.ts";
import type { Entry, Line } from "./lines.ts";
import { NATIONS, PROVINCES, REPORT_WORDS, SCHOOL_TYPES } from "./vocabulary.ts";

/** The lines at the head of a report that name it: owner, kind, year, date. */
export interface TitleZone {
  readonly lines: readonly Line[];
  /** What follows. */
  readonly rest: readonly Entry[];
}

const MAX_LINES = 10;
const MAX_TITLE_LINE = 60;
const DATE = /^[\s(]*(?:(?:19|20)\d{2}|二[〇零○]\S{2})\s?年?[\s\d年月日.\-—–~至度学期)(一二三四五六七八九十]*$/;

/**
 * Takes the title lines off the front: short lines without sentence punctuation, as far as the last one that bears a word of a report's
 * title, a school's kind, a province, a year or a date. Lines with a number label end the zone, and so does the first line of prose.
 */
export function splitTitle(entries: readonly Entry[]): TitleZone {
  let end = 0;
  for (let index = 0; index < Math.min(entries.length, MAX_LINES); index += 1) {
    const entry = entries[index];
    if (entry === undefined || entry.kind === "table" || !couldBeTitle(entry)) break;
    const later = entries.slice(0, index).some((before) => before.kind === "line" && /报告|年报/.test(before.folded));
    if (bearsTitleWord(entry.folded) && !(later && startsBody(entry, entries[index + 1]))) end = index + 1;
  }
  const lines = entries.slice(0, end).filter((entry): entry is Line => entry.kind === "line");
  return { lines, rest: entries.slice(end) };
}

/** After the report is named, a short line right above prose ("学校概况") is the first heading. */
function startsBody(line: Line, next: Entry | undefined): boolean {
  if (DATE.test(line.folded) || /报告|年报|年度|20\d{2}/.test(line.folded) || REPORT_WORDS.titleExtras.some((word) => line.folded.includes(word))) return false;
  return next?.kind === "line" && next.folded.length > MAX_TITLE_LINE;
}

function couldBeTitle(line: Line): boolean {
  if (line.folded.length > MAX_TITLE_LINE || /[。;!?！？，、:]$/.test(line.folded) || /。/.test(line.folded)) return false;
  if (line.markdownLevel !== null && line.markdownLevel > 1 && !/报告|年报/.test(line.folded)) return false;
  const label = readLabel(line.folded);
  return label === null || (label.family === "case" && /^附件/.test(line.folded)) || DATE.test(line.folded);
}

function bearsTitleWord(line: string): boolean {
  const tight = line.replace(/\s+/g, "");
  return (
    REPORT_WORDS.reportWords.some((word) => tight.includes(word)) ||
    REPORT_WORDS.titleExtras.some((word) => tight.includes(word)) ||
    REPORT_WORDS.issuingBodies.some((word) => tight.endsWith(word)) ||
    DATE.test(line) ||
    SCHOOL_TYPES.some((type) => tight.endsWith(type.zh) || tight.includes(`${type.zh}(`)) ||
    PROVINCES.some((province) => tight.startsWith(province.zh)) ||
    NATIONS.some((nation) => tight === nation)
  );
}

/** Whether a title line is nothing but a date or year. */
export const isDateLine = (line: string): boolean => DATE.test(line);
