import learnt from "../../../data/lexicon/last-look.json" with { type: "json" };
import type { SaidFeatures } from "./said-features.ts";

/** What is known of a sentence: its features and how near it is to the question by meaning (cosine). */
export interface SaidMeasure extends SaidFeatures {
  readonly near: number;
}

/** The weights' terms, in the words of data/lexicon/last-look.json. */
export function termsOf(measure: SaidMeasure): Readonly<Record<string, number>> {
  return {
    ...measure,
    rareCover: measure.cover * measure.rarest,
    fullAround: measure.around * (1 - measure.kindMissing),
  };
}

/** How sure it is, 0…1, that a sentence tells what is asked, by weights learnt from questions with known answers (scripts/fit-last-look.ts). */
export function sureness(measure: SaidMeasure): number {
  const terms = termsOf(measure);
  const sum = Object.entries(learnt.weights).reduce((all, [name, weight]) => all + weight * (terms[name] ?? 0), learnt.bias);
  return 1 / (1 + Math.exp(-sum));
}
