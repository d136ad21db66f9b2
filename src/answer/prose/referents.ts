import type { ReadSentence } from "./extracts.ts";

/** 该专业在校生102人, 前来听课的有180人: what such a sentence speaks of is named before it. */
const REFERS = /^(?:(?:目前|现在|现|其中|同时)?[,，]?(?:该|此|本项|这[一个])(?!校|院)|其中|前来|来的|参加的|听课的)/;
const FARTHEST_NAMED = 2;

/** The sentences of a passage, each that points back together with those before it, whose words it holds, too, and with which it is quoted. */
export function withReferents(sentences: readonly ReadSentence[]): readonly ReadSentence[] {
  return sentences.map((sentence, at) => {
    if (!REFERS.test(sentence.words)) return sentence;
    const run = sentences.slice(Math.max(0, at - FARTHEST_NAMED), at + 1);
    return { extract: { ...sentence.extract, parts: run.flatMap(({ extract }) => extract.parts) }, words: run.map(({ words }) => words).join("") };
  });
}
