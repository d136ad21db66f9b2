import { z } from "zod";
import file from "../../data/lexicon/question-cues.json" with { type: "json" };
import { foldText } from "../text/fold.ts";
import { type CuePattern, compileCue } from "./cue-pattern.ts";

const words = z.array(z.string());
const bilingual = z.strictObject({ zh: words, en: words });
const cueSchema = z.strictObject({ zh: words, en: words, unless: words });

/** data/lexicon/question-cues.json: the words by which questions are understood. Names of schools and indicators are not among them. */
const cueFileSchema = z.strictObject({
  cues: z.record(z.string(), cueSchema),
  intents: z.array(
    z.strictObject({
      rule: z.string(),
      intent: z.string(),
      any: words.default([]),
      all: words.default([]),
      none: words.default([]),
      reason: z.string().optional(),
    }),
  ),
  erased: words,
  transparent: words,
  comparators: z.array(z.strictObject({ comparator: z.enum([">", ">=", "<", "<=", "="]), before: words, after: words })),
  /** `near`: words of which one must stand in the question as well. */
  populations: z.array(z.strictObject({ population: z.string(), zh: words, en: words, near: words.default([]) })),
  perHead: z.array(z.strictObject({ zh: words, en: words, denominator: words, people: words })),
  impliedIndicators: z.array(z.strictObject({ zh: words, en: words, indicator: z.string() })),
  /** Manners of asking that name one indicator among other words (how many … have a job); where no entry bears the name it is looked for as open words. `least`: the share that makes the answer yes. */
  spokenNames: z.array(z.strictObject({ en: words, unless: words.default([]), indicator: z.string(), least: z.string().optional() })),
  /** What is left of a whole (没就业的): by the names of its entry and of the wholes it may be of, likeliest first. */
  complements: z.array(z.strictObject({ zh: words, en: words, unless: words.default([]), part: z.string(), wholes: words })),
  /** Two names that a manner of speaking sets against each other (完成招生计划了吗). */
  impliedPairs: z.array(z.strictObject({ zh: words, en: words, unless: words.default([]), indicators: z.tuple([z.string(), z.string()]) })),
  numberCues: words,
  /** Several questions in one line: which cues ask something, which need nothing else to stand as a question of their own, what joins two. */
  parts: z.strictObject({ asks: words, stands: words, joints: bilingual }),
  /** Nouns for one sort of people each; what is said of one sort is not said of another. */
  people: z.array(words),
  neutral: bilingual,
  function: z.strictObject({ zh: words, en: words, edge: words, protected: words }),
  schools: z.strictObject({
    types: z.array(z.strictObject({ class: z.enum(["secondary", "technician", "college", "general", "field", "any"]), zh: words })),
    loose: words,
    latinTypes: words,
    latinHeads: words,
    strongTypes: words,
    generic: words,
    notBefore: words,
    partnerWords: words,
  }),
  /** `endings`: last characters by which an unheard name is seen to be of a place; `notPlaces`: words that end so and name none. */
  places: z.strictObject({ cities: words, endings: words, notPlaces: words }),
  homophoneWords: words,
  latinWords: words,
  /** What passages on an earlier name of the school say. */
  formerName: z.strictObject({ zh: z.string(), en: z.string() }),
  destinations: z.strictObject({ zh: z.string(), en: z.string() }),
  governors: z.strictObject({ zh: z.string(), en: z.string() }),
  overview: z.strictObject({ zh: z.string(), en: z.string() }),
});

export type CueFile = z.infer<typeof cueFileSchema>;

/** The cue file, parsed once; a flaw in it stops the program at its start, naming the entry. */
export const cueFile: CueFile = cueFileSchema.parse(file);

/** The cue lists compiled, in the order of the file. */
export const cuePatterns: readonly (readonly [string, CuePattern])[] = Object.entries(cueFile.cues).map(([id, cue]) => [
  id,
  compileCue([...cue.zh, ...cue.en], cue.unless),
]);

/** Folds a list of words for look-up. */
export function foldedSet(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map(foldText));
}
