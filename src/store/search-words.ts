/** A whole lexicon word longer than this is found through its parts. */
const MAX_WORD_CHARACTERS = 16;
/** A cutter's own sub-words end at three characters; longer lexicon words inside a token are added by us. */
const MIN_INNER_CHARACTERS = 4;

/** Finds the words of a lexicon in folded text, wherever they stand; those of `known` are left out. */
export type InnerWords = (folded: string, known: ReadonlySet<string>) => string[];

/**
 * Finds lexicon words that a cutter passes over because a longer word, or another cut, takes their characters. Nearly every place of a
 * text begins no such word, and one look-up of the first characters tells so.
 */
export function createInnerWords(words: Iterable<string>): InnerWords {
  const byStart = new Map<string, { readonly lengths: number[]; readonly words: Set<string> }>();
  for (const word of words) {
    if (word.length < MIN_INNER_CHARACTERS || word.length > MAX_WORD_CHARACTERS) continue;
    const start = word.slice(0, MIN_INNER_CHARACTERS);
    const group = byStart.get(start) ?? { lengths: [], words: new Set<string>() };
    byStart.set(start, group);
    group.words.add(word);
    if (!group.lengths.includes(word.length)) group.lengths.push(word.length);
  }
  for (const { lengths } of byStart.values()) lengths.sort((a, b) => a - b);
  return (folded, known) => {
    const found: string[] = [];
    for (let start = 0; start + MIN_INNER_CHARACTERS <= folded.length; start++) {
      const group = byStart.get(folded.slice(start, start + MIN_INNER_CHARACTERS));
      if (group === undefined) continue;
      for (const length of group.lengths) {
        // At the end of a text a longer stretch is cut to a word that was found already.
        if (start + length > folded.length) break;
        const word = folded.slice(start, start + length);
        if (group.words.has(word) && !known.has(word)) found.push(word);
      }
    }
    return found;
  };
}

/** Whether there is a letter or digit in it. */
export function isWord(term: string): boolean {
  return /[\p{L}\p{N}]/u.test(term);
}
