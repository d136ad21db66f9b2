import learnt from "../../../data/lexicon/last-look.json" with { type: "json" };
import type { SaidFeatures } from "./said-features.ts";

/** What is known of a sentence: its features and how near it is to the question by meaning (cosine). */
export interface SaidMeasure extends SaidFeatures {
  readonly near: number;
  /** How far it is ahead of the best other sentence (behind the best: below 0) by words and by meaning, −1…1. */
  readonly lead: number;
  readonly nearLead: number;
  /** Its place among all by words and by meaning: 1 for the first, ½ for the second. */
  readonly place: number;
  readonly nearPlace: number;
}

type Measured = SaidFeatures & Pick<SaidMeasure, "near">;

/** How much of what is asked a sentence holds by itself, with what stands around it, and in the question's own characters. */
export const lexicalOf = ({ around, cover, literal }: SaidFeatures): number => around + cover + literal;
/** The most that `lexicalOf` gives. */
const MOST_LEXICAL = 3;

/** The sentences of one question with how far each is ahead of the others: one that stands out is surer than one of many alike. */
export function withLeads(measures: readonly Measured[]): readonly SaidMeasure[] {
  const aheadBy = (of: (one: Measured) => number): readonly number[] => {
    const sorted = measures.map(of).toSorted((a, b) => b - a);
    const [best = 0, second = 0] = sorted;
    return measures.map((one) => of(one) - (of(one) === best ? second : best));
  };
  const leads = aheadBy((one) => lexicalOf(one) / MOST_LEXICAL);
  const nearLeads = aheadBy(({ near }) => near);
  const places = placesOf(measures, lexicalOf);
  const nearPlaces = placesOf(measures, ({ near }) => near);
  return measures.map((one, index) => ({
    ...one,
    lead: leads[index] ?? 0,
    nearLead: nearLeads[index] ?? 0,
    place: places[index] ?? 0,
    nearPlace: nearPlaces[index] ?? 0,
  }));
}

function placesOf(measures: readonly Measured[], of: (one: Measured) => number): readonly number[] {
  const sorted = measures.map(of).toSorted((a, b) => b - a);
  return measures.map((one) => 1 / (1 + sorted.indexOf(of(one))));
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
