import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { cueFile, foldedSet } from "./cues.ts";
import { groupBy } from "./group-by.ts";
import type { Found } from "./reading.ts";

const HAN = /[\u4e00-\u9fff]/;
const LATIN_RUN = /[a-z0-9][a-z0-9.'+-]*/y;
const HAN_RUN = /[\u4e00-\u9fff]+/y;

const englishFunction = foldedSet(cueFile.function.en);
const edge = foldedSet(cueFile.function.edge);
/** Particles that are never part of a word; the words where they seem to be stand in the protected list. */
const ALWAYS = new Set([..."的了吗呢"]);

interface WordTable {
  readonly byFirst: ReadonlyMap<string, readonly string[]>;
}

function tableOf(words: readonly string[]): WordTable {
  const folded = [...new Set(words.map(foldText))].filter((word) => word.length >= 2).sort((a, b) => b.length - a.length);
  return { byFirst: groupBy(folded, (word) => word[0] ?? "") };
}

const functionWords = tableOf(cueFile.function.zh);
const protectedWords = tableOf(cueFile.function.protected);

function longestAt(table: WordTable, text: string, index: number, end: number): number {
  const word = table.byFirst.get(text[index] ?? "")?.find((candidate) => text.startsWith(candidate, index) && index + candidate.length <= end);
  return word?.length ?? 0;
}

/** Marks every unit that one of the findings covers. A cue covers its pieces alone. */
export function coverFound(text: string, found: readonly Found[], covers: (item: Found) => boolean): Uint8Array {
  const covered = new Uint8Array(text.length);
  for (const item of found) {
    if (!covers(item)) continue;
    for (const span of item.kind === "cue" ? item.pieces : [item]) covered.fill(1, span.start, span.end);
  }
  return covered;
}

/** The content words that are left, in order: Chinese pieces without function words at their edges, Latin words that are no function words. */
export function findResidue(text: string, covered: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    if (covered[at] === 1) {
      at += 1;
      continue;
    }
    const han = HAN.test(text[at] ?? "");
    const run = han ? HAN_RUN : LATIN_RUN;
    run.lastIndex = at;
    const length = run.exec(text)?.[0].length ?? 0;
    const end = endOfRun(covered, at, at + length);
    if (length === 0) at += 1;
    else {
      if (han) spans.push(...chinesePieces(text, at, end));
      else {
        const word = text.slice(at, end).replace(/'s?$|[.]+$/, "");
        if (!englishFunction.has(word)) spans.push({ start: at, end: at + word.length });
      }
      at = end;
    }
  }
  return spans;
}

function endOfRun(covered: Uint8Array, start: number, limit: number): number {
  let end = start;
  while (end < limit && covered[end] !== 1) end += 1;
  return end;
}

function chinesePieces(text: string, start: number, end: number): Span[] {
  const pieces: Span[] = [];
  let from = start;
  const close = (to: number): void => {
    const piece = trimPiece(text, from, to);
    if (piece !== null) pieces.push(piece);
  };
  for (let at = start; at < end; ) {
    const kept = longestAt(protectedWords, text, at, end);
    const dropped = ALWAYS.has(text[at] ?? "") ? Math.max(1, longestAt(functionWords, text, at, end)) : longestAt(functionWords, text, at, end);
    if (dropped > 0 && dropped >= kept && !(kept === dropped && kept >= 2)) {
      close(at);
      at += dropped;
      from = at;
    } else at += Math.max(1, kept);
  }
  close(end);
  return pieces;
}

/** 两纵四横 begins with its own number. */
const NUMBERED = /^[一两][\u4e00-\u9fff][一二两三四五六七八九十]/;

function trimPiece(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && edge.has(text[from] ?? "") && !NUMBERED.test(text.slice(from, Math.min(to, from + 3))) && longestAt(protectedWords, text, from, to) === 0)
    from += 1;
  while (to > from && edge.has(text[to - 1] ?? "") && !endsProtected(text, from, to)) to -= 1;
  return to > from ? { start: from, end: to } : null;
}

function endsProtected(text: string, from: number, to: number): boolean {
  for (let at = Math.max(from, to - 4); at < to - 1; at += 1) {
    const words = protectedWords.byFirst.get(text[at] ?? "") ?? [];
    if (words.some((word) => at + word.length === to && text.startsWith(word, at))) return true;
  }
  return false;
}
