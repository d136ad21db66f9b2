import plainWords from "../../../data/lexicon/plain-words.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { isOfVerbs } from "../plain-text.ts";
import { synonymsOf, type WordGroup } from "../word-groups.ts";

/** What a word of the same meaning counts. */
export const SYNONYM_SHARE = 0.85;
export const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

export const HAN_WORD = /^[\u4e00-\u9fff]{2,}$/;
export const LIGHT: ReadonlySet<string> = new Set(plainWords.light.map(foldText));
export const plain: ReadonlyMap<string, readonly string[]> = gatherFamilies();

function gatherFamilies(): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, Set<string>>();
  for (const family of plainWords.families)
    for (const asked of family.asked.map(foldText)) {
      const held = words.get(asked) ?? new Set([asked]);
      for (const word of family.words) held.add(foldText(word));
      words.set(asked, held);
    }
  return new Map([...words].map(([asked, held]) => [asked, [...held]] as const));
}

const LONGEST_PLAIN = Math.max(...[...plain.keys()].map((word) => word.length));

/** What the dictionary leaves at the head of a word: 能考, 想学, 和德|西福格. */
const AUXILIARY = /^(?:比[和与跟同](?=.{2})|[和与跟](?=.{3})(?![谐平])|能(?![力手源人量工级耗见])|想(?![象法]))/;

/** 车开 of 车开了多少班 is cut as one word: the plain word in it. */
export function plainCore(written: string): string {
  if (LIGHT.has(written)) return written;
  const term = plain.has(written) || synonymsOf(written) !== null ? written : written.replace(AUXILIARY, "");
  const [first = "", second = ""] = term;
  if (term.length !== 2 || plain.has(term)) return term;
  if (isOfVerbs(second) && plain.has(first)) return first;
  return isOfVerbs(first) && plain.has(second) ? second : term;
}

const NOT = ["不", "未", "没", "非", "无"];

/** 没更新 of a question is only met by a negated 更新. */
export function negated(word: string, question: string): WordGroup | null {
  const folded = foldText(question);
  const at = folded.indexOf(word);
  const before = folded[at - 2] ?? "";
  // 要不要交, 有没有: the word before the denial is said again behind it.
  if (!HAN_WORD.test(word) || !NOT.includes(folded[at - 1] ?? "") || /[是有]/.test(before) || before === word[0]) return null;
  return { words: [], weight: 1, near: NOT.map((no) => ({ word: no + word, share: 1 })) };
}

/** 聘过, 签了: a verb of one character with its particle. */
const DONE = /^([\u4e00-\u9fff])[过了着]$/;

/** A word printed as it was asked goes before one that only means the same. */
export const otherWords = (word: string): NonNullable<WordGroup["near"]> =>
  distinct([...(plain.get(word) ?? []), ...(synonymsOf(word) ?? []), ...(DONE.exec(word)?.slice(1) ?? [])])
    .filter((other) => other !== word)
    .map((other) => ({ word: other, share: SYNONYM_SHARE }));

/** The text with everyday words of two and more characters cut out first, the longest at each place. */
export function plainPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const length = plainAt(text, at);
    if (length === 0) at += 1;
    else {
      pieces.push(text.slice(from, at), text.slice(at, at + length));
      at += length;
      from = at;
    }
  }
  return [...pieces, text.slice(from)].filter((piece) => piece.trim() !== "");
}

function plainAt(text: string, at: number): number {
  for (let length = Math.min(LONGEST_PLAIN, text.length - at); length > 1; length -= 1) if (plain.has(text.slice(at, at + length))) return length;
  return 0;
}
