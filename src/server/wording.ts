import type { QuantityKind } from "../domain/figure.ts";
import type { Language } from "../domain/question.ts";

export interface ExampleWording {
  compare(indicator: string, kind: QuantityKind): string;
  lookup(school: string, indicator: string): string;
}

const MORE_ZH: Readonly<Record<QuantityKind, string>> = {
  count: "更多",
  amount: "更多",
  area: "更大",
  share: "更高",
  average: "更高",
  score: "更高",
  ratio: "更高",
};

export const EXAMPLE_WORDING: Readonly<Record<Language, ExampleWording>> = {
  zh: {
    compare: (indicator, kind) => `哪所学校的${indicator}${MORE_ZH[kind]}？`,
    lookup: (school, indicator) => `${school}的${indicator}是多少？`,
  },
  en: {
    compare: (indicator, kind) => (kind === "count" ? `Which school has more: ${indicator}?` : `Which school has the higher ${indicator}?`),
    lookup: (school, indicator) => `${school}: what is the ${indicator}?`,
  },
};
