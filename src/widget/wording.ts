import { en } from "./wording.en.ts";
import { hans } from "./wording.hans.ts";
import { hant } from "./wording.hant.ts";

export type InterfaceLanguage = "zh-Hans" | "zh-Hant" | "en";

export type PageName = "ask" | "figures" | "reports";

/** Every word of the chat page and the reader; what a report or an answer says is not among them. */
export interface Wording {
  /** Of names and answers, of which there are Chinese and English ones. */
  readonly language: "zh" | "en";
  readonly htmlLanguage: InterfaceLanguage;
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
  readonly interfaceLanguage: string;
  readonly navigation: string;
  readonly pages: Readonly<Record<PageName, string>>;
  readonly newConversation: string;
  readonly away: string;
  readonly unreachable: string;
  /** What an error of the server means to a person, by its code; `other` for a code that is not among them. */
  readonly errors: Readonly<Record<string, string>> & { readonly other: string };
  readonly token: { readonly ask: string; readonly wrong: string; readonly label: string; readonly send: string; readonly forget: string };
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
  readonly slots: { readonly schools: string; readonly indicators: string; readonly subject: string; readonly period: string; readonly operation: string };
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
  readonly toChat: string;
  readonly copyLink: string;
  readonly exportTable: string;
  readonly exportDocument: string;
  readonly exportWorkbook: string;
  readonly exportFailed: string;
  readonly chart: (indicator: string, unit: string) => string;
  readonly narrowed: (names: string) => string;
  readonly adjusted: string;
  readonly editSlot: (slot: string) => string;
  readonly editor: {
    readonly title: string;
    readonly schools: string;
    readonly indicator: string;
    readonly indicatorHelp: string;
    readonly subject: string;
    readonly subjectHelp: string;
    readonly period: string;
    readonly asAsked: string;
    readonly latest: string;
    readonly operation: string;
    readonly direction: string;
    readonly apply: string;
    readonly cancel: string;
  };
  readonly feedback: {
    readonly label: string;
    readonly up: string;
    readonly down: string;
    readonly note: string;
    readonly send: string;
    readonly thanks: string;
    readonly failed: string;
  };
  readonly year: (year: number) => string;
  readonly page: (page: number) => string;
  readonly masked: string;
}

const WORDINGS: Readonly<Record<InterfaceLanguage, Wording>> = { "zh-Hans": hans, "zh-Hant": hant, en };
const STORAGE_KEY = "wenbao-language";

/** The languages of the interface, each by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<InterfaceLanguage, string>> = { "zh-Hans": "简体", "zh-Hant": "繁體", en: "English" };

/** The interface's language for a language tag: "zh-TW" → zh-Hant, "zh" → zh-Hans, "fr" → null. */
export function toInterfaceLanguage(tag: string): InterfaceLanguage | null {
  if (/^en\b/i.test(tag)) return "en";
  if (/^zh-(?:hant|tw|hk|mo)\b/i.test(tag)) return "zh-Hant";
  return /^zh\b/i.test(tag) ? "zh-Hans" : null;
}

/** By the address, else by the person's earlier choice, else by the browser's languages. */
export function currentLanguage(): InterfaceLanguage {
  const asked = new URLSearchParams(location.search).get("language");
  const tags = [asked, readChoice(), ...navigator.languages].filter((tag) => tag !== null);
  return tags.map(toInterfaceLanguage).find((language) => language !== null) ?? "zh-Hans";
}

/** The words for a refusal: the server's own message is in English and for developers. */
export const errorText = (code: string, wording: Wording): string => wording.errors[code] ?? wording.errors.other;

export const wordingFor = (language: InterfaceLanguage): Wording => WORDINGS[language];

/** Remembers the choice of a language. */
export function chooseLanguage(language: InterfaceLanguage): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is refused in some frames; the choice then holds for this page alone.
  }
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
