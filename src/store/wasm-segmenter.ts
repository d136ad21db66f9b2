import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Segmenter, Token } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";
import { createInnerWords, isWord } from "./search-words.ts";

/** As much of the package as is used. */
interface JiebaWasm {
  cut(text: string, hmm: boolean): string[];
  cut_for_search(text: string, hmm: boolean): string[];
  with_dict(dictionary: string): void;
}

/** Words seen less often than this are cut as if they were in no dictionary, as by the native cutter (jieba-segmenter.ts). */
const LEAST_FREQUENCY = 5;
/** What the native cutter takes inserted words for: the middle of its dictionary's frequencies. */
const INSERTED_FREQUENCY = 28;
const DICTIONARY = "submodules/cppjieba/dict/jieba.dict.utf8";

let rare: ReadonlySet<string> | null = null;

/**
 * The cutter for machines where the native one does not load: the same dictionary and words, compiled for any machine. It cuts all but
 * a few runs of rare characters alike, so search finds the same save for such words; its id tells the two apart.
 */
export async function createWasmSegmenter(words: readonly string[]): Promise<Segmenter> {
  const { default: jieba } = (await import("jieba-wasm")) as unknown as { readonly default: JiebaWasm };
  const inserted = [...new Set(words.map(foldText))].filter(isWord).sort();
  rare ??= rareWords();
  jieba.with_dict([...[...rare].map((word) => `${word} 0 n`), ...inserted.map((word) => `${word} ${INSERTED_FREQUENCY} n`)].join("\n"));
  const innerWords = createInnerWords(inserted);
  const hash = createHash("sha256").update(inserted.join("\n")).digest("hex").slice(0, 12);
  const hidden = new Set(rare);
  for (const word of inserted) hidden.delete(word);
  return {
    id: `jieba-wasm/common/${hash}`,
    cut: (text) => toTokens(foldText(text), alike(jieba.cut(wellFormed(foldText(text)), true), hidden)),
    searchTerms(text) {
      const folded = foldText(text);
      const terms = searchPieces(jieba, folded, hidden).filter(isWord);
      return [...terms, ...innerWords(folded, new Set(terms))];
    },
  };
}

/** Each word of the cut, after the shorter words inside it; in pieces of their own, so that none is joined to what stands beside it. */
function searchPieces(jieba: JiebaWasm, folded: string, hidden: ReadonlySet<string>): string[] {
  return alike(jieba.cut(wellFormed(folded), true), hidden).flatMap((piece) => {
    const word = piece.trim();
    if (word.length < 3 || !HAN.test(word[0] ?? "")) return [word];
    const parts = jieba.cut_for_search(word, false).filter((part) => part.length > 1 && part.length < word.length && !hidden.has(part));
    return [...parts, word];
  });
}

/** Lines are "word frequency class". Without the native package's dictionary the cutter's own serves as it is. */
function rareWords(): ReadonlySet<string> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("nodejieba/package.json"));
    const lines = readFileSync(join(folder, DICTIONARY), "utf8").split("\n");
    return new Set(lines.flatMap((line) => (Number(line.split(" ", 2)[1]) < LEAST_FREQUENCY ? [line.split(" ", 1)[0] ?? ""] : [])));
  } catch {
    // The package was left out altogether: words are cut a little finer, nothing else changes.
    return new Set();
  }
}

/** Half a surrogate pair cannot cross over; a character of the same length takes its place. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

const NUMBER = /^[\d.]+$/;
const HAN = /^[\u3400-\u9fff]$/;

/** Brings pieces to the native cutter's ways: marks stand alone, a number keeps its point, and single characters that make a rare word are one. */
function alike(pieces: readonly string[], hidden: ReadonlySet<string>): string[] {
  const split = pieces.flatMap((piece) =>
    piece.length > 1 && /[^a-z\d.\u3400-\u9fff]/.test(piece) ? [...(piece.match(/[a-z\d.]+|[\ud800-\udbff][\udc00-\udfff]|[^a-z\d.]/g) ?? [])] : [piece],
  );
  const joined: string[] = [];
  let run: string[] = [];
  const endRun = (): void => {
    if (run.length > 1 && hidden.has(run.join(""))) joined.push(run.join(""));
    else joined.push(...run);
    run = [];
  };
  for (const piece of split) {
    if (HAN.test(piece)) {
      run.push(piece);
      continue;
    }
    endRun();
    const last = joined.at(-1);
    if (last !== undefined && NUMBER.test(last) && NUMBER.test(piece)) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  endRun();
  return joined;
}

/** Rebuilt by walking: the pieces join to the text. */
function toTokens(folded: string, pieces: readonly string[]): Token[] {
  const found: Token[] = [];
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.length;
    if (piece.trim() !== "") found.push({ term: folded.slice(start, end), start, end });
    start = end;
  }
  if (start !== folded.length) throw new RangeError(`the cutter gave back ${start} of ${folded.length} units`);
  return found;
}
