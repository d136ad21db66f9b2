import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type nodejieba from "nodejieba";
import type { Segmenter, Token } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";
import { loadNative } from "./native.ts";
import { createInnerWords, isWord } from "./search-words.ts";

const LEAST_FREQUENCY = 5;

/** One name is in the package, but not in its types. */
type Jieba = typeof nodejieba & { readonly DEFAULT_DICT: string };

let loaded = false;

/**
 * The jieba cutter with `words` (lexicon terms) put into its dictionary first: the stock one splits 生师比.
 * The dictionary belongs to the process: words once inserted stay, so create one segmenter per process.
 * "双师型教师占50.6%" → 双师型教师 · 占 · 50.6 · %. Throws Error where the package does not load.
 */
export function createJiebaSegmenter(words: readonly string[]): Segmenter {
  const native = loadNative<Jieba>("nodejieba");
  if (native.kind === "missing") throw new Error(native.why);
  const jieba = native.part;
  const inserted = [...new Set(words.map(foldText))].filter(isWord).sort();
  load(jieba);
  for (const word of inserted) jieba.insertWord(word);
  const innerWords = createInnerWords(inserted);
  const hash = createHash("sha256").update(inserted.join("\n")).digest("hex").slice(0, 12);

  return {
    id: `nodejieba/common/${hash}`,
    cut: (text) => tokens(jieba, foldText(text)),
    searchTerms(text) {
      const folded = foldText(text);
      const terms = jieba.cutForSearch(folded, true).map((term) => term.trim());
      return [...terms.filter(isWord), ...innerWords(folded, new Set(terms))];
    },
  };
}

/**
 * Loads once. Words seen fewer than five times in the dictionary's own corpus are left out (three fifths of it, rare names mostly): it
 * loads in half the time and 140 MB less, and finds as much (docs/fusion.md). The keyword extractor's files are not needed: one line each.
 */
function load(jieba: Jieba): void {
  if (loaded) return;
  const folder = mkdtempSync(join(tmpdir(), "wenbao-jieba-"));
  try {
    const write = (name: string, text: string): string => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    jieba.load({
      dict: write("dict.utf8", commonWords(readFileSync(jieba.DEFAULT_DICT, "utf8"))),
      idfDict: write("idf.utf8", "的 1.0\n"),
      stopWordDict: write("stop-words.utf8", "的\n"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  loaded = true;
  // The package assigns to five undeclared names; leave no trace of them.
  for (const name of ["dict", "hmmDict", "userDict", "idfDict", "stopWordDict"]) Reflect.deleteProperty(globalThis, name);
}

/** Lines are "word frequency class". */
function commonWords(dictionary: string): string {
  return dictionary
    .split("\n")
    .filter((line) => Number(line.split(" ", 2)[1]) >= LEAST_FREQUENCY)
    .join("\n");
}

/** Rebuilt by walking: the pieces join to the text. (A lone surrogate comes back as U+FFFD, of the same length.) */
function tokens(jieba: Jieba, folded: string): Token[] {
  const found: Token[] = [];
  let start = 0;
  for (const piece of jieba.cut(folded, true)) {
    const end = start + piece.length;
    if (piece.trim() !== "") found.push({ term: folded.slice(start, end), start, end });
    start = end;
  }
  if (start !== folded.length) throw new RangeError(`the cutter gave back ${start} of ${folded.length} units`);
  return found;
}
