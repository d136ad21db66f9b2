import { z } from "zod";
import raw from "../../data/lexicon/spoken-forms.json" with { type: "json" };
import { foldText } from "../text/fold.ts";

const regionalWord = z
  .object({ said: z.string().min(1), standard: z.string(), notAfter: z.string().default(""), notBefore: z.string().default("") })
  .refine(({ said, standard }) => said.length === standard.length, "a word and its standard one differ in length");
const { words, separable } = z.object({ words: z.array(regionalWord), separable: z.array(z.string().length(2)) }).parse(raw);

const rules = words.map(({ said, standard, notAfter, notBefore }) => {
  const behind = notAfter === "" ? "" : `(?<![${notAfter}])`;
  const ahead = notBefore === "" ? "" : `(?![${notBefore}])`;
  return { pattern: new RegExp(`${behind}${foldText(said)}${ahead}`, "gu"), standard };
});

const PARTED = new RegExp(
  `(${[...new Set(separable.map((verb) => verb.charAt(0)))].join("|")})([了过成着])(${[...new Set(separable.map((verb) => verb.charAt(1)))].join("|")})(子)?`,
  "gu",
);
const isSeparable = new Set(separable);

/** 结了对子 → 结对子了: a verb that its particle parts is put together again, at the same length. */
function joinParted(question: string): string {
  return question.replace(PARTED, (whole, verb: string, particle: string, thing: string, end = "") =>
    isSeparable.has(verb + thing) ? `${verb}${thing}${end}${particle}` : whole,
  );
}

/** 而家有幾多學生 → 现在有多少學生: words of a region in standard ones of the same length, all else and all places (UTF-16) as they are. */
export function inStandardWords(question: string): string {
  let told = question;
  for (const { pattern, standard } of rules)
    for (const { index } of foldText(told).matchAll(pattern)) told = told.slice(0, index) + standard + told.slice(index + standard.length);
  return joinParted(told);
}
