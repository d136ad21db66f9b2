import { en } from "./wording.en.ts";
import { zh } from "./wording.zh.ts";

export type InterfaceLanguage = "zh" | "en";

/** Every word of the interface; what a report or an answer says is not among them. */
export interface Wording {
  readonly language: InterfaceLanguage;
  readonly htmlLanguage: string;
  readonly brand: string;
  readonly pageTitle: string;
  readonly welcome: string;
  readonly promise: string;
  readonly examples: string;
  readonly reportsIn: (count: number) => string;
  readonly noReports: string;
  readonly question: string;
  readonly placeholder: string;
  readonly send: string;
  readonly searching: string;
  readonly otherLanguage: string;
  readonly newConversation: string;
  readonly unreachable: string;
  readonly refused: (message: string) => string;
  readonly again: string;
  readonly status: Readonly<Record<string, string>>;
  readonly columns: { readonly school: string; readonly indicator: string; readonly value: string; readonly period: string; readonly source: string };
  readonly figures: string;
  readonly nearest: string;
  readonly computed: string;
  readonly aspect: Readonly<Record<string, string>>;
  readonly caveats: string;
  readonly sources: string;
  readonly openSource: (number: number) => string;
  readonly understood: string;
  readonly slots: { readonly schools: string; readonly indicators: string; readonly period: string; readonly operation: string };
  readonly allSchools: string;
  readonly intents: Readonly<Record<string, string>>;
  readonly directions: { readonly max: string; readonly min: string };
  readonly certainty: Readonly<Record<string, string>>;
  readonly suggestions: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly reader: string;
  readonly closeReader: string;
  readonly openAlone: string;
  readonly loading: string;
  readonly noSuchReport: string;
  readonly noSuchPlace: string;
  readonly earlier: string;
  readonly later: string;
  readonly backToMark: string;
  readonly toChat: string;
  readonly year: (year: number) => string;
}

const WORDINGS: Readonly<Record<InterfaceLanguage, Wording>> = { zh, en };
const STORAGE_KEY = "wenbao-language";

/** The wording by the person's earlier choice, else by the browser's language. */
export function currentWording(): Wording {
  const asked = new URLSearchParams(location.search).get("language");
  const chosen = asked ?? readChoice();
  if (chosen === "zh" || chosen === "en") return WORDINGS[chosen];
  return navigator.languages.find((tag) => /^(?:zh|en)\b/i.test(tag))?.startsWith("en") === true ? WORDINGS.en : WORDINGS.zh;
}

/** Switches to the other language and remembers it. */
export function otherWording(wording: Wording): Wording {
  const language = wording.language === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is refused in some frames; the choice then holds for this page alone.
  }
  return WORDINGS[language];
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
