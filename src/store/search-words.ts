/** A whole lexicon word longer than this is found through its parts. */
const MAX_WORD_CHARACTERS = 16;
/** A cutter's own sub-words end at three characters; longer lexicon words inside a token are added by us. */
export const MIN_INNER_CHARACTERS = 4;

/** Lexicon words that the cutter passed over because a longer word, or another cut, took their characters. */
export function innerWords(folded: string, words: ReadonlySet<string>, known: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let start = 0; start < folded.length; start++) {
    for (let length = MIN_INNER_CHARACTERS; length <= MAX_WORD_CHARACTERS && start + length <= folded.length; length++) {
      const word = folded.slice(start, start + length);
      if (words.has(word) && !known.has(word)) found.push(word);
    }
  }
  return found;
}

/** Whether there is a letter or digit in it. */
export function isWord(term: string): boolean {
  return /[\p{L}\p{N}]/u.test(term);
}
