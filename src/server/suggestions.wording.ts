import type { Language } from "../domain/question.ts";

export interface SuggestionWording {
  rank(indicator: string): string;
  lookup(school: string, indicator: string): string;
}

export const SUGGESTION_WORDING: Readonly<Record<Language, SuggestionWording>> = {
  zh: {
    rank: (indicator) => `哪所学校的${indicator}更高？`,
    lookup: (school, indicator) => `${school}的${indicator}是多少？`,
  },
  en: {
    rank: (indicator) => `Which school has the higher ${indicator}?`,
    lookup: (school, indicator) => `What is the ${indicator} of ${school}?`,
  },
};
