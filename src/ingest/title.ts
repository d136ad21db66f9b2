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
const isDateLine = (line: string): boolean => DATE.test(line);

const IMPRINT = /编制单位|内部资料|印制$|^(?:报告)?(?:年份|年度|日期|时间|单位|编制|编写)[^:]{0,6}:/;

/** The title as printed, its lines joined, dates and imprint left out. */
export function titleText(text: string, lines: readonly Line[]): string {
  const kept = lines.filter((line, index) => !isDateLine(line.folded) && !IMPRINT.test(line.folded) && !namesAgain(lines.slice(0, index), line));
  return kept
    .map((line) => text.slice(line.span.start, line.span.end))
    .reduce((joined, line) => (joined === "" ? line : joined + betweenLines(joined, line) + line), "")
    .replace(/(?<=[\u3400-\u9fff])(?<!报告|年报)\s+(?=[\u3400-\u9fff\d])|(?<=\d)\s+(?=[\u3400-\u9fff])/g, "");
}

/** 某校质量年度报告（2023年度）, and below it 河北省某校: who signs, and no part of the title. */
function namesAgain(above: readonly Line[], { folded }: Line): boolean {
  const name = folded.replace(/\s+/g, "");
  if (!SCHOOL_TYPES.some((type) => name.endsWith(type.zh))) return false;
  const province = PROVINCES.find(({ zh }) => name.startsWith(zh))?.zh ?? "";
  const own = name.slice(province.length).replace(/^[省市]|^(?:壮族|回族|维吾尔)?自治区/, "");
  return above.some((line) => line.folded.replace(/\s+/g, "").includes(own) && REPORT_END.test(line.folded));
}

const REPORT_END = /报告|年报/;

/** A title that is closed by its year goes on after a blank; words of one line that was cut go on without. */
const betweenLines = (above: string, line: string): string =>
  (/[\w]$/.test(above) && /^\w/.test(line)) ||
  (/(?:报告|年报)(?:[（(][^（()）]{2,20}[)）])?$/.test(above) && SCHOOL_TYPES.some((type) => line.trim().endsWith(type.zh)))
    ? " "
    : "";
