import { foldText } from "../text/fold.ts";

/** Words of a question: as typed in Chinese, or what the words of another language may stand for, one group of alternatives for each. */
export interface AskedWords {
  readonly text: string;
  readonly groups: readonly (readonly string[])[] | null;
}

/** How much of what was asked a text holds, 0…1: stretches of two characters or more for Chinese, groups for another language. */
export function coverOf(words: AskedWords, text: string): number {
  const folded = foldText(text).replace(/\s+/g, "");
  if (words.groups === null) return coverText(words.text, folded);
  const held = words.groups.filter((group) => group.some((word) => folded.includes(foldText(word))));
  return words.groups.length === 0 ? 0 : held.length / words.groups.length;
}

/** Of 教师获奖省级 the report's 教师…获奖…省级 covers all; a lone character counts where nothing else was asked. */
function coverText(words: string, text: string): number {
  if (words === "") return 0;
  if (words.length === 1) return text.includes(words) ? 1 : 0;
  let covered = 0;
  for (let at = 0; at < words.length; ) {
    let length = 0;
    while (at + length < words.length && text.includes(words.slice(at, at + length + 1))) length += 1;
    if (length >= 2) covered += length;
    at += Math.max(1, length);
  }
  return covered / words.length;
}
