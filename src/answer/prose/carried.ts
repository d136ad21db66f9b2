import type { ReadSentence } from "./extracts.ts";

/** 为此，…, 针对这种情况，…: takes up what stands before it and tells what was done. */
const TAKES_UP =
  /^(?:[^,，。；;：:]{0,6}(?:据此|为此(?![类次项种])|对此(?![类次项种])|随即)|针对(?:这|此|上述|该|以上)|面对(?:这|此)|(?:为了?)?(?:解决|改变|破解|扭转|缓解|补齐|弥补|化解)(?:这|此|上述|该|以上)|鉴于(?:此|这))/;
/** 因此，…: what it tells follows from what stands before it. */
const FOLLOWS = /^(?:因此|由此|于是|所以|正因|故而|有鉴于此)/;
/** 这样调整的依据是…, 究其原因…: gives the reason of what stands before it. */
const GIVES_REASON =
  /^(?:究其|追其)?(?:(?:这样|这么|如此)[^,，。；;]{0,10}(?:依据|原因|理由|目的|考虑|因为)|(?:主要)?(?:原因|理由|依据)(?:是|在于|有|主要)|这(?:主要|也|正)?是(?:因为|由于)|之所以|(?:能够?)?(?:取得|实现|收到|有)(?:了)?(?:这样|这些|这一|这种|上述|如此)(?:的)?(?:好)?(?:成绩|成效|变化|效果|结果|局面|进步|转变))/;
const ASKS = /[?？]["”]?$/;

/** Whether a sentence tells what was done about the one before it. */
export const takesUp = (words: string): boolean => TAKES_UP.test(words);

/** Whether what stands before a sentence is its reason. */
export const followsFrom = (words: string): boolean => TAKES_UP.test(words) || FOLLOWS.test(words);

/** Whether a sentence gives the reason of the one before it. */
export const explainsBefore = (words: string): boolean => GIVES_REASON.test(words);

/** Where the whole sentence before place `at` begins: one that runs over semicolons is one; `at` itself where none stands before it. */
export function beforeIt(sentences: readonly ReadSentence[], at: number): number {
  let from = Math.max(0, at - 1);
  while (from > 0 && /[；;]$/.test(sentences[from - 1]?.words ?? "")) from -= 1;
  return from;
}

/** What a sentence takes over from those before it: the report's own question that it answers, or what 为此 speaks of; else nothing. */
export function carriedWords(sentences: readonly ReadSentence[], at: number): string {
  if (at === 0) return "";
  const from = beforeIt(sentences, at);
  const before = sentences
    .slice(from, at)
    .map(({ words }) => words)
    .join("");
  const question = from > 0 && ASKS.test(sentences[from - 1]?.words ?? "") ? (sentences[from - 1]?.words ?? "") : "";
  if (ASKS.test(before)) return before;
  return takesUp(sentences[at]?.words ?? "") || explainsBefore(sentences[at]?.words ?? "") ? `${question}${before}` : "";
}

/** Whether a sentence stands right behind a question of the report, which it answers. */
export function answersQuestion(sentences: readonly ReadSentence[], at: number): boolean {
  return at > 0 && ASKS.test(sentences[at - 1]?.words ?? "");
}
