import type { Span } from "../domain/span.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { PeriodMention } from "../text/periods.ts";
import type { Quantity } from "../text/quantities.ts";

/** One sentence of a block's mapped text with everything found in it. All offsets point into `text`, the whole block's mapped text. */
export interface SentenceView {
  readonly text: string;
  readonly sentence: Span;
  readonly quantities: readonly Quantity[];
  /** Names and prose heads of indicators, nested ones included, by start. */
  readonly aliases: readonly AliasMatch[];
  readonly periods: readonly PeriodMention[];
  readonly section: readonly string[];
  /** Who the sentence speaks of from its beginning, when not the owner. */
  readonly subject: SentenceSubject | null;
}

/** The one named at the head of a sentence: its later clauses speak of it too, until the owner is named. */
export interface SentenceSubject extends Span {
  readonly name: string;
}

/** A look-up by code unit: these loops run for every number of a report. */
const marks = (characters: string): Uint8Array => {
  const table = new Uint8Array(65536);
  for (let at = 0; at < characters.length; at += 1) table[characters.charCodeAt(at)] = 1;
  return table;
};
/** Circled numbers open an item of a list as a semicolon closes one. */
const HARD_BOUNDARY = marks("，。；：:;！？!?\n①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮");
const SENTENCE_MARK = marks("。！？\n");
/** A clause longer than anyone writes is cut here, so that the work per number has a bound. */
const MAX_CLAUSE = 160;

/** Whether a full stop or a line break stands at `position`; semicolons end no such sentence. */
export const endsWideSentence = (text: string, position: number): boolean => SENTENCE_MARK[text.charCodeAt(position)] === 1;

/** Start of the clause that leads to `quantity`: after the last hard punctuation or the previous quantity. */
export function leftEdge(view: SentenceView, index: number): number {
  const quantity = view.quantities[index];
  if (quantity === undefined) return view.sentence.start;
  const previous = view.quantities[index - 1];
  const floor = Math.max(view.sentence.start, previous?.end ?? view.sentence.start, quantity.start - MAX_CLAUSE);
  let depth = 0;
  for (let at = quantity.start - 1; at >= floor; at -= 1) {
    const character = view.text.charAt(at);
    if (character === ")") depth += 1;
    else if (character === "(") depth = Math.max(0, depth - 1);
    else if (depth === 0 && HARD_BOUNDARY[view.text.charCodeAt(at)] === 1 && !(character === ":" && at === quantity.start - 1)) return at + 1;
  }
  return floor;
}

/** Start of the clause by punctuation alone, earlier quantities not being edges. */
export function clauseStart(view: SentenceView, position: number): number {
  const floor = Math.max(view.sentence.start, position - MAX_CLAUSE);
  for (let at = position - 1; at >= floor; at -= 1) if (HARD_BOUNDARY[view.text.charCodeAt(at)] === 1) return at + 1;
  return floor;
}

/** End of the words that follow `quantity`: before the next punctuation, 、 included, or the next quantity. */
export function rightEdge(view: SentenceView, index: number): number {
  const quantity = view.quantities[index];
  if (quantity === undefined) return view.sentence.end;
  const ceiling = Math.min(view.sentence.end, view.quantities[index + 1]?.start ?? view.sentence.end);
  for (let at = quantity.end; at < ceiling; at += 1) {
    const character = view.text.charAt(at);
    if (HARD_BOUNDARY[view.text.charCodeAt(at)] === 1 || character === "、" || character === "(" || character === ")") return at;
  }
  return ceiling;
}

/** Whether the clause ends at `position`: punctuation, a bracket, 和/与/及 or the sentence's end. */
export function isBoundary(view: SentenceView, position: number): boolean {
  return position >= view.sentence.end || /[，。；：:;！？!?\n、()和与及"]/.test(view.text.charAt(position));
}

/** Aliases inside [start, end). */
export function aliasesWithin(view: SentenceView, start: number, end: number): AliasMatch[] {
  const inside: AliasMatch[] = [];
  for (let at = firstFrom(view.aliases, start); at < view.aliases.length; at += 1) {
    const alias = view.aliases[at];
    if (alias === undefined || alias.start >= end) break;
    if (alias.end <= end) inside.push(alias);
  }
  return inside;
}

/** Index of the first alias that starts at `start` or later: they stand in order. */
function firstFrom(aliases: readonly AliasMatch[], start: number): number {
  let low = 0;
  let high = aliases.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((aliases[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Looked for once in a sentence, not for each of its numbers. */
const respectively = new WeakMap<SentenceView, boolean>();

/** Whether a sentence tells numbers in the order of a list (分别为, 依次是). */
export function saysRespectively(view: SentenceView): boolean {
  const known = respectively.get(view);
  if (known !== undefined) return known;
  const says = /分别|依次/.test(view.text.slice(view.sentence.start, view.sentence.end));
  respectively.set(view, says);
  return says;
}
