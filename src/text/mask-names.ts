import type { Span } from "../domain/span.ts";
import { listedNames } from "./name-lists.ts";
import { isHan, isName, type NameVocabulary, nameLengthAt, nameLengthBefore } from "./person-names.ts";

/** A text whose names of private persons are masked, character for character: every offset of the text holds in it. */
export interface MaskedText {
  readonly text: string;
  /** The names that were found, each once; a short text of the same source can be masked by them. */
  readonly names: ReadonlySet<string>;
}

const MASK = "某";
const JOINED = /[、和与及，,]/;

/**
 * Masks names of students, teachers, staff and parents, which are known by the words around them: "获奖学生：张晓明、李华" → "获奖学生：张某某、李某".
 * The surname stays. A name found once is masked wherever it stands. People of public life stay.
 */
export function maskNames(text: string, words: NameVocabulary): MaskedText {
  const spans = [...besideRoles(text, words), ...inLists(text, words), ...inTables(text, words), ...inStories(text, words)];
  const names = new Set(spans.map(({ start, end }) => text.slice(start, end)).filter((name) => /^\p{Script=Han}[\p{Script=Han}·•・]+$/u.test(name)));
  return { text: cover(text, [...spans, ...repeated(text, names, words)], words), names };
}

/** A short text of the same source, masked by the names found there. */
export function maskKnownNames(text: string, names: ReadonlySet<string>, words: NameVocabulary): string {
  return names.size === 0 || text === "" ? text : cover(text, repeated(text, names, words), words);
}

function cover(text: string, spans: readonly Span[], words: NameVocabulary): string {
  if (spans.length === 0) return text;
  const characters = text.split("");
  for (const { start, end } of spans) {
    const dotted = /[·•・]/.test(text.slice(start, end));
    const from = start + (dotted ? 1 : words.surnameLength(text.slice(start, end)));
    for (let index = from; index < end; index += 1) if (isHan(text[index])) characters[index] = MASK;
  }
  return characters.join("");
}

/** 教师王…获奖, 王…、李…同学 */
function besideRoles(text: string, words: NameVocabulary): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(words.roleBefore)) {
    let start = match.index + match[0].length;
    for (let length = nameLengthAt(text, start, words); length > 0; length = nameLengthAt(text, start, words)) {
      found.push({ start, end: start + length });
      if (!JOINED.test(text[start + length] ?? "")) break;
      start += length + 1;
    }
  }
  for (const match of text.matchAll(words.roleAfter)) {
    let end = match.index;
    for (let length = nameLengthBefore(text, end, words); length > 0; length = nameLengthBefore(text, end, words)) {
      found.push({ start: end - length, end });
      if (!JOINED.test(text[end - length - 1] ?? "")) break;
      end -= length + 1;
    }
  }
  return found;
}

/** 获奖学生：张…、李… */
function inLists(text: string, words: NameVocabulary): Span[] {
  return [...text.matchAll(words.labelled)].flatMap((match) => {
    const at = match.index + match[0].length;
    const lineEnd = text.indexOf("\n", at);
    return listedNames(text, at, lineEnd === -1 ? text.length : lineEnd, words);
  });
}

interface Cell extends Span {
  readonly text: string;
}

/** Columns under a label, and cells beside one. */
function inTables(text: string, words: NameVocabulary): Span[] {
  const found: Span[] = [];
  let columns: ReadonlySet<number> = new Set();
  let lineStart = 0;
  for (const line of text.split("\n")) {
    const cells = cellsOf(line, lineStart);
    lineStart += line.length + 1;
    if (cells.length < 2) {
      columns = new Set();
      continue;
    }
    const labelled = new Set(cells.flatMap((cell, index) => (words.isLabel(cell.text.replace(/\s/g, "")) ? [index] : [])));
    for (const [index, cell] of cells.entries()) {
      // Merged cells shift those behind them: elsewhere in such a table a cell that is a full name counts too.
      const vouched = columns.has(index) || labelled.has(index - 1);
      if (vouched) found.push(...listedNames(text, cell.start, cell.end, words));
      else if (columns.size > 0 && cell.text.length === 3 && isName(cell.text, words, "strict")) found.push(cell);
    }
    // The first such row is the head; further labels are values (a prize) that stand beside a name.
    if (columns.size === 0) columns = labelled;
  }
  return found;
}

function cellsOf(line: string, lineStart: number): Cell[] {
  const separator = line.includes("\t") ? "\t" : line.includes("|") ? "|" : null;
  if (separator === null) return [];
  let at = lineStart;
  return line.split(separator).map((raw) => {
    const start = at + (raw.length - raw.trimStart().length);
    at += raw.length + 1;
    return { start, end: start + raw.trim().length, text: raw.trim() };
  });
}

/** 何…，男，2019级… */
function inStories(text: string, words: NameVocabulary): Span[] {
  return [...text.matchAll(/[，,（(][ \u3000]?[男女](?=[，,、。；;）)])/g)].flatMap(({ index: end }) => {
    const length = nameLengthBefore(text, end, words);
    return length === 0 ? [] : [{ start: end - length, end }];
  });
}

/** Every further place of names that were found; one of two characters only where it stands for itself, as it may be part of a word. */
function repeated(text: string, names: ReadonlySet<string>, words: NameVocabulary): Span[] {
  const byFirst = new Map<string, string[]>();
  for (const name of names) byFirst.set(name.slice(0, 1), [...(byFirst.get(name.slice(0, 1)) ?? []), name]);
  if (byFirst.size === 0) return [];
  const found: Span[] = [];
  for (let start = 0; start < text.length; start += 1) {
    for (const name of byFirst.get(text.charAt(start)) ?? []) {
      if (!text.startsWith(name, start)) continue;
      const end = start + name.length;
      const free = !isHan(text[start - 1]) || words.lead.test(text.slice(Math.max(0, start - 4), start));
      if (name.length > 2 || (free && (!isHan(text[end]) || words.follower.test(text.slice(end, end + 6))))) found.push({ start, end });
    }
  }
  return found;
}
