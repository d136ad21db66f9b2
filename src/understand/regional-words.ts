import { z } from "zod";
import raw from "../../data/lexicon/regional-words.json" with { type: "json" };
import { foldText } from "../text/fold.ts";

const { words } = z
  .object({
    words: z
      .record(z.string(), z.string())
      .refine((all) => Object.entries(all).every(([from, to]) => from.length === to.length), "a word and its standard one differ in length"),
  })
  .parse(raw);

const standards = new Map(Object.entries(words).map(([said, standard]) => [foldText(said), standard]));
const ANY = new RegExp([...standards.keys()].toSorted((a, b) => b.length - a.length).join("|"), "gu");

/** 而家有幾多學生 → 现在有多少學生: words of a region in standard ones of the same length, all else and all places (UTF-16) as they are. */
export function inStandardWords(question: string): string {
  let told = question;
  for (const { 0: word, index } of foldText(question).matchAll(ANY))
    told = told.slice(0, index) + (standards.get(word) ?? word) + told.slice(index + word.length);
  return told;
}
