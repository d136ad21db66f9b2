import type { Issue } from "../domain/issue.ts";
import { readLabel } from "./labels.ts";
import type { Entry, Line, TableDraft } from "./lines.ts";
import { REPORT_WORDS } from "./vocabulary.ts";

/** What a page puts around its text: never part of a block. The text itself keeps it. */
export interface Furniture {
  readonly entries: readonly Entry[];
  readonly issues: readonly Issue[];
}

/** Takes page numbers, running heads and contents pages out of the entries. */
export function dropFurniture(text: string, entries: readonly Entry[]): Furniture {
  const pageNumbers = findPageNumbers(entries);
  const withoutNumbers = entries.filter((entry) => !pageNumbers.has(entry));
  const runningHeads = findRunningHeads(entries, pageNumbers);
  const contents = findContents(
    text,
    withoutNumbers.filter((entry) => !runningHeads.has(entry)),
  );
  const kept = markGaps(entries, (entry) => !pageNumbers.has(entry) && !runningHeads.has(entry) && !contents.has(entry));
  return {
    entries: kept,
    issues: [
      ...note("page_numbers", "page numbers left out", pageNumbers),
      ...note("running_heads", "running heads left out", runningHeads),
      ...note("contents_page", "lines of a contents page left out", contents),
    ],
  };
}

function note(code: string, words: string, dropped: ReadonlySet<Entry>): Issue[] {
  const first = [...dropped][0];
  return first === undefined ? [] : [{ code, severity: "note", message: `${dropped.size} ${words}`, values: { count: dropped.size }, span: first.span }];
}

/** A line after something dropped counts as after a blank line: a page ended there. */
function markGaps(entries: readonly Entry[], keep: (entry: Entry) => boolean): Entry[] {
  const kept: Entry[] = [];
  let gap = false;
  for (const entry of entries) {
    if (!keep(entry)) gap = true;
    else {
      kept.push(gap && entry.kind === "line" ? { ...entry, blankBefore: true } : entry);
      gap = false;
    }
  }
  return kept;
}

const FRAMED_NUMBER = /^[-—–~·•|［[\s]{1,6}(\d{1,4}|[ivx]{1,6})[-—–~·•|］\]\s]{1,6}$/;
const WORDED_NUMBER =
  /^(?:第\s{0,3}\d{1,4}\s{0,3}页[\s,，/]{0,3}(?:共\s{0,3}\d{1,4}\s{0,3}页)?|page\s{1,3}\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4})?|\d{1,4}\s?\/\s?\d{1,4})$/;
const LONE_NUMBER = /^(?:\d{1,4}|[ivx]{1,5})$/;
/** A run of lone numbers this long, each one more than the last, is page numbers and not the cells of a table. */
const MIN_PAGE_RUN = 3;
/** Between two page numbers lies a page. */
const MIN_LINES_PER_PAGE = 3;

function findPageNumbers(entries: readonly Entry[]): ReadonlySet<Entry> {
  const found = new Set<Entry>();
  const runs: { readonly members: Entry[]; last: number; at: number }[] = [];
  entries.forEach((entry, index) => {
    if (entry.kind !== "line") return;
    if (FRAMED_NUMBER.test(entry.folded) || WORDED_NUMBER.test(entry.folded)) found.add(entry);
    else if (LONE_NUMBER.test(entry.folded) && /^\d/.test(entry.folded)) {
      const number = Number(entry.folded);
      const run = runs.find((candidate) => candidate.last === number - 1 && index - candidate.at >= MIN_LINES_PER_PAGE);
      if (run === undefined) runs.push({ members: [entry], last: number, at: index });
      else {
        run.members.push(entry);
        run.last = number;
        run.at = index;
      }
      // A hostile text of nothing but numbers would keep every run open.
      if (runs.length > 50) runs.shift();
      const complete = runs.find((candidate) => candidate.members.length >= MIN_PAGE_RUN);
      if (complete !== undefined) for (const member of complete.members) found.add(member);
    }
  });
  return found;
}

const MIN_REPEATS = 3;
const MAX_HEAD = 50;
const MAX_HEAD_BLANK = /[\s\d—–-]+/g;

/** A short line that stands three times or more, beside a page number or with the words of a report's title, is a running head. */
function findRunningHeads(entries: readonly Entry[], pageNumbers: ReadonlySet<Entry>): ReadonlySet<Entry> {
  const groups = new Map<string, { readonly line: Line; readonly besideNumber: boolean }[]>();
  entries.forEach((entry, index) => {
    if (entry.kind !== "line" || pageNumbers.has(entry) || entry.folded.length > MAX_HEAD || /[。;!?！？，:、]$/.test(entry.folded)) return;
    const key = entry.folded.replace(MAX_HEAD_BLANK, "");
    if (key.length < 3) return;
    const besideNumber = [entries[index - 1], entries[index + 1]].some((other) => other !== undefined && pageNumbers.has(other));
    const group = groups.get(key) ?? [];
    group.push({ line: entry, besideNumber });
    groups.set(key, group);
  });
  const found = new Set<Entry>();
  for (const [key, group] of groups) {
    const beside = group.filter((one) => one.besideNumber).length;
    const titleLike = /报告|年报/.test(key) && group.every((one) => readLabel(one.line.folded) === null);
    if (group.length < (titleLike && beside === group.length ? MIN_REPEATS - 1 : MIN_REPEATS)) continue;
    if (beside * 2 < group.length && !titleLike) continue;
    // The first one may be the title itself; a title is never lost, a running head in its place is one.
    for (const one of group.slice(titleLike && !(group[0]?.besideNumber ?? false) ? 1 : 0)) found.add(one.line);
  }
  return found;
}

/** Dots or blanks that lead to a page number. */
const LEADERS = /(?:[.…·•⋯_]{3,}|…{1,}|\.{2,}|\s{3,}|-{4,}|—{3,})[\s.…·]{0,5}\(?(?:\d{1,4}|[ivx]{1,5})\)?$/;
/** How far below a contents title its lines may go. */
const MAX_CONTENTS = 300;

/** A contents page: a title such as 目录 with the lines below that recur as headings, or any run of lines with leaders and page numbers. */
function findContents(text: string, entries: readonly Entry[]): ReadonlySet<Entry> {
  const found = new Set<Entry>();
  const titleAt = entries.findIndex((entry) => entry.kind === "line" && isContentsTitle(entry.folded));
  if (titleAt !== -1) {
    const below = contentsBelow(text, entries, titleAt + 1);
    if (below.length > 0) for (const entry of [...entries.slice(titleAt, titleAt + 1), ...below]) found.add(entry);
  }
  let run: Entry[] = [];
  for (const entry of entries) {
    const isLeader = entry.kind === "line" && LEADERS.test(entry.folded.slice(-120));
    if (isLeader) run.push(entry);
    if (!isLeader || entry === entries[entries.length - 1]) {
      if (run.length >= MIN_REPEATS) for (const member of run) found.add(member);
      run = [];
    }
  }
  return found;
}

const isContentsTitle = (line: string): boolean => REPORT_WORDS.contentsTitles.includes(line.replace(/[\s:【】[\]]/g, ""));

function contentsBelow(text: string, entries: readonly Entry[], from: number): Entry[] {
  const bare = (entry: Entry): string => (entry.kind === "line" ? withoutPage(entry.folded) : "");
  const window = entries.slice(from, from + MAX_CONTENTS);
  const later = new Map<string, number>();
  entries.forEach((entry, index) => {
    if (index >= from && entry.kind === "line") later.set(bare(entry), index);
  });
  const taken: Entry[] = [];
  for (const [offset, entry] of window.entries()) {
    if (entry.kind === "table") {
      // Contents whose page numbers stand behind a tab were read as a table.
      if (!endsInPages(text, entry)) break;
      taken.push(entry);
      continue;
    }
    const key = bare(entry);
    const recurs = (later.get(key) ?? -1) > from + offset;
    const leads = LEADERS.test(entry.folded.slice(-120)) || /^.{2,60}?\s\d{1,3}$/.test(entry.folded);
    if (!recurs && !leads) break;
    taken.push(entry);
  }
  return taken;
}

const endsInPages = (text: string, table: TableDraft): boolean =>
  table.rows.every((row) => {
    const last = row[row.length - 1];
    return last !== undefined && /^\d{1,4}$/.test(text.slice(last.span.start, last.span.end));
  });

/** No line of a contents page is longer; a longer one is not looked into. */
const MAX_CONTENTS_LINE = 200;
const withoutPage = (line: string): string =>
  line.length > MAX_CONTENTS_LINE
    ? line
    : line
        .replace(LEADERS, "")
        .replace(/\s+\d{1,3}$/, "")
        .replace(/\s+/g, "");
